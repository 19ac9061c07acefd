"""Elements that say how long from now, and how long or how often a series goes on."""

from __future__ import annotations

from bot.domain.recurrence import MOST_COUNT
from bot.language.dates.amounts import Amount, Amounts
from bot.language.dates.clock import Clock, clock_of
from bot.language.dates.counted import Relation, moved
from bot.language.dates.days import Day
from bot.language.dates.pieces import BROKEN, Piece, Pieces
from bot.language.dates.sureness import ALONE, JOINED, PLAIN

_LONGEST_LENGTH = 6
"""Up to here "1h30" is how long; after it "9h30" is a time of day."""

_AFTER_NOON = 13


@PLAIN.says("the? day after|following <day>")
def day_after(day: Day) -> Pieces:
    return moved((Amount(days=1),), day)


@PLAIN.says("the? day before <day>")
def day_before(day: Day) -> Pieces:
    return moved((Amount(days=-1),), day)


@ALONE.says("<h>")
def hours_alone(minutes: int) -> Pieces:
    """ "18h" is a time of day, "2h" and "36h" are lengths, and from 7 to 12 it can be either."""
    length, hours = Piece(elapsed=Amount(seconds=minutes * 60)), minutes // 60
    if _LONGEST_LENGTH < hours < 24:
        clock = Piece(clock=_clock_of_24(minutes))
        return (clock,) if hours >= _AFTER_NOON else (clock, length)
    return (length,)


@ALONE.says("<hours>")
def hours_and_minutes_alone(minutes: int) -> Pieces:
    """ "18h30" is a time of day, "1h30" a length."""
    if _LONGEST_LENGTH < minutes // 60 < 24:
        return (Piece(clock=_clock_of_24(minutes)),)
    return (Piece(elapsed=Amount(seconds=minutes * 60)),)


@JOINED.says("<hours>", "<h>")
def hours_beside_a_day(minutes: int) -> Pieces | None:
    return (Piece(clock=_clock_of_24(minutes)),) if _AFTER_NOON <= minutes // 60 < 24 else None


def _clock_of_24(minutes: int) -> Clock:
    return clock_of(minutes // 60, minutes % 60, is_24h=True)


@ALONE.says("one|a day", "a second|minute|week|month|year")
def vague() -> Pieces:
    return BROKEN


@PLAIN.says("about|approximately|roughly|exactly|around? <amount> <relation>", "in <amount> <counted>")
def amount_related(amounts: Amounts, relation: Relation) -> Pieces | None:
    return relation(amounts)


@PLAIN.says("in|within about|approximately|roughly|exactly|like? <amount> '|\u2019? time?")
@ALONE.says("<amount>", "after|about|approximately|roughly <amount>", "<amount> '|\u2019? time", "<amount> hence")
def amount_from_now(amounts: Amounts) -> Pieces:
    return moved(amounts)


@JOINED.says("for the? next? <amount>")
def lasting(amounts: Amounts) -> Pieces:
    return (Piece(lasting=amounts[0]),) if len(amounts) == 1 else BROKEN


@JOINED.says("for? <count> times")
def so_many_times(count: int) -> Pieces:
    return (Piece(times=count),) if 1 <= count <= MOST_COUNT else BROKEN
