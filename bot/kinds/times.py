"""Kinds of human time: moments to come, days that were, cadences, hours and zones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Literal

from bot.domain.deadlines import deadline_in
from bot.domain.members import QuietHours
from bot.domain.times import Cadence, Moment, Precision, ZoneName, zone_named
from bot.errors import BadValue
from bot.kinds import Facts, Input, Plain, Reading
from bot.kinds.choices import OFF_WORDS, Off
from bot.language import dates
from bot.language.dates import Tense
from bot.words import Code, Phrase, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOO_OFTEN = re.compile(r"\b(?:hourly|every (?:\w+ )?(?:second|minute|hour)s?)\b", re.IGNORECASE)
_SAME_TIME = re.compile(r",? *(?:at )?(?:the )?same (?:time|hour)\b", re.IGNORECASE)
_EXACT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d) (\S+) (day|minute)(?: (\S+))?")


@dataclass(frozen=True, slots=True)
class MomentKind(Plain):
    """A time to come, once or by a rule. Where it ``moves`` something, "the same time" is the hour that had before."""

    moves: bool = False

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Moment]]:
        chosen = _exactly(text)
        said = _SAME_TIME.sub("", text) if self.moves else text
        moments = (chosen,) if chosen else dates.readings(said, facts.now)
        if not moments:
            raise BadValue(_why_no_moment(text, facts))
        return tuple(Reading(moment, self.write(moment), say("{when}", when=moment)) for moment in moments)

    def write(self, value: object) -> str:
        assert isinstance(value, Moment)
        rule = f" {value.rule}" if value.rule else ""
        return f"{value.key} {value.zone} {value.precision}{rule}"


def _exactly(text: str) -> Moment | None:
    match = _EXACT.fullmatch(text.strip())
    if match is None:
        return None
    stored = {"local": match[1], "zone": match[2], "precision": match[3], "rule": match[4]}
    try:
        return Moment.from_json(stored)
    except ValueError:
        return None


def _why_no_moment(text: str, facts: Facts) -> Phrase:
    past = next((each for each in dates.find(text, facts.now, Tense.PAST) if each.readings), None)
    if past is not None and not dates.readings(text[past.start : past.end], facts.now):
        return say("“{text}” is in the past. When should it be?", text=text[past.start : past.end])
    if _TOO_OFTEN.search(text):
        return say("“{text}” is more often than once a day, which is more than I do.", text=text)
    return say(
        "I cannot tell when “{text}” is. Try {one}, {two} or {three}.",
        text=text,
        one=Code("Friday 15:00"),
        two=Code("in two weeks"),
        three=Code("2027-03-06 09:00"),
    )


_NO_DATE = "no date"
_UNDATED = frozenset({_NO_DATE, "none", "no", "nothing", "no deadline", "not sure", "i don't know", "whenever"})


@dataclass(frozen=True, slots=True)
class DueKind(Plain):
    """When something is due; "no date" leaves it open."""

    ways_out: tuple[str, ...] = (_NO_DATE,)

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Moment | None]]:
        if text.strip(" .!").casefold() in _UNDATED:
            return (Reading(None, _NO_DATE, say("no date")),)
        if deadline_in(text) and not dates.readings(text, facts.now):
            example, out = Code("Friday"), Code(_NO_DATE)
            raise BadValue(
                say("When is “{text}”? Say a date, such as {one}, or {out}.", text=text, one=example, out=out)
            )
        return MOMENT.readings(text, facts)

    def write(self, value: object) -> str:
        return _NO_DATE if value is None else MOMENT.write(value)


@dataclass(frozen=True, slots=True)
class DayKind(Plain):
    """A day that was, or today."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[date]]:
        days = dates.days_of_stretch(text, facts.now) or tuple(
            dict.fromkeys(m.local.date() for m in dates.readings(text, facts.now, Tense.PAST) if not m.rule)
        )
        if not days:
            raise BadValue(
                say(
                    "I cannot tell which day “{text}” was. Try {one} or {two}.",
                    text=text,
                    one=Code("yesterday"),
                    two=Code("3 March"),
                )
            )
        sure = not _is_unlikely(text, days[0], facts)
        return tuple(Reading(day, day.isoformat(), say("{day}", day=day), sure) for day in days)


_FAR = timedelta(days=180)
_SAYS_THE_YEAR = re.compile(r"\d{4}|\b(?:ago|last|year)\b", re.IGNORECASE)


def _is_unlikely(text: str, day: date, facts: Facts) -> bool:
    """Whether another day may be meant: "5 April" nearly a year ago, or "at 2pm" when that was yesterday."""
    today = facts.now.local.date()
    if not _SAYS_THE_YEAR.search(text) and today - day > _FAR:
        return True
    coming = {moment.local.date() for moment in dates.readings(text, facts.now)}
    return day == today - timedelta(days=1) and today in coming


