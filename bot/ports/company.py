"""Who may be put together with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId, PersonId
    from bot.domain.quests import Quest


class Company(Protocol):
    """The only questions over several notebooks. They give pairs and no more, to the code that puts people together,
    and to nothing that is shown."""

    async def acquainted(self, members: Sequence[MemberId], at: datetime) -> set[frozenset[MemberId]]:
        """The pairs of these who have met: one of them recorded it, or they were in one group at a meetup by then."""
        ...

    async def kept_apart(self, members: Sequence[MemberId], *, by: datetime | None = None) -> set[frozenset[MemberId]]:
        """The pairs of these that are never to be put together: one of the two said so, by that time where one is
        given. However many they are."""
        ...

    async def who_noted(self, quest: Quest) -> Sequence[tuple[MemberId, PersonId]]:
        """Others who agreed to be asked about people they noted, each with the one in their own notebook who fits, for
        asking that member alone; whoever was in touch with theirs last comes first."""
        ...
