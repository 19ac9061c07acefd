"""Who may be put together with whom: pairs of members, out of several notebooks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, select

from storage.portions import portions
from storage.shapes import BLOCK, CONTACT, INTRODUCTION, MEMBER, NOTE, PERSON, RSVP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter

    from bot.domain.ids import MemberId, PersonId
    from bot.domain.people import Person
    from bot.domain.quests import Quest
    from storage.shapes import Question, Shape
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
_APART = select(_B.owner, _B.member, _B.created_at).where(
    _B.community == bindparam("in_community"), _B.owner.in_(_AMONG)
)


def _of_knowing(shape: Shape[Any]) -> Question:
    """The records in the notebooks of those who agreed to be asked, but for whoever asks."""
    columns, members = shape.table.c, MEMBER.table.c
    agreed = select(members.id).where(
        members.community == bindparam("in_community"), members.knowing, members.id != bindparam("but")
    )
    here = columns.community == bindparam("in_community")
    return select(*shape.columns).where(here, columns.owner.in_(agreed.scalar_subquery()))


_KNOWN, _MET, _NOTED, _TOUCHED = (_of_knowing(shape) for shape in (PERSON, INTRODUCTION, NOTE, CONTACT))


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

    async def kept_apart(self, members: Sequence[MemberId], *, by: datetime | None = None) -> set[frozenset[MemberId]]:
        among = frozenset(members)
        rows = [row for some in portions(members) for row in await self._unit.rows(_APART, {"of_members": some})]
        return {
            frozenset((row.owner, row.member))
            for row in rows
            if row.member in among and (by is None or row.created_at <= by)
        }

    async def who_noted(self, quest: Quest) -> Sequence[tuple[MemberId, PersonId]]:
        told, but = await self._told(quest), {"but": quest.owner}
        known = [each for each in await self._unit.read(PERSON, _KNOWN, but) if each.member != quest.owner]
        fitting = [each for each in known if quest.fits(told.get((each.owner, each.id), ()))]
        fitting.sort(key=_lately)
        return list({each.owner: (each.owner, each.id) for each in reversed(fitting)}.values())[::-1]

    async def _told(self, quest: Quest) -> dict[tuple[MemberId, PersonId], list[str]]:
        """What each of them wrote about each of theirs."""
        told = defaultdict[Any, list[str]](list)
        but = {"but": quest.owner}
        for met in await self._unit.read(INTRODUCTION, _MET, but):
            told[met.owner, met.person] += filter(None, (met.where, met.about, met.note))
        for note in await self._unit.read(NOTE, _NOTED, but):
            told[note.owner, note.person].append(note.text)
        for contact in await self._unit.read(CONTACT, _TOUCHED, but):
            told[contact.owner, contact.person] += filter(None, (contact.about,))
        return told


def _lately(person: Person) -> tuple[int, str]:
    return (-person.seen_on.toordinal() if person.seen_on else 0, person.id)
