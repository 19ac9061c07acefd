"""Who may be put together with whom: pairs of members, out of several notebooks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, exists, select

from storage.shapes import BLOCK, INTRODUCTION, PERSON, RSVP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter

    from bot.domain.ids import MemberId
    from storage.unit import Unit

_P, _I, _R, _B = PERSON.table.c, INTRODUCTION.table.c, RSVP.table.c, BLOCK.table.c
_TOLD_OF = exists().where(_I.community == _P.community, _I.owner == _P.owner, _I.person == _P.id)
_AMONG: BindParameter[Sequence[str]] = bindparam("of_members", expanding=True)
_ACQUAINTED = select(_P.owner, _P.member).where(
    _P.community == bindparam("in_community"), _P.owner.in_(_AMONG), _P.member.in_(_AMONG), _TOLD_OF
)
_CIRCLES = select(_R.meetup, _R.key, _R.circle, _R.member).where(
    _R.community == bindparam("in_community"), _R.member.in_(_AMONG), _R.circle_at <= bindparam("by")
)
_APART = select(_B.owner, _B.member).where(
    _B.community == bindparam("in_community"), _B.owner.in_(_AMONG), _B.member.in_(_AMONG)
)


@dataclass(frozen=True, slots=True)
class Company:
    """See bot.ports.Company."""

    _unit: Unit

    async def acquainted(self, members: Sequence[MemberId], at: datetime) -> set[frozenset[MemberId]]:
        these = {"of_members": list(members)}
        met = {frozenset((row.owner, row.member)) for row in await self._unit.rows(_ACQUAINTED, these)}
        circles: dict[tuple[str, str, str], list[MemberId]] = {}
        for row in await self._unit.rows(_CIRCLES, these | {"by": at}):
            circles.setdefault((row.meetup, row.key, row.circle), []).append(row.member)
        return met | {frozenset(pair) for circle in circles.values() for pair in combinations(circle, 2)}

    async def kept_apart(self, members: Sequence[MemberId]) -> set[frozenset[MemberId]]:
        rows = await self._unit.rows(_APART, {"of_members": list(members)})
        return {frozenset((row.owner, row.member)) for row in rows}
