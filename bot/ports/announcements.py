"""What was posted in the community's channels, and what could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.announcements import Announcement, Topic
    from bot.domain.ids import DeliveryId


class Announcements(Protocol):
    async def by_id(self, ids: Sequence[str]) -> dict[str, Announcement]: ...

    async def about(self, topics: Sequence[Topic]) -> Sequence[Announcement]:
        """Every announcement there was or is of exactly these, the eldest first."""
        ...

    async def are_being_renewed(self, announcements: Sequence[str]) -> dict[str, int]:
        """Of those whose renewals are on their way to the platform right now, the lowest generation of these."""
        ...

    async def failed(self, since: datetime) -> Sequence[Announcement]:
        """Those that did not come to stand in their channel, the newest first."""
        ...

    async def again(self, announcement: DeliveryId, at: datetime) -> bool:
        """Let one that failed be tried once more, at once; false where it did not fail, or no more."""
        ...
