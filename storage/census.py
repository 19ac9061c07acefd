"""Numbers about a community. See bot.ports.Counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, func, select

from bot.domain.census import Census, Undelivered
from bot.domain.delivery import QUESTIONS, TO_CHANNELS
from bot.domain.ids import MemberId
from bot.domain.together import GROUP
from storage.announcements import FAILED, MISSED
from storage.tables.delivery import DELIVERY
from storage.tables.members import MEMBER
from storage.tables.notebook import PERSON
from storage.tables.profiles import PROFILE
from storage.tables.volunteers import PATH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from storage.unit import Unit

_M, _P, _D = MEMBER.c, PERSON.c, DELIVERY.c
_HERE = _M.community == bindparam("in_community")
_HAS_NOTED = exists().where(_P.community == _M.community, _P.owner == _M.id).correlate(MEMBER)
_AGREED = (
    exists()
    .where(PROFILE.c.community == _M.community, PROFILE.c.owner == _M.id, PROFILE.c.organisers_since.is_not(None))
    .correlate(MEMBER)
)
_ALL = select(func.count()).select_from(MEMBER).where(_HERE)
_SETTLED = select(_M.id, _HAS_NOTED.label("has_noted"), _AGREED.label("agreed")).where(
    _HERE, _M.joined_at <= bindparam("joined_by")
)
_GUIDED = (
    select(func.count())
    .select_from(PATH)
    .where(PATH.c.community == bindparam("in_community"), PATH.c.begun_at >= bindparam("since"))
)
_UNDELIVERED = (
    select(_D.state, func.coalesce(_D.error, "").label("code"), func.count().label("many"))
    .where(
        _D.community == bindparam("in_community"),
        _D.kind.not_in((*TO_CHANNELS, *QUESTIONS)),
        ~_D.recipient.startswith(GROUP),
        _D.state.in_(FAILED),
        _D.due_at >= bindparam("since"),
        func.coalesce(_D.error, "") != MISSED,
    )
    .group_by(_D.state, _D.error)
    .order_by(_D.state, _D.error)
)


@dataclass(frozen=True, slots=True)
class Counting:
    _unit: Unit

    async def members(self, joined_by: datetime) -> Census:
        everybody = (await self._unit.rows(_ALL))[0][0]
        settled = await self._unit.rows(_SETTLED, {"joined_by": joined_by})
        listed = frozenset(MemberId(row.id) for row in settled if row.agreed and not row.has_noted)
        others = [row for row in settled if not row.agreed]
        return Census(everybody, len(others), sum(not row.has_noted for row in others), listed)

    async def guided(self, since: datetime) -> int:
        return (await self._unit.rows(_GUIDED, {"since": since}))[0][0]

    async def undelivered(self, since: datetime) -> Sequence[Undelivered]:
        rows = await self._unit.rows(_UNDELIVERED, {"since": since})
        return [Undelivered(row.state, row.code, row.many) for row in rows]
