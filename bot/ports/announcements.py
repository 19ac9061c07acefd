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

    async def renewals(self, announcements: Sequence[str]) -> dict[str, dict[int, bool]]:
        """Of those with renewals that are open, the generation of each, and whether it is being sent right now.

        A higher generation was wanted after what the lower ones were wanted for had been committed.
        """
        ...

    async def failed(self, since: datetime) -> Sequence[Announcement]:
        """Those that did not come to stand in their channel, the newest first."""
        ...

    async def again(self, announcement: DeliveryId, at: datetime) -> bool:
        """Let one that failed be tried once more, at once; false where it did not fail, or no more."""
        ...
