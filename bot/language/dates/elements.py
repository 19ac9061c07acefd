"""Elements that say a day, a time of day, a zone or a rule, and the bounds of a series."""

from __future__ import annotations

from dataclasses import replace

from bot.language.dates.calendar_days import DayOfMonth
from bot.language.dates.clock import SAME_TIME, Clock, clock_of
from bot.language.dates.days import Day, Week, Weekday, Weekdays, Weekend
from bot.language.dates.pieces import BROKEN, Piece, Pieces
from bot.language.dates.spans import Span
from bot.language.dates.sureness import ALONE, FOLLOWED, JOINED, LONELY, PLAIN
from bot.language.dates.vocabulary import Part


@PLAIN.says("<rule>", "<iso>", "on|at <iso>")
@FOLLOWED.says("<adverb>")
@JOINED.says("<range>")
def as_it_is(pieces: Pieces) -> Pieces:
    return pieces


@PLAIN.says("<day>", "on|by <day>", "at <dated>", "on|by <wordlike>", "on|by <written>", "no later than <any>")
@FOLLOWED.says("on|by <ordinal>")
@JOINED.says("<wordlike>", "<written>")
@JOINED.says("<nth>", "<ordinal>")
@ALONE.says("<ordinal>", "<month>", "by|for|on|in|at|due <any>")
def some_day(day: Day) -> Pieces:
    return (Piece(days=(day,)),)


@PLAIN.says("on|by? <weekday> <ordinal>")
def weekday_and_date(weekday: int, day: Day) -> Pieces:
    return (Piece(days=(Weekday(weekday), day)),)


@ALONE.says("weekend")
def weekend_alone() -> Pieces:
    return (Piece(days=(Weekend(),)),)


@JOINED.says("on? <weekdays>")
def some_weekdays(weekdays: tuple[int, ...]) -> Pieces | None:
    return (Piece(days=(Weekdays(weekdays),)),) if len(weekdays) > 1 else None


@PLAIN.says("until|till|til <any>")
def some_last_day(day: Day) -> Pieces:
    return (Piece(end=day),)


@PLAIN.says("through|thru <any>")
def some_last_span(day: Day) -> Pieces:
    """ "Through June" includes all of it; "until June" none."""
    if isinstance(day, Week | Span) and day.part is None:
        return (Piece(end=replace(day, part=Part.END)),)
    return (Piece(end=day),)


@JOINED.says("starting|beginning|from on? <any>", "starting from <any>", "as of <any>")
def some_first_day(day: Day) -> Pieces:
    return (Piece(start=day),)


@LONELY.says("<year>")
def year_or_time(year: int) -> Pieces:
    """ "2030" is as well half past eight."""
    del year
    return BROKEN


@LONELY.says("<point>")
def point_between(pieces: Pieces) -> Pieces:
    return pieces


@JOINED.says("at? the? same time", "this time")
def same_time() -> Pieces:
    return (Piece(clock=SAME_TIME),)


@PLAIN.says("<clock>", "at|by|around|until|till|@ <clock>", "at|by about|around <clock>", "no later than <clock>")
@FOLLOWED.says("at|by|around|until|till|@ <bare>", "at|by about|around <bare>")
@ALONE.says("about|approximately|roughly|for <clock>", "about|approximately|roughly|for <bare>")
@LONELY.says("<bare>")
def some_clock(clock: Clock) -> Pieces:
    return (Piece(clock=clock),)


@ALONE.says("<weekday> <daynumber>")
def weekday_and_number(weekday: int, number: int) -> Pieces:
    """ "Friday 6": at six, and the sixth where that is a Friday."""
    day = Weekday(weekday)
    return Piece(days=(day, DayOfMonth(number))), Piece(days=(day,), clock=clock_of(number))


@PLAIN.says(
    "sometime|anytime|someday in|on|during? <any>", "some|any|one time|day in|on? <any>", "at some point in|on? <any>"
)
def some_time(day: Day) -> Pieces:
    """Nobody knows which day of it."""
    del day
    return BROKEN


@PLAIN.says(
    "a while|bit ago", "some time ago", "a? long time? ago", "ages|years|months|weeks|days ago", "the other day|week"
)
@PLAIN.says("a? few days|weeks|months|years ago", "some days|weeks|months|years ago", "recently")
@PLAIN.says("the week|weekend|month|year before last")
def long_ago() -> Pieces:
    return BROKEN


@PLAIN.says(
    "on|by? good|black|holy friday",
    "on|by? ash|spy wednesday",
    "on|by? easter|cyber|whit monday",
    "on|by? shrove|fat|super|pancake tuesday",
    "on|by? maundy|holy thursday",
    "on|by? holy saturday",
    "on|by? easter|palm|whit|super sunday",
    "at|by|on? easter|thanksgiving|ramadan|eid|diwali|hanukkah|passover|carnival",
)
def movable_feast() -> Pieces:
    """A day that moves from year to year: a weekday in its name is not the coming one."""
    return BROKEN
