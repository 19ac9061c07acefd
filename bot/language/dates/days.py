"""Ways to say a day, and the dates each can mean as seen from today.

Every way answers with dates, the likeliest first: none when there is no such day, several when people differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import product
from typing import Protocol

from bot.language.dates.amounts import Amount, Amounts
from bot.language.dates.vocabulary import PART_WEEKDAYS, Part

LONG_AGO = 31
"""A date without a year that passed fewer days ago than this is more likely a slip than next year's: it asks."""


class Tense(StrEnum):
    """Whether a time to come is asked for, or one that was."""

    FUTURE = "future"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the words are seen from: the wall time in some zone, the tense, and whether a time of day was said too."""

    now: datetime
    tense: Tense
    is_timed: bool = False

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def is_future(self) -> bool:
        return self.tense is Tense.FUTURE


class Day(Protocol):
    """One way of saying a day."""

    @property
    def tense(self) -> Tense | None:
        """The tense the words themselves have, as "yesterday" does."""
        ...

    def dates(self, calendar: Calendar) -> tuple[date, ...]: ...


@dataclass(frozen=True, slots=True)
class Nearby:
    """Today, tomorrow, yesterday: so many days from today. ``said``: "later today", "earlier today"."""

    days: int
    said: Tense | None = None

    @property
    def tense(self) -> Tense | None:
        return self.said or _tense_of(self.days)

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        is_other = self.said is not None and self.said is not calendar.tense
        return () if is_other else (calendar.today + timedelta(days=self.days),)


class Which(StrEnum):
    PLAIN = "plain"
    THIS = "this"
    NEXT = "next"
    LAST = "last"
    AFTER_NEXT = "after next"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday near today, and perhaps so many weeks further on."""

    weekday: int
    which: Which = Which.PLAIN
    weeks: int = 0

    @property
    def tense(self) -> Tense | None:
        if self.which is Which.LAST:
            return Tense.PAST
        return Tense.FUTURE if self.which in (Which.NEXT, Which.AFTER_NEXT) else _tense_of(self.weeks)

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        if self.tense is not None and self.tense is not calendar.tense:
            return ()
        found = self._coming(calendar) if calendar.is_future else self._gone(calendar)
        return tuple(day + timedelta(weeks=self.weeks) for day in dict.fromkeys(found))

    def _coming(self, calendar: Calendar) -> tuple[date, ...]:
        today, week = calendar.today, timedelta(weeks=1)
        coming = today + timedelta(days=(self.weekday - today.weekday() - 1) % 7 + 1)
        of_next_week = _monday(today) + week + timedelta(days=self.weekday)
        is_today = self.weekday == today.weekday()
        match self.which:
            case Which.NEXT:
                return of_next_week, coming
            case Which.AFTER_NEXT:
                return coming + week, of_next_week + week
            case Which.THIS if is_today:
                return (today,)
            case Which.PLAIN if is_today and (calendar.is_timed or self.weeks):
                return coming, today
            case _:
                return (coming,)

    def _gone(self, calendar: Calendar) -> tuple[date, ...]:
        today, week = calendar.today, timedelta(weeks=1)
        gone = today - timedelta(days=(today.weekday() - self.weekday - 1) % 7 + 1)
        of_last_week = _monday(today) - week + timedelta(days=self.weekday)
        is_today = self.weekday == today.weekday()
        match self.which:
            case Which.LAST:
                return gone, of_last_week
            case Which.THIS if is_today:
                return (today,)
            case Which.PLAIN if is_today:
                return today, gone
            case _:
                return (gone,)


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Several weekdays; only a rule of recurrence can hold them."""

    weekdays: tuple[int, ...]
    tense: Tense | None = None

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        del calendar
        return ()


@dataclass(frozen=True, slots=True)
class Week:
    """A week so many weeks ahead, or a part of it."""

    ahead: int
    part: Part | None = None

    @property
    def tense(self) -> Tense | None:
        return _tense_of(self.ahead)

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        if not calendar.is_future:
            return (calendar.today + timedelta(weeks=self.ahead),) if self.ahead < 0 and self.part is None else ()
        part = self.part or (Part.START if self.ahead else Part.END)
        day = self.day(calendar, PART_WEEKDAYS[part])
        return (day,) if day >= calendar.today else ()

    def day(self, calendar: Calendar, weekday: int) -> date:
        return _monday(calendar.today) + timedelta(weeks=self.ahead, days=weekday)


@dataclass(frozen=True, slots=True)
class Weekend:
    """Its Saturday; today once it has begun."""

    which: Which = Which.PLAIN

    @property
    def tense(self) -> Tense | None:
        return {Which.LAST: Tense.PAST, Which.NEXT: Tense.FUTURE}.get(self.which)

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        saturday, week = _monday(calendar.today) + timedelta(days=5), timedelta(weeks=1)
        has_begun = calendar.today >= saturday
        if not calendar.is_future:
            return (saturday,) if has_begun and self.which is not Which.LAST else (saturday - week,)
        if self.which is Which.NEXT:
            return (saturday + week,) if has_begun else (saturday + week, saturday)
        return (max(saturday, calendar.today),)


@dataclass(frozen=True, slots=True)
class Later:
    """So long after today or after another day; before it when the amounts are negative."""

    amounts: Amounts
    base: Day = Nearby(0)

    @property
    def tense(self) -> Tense | None:
        return (
            _tense_of(sum(sum(_calendar_parts(amount)) for amount in self.amounts)) if self.base == Nearby(0) else None
        )

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        moved = (amount.from_day(day) for day, amount in product(self.base.dates(calendar), self.amounts))
        return tuple(dict.fromkeys(day for day in moved if day is not None))

    def weekday_near(self, weekday: int, calendar: Calendar) -> Iterator[date]:
        """ "In two weeks on Friday": in the week of that day, or so long after this Friday."""
        for day in self.dates(calendar):
            yield _monday(day) + timedelta(days=weekday)
        coming = Weekday(weekday).dates(calendar)
        yield from (day for start in coming for amount in self.amounts if (day := amount.from_day(start)))


def _calendar_parts(amount: Amount) -> tuple[int, int, int]:
    return amount.months, amount.days, amount.workdays


def _tense_of(steps: int) -> Tense | None:
    return None if steps == 0 else Tense.FUTURE if steps > 0 else Tense.PAST


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
