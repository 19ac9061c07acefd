"""What members show of themselves: read with what each agreed to, in the query and once more in `shown`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.deeds import newest_first
from bot.domain.pitches import current
from bot.domain.profiles import SHOWS, Consent, Showcase, Shown, shown
from storage.portions import portions
from storage.shapes import DEED, MEMBER, PITCH, PROFILE
from storage.thanks import thanked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.deeds import Deed
    from bot.domain.ids import MemberId
    from bot.domain.pitches import Pitch
    from storage.shapes import Question, Shape
    from storage.unit import Unit

_P, _M = PROFILE.table.c, MEMBER.table.c
_SINCE = {
    Consent.CARD: _P.card_since,
    Consent.MEETUPS: _P.meetups_since,
    Consent.ORGANISERS: _P.organisers_since,
    Consent.SEARCH: _P.search_since,
    Consent.ROUNDS: _P.rounds_since,
    Consent.INTRODUCTIONS: _P.introductions_since,
}


def _agreed(to: Consent, shape: Shape[Any]) -> Question:
    """The profiles that are shown there, or the members whose they are."""
    both = (_M.community == _P.community) & (_M.id == _P.owner)
    here = _P.community == bindparam("in_community")
    return select(*shape.columns).join_from(PROFILE.table, MEMBER.table, both).where(here, _SINCE[to].is_not(None))


_PROFILES = {to: _agreed(to, PROFILE) for to in Consent}
_MEMBERS = {to: _agreed(to, MEMBER) for to in Consent}
_THESE = _P.owner.in_(bindparam("of_members", expanding=True))


def _of(shape: Shape[Any]) -> Question:
    columns = shape.table.c
    of_these = columns.owner.in_(bindparam("of_members", expanding=True))
    here = columns.community == bindparam("in_community")
    return select(*shape.columns).where(here, of_these).order_by(columns.created_at, columns.id)


_PITCHES, _DEEDS = _of(PITCH), _of(DEED)


@dataclass(frozen=True, slots=True)
class Profiles:
    """See bot.ports.Profiles."""

    _unit: Unit

    async def shown(self, to: Consent, members: Sequence[MemberId] | None = None) -> dict[MemberId, Shown]:
        if members is None:
            return await self._shown(to, _PROFILES[to], _MEMBERS[to], {})
        found: dict[MemberId, Shown] = {}
        for some in portions(members):
            these = _PROFILES[to].where(_THESE), _MEMBERS[to].where(_THESE)
            found |= await self._shown(to, *these, {"of_members": some})
        return found

    async def _shown(
        self, to: Consent, profiles: Question, people: Question, values: Mapping[str, Any]
    ) -> dict[MemberId, Shown]:
        by_owner = {each.owner: each for each in await self._unit.read(PROFILE, profiles, values)}
        owners = list(by_owner)
        pitches = await self._pitches(owners) if "pitch" in SHOWS[to] else {}
        deeds = await self._deeds(owners) if "deeds" in SHOWS[to] else {}
        thanks = await thanked(self._unit, owners) if "thanks" in SHOWS[to] and owners else {}
        found = [
            shown(
                Showcase(
                    each,
                    by_owner.get(each.id),
                    pitches.get(each.id),
                    deeds.get(each.id, ()),
                    thanks.get(each.id, ()),
                ),
                to,
            )
            for each in await self._unit.read(MEMBER, people, values)
        ]
        return {each.member: each for each in found if each is not None}

    async def _pitches(self, owners: Sequence[MemberId]) -> dict[MemberId, Pitch | None]:
        by_owner = defaultdict[Any, list[Any]](list)
        for each in await self._unit.read(PITCH, _PITCHES, {"of_members": owners}):
            by_owner[each.owner].append(each)
        return {owner: current(pitches) for owner, pitches in by_owner.items()}

    async def _deeds(self, owners: Sequence[MemberId]) -> dict[MemberId, tuple[Deed, ...]]:
        by_owner = defaultdict[Any, list[Any]](list)
        for each in await self._unit.read(DEED, _DEEDS, {"of_members": owners}):
            by_owner[each.owner].append(each)
        return {owner: newest_first(deeds) for owner, deeds in by_owner.items()}
