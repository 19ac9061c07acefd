"""From what was said to the first moment of a series and its rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import assert_never

from bot.domain.times import Frequency, Moment, NthWeekday, Precision, Rule
from bot.language.dates.agreement import dates_of
from bot.language.dates.calendar_days import DayOfMonth, NthOf
from bot.language.dates.days import Calendar, Day, Tense, Week, Weekday, Weekdays, Which
from bot.language.dates.now import Now
from bot.language.dates.once import View, likely_times, usual_time
from bot.language.dates.pieces import Piece
from bot.language.dates.spans import Length, Span
from bot.language.dates.vocabulary import Part

_DAY = timedelta(days=1)


def series_of(piece: Piece, now: Now) -> tuple[Moment, ...]:
    """The first moments that the piece can mean, each with its rule, strictly in the future."""
    rule = piece.rule and with_days(piece.rule, piece.days)
    if rule is None or isinstance(piece.zone, tzinfo) or piece.elapsed:
        return ()
    view = View(now, piece.zone or now.zone, Tense.FUTURE)
    calendar = Calendar(view.local, Tense.FUTURE, is_timed=True)
    starts = (None,) if piece.start is None else dates_of((piece.start,), calendar)
    ends = (None,) if piece.end is None else tuple(_last_days(piece.end, calendar))
    found = [
        ended
        for at in _times(piece, now)
        for start in starts
        for first in _firsts(rule, at, start, view)
        for end in ends
        if (ended := _ended(first, piece, end)) is not None
    ]
    return tuple(dict.fromkeys(moment for moment in found if view.holds(moment)))


def with_days(rule: Rule, days: tuple[Day, ...]) -> Rule | None:
    """The rule on the day that was said beside it, as in "weekly ... on Monday"; none when they do not go together."""
    if not days:
        return rule
    day, *others = days
    if others or rule.by_weekday or rule.by_month_day:
        return None
    match rule.frequency:
        case Frequency.DAILY:
            return None
        case Frequency.WEEKLY:
            return _weekly_on(rule, day)
        case Frequency.MONTHLY:
            return _monthly_on(rule, day)
        case Frequency.YEARLY:
            return _yearly_on(rule, day)
        case _:
            assert_never(rule.frequency)


def _weekly_on(rule: Rule, day: Day) -> Rule | None:
    match day:
        case Weekday(weekday, Which.PLAIN, 0):
            return replace(rule, by_weekday=(NthWeekday(weekday),))
        case Weekdays(weekdays):
            return replace(rule, by_weekday=tuple(NthWeekday(weekday) for weekday in weekdays))
        case _:
            return None


def _monthly_on(rule: Rule, day: Day) -> Rule | None:
    match day:
        case DayOfMonth(number, None, None, None) if 1 <= number <= 31:
            return replace(rule, by_month_day=(number,))
        case NthOf(NthWeekday() as which, None, None):
            return replace(rule, by_weekday=(which,))
        case NthOf(None, None, None, _, number):
            return replace(rule, by_month_day=(number,))
        case Span(Length.MONTH, 0, None, None, Part.END):
            return replace(rule, by_month_day=(-1,))
        case _:
            return None


def _yearly_on(rule: Rule, day: Day) -> Rule | None:
    match day:
        case DayOfMonth(number, int(month), None, None) if 1 <= number <= 31:
            return replace(rule, by_month=(month,), by_month_day=(number,))
        case NthOf(NthWeekday() as which, int(month), None):
            return replace(rule, by_month=(month,), by_weekday=(which,))
        case _:
            return None


def _times(piece: Piece, now: Now) -> Iterator[tuple[time, Precision]]:
    if piece.clock is not None:
        clock = piece.clock.within(piece.period) if piece.period else piece.clock
        return ((each, Precision.MINUTE) for each in likely_times(clock.times))
    if piece.period is None:
        return iter(((now.morning, Precision.DAY),))
    return iter(((usual_time(piece.period, now), Precision.MINUTE),))


def _firsts(rule: Rule, at: tuple[time, Precision], start: date | None, view: View) -> Iterator[Moment]:
    """The first occurrence: from the start that was said, else the next fitting day, else one interval from now.

    "Every 3 days at noon" said in the morning can begin today or in three days: both.
    """
    clock, precision = at
    local, today = view.local, view.local.date()
    is_fixed = bool(rule.by_weekday or rule.by_month_day) or (rule.frequency is Frequency.DAILY and rule.interval == 1)
    begin = start or (today if datetime.combine(today, clock) > local else today + _DAY)
    if is_fixed:
        first = replace(rule, interval=1).day_after(begin - _DAY, since=begin)
        days = () if first is None else (first,)
    elif start is not None:
        days = (start,)
    else:
        later = rule.day_after(today, since=today)
        may_begin_today = precision is Precision.MINUTE and begin == today
        days = tuple(day for day in (later, today if may_begin_today else None) if day is not None)
    for day in days:
        moment = view.moment(datetime.combine(day, clock), precision)
        yield replace(moment, rule=rule.anchored(today if start is None else start) if not is_fixed else rule)


def _last_days(end: Day, calendar: Calendar) -> Iterator[date]:
    """The last day: "until Friday" includes it, "until June" and "until next week" end before."""
    is_whole = isinstance(end, Span | Week) and end.part is None
    for day in end.dates(replace(calendar, is_timed=False)):
        yield day - _DAY if is_whole else day


def _ended(moment: Moment, piece: Piece, end: date | None) -> Moment | None:
    """The same series with the end that was said; none when it would end before it begins."""
    rule, first = moment.rule, moment.local.date()
    if rule is None or (end is not None) + (piece.lasting is not None) + (piece.times is not None) > 1:
        return None
    if piece.times is not None:
        return replace(moment, rule=replace(rule, count=piece.times))
    if piece.lasting is not None:
        after = piece.lasting.from_day(first)
        end = None if after is None or piece.lasting.seconds else after - _DAY
        return None if end is None else replace(moment, rule=replace(rule, until=max(end, first)))
    if end is None:
        return moment
    return replace(moment, rule=replace(rule, until=end)) if end >= first else None
