"""Plans: several lengths of time before something, such as "7 days, 1 day and 1 hour"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from bot.domain.noticeboard import LONGEST_STEP, MOST_STEPS
from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.kinds.choices import OFF_WORDS, Off
from bot.kinds.lengths import LENGTH
from bot.words import Code, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.words import Phrase

_BETWEEN = re.compile(r"\s*(?:,\s*and\b|,|\band\b|;|\+)\s*", re.IGNORECASE)
_SHORTEST = timedelta(minutes=5)
_UNITS = (("day", 1440), ("hour", 60), ("minute", 1))
_LONGEST_LEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlanKind(Plain):
    """Each once, the longest first; none at all where it is switched off."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[tuple[timedelta, ...]]]:
        said = text.strip(" .!").casefold()
        if said in OFF_WORDS:
            return (Reading((), "off", say("off")),)
        steps = sorted({_step(each, facts) for each in _BETWEEN.split(said) if each}, reverse=True)
        if len(steps) > MOST_STEPS:
            raise BadValue(say("That is {count} times; {most} at most, please.", count=len(steps), most=MOST_STEPS))
        return (Reading(tuple(steps), self.write(tuple(steps)), say("{plan}", plan=self.write(tuple(steps)))),)

    def write(self, value: object) -> str:
        assert isinstance(value, tuple), "a plan"
        return ", ".join(_written(each) for each in value) or "off"  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] - a plan's


@dataclass(frozen=True, slots=True)
class LeadKind(Plain):
    """One length of time before something, in minutes; off for none."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[int | Literal[Off.OFF]]]:
        said = text.strip(" .!").casefold()
        if said in OFF_WORDS:
            return (Reading(Off.OFF, "off", say("off")),)
        step = _step(said, facts)
        if step > _LONGEST_LEAD:
            raise BadValue(say("A week before is the most."))
        return (Reading(step // timedelta(minutes=1), _written(step), say("{time}", time=_written(step))),)

    def write(self, value: object) -> str:
        return _written(timedelta(minutes=value)) if isinstance(value, int) else "off"


def _step(text: str, facts: Facts) -> timedelta:
    """A day is 24 hours here; the wall clock is kept for whole days all the same."""
    try:
        (length,) = LENGTH.readings(re.sub(r"^(?:a|an)\s", "1 ", text), facts)
    except BadValue as error:
        raise BadValue(_example()) from error
    amount = re.fullmatch(r"(\d+) (minute|hour|day|week)s?", length.text)
    if amount is None:
        raise BadValue(_example())
    step = timedelta(**{f"{amount[2]}s": int(amount[1])})
    if not _SHORTEST <= step <= LONGEST_STEP:
        raise BadValue(say("It can be from five minutes to sixty days before."))
    return step


def _written(step: timedelta) -> str:
    minutes = step // timedelta(minutes=1)
    unit, length = next((unit, length) for unit, length in _UNITS if minutes % length == 0)
    return f"{minutes // length} {unit}{'' if minutes == length else 's'}"


def _example() -> Phrase:
    return say("Say it like {one}, or {two}.", one=Code("7 days, 1 day and 1 hour"), two=Code("off"))


PLAN = PlanKind("plan")
LEAD = LeadKind("length")
