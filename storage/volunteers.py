"""Who offers to be asked, who wishes for one of them, and what came of it. See bot.ports.volunteers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.exc import IntegrityError

from bot.domain.hospitality import Hospitality
from bot.domain.mentoring import ENDS_AFTER, Mentorship
from bot.domain.volunteers import Question, Volunteer, Wish
from storage.shapes import ASKED, HOSPITALITY, MENTORSHIP, SESSION, VOLUNTEER, WISH
from storage.tables.members import COMMUNITY
from storage.unit import changed_since

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.mentoring import Session
    from bot.domain.volunteers import Help
    from storage.shapes import Shape
    from storage.unit import Unit

_V, _W, _Q = VOLUNTEER.table.c, WISH.table.c, ASKED.table.c
_M, _S = MENTORSHIP.table.c, SESSION.table.c

# Not FOR UPDATE: records that refer to the community may be added meanwhile. SQLite leaves the lock out.
_HOLD = select(COMMUNITY.c.id).where(COMMUNITY.c.id == bindparam("in_community")).with_for_update(key_share=True)
_WILLING = VOLUNTEER.owned.where(_V.kind == bindparam("of_kind")).order_by(_V.created_at, _V.id)
_OFFERS_OF = VOLUNTEER.owned.where(_V.member == bindparam("of_member")).order_by(_V.created_at, _V.id)
_OPEN = WISH.owned.where(_W.kind == bindparam("of_kind"), _W.settled_at.is_(None)).order_by(_W.created_at, _W.id)
_WISHES_OF = WISH.owned.where(_W.member == bindparam("of_member")).order_by(_W.created_at, _W.id)
_WISHES = WISH.owned.where(_W.id.in_(bindparam("with_ids", expanding=True)))
_BY_ASKED = ASKED.owned.order_by(_Q.asked_at, _Q.id)
_SINCE = _BY_ASKED.where(_Q.kind == bindparam("of_kind"), _Q.asked_at >= bindparam("since"))
_OF_WISH = _BY_ASKED.where(_Q.wish == bindparam("of_wish"))
_TO = _BY_ASKED.where(_Q.volunteer == bindparam("of_member"))
_QUESTIONS = ASKED.owned.where(_Q.id.in_(bindparam("with_ids", expanding=True)))

_MENTORSHIPS = MENTORSHIP.owned.order_by(_M.created_at, _M.id)
_RUNNING = _MENTORSHIPS.where(
    _M.mentor.in_(bindparam("of_members", expanding=True)),
    _M.ended_at.is_(None),
    _M.quiet_since > bindparam("quiet_after"),
)
_OF = _MENTORSHIPS.where(or_(_M.mentor == bindparam("of_member"), _M.mentee == bindparam("of_member")))
_THESE = MENTORSHIP.owned.where(_M.id.in_(bindparam("with_ids", expanding=True)))
_SESSIONS = select(*SESSION.columns).where(
    _S.community == bindparam("in_community"), _S.id.in_(bindparam("with_ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Volunteers:
    """See bot.ports.Volunteers."""

    _unit: Unit

    async def hold(self) -> None:
        await self._unit.rows(_HOLD)

    async def willing(self, kind: Help) -> Sequence[Volunteer]:
        return await self._unit.ask(VOLUNTEER, _WILLING, {"of_kind": kind})

    async def offers_of(self, member: MemberId) -> Sequence[Volunteer]:
        return await self._unit.ask(VOLUNTEER, _OFFERS_OF, {"of_member": member})

    async def open_wishes(self, kind: Help) -> Sequence[Wish]:
        return await self._unit.ask(WISH, _OPEN, {"of_kind": kind})

    async def wishes_of(self, member: MemberId) -> Sequence[Wish]:
        return await self._unit.ask(WISH, _WISHES_OF, {"of_member": member})

    async def wishes(self, ids: Sequence[str]) -> dict[str, Wish]:
        return await by_id(self._unit, WISH, _WISHES, ids)

    async def questions(self, kind: Help, since: datetime) -> Sequence[Question]:
        return await self._unit.ask(ASKED, _SINCE, {"of_kind": kind, "since": since})

    async def questions_of(self, wish: str) -> Sequence[Question]:
        return await self._unit.ask(ASKED, _OF_WISH, {"of_wish": wish})

    async def questions_to(self, volunteer: MemberId) -> Sequence[Question]:
        return await self._unit.ask(ASKED, _TO, {"of_member": volunteer})

    async def questions_by_id(self, ids: Sequence[str]) -> dict[str, Question]:
        return await by_id(self._unit, ASKED, _QUESTIONS, ids)

    async def keep(self, record: Volunteer | Wish | Question) -> None:
        await keep(self._unit, _shape_of(record), record)

    async def hospitality(self) -> Hospitality:
        community = self._unit.community
        return await self._unit.find(HOSPITALITY, community, community) or Hospitality(community)

    async def receive(self, hospitality: Hospitality) -> None:
        await keep(self._unit, HOSPITALITY, hospitality)

    async def remove(self, record: Volunteer | Question) -> None:
        shape: Shape[Any] = _shape_of(record)
        await self._unit.change(shape, await self._unit.stored(shape, record), None)


@dataclass(frozen=True, slots=True)
class Mentoring:
    """See bot.ports.Mentoring."""

    _unit: Unit

    async def running(self, members: Sequence[MemberId], now: datetime) -> Sequence[Mentorship]:
        if not members:
            return ()
        values = {"of_members": list(members), "quiet_after": now - ENDS_AFTER}
        return await self._unit.ask(MENTORSHIP, _RUNNING, values)

    async def of(self, member: MemberId) -> Sequence[Mentorship]:
        return await self._unit.ask(MENTORSHIP, _OF, {"of_member": member})

    async def by_id(self, ids: Sequence[str]) -> dict[str, Mentorship]:
        return await by_id(self._unit, MENTORSHIP, _THESE, ids)

    async def keep(self, mentorship: Mentorship) -> None:
        await keep(self._unit, MENTORSHIP, mentorship)

    async def sessions(self, ids: Sequence[str]) -> dict[str, Session]:
        found = await self._unit.read(SESSION, _SESSIONS, {"with_ids": list(ids)}) if ids else ()
        return {each.id: each for each in found}


def _shape_of(record: Volunteer | Wish | Question) -> Shape[Any]:
    match record:
        case Volunteer():
            return VOLUNTEER
        case Wish():
            return WISH
        case Question():
            return ASKED


async def by_id(unit: Unit, shape: Shape[Any], question: Any, ids: Sequence[str]) -> dict[str, Any]:
    found = await unit.ask(shape, question, {"with_ids": list(ids)}) if ids else ()
    return {each.id: each for each in found}


async def keep(unit: Unit, shape: Shape[Any], record: Any) -> None:
    """What is as it was is left alone. Raise NotPossible where the same was added elsewhere in the meantime."""
    if await unit.find(shape, record.id, record.id) is None:
        try:
            await unit.change(shape, None, record)
        except IntegrityError as error:
            raise changed_since() from error
        return
    before = await unit.stored(shape, record)
    if before != record:
        await unit.change(shape, before, replace(record, version=record.version + 1))
