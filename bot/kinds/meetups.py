"""Kinds for meetups: which one is meant, when one is to be, and whether it is meant in spite of all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from bot.domain.naming_meetups import Days, MeetupRef
from bot.domain.times import Moment
from bot.errors import BadValue, NotFound
from bot.kinds import Facts, Input, Plain, Reading
from bot.kinds.times import HOUR, NEW_MOMENT
from bot.language import dates
from bot.language.dates import Tense
from bot.words import Phrase, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetups import Occurrence

_MOST_OPTIONS = 4
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class MeetupKind(Plain):
    """One occurrence of a meetup that is coming: by name, by day, by both; a reference, as buttons carry it."""

    names_meetups: bool = True

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[MeetupRef]]:
        """Raise NotFound for a name that none has: another meetup is never meant by it."""
        ref = MeetupRef.parse(text.strip())
        if ref is not None:
            return (Reading(ref, str(ref), say("{meetup}", meetup=str(ref))),)
        found, is_sure = called(text, facts)
        if not found:
            raise NotFound(_none_called(text, facts.meetups.coming))
        return tuple(_reading(each, is_sure=is_sure) for each in found[:_MOST_OPTIONS])

    def unsaid(self, facts: Facts) -> Sequence[Reading[MeetupRef]]:
        found, _ = facts.meetups.called("", _any_day(facts))
        return tuple(_reading(each, is_sure=True) for each in found[:_MOST_OPTIONS])


def called(text: str, facts: Facts, tense: Tense = Tense.FUTURE) -> tuple[Sequence[Occurrence], bool]:
    """Those that may be meant, on the day that is named with them; and whether by their very words."""
    words, days = _parted(text, facts, tense)
    found, is_sure = facts.meetups.called(words, days)
    return (found, is_sure) if found or not days.days else facts.meetups.called(text, _any_day(facts))


def _any_day(facts: Facts) -> Days:
    return Days(frozenset(), facts.member.zone)


def _parted(text: str, facts: Facts, tense: Tense) -> tuple[str, Days]:
    """The words without the first time in them, and the days that this can be."""
    text = re.sub(r"['\u2019]s\b", "", text)
    for found in dates.find(text, facts.now, tense):
        if found.readings:
            said = _without_name(text, found, facts)
            days = frozenset(each.local.date() for each in said.readings)
            return f"{text[: said.start]} {text[said.end :]}", Days(days, facts.member.zone)
    return text, _any_day(facts)


_PART_OF_DAY = re.compile(r"(?:night|evening|morning|afternoon|breakfast|lunch) +", re.IGNORECASE)


def _without_name(text: str, found: dates.Found, facts: Facts) -> dates.Found:
    """The time without the part of the day that ends a name: of "the hack night on Friday" it is "on Friday"."""
    part = _PART_OF_DAY.match(text, found.start)
    if part is None or not text[: found.start].strip():
        return found
    readings = dates.readings(text[part.end() : found.end], facts.now)
    return dates.Found(part.end(), found.end, readings) if readings else found


def _reading(occurrence: Occurrence, *, is_sure: bool) -> Reading[MeetupRef]:
    ref = MeetupRef.of(occurrence)
    label = say("{title}, {when}", title=occurrence.meetup.title[:40], when=occurrence.starts)
    return Reading(ref, str(ref), label, is_sure)


def _none_called(text: str, coming: Sequence[Occurrence]) -> Phrase:
    name = text.strip(" .,!?\"'")
    if not coming:
        return say("I find no meetup called “{name}”: none is coming up.", name=name)
    titles = tuple(dict.fromkeys(each.meetup.title for each in coming))[:_MOST_NAMED]
    return say("I find no meetup called “{name}”. Coming up: {titles}.", name=name, titles=tuple(map(Strong, titles)))


_HOUR_ALONE = re.compile(
    r"(?:at |@ ?)?(\d{1,2}(?:[:.h]\d\d)? ?(?:[ap]\.?m\.?)?|\d{1,2}[:.h]\d\d|noon|midnight)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class MovedToKind(Plain):
    """A new time for something that has one: an hour alone keeps its day, a day alone keeps its hour."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Moment | time]]:
        alone = _HOUR_ALONE.fullmatch(text.strip())
        if alone is None:
            return NEW_MOMENT.readings(text, facts)
        return tuple(
            Reading(each.value, each.text, each.label)
            for each in HOUR.readings(alone[1], facts)
            if isinstance(each.value, time)
        )

    def write(self, value: object) -> str:
        return NEW_MOMENT.write(value) if isinstance(value, Moment) else f"{value:%H:%M}"


_AGREED = ("all the same", "yes", "yes please", "sure", "ok", "okay", "do it", "go ahead", "yes, all the same")


@dataclass(frozen=True, slots=True)
class AllTheSameKind(Plain):
    """It is meant so, whatever was said against it; anything else agrees to nothing."""

    choices: tuple[str, ...] = ("all the same",)
    own_words: tuple[str, ...] = _AGREED

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        if text.strip(" .!").casefold() not in _AGREED:
            raise BadValue(say("Nothing was saved. To go ahead say “all the same”; to stop, say never mind."))
        return (Reading("all the same", "all the same", say("all the same")),)


MEETUP = MeetupKind("meetup")
MOVED_TO = MovedToKind("when", Input.LINE, Tense.FUTURE)
ALL_THE_SAME = AllTheSameKind("all the same", Input.CHOICE)
