"""The thanks members gave each other. See bot.ports.Gratitude."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select

from bot.domain.thanks import Thanked
from bot.domain.times import local_at
from bot.domain.zones import UTC_ZONE
from storage.company import Company
from storage.shapes import MEMBER, THANKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import MemberId
    from bot.domain.thanks import Thanks
    from storage.unit import Unit

_T, _M = THANKS.table.c, MEMBER.table.c
_NEWEST = THANKS.owned.order_by(_T.created_at.desc(), _T.id.desc())
_TO = _NEWEST.where(_T.taker.in_(bindparam("of_members", expanding=True)))
_BY = _NEWEST.where(_T.giver == bindparam("of_member"))
_NAMES = select(_M.id, _M.name).where(
    _M.community == bindparam("in_community"), _M.id.in_(bindparam("of_members", expanding=True))
)
_ALL_OF = THANKS.owned.where(or_(_T.giver == bindparam("of_member"), _T.taker == bindparam("of_member")))


@dataclass(frozen=True, slots=True)
class Gratitude:
    _unit: Unit

    async def add(self, thanks: Thanks) -> None:
        await self._unit.change(THANKS, None, thanks)

    async def remove(self, thanks: Thanks) -> None:
        await self._unit.change(THANKS, await self._unit.stored(THANKS, thanks), None)

    async def to(self, taker: MemberId) -> Sequence[Thanks]:
        return await _to(self._unit, [taker])

    async def by(self, giver: MemberId) -> Sequence[Thanks]:
        return await self._unit.ask(THANKS, _BY, {"of_member": giver})


async def _to(unit: Unit, takers: Sequence[MemberId]) -> list[Thanks]:
    found = await unit.ask(THANKS, _TO, {"of_members": list(takers)})
    apart = await Company(unit).kept_apart(list({each for one in found for each in (one.giver, one.taker)}))
    return [each for each in found if frozenset((each.giver, each.taker)) not in apart]


async def thanked(unit: Unit, takers: Sequence[MemberId]) -> dict[MemberId, tuple[Thanked, ...]]:
    """What stands on their cards, the newest first."""
    found = await _to(unit, takers)
    givers = [each.giver for each in found]
    names = {row.id: row.name for row in await unit.rows(_NAMES, {"of_members": givers})} if givers else {}
    cards: defaultdict[MemberId, list[Thanked]] = defaultdict(list)
    for each in found:
        day = local_at(each.created_at, UTC_ZONE).date()
        cards[each.taker].append(Thanked(names[each.giver], each.text, day))
    return {taker: tuple(lines) for taker, lines in cards.items()}


async def leave_no_thanks(unit: Unit, member: MemberId) -> None:
    """Those they gave and those they got."""
    for each in await unit.ask(THANKS, _ALL_OF, {"of_member": member}):
        await unit.write(THANKS, each, None)


async def be_one_in_thanks(unit: Unit, gone: MemberId, into: MemberId) -> None:
    """Nobody thanks themselves."""
    for each in await unit.ask(THANKS, _ALL_OF, {"of_member": gone}):
        if {each.giver, each.taker} == {gone, into}:
            await unit.write(THANKS, each, None)
