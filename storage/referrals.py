"""Referrals. See bot.ports.Referrals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, or_, select

from bot.domain.referrals import works_at
from storage.shapes import PROFILE, REFERRAL, VOUCH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.referrals import Referral, Vouch
    from storage.unit import Unit

_R, _V, _P = REFERRAL.table.c, VOUCH.table.c, PROFILE.table.c
_OF = REFERRAL.owned.where(_R.asker == bindparam("of_member")).order_by(_R.created_at.desc(), _R.id.desc())
_SINCE = REFERRAL.owned.where(_R.created_at >= bindparam("from_then")).order_by(_R.created_at, _R.id)
_VOUCHES = VOUCH.owned.order_by(_V.created_at, _V.id)
_FOR = _VOUCHES.where(_V.asker == bindparam("of_member"))
_BY = _VOUCHES.where(_V.member == bindparam("of_member"))
_ANY = VOUCH.owned.where(or_(_V.asker == bindparam("of_member"), _V.member == bindparam("of_member")))
_WILLING = select(*PROFILE.columns).where(_P.community == bindparam("in_community"), _P.refers_since.is_not(None))
_ASKED = (
    select(_V.member, func.max(_V.created_at).label("at"))
    .where(_V.community == bindparam("in_community"), _V.member.in_(bindparam("of_members", expanding=True)))
    .group_by(_V.member)
)


@dataclass(frozen=True, slots=True)
class Referrals:
    _unit: Unit

    async def find(self, referral: str) -> Referral | None:
        return await self._unit.find(REFERRAL, referral, referral)

    async def add(self, referral: Referral) -> None:
        await self._unit.change(REFERRAL, None, referral)

    async def save(self, referral: Referral) -> None:
        await self._unit.save(REFERRAL, referral)

    async def of(self, asker: MemberId) -> Sequence[Referral]:
        return await self._unit.ask(REFERRAL, _OF, {"of_member": asker})

    async def since(self, start: datetime) -> Sequence[Referral]:
        return await self._unit.ask(REFERRAL, _SINCE, {"from_then": start})

    async def vouch(self, vouch: str) -> Vouch | None:
        return await self._unit.find(VOUCH, vouch, vouch)

    async def ask(self, vouch: Vouch) -> None:
        await self._unit.change(VOUCH, None, vouch)

    async def answer(self, vouch: Vouch) -> None:
        await self._unit.save(VOUCH, vouch)

    async def vouches_for(self, asker: MemberId) -> Sequence[Vouch]:
        return await self._unit.ask(VOUCH, _FOR, {"of_member": asker})

    async def vouches_of(self, member: MemberId) -> Sequence[Vouch]:
        return await self._unit.ask(VOUCH, _BY, {"of_member": member})

    async def willing(self, company: str) -> Sequence[MemberId]:
        profiles = await self._unit.read(PROFILE, _WILLING, {})
        fitting = [each.owner for each in profiles if works_at(each.refers or (), company)]
        rows = await self._unit.rows(_ASKED, {"of_members": fitting}) if fitting else ()
        asked = {row.member: row.at for row in rows}
        never = [each for each in sorted(fitting) if each not in asked]
        return [*never, *sorted((each for each in fitting if each in asked), key=lambda each: (asked[each], each))]


async def leave_referrals(unit: Unit, member: MemberId) -> None:
    """What they looked for, who was asked for it, and what they were asked."""
    for vouch in await unit.ask(VOUCH, _ANY, {"of_member": member}):
        await unit.write(VOUCH, vouch, None)
    for referral in await unit.ask(REFERRAL, _OF, {"of_member": member}):
        await unit.write(REFERRAL, referral, None)


async def be_one_in_referrals(unit: Unit, gone: MemberId, into: MemberId) -> None:
    """Nobody is asked to refer themselves, nor twice about the same."""
    asked = {each.referral for each in await unit.ask(VOUCH, _BY, {"of_member": into})}
    for vouch in await unit.ask(VOUCH, _ANY, {"of_member": gone}):
        if {vouch.member, vouch.asker} == {gone, into} or (vouch.member == gone and vouch.referral in asked):
            await unit.write(VOUCH, vouch, None)
