"""Records across notebooks, by id: for composing messages to their own owners, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.shapes import FOLLOWUP, MEMBER, PERSON, PROMISE, REMINDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.followups import FollowUp
    from bot.domain.ids import MemberId
    from bot.domain.introductions import Promise
    from bot.domain.members import Member
    from bot.domain.people import Person
    from bot.domain.reminders import Reminder
    from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Subjects:
    """See bot.ports.Subjects."""

    _unit: Unit

    async def reminders(self, ids: Sequence[str]) -> dict[str, Reminder]:
        return await self._unit.looked_at(REMINDER, ids)

    async def promises(self, ids: Sequence[str]) -> dict[str, Promise]:
        return await self._unit.looked_at(PROMISE, ids)

    async def followups(self, ids: Sequence[str]) -> dict[str, FollowUp]:
        return await self._unit.looked_at(FOLLOWUP, ids)

    async def people(self, ids: Sequence[str]) -> dict[str, Person]:
        return await self._unit.looked_at(PERSON, ids)

    async def members(self, ids: Sequence[MemberId]) -> dict[MemberId, Member]:
        return {member.id: member for member in (await self._unit.looked_at(MEMBER, ids)).values()}
