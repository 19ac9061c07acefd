"""Elements that say a part of the day: "in the morning", "tonight", "by end of day"."""

from __future__ import annotations

from bot.language.dates.clock import Clock
from bot.language.dates.days import Day, Nearby, Week
from bot.language.dates.pieces import Piece, Pieces
from bot.language.dates.spans import Span
from bot.language.dates.sureness import ALONE, JOINED, PLAIN
from bot.language.dates.vocabulary import Period


@PLAIN.says("in the <period>", "by <period>", "eod|cob")
@JOINED.says("<period>")
def some_period(period: Period = Period.END_OF_DAY) -> Pieces:
    return (Piece(period=period),)


@ALONE.says("<bare> in the <period>")
def hour_in_a_period(clock: Clock, period: Period) -> Pieces:
    """ "8 in the evening"."""
    return (Piece(clock=clock, period=period),)


@ALONE.says("<bare> at night")
def hour_at_night(clock: Clock) -> Pieces:
    return (Piece(clock=clock, period=Period.NIGHT),)


@PLAIN.says("at? lunchtime", "at lunch")
@ALONE.says("lunch")
def lunchtime() -> Pieces:
    return (Piece(period=Period.LUNCH),)


@PLAIN.says("at night")
def at_night() -> Pieces:
    return (Piece(period=Period.NIGHT),)


@PLAIN.says("first thing", "first thing in the morning")
def first_thing() -> Pieces:
    return (Piece(period=Period.MORNING),)


@JOINED.says("last thing")
@PLAIN.says("at? the? end of the? day|business|play", "at? the? close of the? day|business|play")
def end_of_day() -> Pieces:
    return (Piece(period=Period.END_OF_DAY),)


@PLAIN.says("at? the? end of today")
def end_of_today() -> Pieces:
    return (Piece(days=(Nearby(0),), period=Period.END_OF_DAY),)


@PLAIN.says("at? the? end of tomorrow")
def end_of_tomorrow() -> Pieces:
    return (Piece(days=(Nearby(1),), period=Period.END_OF_DAY),)


@PLAIN.says("later? this <period>")
def this_period(period: Period) -> Pieces:
    return (Piece(days=(Nearby(0),), period=period),)


@PLAIN.says("later? tonight")
def tonight() -> Pieces:
    return (Piece(days=(Nearby(0),), period=Period.NIGHT),)


@PLAIN.says("late tonight")
def late_tonight() -> Pieces:
    return (Piece(days=(Nearby(0),), period=Period.LATE_NIGHT),)


@PLAIN.says("late? last night")
def last_night() -> Pieces:
    return (Piece(days=(Nearby(-1),), period=Period.NIGHT),)


@PLAIN.says("early <day>")
def early_on_a_day(day: Day) -> Pieces | None:
    return None if isinstance(day, Week | Span) else (Piece(days=(day,), period=Period.EARLY_MORNING),)


@PLAIN.says("today <period>")
def part_of_today(period: Period) -> Pieces:
    return (Piece(days=(Nearby(0),), period=period),)


_LATER = {
    Period.MORNING: Period.LATE_MORNING,
    Period.AFTERNOON: Period.LATE_AFTERNOON,
    Period.EVENING: Period.LATE_EVENING,
}
_EARLIER = {
    Period.MORNING: Period.EARLY_MORNING,
    Period.AFTERNOON: Period.EARLY_AFTERNOON,
    Period.EVENING: Period.EARLY_EVENING,
}


@PLAIN.says("late tomorrow <period>")
def late_part_of_tomorrow(period: Period) -> Pieces | None:
    later = _LATER.get(period)
    return None if later is None else (Piece(days=(Nearby(1),), period=later),)


@PLAIN.says("early tomorrow <period>")
def early_part_of_tomorrow(period: Period) -> Pieces | None:
    earlier = _EARLIER.get(period)
    return None if earlier is None else (Piece(days=(Nearby(1),), period=earlier),)
