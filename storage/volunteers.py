"""Who offers to be asked, who wishes for one of them, and what came of it. See bot.ports.volunteers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select

from bot.domain.hospitality import Hospitality
from bot.domain.mentoring import ENDS_AFTER, Mentorship
from bot.domain.volunteers import Question, Volunteer, Wish
from storage.shapes import ASKED, HOSPITALITY, MENTORSHIP, SESSION, VOLUNTEER, WISH
from storage.tables.members import COMMUNITY

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
_BY_ASKED = ASKED.owned.order_by(_Q.asked_at, _Q.id)
_SINCE = _BY_ASKED.where(_Q.kind == bindparam("of_kind"), _Q.asked_at >= bindparam("since"))
_OF_WISH = _BY_ASKED.where(_Q.wish == bindparam("of_wish"))
_TO = _BY_ASKED.where(_Q.volunteer == bindparam("of_member"))

_MENTORSHIPS = MENTORSHIP.owned.order_by(_M.created_at, _M.id)
_RUNNING = _MENTORSHIPS.where(
    _M.mentor.in_(bindparam("of_members", expanding=True)),
    _M.ended_at.is_(None),
    _M.quiet_since > bindparam("quiet_after"),
)
_OF = _MENTORSHIPS.where(or_(_M.mentor == bindparam("of_member"), _M.mentee == bindparam("of_member")))


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
        return await self._unit.by_ids(WISH, ids)

    async def questions(self, kind: Help, since: datetime) -> Sequence[Question]:
        return await self._unit.ask(ASKED, _SINCE, {"of_kind": kind, "since": since})

    async def questions_of(self, wish: str) -> Sequence[Question]:
        return await self._unit.ask(ASKED, _OF_WISH, {"of_wish": wish})

    async def questions_to(self, volunteer: MemberId) -> Sequence[Question]:
        return await self._unit.ask(ASKED, _TO, {"of_member": volunteer})

    async def questions_by_id(self, ids: Sequence[str]) -> dict[str, Question]:
        return await self._unit.by_ids(ASKED, ids)

    async def keep(self, record: Volunteer | Wish | Question) -> None:
        await self._unit.keep(_shape_of(record), record)

    async def hospitality(self) -> Hospitality:
        community = self._unit.community
        return await self._unit.find(HOSPITALITY, community, community) or Hospitality(community)

    async def receive(self, hospitality: Hospitality) -> None:
        await self._unit.keep(HOSPITALITY, hospitality)

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
        return await self._unit.by_ids(MENTORSHIP, ids)

    async def keep(self, mentorship: Mentorship) -> None:
        await self._unit.keep(MENTORSHIP, mentorship)

    async def sessions(self, ids: Sequence[str]) -> dict[str, Session]:
        return await self._unit.looked_at(SESSION, ids)


def _shape_of(record: Volunteer | Wish | Question) -> Shape[Any]:
    match record:
        case Volunteer():
            return VOLUNTEER
        case Wish():
            return WISH
        case Question():
            return ASKED
