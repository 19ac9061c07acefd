"""What members wrote, sealed at rest: whoever takes the database or a backup reads nothing without the secret.

AES-256-GCM with a key per community, derived from the instance's secret. Each text is bound to its place, the owner
included, so a text copied to another row, column, notebook or community does not open there.

A sealed text is: one byte naming the key, so that keys can be changed one row at a time; 12 random bytes; the rest.
"""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.ids import CommunityId
from bot.errors import SecretError

KEY = 1
_NONCE = 12


class Box:
    """Seals and opens the texts of one community."""

    def __init__(self, key: bytes, community: CommunityId) -> None:
        self._cipher = AESGCM(key)
        self._community = community

    def seal(self, text: str, *place: str) -> bytes:
        """``place`` is table, column, owner and id. Lone surrogates are kept too: nothing is refused here."""
        nonce = os.urandom(_NONCE)
        plain = text.encode(errors="surrogatepass")
        return bytes((KEY,)) + nonce + self._cipher.encrypt(nonce, plain, self._bound_to(place))

    def open(self, sealed: bytes, *place: str) -> str:
        """Raise SecretError for what was not sealed with this secret in this very place."""
        if sealed[:1] != bytes((KEY,)):
            raise SecretError(f"A text in {place[0]} was sealed with a key this program does not have.")
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            return self._cipher.decrypt(nonce, body, self._bound_to(place)).decode(errors="surrogatepass")
        except (InvalidTag, ValueError) as error:
            raise SecretError(
                f"A text in {place[0]} does not open: wrong secret, or the row was tampered with."
            ) from error

    def _bound_to(self, place: tuple[str, ...]) -> bytes:
        return "|".join((self._community, *place)).encode(errors="surrogatepass")


class Vault:
    """The instance's secret, as far as storage needs it."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.box = lru_cache(maxsize=1024)(self._box)

    @property
    def proof(self) -> bytes:
        """Tells whether two vaults have the same secret, without telling the secret."""
        return self._derive("proof")

    @property
    def instance_box(self) -> Box:
        """For what belongs to no community."""
        return Box(self._derive("instance"), CommunityId(""))

    def _box(self, community: CommunityId) -> Box:
        return Box(self._derive(f"texts|{community}"), community)

    def _derive(self, purpose: str) -> bytes:
        return HKDF(SHA256(), length=32, salt=None, info=f"hallway|{KEY}|{purpose}".encode()).derive(self._secret)
