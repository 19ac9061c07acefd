"""Values that travel through Slack's hands and back without being readable there."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken
from pydantic import TypeAdapter, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = TypeAdapter(dict[str, str])


class Seal:
    """Closes and opens small mappings with a key of its own, made from the instance's secret."""

    def __init__(self, secret: bytes) -> None:
        key = hashlib.blake2b(b"slack forms", key=secret[:64], digest_size=32).digest()
        self._box = Fernet(base64.urlsafe_b64encode(key))

    def close(self, values: Mapping[str, str]) -> str:
        return self._box.encrypt(zlib.compress(_TEXTS.dump_json(dict(values)))).decode()

    def open(self, sealed: str) -> dict[str, str] | None:
        """None for what was not closed here."""
        try:
            return _TEXTS.validate_json(zlib.decompress(self._box.decrypt(sealed.encode())))
        except (InvalidToken, ValidationError, zlib.error, UnicodeEncodeError, binascii.Error):
            return None
