"""Several ways of saying one day, and the dates on which they agree: "Friday, 6 March", "next week on Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.language.dates.calendar_days import DayOfMonth
from bot.language.dates.days import Calendar, Day, Later, Nearby, Week, Weekday, Which
from bot.language.dates.spans import Length, Span


def dates_of(days: Sequence[Day], calendar: Calendar) -> tuple[date, ...]:
    """The dates that all of them can mean, the likeliest first."""
    if len(days) == 1:
        return days[0].dates(calendar)
    if len(days) != 2:
        return ()
    first, second = days
    return _together(first, second, calendar) or _together(second, first, calendar) or _common(days, calendar)


def _together(narrow: Day, wide: Day, calendar: Calendar) -> tuple[date, ...]:
    """A day within a week or a month that the other names."""
    if isinstance(narrow, DayOfMonth) and isinstance(wide, Span):
        return _in_span(narrow, wide, calendar)
    if not isinstance(narrow, Weekday) or narrow.which not in (Which.PLAIN, Which.THIS) or narrow.weeks:
        return ()
    if isinstance(wide, Week) and wide.part is None:
        return (wide.day(calendar, narrow.weekday),)
    if isinstance(wide, Later) and wide.base == Nearby(0) and all(amount.is_weeks for amount in wide.amounts):
        return tuple(dict.fromkeys(wide.weekday_near(narrow.weekday, calendar)))
    return ()


def _in_span(day: DayOfMonth, span: Span, calendar: Calendar) -> tuple[date, ...]:
    """ "Next month on the 5th", "10 March next year"."""
    if span.part is not None or span.steps or day.year is not None or day.ahead is not None:
        return ()
    if span.length is Length.YEAR and day.month is not None:
        return replace(day, year=span.number or calendar.today.year + span.ahead).dates(calendar)
    if span.length is not Length.MONTH or day.month is not None:
        return ()
    ahead = span.ahead if span.number is None else None
    return replace(day, month=span.number, year=span.year, ahead=ahead).dates(calendar)


def _common(days: Sequence[Day], calendar: Calendar) -> tuple[date, ...]:
    """Dates of the one that the other allows; a weekday allows every date that falls on it."""
    first, second = sorted(days, key=lambda day: isinstance(day, Weekday) and day.which is Which.PLAIN)
    if isinstance(second, Weekday) and second.which is Which.PLAIN and not second.weeks:
        return tuple(day for day in first.dates(calendar) if day.weekday() == second.weekday)
    allowed = second.dates(calendar)
    return tuple(day for day in first.dates(calendar) if day in allowed)
