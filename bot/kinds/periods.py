"""Stretches of time: past ones for searching, a day, a week, a month, a year, or since one; and such to come."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.times import months_after
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
class AheadKind(Plain):
    """A stretch of days from today on."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Period]]:
        period = _ahead(_JOINTS.sub("", text.strip().casefold()), facts)
        if period is None:
            raise BadValue(
                say(
                    "I cannot tell which days “{text}” are. Try {one} or {two}.",
                    text=text,
                    one=Code("this week"),
                    two=Code("Friday"),
                )
            )
        return (Reading(period, str(period), say("{first} to {last}", first=period.first, last=period.last)),)


_JOINTS = re.compile(r"^(?:(?:on|in|for|during|over|the)\s+)+")


def _ahead(text: str, facts: Facts) -> Period | None:
    today = facts.member.today(facts.said_at).date()
    sunday = today + timedelta(days=6 - today.weekday())
    match text:
        case "this week" | "week" | "rest of the week":
            return Period(today, sunday)
        case "next week" | "coming week":
            return Period(sunday + timedelta(days=1), sunday + timedelta(days=7))
        case "weekend" | "this weekend":
            return Period(max(today, sunday - timedelta(days=1)), sunday)
        case "this month" | "month":
            return Period(today, today.replace(day=monthrange(today.year, today.month)[1]))
        case "next month":
            first = months_after(today.replace(day=1), 1)
            return Period(first, months_after(first, 1) - timedelta(days=1))
        case _:
            return _month_ahead(text, today) or _until_or_day(text, today, facts)


def _month_ahead(text: str, today: date) -> Period | None:
    if text not in _MONTHS:
        return None
    month = _MONTHS.index(text) + 1
    year = today.year if month >= today.month else today.year + 1
    return Period(max(today, date(year, month, 1)), date(year, month, monthrange(year, month)[1]))


def _until_or_day(text: str, today: date, facts: Facts) -> Period | None:
    exact = _written(text)
    by = text.removeprefix("by ")
    days = {moment.local.date() for moment in dates.readings(by, facts.now) if moment.rule is None}
    if exact is not None or len(days) != 1:
        return exact
    (day,) = days
    return Period(day if by == text else min(today, day), day)


_WEEKS_AGO = re.compile(r"\w+ weeks? ago")
"""Nobody means one day of it."""

_LAST = re.compile(r"(?:the )?(?:last|past) (.+ (?:days|weeks|months))")


@dataclass(frozen=True, slots=True)
class PeriodKind(Plain):
    """A stretch of days up to today."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Period]]:
        periods = _periods(_JOINTS.sub("", text.strip().casefold()), facts)
        if not periods:
            raise BadValue(
                say(
                    "I cannot tell which time “{text}” is. Try {one} or {two}.",
                    text=text,
                    one=Code("last week"),
                    two=Code("in March"),
                )
            )
        return [
            Reading(each, str(each), say("{first} to {last}", first=each.first, last=each.last)) for each in periods
        ]


def _periods(text: str, facts: Facts) -> Sequence[Period]:
    today = facts.member.today(facts.said_at).date()
    since, length = text.removeprefix("since "), _LAST.fullmatch(text)
    if length is not None:
        return [Period(day, today) for day in _days(f"{length[1]} ago", facts)]
    exact = _written(text) or _named(since, today)
    weeks = _WEEKS_AGO.fullmatch(text)
    if weeks is not None:
        return [_week_of(day) for day in _days(text, facts)]
    found = [exact] if exact is not None else [Period(day, day) for day in _days(since, facts)]
    return found if since == text else [Period(each.first, today) for each in found]


def _week_of(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def _written(text: str) -> Period | None:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)", text)
    return Period(date.fromisoformat(match[1]), date.fromisoformat(match[2])) if match else None


def _named(text: str, today: date) -> Period | None:
    monday = today - timedelta(days=today.weekday())
    match text:
        case "this week":
            return Period(monday, today)
        case "last week":
            return Period(monday - timedelta(days=7), monday - timedelta(days=1))
        case "this month":
            return Period(today.replace(day=1), today)
        case "last weekend" | "weekend" | "this weekend":
            saturday = monday + timedelta(days=5 if today.weekday() > 4 and "last" not in text else -2)
            return Period(saturday, min(today, saturday + timedelta(days=1)))
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


def _days(text: str, facts: Facts) -> Sequence[date]:
    return sorted({moment.local.date() for moment in dates.readings(text, facts.now, Tense.PAST)})


AHEAD = AheadKind("when", Input.LINE, Tense.FUTURE)
PERIOD = PeriodKind("when", Input.LINE, Tense.PAST)
