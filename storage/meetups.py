"""The meetups of a community and who comes to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam

from bot.domain.meetups import occurrence
from storage.holding import HOLD
from storage.shapes import MEETUP, MEETUPS_COMING, NOTICEBOARD, OVERRIDE, RSVP, RSVPS_OF_MEETUP
from storage.unit import not_found

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.meetups import Meetup, Occurrence, Override
    from bot.domain.noticeboard import Noticeboard
    from bot.domain.rsvps import Rsvp
    from storage.unit import Unit

_M, _O, _R = MEETUP.table.c, OVERRIDE.table.c, RSVP.table.c
_HOSTED = MEETUP.owned.where(_M.host == bindparam("of_member")).order_by(_M.created_at, _M.id)
_OVERRIDES = OVERRIDE.owned.where(_O.meetup.in_(bindparam("of_meetups", expanding=True))).order_by(_O.key)
_BY_SAID = (_R.said_at, _R.id)
_OF_MEETUP = RSVPS_OF_MEETUP.order_by(*_BY_SAID)
_OF_OCCURRENCE = _OF_MEETUP.where(_R.key == bindparam("at_key"))
_OF_MEMBER = RSVP.owned.where(_R.member == bindparam("of_member")).order_by(_R.created_at, _R.id)


@dataclass(frozen=True, slots=True)
class Meetups:
    """See bot.ports.Meetups."""

    _unit: Unit

    async def get(self, meetup: str) -> Meetup:
        found = await self.find(meetup)
        if found is None:
            raise not_found()
        return found

    async def find(self, meetup: str) -> Meetup | None:
        return await self._unit.find(MEETUP, meetup, meetup)

    async def add(self, meetup: Meetup) -> None:
        await self._unit.change(MEETUP, None, meetup)

    async def save(self, meetup: Meetup) -> None:
        await self._unit.save(MEETUP, meetup)

    async def hold(self, meetup: str) -> None:
        await self._unit.rows(HOLD, {"with_ids": [meetup]})

    async def coming(self, after: datetime) -> Sequence[Meetup]:
        return await self._unit.ask(MEETUP, MEETUPS_COMING, {"after": after})

    async def overrides(self, meetups: Sequence[str]) -> Sequence[Override]:
        return await self._unit.ask(OVERRIDE, _OVERRIDES, {"of_meetups": list(meetups)}) if meetups else ()

    async def override(self, override: Override) -> None:
        await self._unit.keep(OVERRIDE, override)

    async def rsvps(self, meetup: str, key: str | None = None) -> Sequence[Rsvp]:
        if key is None:
            return await self._unit.ask(RSVP, _OF_MEETUP, {"of_meetup": meetup})
        return await self._unit.ask(RSVP, _OF_OCCURRENCE, {"of_meetup": meetup, "at_key": key})

    async def rsvps_of(self, member: MemberId) -> Sequence[Rsvp]:
        return await self._unit.ask(RSVP, _OF_MEMBER, {"of_member": member})

    async def hosted_by(self, member: MemberId) -> Sequence[Meetup]:
        return await self._unit.ask(MEETUP, _HOSTED, {"of_member": member})

    async def rsvps_by_id(self, ids: Sequence[str]) -> dict[str, Rsvp]:
        return await self._unit.by_ids(RSVP, ids)

    async def noticeboard(self) -> Noticeboard | None:
        community = self._unit.community
        return await self._unit.find(NOTICEBOARD, community, community)

    async def hang(self, board: Noticeboard) -> None:
        await self._unit.keep(NOTICEBOARD, board)

    async def answer(self, rsvp: Rsvp) -> None:
        await self._unit.keep(RSVP, rsvp)

    async def occurrences_of(self, rsvps: Sequence[Rsvp]) -> dict[str, Occurrence]:
        ids = list(dict.fromkeys(each.meetup for each in rsvps))
        by_id, overrides = await self._unit.by_ids(MEETUP, ids), await self.overrides(ids)
        found: dict[str, Occurrence] = {}
        for each in rsvps:
            own = [override for override in overrides if override.meetup == each.meetup]
            takes_place = occurrence(by_id[each.meetup], own, each.key)
            if takes_place is not None:
                found[each.id] = takes_place
        return found
