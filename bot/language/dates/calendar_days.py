"""Days of the calendar: "20 April", "the 15th", "15/4", "the last Friday of March", and the dates each can mean."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from bot.domain.times import NthWeekday, months_after
from bot.language.dates.days import LONG_AGO, Calendar, Tense


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of a month: of a named one, of the one so many months ahead, or of whichever comes first."""

    day: int
    month: int | None = None
    year: int | None = None
    ahead: int | None = None
    tense: Tense | None = None

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        today = calendar.today
        if self.month is not None and self.year is not None:
            return _existing(self.year, self.month, self.day)
        if self.month is not None:
            return _near(calendar, *(_existing(today.year + step, self.month, self.day) for step in (-1, 0, 1)))
        if self.ahead is not None:
            month = months_after(today.replace(day=1), self.ahead)
            return _existing(month.year, month.month, self.day)
        return self._in_this_month_or_beside(calendar)

    def _in_this_month_or_beside(self, calendar: Calendar) -> tuple[date, ...]:
        today = calendar.today
        beside = months_after(today.replace(day=1), 1 if calendar.is_future else -1)
        here, there = _existing(today.year, today.month, self.day), _existing(beside.year, beside.month, self.day)
        if self.day == today.day:
            return here + there
        is_here = self.day > today.day if calendar.is_future else self.day < today.day
        return here if is_here else there


@dataclass(frozen=True, slots=True)
class NthOf:
    """The first Monday, the last day, of a month; without a month only a rule of recurrence can hold it."""

    which: NthWeekday | None
    month: int | None = None
    year: int | None = None
    ahead: int | None = None
    day: int = -1
    tense: Tense | None = None

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        today = calendar.today
        if self.month is not None and self.year is not None:
            return self._in(self.year, self.month)
        if self.month is not None:
            return _near(calendar, *(self._in(today.year + step, self.month) for step in (-1, 0, 1)))
        if self.ahead is None:
            return ()
        month = months_after(today.replace(day=1), self.ahead)
        found = self._in(month.year, month.month)
        if self.ahead == 0 and calendar.is_future and found and found[0] < today:
            later = months_after(month, 1)
            return self._in(later.year, later.month)
        return found

    def _in(self, year: int, month: int) -> tuple[date, ...]:
        first_weekday, length = monthrange(year, month)
        if self.which is None or self.which.nth is None:
            return (date(year, month, length if self.day == -1 else self.day),)
        first = 1 + (self.which.weekday - first_weekday) % 7
        day = first + (length - first) // 7 * 7 if self.which.nth == -1 else first + (self.which.nth - 1) * 7
        return (date(year, month, day),) if day <= length else ()


@dataclass(frozen=True, slots=True)
class Exactly:
    """Dates written in full; several when the order of day and month is open."""

    options: tuple[date, ...]
    tense: Tense | None = None

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        del calendar
        return self.options


@dataclass(frozen=True, slots=True)
class Numeric:
    """15/4 or 4/15: a day and a month in an order that only some dates settle; none when one order just passed."""

    first: int
    second: int
    tense: Tense | None = None

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        orders = {(self.first, self.second), (self.second, self.first)}
        ways = [
            DayOfMonth(day, month).dates(calendar) for day, month in sorted(orders, reverse=True) if 1 <= month <= 12
        ]
        return () if () in ways else tuple(dict.fromkeys(day for way in ways for day in way))


def _existing(year: int, month: int, day: int) -> tuple[date, ...]:
    return (date(year, month, day),) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else ()


def _near(
    calendar: Calendar, last: tuple[date, ...], this: tuple[date, ...], following: tuple[date, ...]
) -> tuple[date, ...]:
    """Of a day in last year, this and the next: the one in the right tense, unless it was only just passed."""
    today = calendar.today
    if not this:
        return ()
    if not calendar.is_future:
        return this if this[0] <= today else () if (this[0] - today).days <= LONG_AGO else last
    if this[0] >= today:
        return this
    return following if (today - this[0]).days > LONG_AGO else ()