@dataclass(frozen=True, slots=True)
class SaidTimeKind(Plain):
    """Words for a time, past or to come: what they are said of decides. "Later" is in three hours."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        words = _SOON.get(text.strip().casefold(), text.strip())
        if not any(dates.readings(words, facts.now, tense) for tense in Tense):
            raise BadValue(_why_no_moment(text, facts))
        return (Reading(words, words, say("{when}", when=words)),)


_SOON = {"later": "in three hours", "in a bit": "in an hour", "in a while": "in three hours", "soon": "in an hour"}


@dataclass(frozen=True, slots=True)
class CadenceKind(Plain):
    """How often; "off" ends it."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Cadence | Literal[Off.OFF]]]:
        del facts
        if text.strip().casefold() in OFF_WORDS:
            return (Reading(Off.OFF, "off", say("off")),)
        cadence = dates.cadence(text)
        if cadence is None:
            raise BadValue(
                say(
                    "How often is that? Try {one} or {two}, or {off}.",
                    one=Code("every 6 weeks"),
                    two=Code("monthly"),
                    off=Code("off"),
                )
            )
        return (Reading(cadence, str(cadence), say("{cadence}", cadence=str(cadence))),)


@dataclass(frozen=True, slots=True)
class ZoneKind(Plain):
    """An IANA time zone, by its name or its city's."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[ZoneName]]:
        del facts
        try:
            zones = zone_named(text)
        except ValueError as error:
            raise BadValue(
                say(
                    "I do not know the time zone “{text}”. Write a city, such as {one}, or {two}.",
                    text=text,
                    one=Code("Lisbon"),
                    two=Code("America/New_York"),
                )
            ) from error
        return tuple(Reading(zone, zone, say("{zone}", zone=zone)) for zone in zones)


@dataclass(frozen=True, slots=True)
class HourKind(Plain):
    """A time of day; "off" for none. ``is_early``: "half past seven" is in the morning."""

    is_early: bool = False

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[time | Literal[Off.OFF]]]:
        if text.strip().casefold() in OFF_WORDS:
            return (Reading(Off.OFF, "off", say("off")),)
        at = _clock_time(text, facts, is_early=self.is_early)
        return (Reading(at, f"{at:%H:%M}", say("{time}", time=at)),)


@dataclass(frozen=True, slots=True)
class HoursKind(Plain):
    """From one time of day to another, past midnight too; "off" for none."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[QuietHours | Literal[Off.OFF]]]:
        if text.strip().casefold() in OFF_WORDS:
            return (Reading(Off.OFF, "off", say("off")),)
        ends = re.split(r"\s*(?:-|–|—|\bto\b|\buntil\b|\band\b)\s*", text.strip().casefold().removeprefix("from "))
        if len(ends) != 2 or not all(ends):
            raise BadValue(say("Write two times, such as {one}, or {off}.", one=Code("21:00-08:00"), off=Code("off")))
        hours = QuietHours(*(_clock_time(end, facts) for end in ends))
        if hours.start == hours.end:
            raise BadValue(say("Quiet hours need two different times. To end them, write {off}.", off=Code("off")))
        text = self.write(hours)
        return (Reading(hours, text, say("{hours}", hours=text)),)

    def write(self, value: object) -> str:
        return f"{value.start:%H:%M}-{value.end:%H:%M}" if isinstance(value, QuietHours) else str(value)


def _clock_time(text: str, facts: Facts, *, is_early: bool = False) -> time:
    plain = re.fullmatch(r"([01]?\d|2[0-3])(?:[:h.]([0-5]\d))?h?", text.strip())
    if plain:
        return time(int(plain[1]), int(plain[2] or 0))
    at = _on_the_clock(text, facts, is_early=is_early and not _HALF_SAID.search(text))
    if at is None:
        raise BadValue(
            say("“{text}” is not a time of day. Try {one} or {two}.", text=text, one=Code("9:00"), two=Code("8:30 pm"))
        )
    return at


_HALF_SAID = re.compile(
    r"\b(?:[ap]\.?m|noon|midday|midnight|morning|afternoon|evening|night|tonight|in|hours?|now)\b|\d", re.IGNORECASE
)
"""What tells which half of the day a time is in, or that it is counted from now; figures tell it by themselves."""


def _on_the_clock(text: str, facts: Facts, *, is_early: bool) -> time | None:
    """The time of day that words say, whichever day it is on."""
    moments = dates.readings(text, facts.now)
    if not moments or any(each.precision is Precision.DAY or each.rule for each in moments):
        return None
    times = {_in_the_morning(each.local.time()) if is_early else each.local.time() for each in moments}
    return times.pop() if len(times) == 1 else None


def _in_the_morning(at: time) -> time:
    return at.replace(hour=at.hour - 12) if at.hour > 12 else at


MOMENT = MomentKind("when", Input.LINE, Tense.FUTURE)
TIMED = MomentKind("when")
"""The same where only its lead words tell that it is meant: a sentence may hold other times in its texts."""

NEW_MOMENT = MomentKind("when", Input.LINE, Tense.FUTURE, moves=True)
SAID_TIME = SaidTimeKind("when")
DUE = DueKind("when", Input.LINE, Tense.FUTURE)
DAY = DayKind("day", Input.LINE, Tense.PAST)
CADENCE = CadenceKind("every", Input.LINE, Tense.FUTURE)
ZONE = ZoneKind("zone")
HOUR = HourKind("time")
EARLY_HOUR = HourKind("time", is_early=True)
HOURS = HoursKind("from-to")


def hint_of(tense: Tense | None) -> Phrase | None:
    """What to write into a field for times, where its label does not say it."""
    match tense:
        case Tense.PAST:
            return say("In your own words, such as “{one}” or “{two}”", one="yesterday", two="3 March")
        case Tense.FUTURE:
            return say("In your own words, such as “{one}” or “{two}”", one="Friday 15:00", two="in two weeks")
        case None:
            return None
