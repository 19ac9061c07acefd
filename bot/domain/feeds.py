"""Addresses under which a calendar is fetched: whoever has one may read, so it is as secret as a password."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, MemberId

_BYTES = 24
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
PATH = "/calendar/"
SUFFIX = ".ics"


def new_token() -> str:
    """192 random bits, 32 characters of a URL."""
    return secrets.token_urlsafe(_BYTES)


def is_token(text: str) -> bool:
    """Whether it could be one at all."""
    return _TOKEN.fullmatch(text) is not None


def fingerprint(token: str) -> str:
    """What is kept of a token. Nothing leads back from it; so many random bits need no slow hash."""
    return sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose calendar an address shows: a member's own, or the community's where ``member`` is none."""

    community: CommunityId
    name: str
    fingerprint: str
    member: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Where Hallway's own pages are. One that is not public is reached from its own machine alone."""

    url: str = "http://127.0.0.1:8765"
    is_public: bool = False

    def calendar(self, token: str) -> str:
        return f"{self.url}{PATH}{token}{SUFFIX}"


THIS_MACHINE = Site()
