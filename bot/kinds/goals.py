"""Kinds for goals: what is aimed at, and by which day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.aims import Aim, aim_in
from bot.domain.times import months_after
from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.kinds.periods import AHEAD
from bot.kinds.texts import clean
from bot.language import dates
from bot.words import Code, say

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_AIM = 200
_UNCOUNTED = say(
    "I count people met, helped or in touch with, promises kept, and talks, posts and releases. "
    "Tell me how many, as in {one} or {two}.",
    one=Code("meet 3 people who know Kafka by 30 June"),
    two=Code("give 2 talks"),
)
_MONTHS = "january february march april may june july august september october november december".split()
_BEFORE = "before "
_LED = re.compile(r"\s(?:by|until|till)\s.*$", re.IGNORECASE | re.DOTALL)
_ENDS = re.compile(
    r"\s((?:this|next) (?:week|month|year)|before (?:the end of )?[\w ]+|until \d{4}-\d\d-\d\d)[ .!]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class AimKind(Plain):
    """So many people or things, such as "meet 3 people who know Kafka"."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Aim]]:
        if len(text) > 2 * LONGEST_AIM:
            raise BadValue(_UNCOUNTED)
        said, until = clean(text), None
        ends = _ENDS.search(said)
        if ends is not None:
            said, until = said[: ends.start()], UNTIL.readings(ends[1], facts)[0].value
        aim = aim_in(said)
        is_timed = any(found.readings for found in dates.find(_LED.sub("", said), facts.now))
        if aim is None or is_timed or len(aim.text) > LONGEST_AIM:
            raise BadValue(_UNCOUNTED)
        aim = replace(aim, until=until)
        return (Reading(aim, str(aim), say("{aim}", aim=str(aim))),)


@dataclass(frozen=True, slots=True)
class UntilKind(Plain):
    """The last day for something. A month alone may mean its end, or the day before it begins: that is asked."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[date]]:
        said, today = clean(text).strip(" .!").casefold().removeprefix("by "), facts.now.local.date()
        days = _of_month(said.removeprefix("the ").removeprefix(_BEFORE), today)
        if not days:
            last = AHEAD.readings(said.removeprefix(_BEFORE), facts)[0].value.last
            days = (last, last)
        found = days[:1] if said.startswith(_BEFORE) and days[0] != days[1] else dict.fromkeys(days)
        if said.startswith(_BEFORE) and days[0] == days[1]:
            found = (days[0] - timedelta(days=1),)
        if min(found) < today:
            raise BadValue(say("{day} is in the past. Until when should it run?", day=min(found)))
        return tuple(Reading(day, day.isoformat(), say("{day}", day=day)) for day in found)


def _of_month(said: str, today: date) -> tuple[date, ...]:
    """The day before a month begins and its last day, where it is named alone: the next one of that name."""
    if said not in _MONTHS:
        return ()
    month = _MONTHS.index(said) + 1
    first = date(today.year + (month <= today.month), month, 1)
    if month == today.month:
        return (months_after(today.replace(day=1), 1) - timedelta(days=1),) * 2
    return first - timedelta(days=1), months_after(first, 1) - timedelta(days=1)


AIM = AimKind("goal")
UNTIL = UntilKind("day")
