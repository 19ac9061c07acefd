"""Completions: what a slot could become while it is being typed, for platforms that ask at every letter.

They are hints: whatever is chosen is read again through the same gate as typed words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.ids import MemberId
from bot.domain.members import Member
from bot.domain.naming_meetups import MeetupRef
from bot.domain.people import name_key
from bot.domain.zones import UTC_ZONE, cities
from bot.errors import UserError
from bot.gatherings import coming
from bot.kinds import Facts, PersonRef
from bot.kinds.people import exact
from bot.kinds.texts import clean
from bot.kinds.times import ZONE
from bot.reader import Reader
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.command import BoundSlot
    from bot.domain.people import Person
    from bot.invocation import Typing
    from bot.ports import Work
    from bot.words import Words

MOST = 25
LONGEST = 100
"""Discord's limits: completions shown, and characters of one."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What is shown, and what is filled in when it is chosen."""

    label: str
    value: str


async def completions(work: Work, bound: BoundSlot, typing: Typing, now: datetime) -> Sequence[Completion]:
    """The likeliest first; none where what is typed so far can be nothing."""
    member = await work.members.by_account(typing.platform, typing.profile.user)
    text = clean(typing.text)[:LONGEST].strip()
    if bound.kind.names_people:
        found = await _people(work, member, name_key(text))
    elif bound.kind.names_meetups:
        found = await _meetups(work, member or _stranger(typing, now), name_key(text), now)
    elif bound.kind.choices:
        found = [Completion(each, each) for each in bound.kind.choices if text.casefold() in each.casefold()]
    else:
        found = list(_readings(bound, text, member or _stranger(typing, now), now))
    return [each for each in found if 0 < len(each.value) <= LONGEST][:MOST]


async def _people(work: Work, member: Member | None, key: str) -> list[Completion]:
    """One's own people, those seen last first, then members of the community."""
    own: Sequence[Person] = ()
    if member is not None:
        own = await work.book(member.id).people.page(offset=0, limit=200)
    linked = {person.member for person in own}
    refs = [PersonRef(person.name, person.id, person.member) for person in own if _begins(person.name, key)]
    if key:
        others = await work.members.named_like(key, limit=MOST)
        refs += [PersonRef(each.name, None, each.id) for each in others if each.id not in linked and each != member]
    return [Completion(ref.name[:LONGEST], exact(ref)) for ref in refs]


async def _meetups(work: Work, member: Member, key: str, now: datetime) -> list[Completion]:
    """Those that are coming, the next one first."""
    words, there = Reader.of(member, now).plain, await coming(work, now)
    labelled = [(each, say("{title}, {when}", title=each.meetup.title[:60], when=each.starts)) for each in there]
    return [
        Completion(words.put(label)[:LONGEST], str(MeetupRef.of(each)))
        for each, label in labelled
        if _begins(each.meetup.title, key)
    ]


def _begins(name: str, key: str) -> bool:
    words = name_key(name)
    return words.startswith(key) or f" {key}" in words


def _readings(bound: BoundSlot, text: str, member: Member, now: datetime) -> Iterator[Completion]:
    """A time or a zone as it would be understood; of a text there is nothing to tell."""
    if bound.kind is ZONE:
        yield from (Completion(zone, zone) for zone in _zones(text))
    if bound.kind.tense is None or not text:
        return
    words = Reader.of(member, now).plain
    try:
        readings = bound.kind.readings(text, Facts(member, now))
    except UserError:
        return
    for reading in readings:
        yield Completion(_label(text, words, words.put(reading.label)), reading.text)


def _label(text: str, words: Words, understood: str) -> str:
    return words.put(say("{text}: {understood}", text=text, understood=understood))[-LONGEST:]


def _zones(text: str) -> list[str]:
    """Zones of cities whose name begins so, then those that hold the text anywhere; never twice."""
    key = text.casefold().replace(" ", "_")
    named = [zone for city, zone in cities().items() if city.startswith(text.casefold())]
    holding = sorted(zone for zone in set(cities().values()) if key in zone.casefold())
    return list(dict.fromkeys([*sorted(set(named)), *holding]))


def _stranger(typing: Typing, now: datetime) -> Member:
    profile = typing.profile
    return Member(MemberId("?"), profile.name, profile.zone or UTC_ZONE, now, locale=profile.locale)
