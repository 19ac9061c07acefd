"""Stretches of past time, for searching: a day, a week, a month, a year, or since one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import BadValue
from bot.kinds import Facts, Input, Plain, Reading
from bot.language import dates
from bot.language.dates import Tense
from bot.words import Code, say

_MONTHS: list[str] = [*"january february march april may june july august september october november december".split()]


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


@dataclass(frozen=True, slots=True)
class PeriodKind(Plain):
    """A stretch of days up to today."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Period]]:
        period = _period(text.strip().casefold().removeprefix("in ").removeprefix("on "), facts)
        if period is None:
            raise BadValue(
                say(
                    "I cannot tell which time “{text}” is. Try {one} or {two}.",
                    text=text,
                    one=Code("last week"),
                    two=Code("in March"),
                )
            )
        return (Reading(period, str(period), say("{first} to {last}", first=period.first, last=period.last)),)


def _period(text: str, facts: Facts) -> Period | None:
    today = facts.member.today(facts.said_at).date()
    exact = re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", text)
    if exact:
        return Period(date.fromisoformat(exact[1]), date.fromisoformat(exact[2]))
    since = text.removeprefix("since ")
    if since != text:
        start = _named(since, today) or _day(since, facts)
        return Period(start.first, today) if start else None
    return _named(text, today) or _day(text, facts)


def _named(text: str, today: date) -> Period | None:
    monday = today - timedelta(days=today.weekday())
    match text:
        case "this week":
            return Period(monday, today)
        case "last week":
            return Period(monday - timedelta(days=7), monday - timedelta(days=1))
        case "this month":
            return Period(today.replace(day=1), today)
        case "last month":
            last = today.replace(day=1) - timedelta(days=1)
            return Period(last.replace(day=1), last)
        case "this year":
            return Period(today.replace(month=1, day=1), today)
        case "last year":
            return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
        case _:
            return _month_or_year(text, today)


def _month_or_year(text: str, today: date) -> Period | None:
    match = re.fullmatch(r"(?:([a-z]+)\s*)?(\d{4})?", text)
    if not text or match is None or (match[1] and match[1] not in _MONTHS):
        return None
    year, month_name = int(match[2] or 0), str(match[1])
    if match[1] is None:
        return Period(date(year, 1, 1), date(year, 12, 31)) if 1900 < year <= today.year else None
    month = _MONTHS.index(month_name) + 1
    year = year or (today.year if month <= today.month else today.year - 1)
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _day(text: str, facts: Facts) -> Period | None:
    days = {moment.local.date() for moment in dates.readings(text, facts.now, Tense.PAST)}
    return Period(min(days), min(days)) if len(days) == 1 else None


PERIOD = PeriodKind("when", Input.LINE, Tense.PAST)
