"""A day of the week and an hour, at which something comes each week."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.times import Frequency, Moment, Precision, Rule
from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.kinds.times import MOMENT
from bot.language import dates
from bot.words import Code, Weekday, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAD = re.compile(r"^(?:on|every|each)\s+", re.IGNORECASE)
_PLURAL = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)days\b", re.IGNORECASE)
_HOUR = 10


@dataclass(frozen=True, slots=True)
class WeeklyKind(Plain):
    """Such as "Monday 10:00"; a day alone is at ten."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Moment]]:
        exact = MOMENT.readings(text, facts) if "FREQ=" in text else ()
        said = _PLURAL.sub(lambda match: f"{match[1]}day", _LEAD.sub("", text.strip(" .!")))
        found = [each.value for each in exact] or list(dates.readings(f"every {said}", facts.now))
        weekly = [each for each in found if each.rule is not None and _is_weekly(each.rule)]
        if not weekly:
            example = Code("Monday 10:00")
            raise BadValue(say("Say a day of the week and an hour, such as {example}.", example=example))
        return tuple(_reading(_timed(each)) for each in weekly)

    def write(self, value: object) -> str:
        return MOMENT.write(value)


def _is_weekly(rule: Rule) -> bool:
    return rule.frequency is Frequency.WEEKLY and rule.interval == 1 and len(rule.by_weekday) <= 1 and not rule.count


def _timed(moment: Moment) -> Moment:
    if moment.precision is Precision.MINUTE:
        return moment
    local = datetime.combine(moment.local.date(), moment.local.time().replace(hour=_HOUR, minute=0))
    return replace(moment, local=local, precision=Precision.MINUTE)


def _reading(moment: Moment) -> Reading[Moment]:
    label = say("{weekday} {hour}", weekday=Weekday(moment.local.weekday()), hour=moment.local.time())
    return Reading(moment, MOMENT.write(moment), label)


WEEKLY = WeeklyKind("day and hour")
