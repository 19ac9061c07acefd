"""Rules of recurrence: a bounded subset of RFC 5545's RRULE, and the days it names.

Nothing here recurs faster than daily, and no question costs more than a fixed number of steps: a period (day, week,
month or year) is reached by arithmetic, never by walking from the first one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

MOST_INTERVAL = 120
MOST_COUNT = 500
LAST_YEAR = 9998
"""Year 9999 is refused: the offset of a zone could carry it out of what a datetime can hold."""

_MOST_PERIODS = 60
"""A fifth Monday in February comes once in 40 years at most (around 2100); what takes longer has ended."""

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TEXT = re.compile(r"(?:RRULE:)?([A-Z0-9=,;+-]{1,200})")
_WEEKDAY = re.compile(r"([+-]?[1-9])?(MO|TU|WE|TH|FR|SA|SU)")


_KEYS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL"})


class BadRule(ValueError):
    """Not a rule of the bounded subset."""


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A weekday (0 is Monday); with ``nth`` 1 to 5, or -1 for the last, that one of a month."""

    weekday: int
    nth: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6 or (self.nth is not None and self.nth not in (-1, 1, 2, 3, 4, 5)):
            raise BadRule("a weekday is 0 to 6, its place in a month 1 to 5 or -1")

    def __str__(self) -> str:
        return f"{'' if self.nth is None else self.nth}{_CODES[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a moment recurs. What is left out comes from the moment itself: its weekday, its day, its month.

    Days of the month from 29 on mean the last day where a month is shorter, -1 means it everywhere. RFC 5545 would
    skip such months; a person who says "monthly on the 31st" does not mean every other month.
    ``until`` is the last day, in wall time; ``count`` how many are left, the present one included.
    """

    frequency: Frequency
    interval: int = 1
    by_weekday: tuple[NthWeekday, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        _check_bounds(self)
        _check_parts(self)

    def __str__(self) -> str:
        parts = {
            "FREQ": self.frequency,
            "INTERVAL": str(self.interval) if self.interval != 1 else "",
            "BYMONTH": ",".join(map(str, self.by_month)),
            "BYMONTHDAY": ",".join(map(str, self.by_month_day)),
            "BYDAY": ",".join(map(str, self.by_weekday)),
            "COUNT": "" if self.count is None else str(self.count),
            "UNTIL": "" if self.until is None else f"{self.until:%Y%m%d}",
        }
        return ";".join(f"{key}={value}" for key, value in parts.items() if value)

    @classmethod
    def parse(cls, text: str) -> Rule:
        """The rule of an RRULE text; raises BadRule for anything outside the subset, times of day included."""
        match = _TEXT.fullmatch(text.strip().upper())
        if match is None:
            raise BadRule("not an RRULE")
        parts = [part.split("=", 1) for part in match[1].split(";")]
        known = {part[0]: part[-1] for part in parts}
        if len(known) != len(parts) or not known.keys() <= _KEYS or "FREQ" not in known:
            raise BadRule("a part is missing, unknown or said twice")
        try:
            return cls(
                Frequency(known["FREQ"]),
                int(known.get("INTERVAL", "1")),
                by_weekday=_weekdays(known["BYDAY"]) if "BYDAY" in known else (),
                by_month_day=_numbers(known["BYMONTHDAY"]) if "BYMONTHDAY" in known else (),
                by_month=_numbers(known["BYMONTH"]) if "BYMONTH" in known else (),
                count=int(known["COUNT"]) if "COUNT" in known else None,
                until=_date(known["UNTIL"]) if "UNTIL" in known else None,
            )
        except ValueError as error:
            raise BadRule(f"a part has a value it cannot have: {error}") from error

    def anchored(self, day: date) -> Rule:
        """The same rule, saying the day it would otherwise lose to a short month: the 31st stays the 31st."""
        if (
            self.frequency in (Frequency.DAILY, Frequency.WEEKLY)
            or self.by_month_day
            or self.by_weekday
            or day.day < 29
        ):
            return self
        by_month = (day.month,) if self.frequency is Frequency.YEARLY else ()
        return replace(self, by_month_day=(day.day,), by_month=self.by_month or by_month)

    def day_after(self, day: date, *, since: date) -> date | None:
        """The first day of the series strictly after ``day``; ``since`` is one of its days and counts its periods."""
        rule = self.anchored(since)
        first = _period_of(since, rule.frequency)
        passed = _period_of(max(day, since), rule.frequency) - first
        period = first + passed // rule.interval * rule.interval
        for _ in range(_MOST_PERIODS):
            found = next((each for each in _days_in(rule, period, since) if each > day and each >= since), None)
            if found is not None:
                return found if rule.until is None or found <= rule.until else None
            period += rule.interval
        return None


def _period_of(day: date, frequency: Frequency) -> int:
    """The number of the day, week, month or year that a day is in."""
    match frequency:
        case Frequency.DAILY:
            return day.toordinal()
        case Frequency.WEEKLY:
            return (day.toordinal() - 1) // 7
        case Frequency.MONTHLY:
            return day.year * 12 + day.month - 1
        case Frequency.YEARLY:
            return day.year
        case _:
            assert_never(frequency)


def _days_in(rule: Rule, period: int, since: date) -> list[date]:
    """The days of one period, in order; none past the last year."""
    if period > _period_of(date(LAST_YEAR, 12, 31), rule.frequency):
        return []
    match rule.frequency:
        case Frequency.DAILY:
            return [date.fromordinal(period)]
        case Frequency.WEEKLY:
            weekdays = {each.weekday for each in rule.by_weekday} or {since.weekday()}
            return [date.fromordinal(period * 7 + 1 + weekday) for weekday in sorted(weekdays)]
        case Frequency.MONTHLY:
            return sorted(set(_days_of_month(rule, period // 12, period % 12 + 1, since.day)))
        case Frequency.YEARLY:
            months = sorted(rule.by_month or (since.month,))
            return [day for month in months for day in sorted(set(_days_of_month(rule, period, month, since.day)))]
        case _:
            assert_never(rule.frequency)


def _days_of_month(rule: Rule, year: int, month: int, default: int) -> Iterator[date]:
    first_weekday, length = monthrange(year, month)
    for each in rule.by_weekday:
        day = _day_of_nth(each, first_weekday, length)
        if day <= length:
            yield date(year, month, day)
    if not rule.by_weekday:
        for day in rule.by_month_day or (default,):
            yield date(year, month, length if day == -1 else min(day, length))


def _day_of_nth(which: NthWeekday, first_weekday: int, length: int) -> int:
    """The day of the month, past its end when there is no such weekday."""
    first = 1 + (which.weekday - first_weekday) % 7
    if which.nth is None or which.nth > 0:
        return first + ((which.nth or 1) - 1) * 7
    return first + (length - first) // 7 * 7


def _check_bounds(rule: Rule) -> None:
    if not 1 <= rule.interval <= MOST_INTERVAL:
        raise BadRule(f"an interval is 1 to {MOST_INTERVAL}")
    if rule.count is not None and not 1 <= rule.count <= MOST_COUNT:
        raise BadRule(f"a count is 1 to {MOST_COUNT}")
    if rule.count is not None and rule.until is not None:
        raise BadRule("a rule ends by a count or on a day, not both")
    if rule.until is not None and not 1900 <= rule.until.year <= LAST_YEAR:
        raise BadRule("the last day is out of range")
    if not all(day == -1 or 1 <= day <= 31 for day in rule.by_month_day):
        raise BadRule("a day of the month is 1 to 31, or -1")
    if not all(1 <= month <= 12 for month in rule.by_month):
        raise BadRule("a month is 1 to 12")


def _check_parts(rule: Rule) -> None:
    """Which parts go with which frequency."""
    has_nth = {each.nth is not None for each in rule.by_weekday}
    allowed = {
        Frequency.DAILY: not (rule.by_weekday or rule.by_month_day or rule.by_month),
        Frequency.WEEKLY: not (True in has_nth or rule.by_month_day or rule.by_month),
        Frequency.MONTHLY: not (False in has_nth or rule.by_month or (rule.by_weekday and rule.by_month_day)),
        Frequency.YEARLY: not (False in has_nth or (rule.by_weekday and rule.by_month_day))
        and bool(rule.by_month) == bool(rule.by_weekday or rule.by_month_day),
    }
    if not allowed[rule.frequency]:
        raise BadRule("these parts do not go together")
    if any(len(set(each)) != len(each) for each in (rule.by_weekday, rule.by_month_day, rule.by_month)):
        raise BadRule("a part says something twice")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.split(","))


def _weekdays(text: str) -> tuple[NthWeekday, ...]:
    matches = [_WEEKDAY.fullmatch(each) for each in text.split(",")]
    if None in matches:
        raise BadRule("not a weekday")
    return tuple(NthWeekday(_CODES.index(match[2]), int(match[1]) if match[1] else None) for match in matches if match)


def _date(text: str) -> date:
    if len(text) != 8:
        raise BadRule("the last day is written YYYYMMDD")
    return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
