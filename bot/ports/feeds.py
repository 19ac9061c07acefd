"""Calendars that are fetched from outside, by addresses of which only a fingerprint is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import MemberId


class Feeds(Protocol):
    """A member's own feed, or the community's where the member is none. Not journalled: an address that was given up
    must not come back by undo."""

    async def opened_at(self, member: MemberId | None) -> datetime | None:
        """Since when there is one."""
        ...

    async def open(self, member: MemberId | None, fingerprint: str, at: datetime) -> None:
        """From here on this one, and none of those before."""
        ...

    async def close(self, member: MemberId | None) -> None: ...
