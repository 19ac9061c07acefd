"""The rounds of a community. See bot.ports.Rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from bot.domain.ids import CommunityId
from storage.shapes import DRAW, PARTICIPATION, ROUND, SEAT
from storage.unit import not_found

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.ids import MemberId
    from bot.domain.rounds.records import Draw, Participation, Round, Seat
    from storage.unit import Unit

_R, _P, _D, _S = ROUND.table.c, PARTICIPATION.table.c, DRAW.table.c, SEAT.table.c
_EVERY = ROUND.owned.order_by(_R.created_at, _R.id)
_IN_ROUND = PARTICIPATION.owned.where(_P.round == bindparam("of_round")).order_by(_P.created_at, _P.id)
_OF_MEMBER = PARTICIPATION.owned.where(_P.member == bindparam("of_member")).order_by(_P.created_at, _P.id)
_DRAWS = (
    DRAW.owned.where(_D.round == bindparam("of_round"))
    .order_by(_D.created_at.desc(), _D.id.desc())
    .limit(bindparam("at_most"))
)
_IN_DRAWS = SEAT.owned.where(_S.draw.in_(bindparam("of_draws", expanding=True))).order_by(_S.id)
_SEATS_OF = SEAT.owned.where(_S.member == bindparam("of_member")).order_by(_S.created_at.desc(), _S.id.desc())
_IS_EARLIER = (
    _S.member == bindparam("of_member"),
    _S.round == bindparam("of_round"),
    _S.circle.is_not(None),
    _S.created_at < bindparam("before_that"),
)
_EARLIER = SEAT.owned.where(*_IS_EARLIER).order_by(_S.created_at.desc(), _S.id.desc()).limit(bindparam("at_most"))
_TIMES = select(func.count()).where(_S.community == bindparam("in_community"), *_IS_EARLIER)
_BESIDE = SEAT.owned.where(_S.circle.in_(bindparam("of_circles", expanding=True))).order_by(_S.id)
_BEGIN = (
    update(SEAT.table)
    .where(_S.community == bindparam("in_community"), _S.id == bindparam("of_seat"))
    .values(begun=bindparam("with_this"))
)
_NEXT = select(func.min(_R.due_at))
_DUE = select(_R.community, _R.id).where(_R.due_at <= bindparam("by_now")).order_by(_R.due_at, _R.community, _R.id)


@dataclass(frozen=True, slots=True)
class Rounds:
    """See bot.ports.Rounds."""

    _unit: Unit

    async def get(self, found: str) -> Round:
        kept = await self._unit.find(ROUND, found, found)
        if kept is None:
            raise not_found()
        return kept

    async def every(self) -> Sequence[Round]:
        return await self._unit.ask(ROUND, _EVERY, {})

    async def add(self, made: Round) -> None:
        await self._unit.change(ROUND, None, made)

    async def save(self, changed: Round) -> None:
        await self._unit.save(ROUND, changed)

    async def participations(self, found: str) -> Sequence[Participation]:
        return await self._unit.ask(PARTICIPATION, _IN_ROUND, {"of_round": found})

    async def participations_of(self, member: MemberId) -> Sequence[Participation]:
        return await self._unit.ask(PARTICIPATION, _OF_MEMBER, {"of_member": member})

    async def join(self, participation: Participation) -> None:
        await self._unit.keep(PARTICIPATION, participation)

    async def leave(self, participation: Participation) -> None:
        await self._unit.change(PARTICIPATION, await self._unit.stored(PARTICIPATION, participation), None)

    async def draws(self, found: str, *, limit: int) -> Sequence[Draw]:
        return await self._unit.ask(DRAW, _DRAWS, {"of_round": found, "at_most": limit})

    async def draw(self, drawn: Draw, seats: Sequence[Seat]) -> None:
        await self._unit.add(DRAW, drawn)
        rows = [{"community": self._unit.community, **SEAT.to_row(seat, self._unit.box)} for seat in seats]
        if rows:
            await self._unit.connection.execute(SEAT.insert, rows)
            await self._unit.outbox.begin((each for seat in seats for each in seat.wanted), drawn.created_at)

    async def seats(self, draws: Sequence[str]) -> Sequence[Seat]:
        return await self._unit.ask(SEAT, _IN_DRAWS, {"of_draws": list(draws)}) if draws else ()

    async def seats_of(self, member: MemberId) -> Sequence[Seat]:
        return await self._unit.ask(SEAT, _SEATS_OF, {"of_member": member})

    async def earlier(self, seat: Seat, *, limit: int) -> Sequence[Seat]:
        return await self._unit.ask(SEAT, _EARLIER, {**_before(seat), "at_most": limit})

    async def times_grouped(self, seat: Seat) -> int:
        ((times,),) = await self._unit.rows(_TIMES, _before(seat))
        return times

    async def seats_by_id(self, ids: Sequence[str]) -> dict[str, Seat]:
        return await self._unit.by_ids(SEAT, ids)

    async def beside(self, circles: Sequence[str]) -> Sequence[Seat]:
        return await self._unit.ask(SEAT, _BESIDE, {"of_circles": list(circles)}) if circles else ()

    async def answer(self, seat: Seat) -> None:
        await self._unit.save(SEAT, seat)

    async def begin(self, seat: Seat) -> None:
        sealed = SEAT.to_row(seat, self._unit.box)["begun"]
        await self._unit.run(_BEGIN, {"of_seat": seat.id, "with_this": sealed})


def _before(seat: Seat) -> dict[str, object]:
    return {"of_member": seat.member, "of_round": seat.round, "before_that": seat.created_at}


async def next_draw(connection: AsyncConnection) -> datetime | None:
    """When the next round of any community is drawn."""
    return (await connection.execute(_NEXT)).scalar()


async def due_draws(connection: AsyncConnection, now: datetime) -> list[tuple[CommunityId, str]]:
    rows = await connection.execute(_DUE, {"by_now": now})
    return [(CommunityId(row.community), row.id) for row in rows]
