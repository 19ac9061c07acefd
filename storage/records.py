"""The records of one member's notebook: the same for every kind, and the few questions that only one kind answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError

from bot.domain.followups import FollowUp, FollowUpState
from bot.domain.introductions import Promise, PromiseState
from bot.domain.people import Person
from bot.domain.reminders import Reminder, ReminderState
from storage import shapes
from storage.shapes import Owned, Shape
from storage.unit import Unit, changed_since, not_found

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.ids import MemberId, PersonId
    from bot.domain.times import Moment
    from storage.shapes import Question


class Records(Generic[Owned]):
    """One kind in one notebook; see bot.ports.Records."""

    def __init__(self, unit: Unit, owner: MemberId, shape: Shape[Owned]) -> None:
        self._unit = unit
        self._owner = owner
        self._shape = shape

    async def add(self, record: Owned) -> None:
        """Raise NotFound where it hangs on something that is not in this notebook."""
        if record.owner != self._owner:
            raise not_found()
        try:
            await self._unit.change(self._shape, None, record)
        except IntegrityError as error:
            raise not_found() from error

    async def find(self, record_id: str) -> Owned | None:
        return await self._unit.find(self._shape, self._owner, record_id)

    async def get(self, record_id: str) -> Owned:
        record = await self.find(record_id)
        if record is None:
            raise not_found()
        return record

    async def save(self, record: Owned) -> None:
        if record.owner != self._owner:
            raise changed_since()
        try:
            await self._unit.save(self._shape, record)
        except IntegrityError as error:
            raise not_found() from error

    async def remove(self, record_id: str) -> None:
        """Raise NotFound where there is none, NotPossible while other records hang on it."""
        try:
            await self._unit.change(self._shape, await self.get(record_id), None)
        except IntegrityError as error:
            raise changed_since() from error

    async def about(self, person: PersonId) -> Sequence[Owned]:
        question = self._shape.about
        return [] if question is None else await self._ask(question, of_person=person)

    async def every(self) -> Sequence[Owned]:
        return await self._ask(self._shape.newest)

    async def count(self) -> int:
        rows = await self._unit.rows(self._shape.count, {"of_owner": self._owner})
        return rows[0][0]

    async def _ask(self, question: Question, **values: Any) -> list[Owned]:
        return await self._unit.ask(self._shape, question, {"of_owner": self._owner, **values})


_PERSON = shapes.PERSON.table.c
_BY_CONTACT = (
    shapes.PERSON.owned.order_by(_PERSON.seen_on.desc().nulls_last(), _PERSON.created_at, _PERSON.id)
    .offset(bindparam("from_row"))
    .limit(bindparam("at_most"))
)
_LINKED = shapes.PERSON.owned.where(_PERSON.member == bindparam("to_member")).limit(1)


class People(Records[Person]):
    async def page(self, *, offset: int, limit: int) -> Sequence[Person]:
        return await self._ask(_BY_CONTACT, from_row=offset, at_most=limit)

    async def linked_to(self, member: MemberId) -> Person | None:
        found = await self._ask(_LINKED, to_member=member)
        return found[0] if found else None


def _oldest_of(shape: Shape[Any], *states: str) -> Question:
    columns = shape.table.c
    return shape.owned.where(columns.state.in_(states)).order_by(columns.created_at, columns.id)


_OPEN_PROMISES = _oldest_of(shapes.PROMISE, PromiseState.OPEN)
_OPEN_FOLLOWUPS = _oldest_of(shapes.FOLLOWUP, FollowUpState.SUGGESTED, FollowUpState.PLANNED)
_ACTIVE_REMINDERS = _oldest_of(shapes.REMINDER, ReminderState.ACTIVE)

_REMINDER = shapes.REMINDER.table.c
_THEIR_MOMENTS = _ACTIVE_REMINDERS.with_only_columns(_REMINDER.id, _REMINDER.moment)
_THESE_REMINDERS = shapes.REMINDER.owned.where(_REMINDER.id.in_(bindparam("with_ids", expanding=True)))


class Promises(Records[Promise]):
    async def still_open(self) -> Sequence[Promise]:
        return await self._ask(_OPEN_PROMISES)


class FollowUps(Records[FollowUp]):
    async def still_open(self) -> Sequence[FollowUp]:
        return await self._ask(_OPEN_FOLLOWUPS)


class Reminders(Records[Reminder]):
    async def active(self) -> Sequence[Reminder]:
        return await self._ask(_ACTIVE_REMINDERS)

    async def moments(self) -> Mapping[str, Moment]:
        rows = await self._unit.rows(_THEIR_MOMENTS, {"of_owner": self._owner})
        return {row.id: row.moment for row in rows}

    async def these(self, ids: Sequence[str]) -> Sequence[Reminder]:
        found = {each.id: each for each in await self._ask(_THESE_REMINDERS, with_ids=ids)}
        return [found[each] for each in ids if each in found]
