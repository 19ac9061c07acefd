"""The elements of a time phrase, by how sure each is to be about time.

In a text that is a time phrase as a whole, every element counts. Inside a sentence a PLAIN element counts wherever it
stands, a FOLLOWED one ("at 5", "daily") if nothing that it could describe comes next, a JOINED one ("morning", "sat")
beside another element, and an ALONE one ("9", "20m", "May") never.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.domain.recurrence import MOST_COUNT
from bot.language.dates.amounts import AMOUNT, Amount, Amounts
from bot.language.dates.calendar_days import DayOfMonth, Exactly
from bot.language.dates.clock import BARE_CLOCK, CLOCK, Clock, clock_of
from bot.language.dates.dated_days import DATED_DAY, MONTH_ALONE, ORDINAL_DAY, WRITTEN_DAY
from bot.language.dates.days import Day, Later, Nearby, Week, Weekday
from bot.language.dates.monthly_rules import MONTHLY_RULE
from bot.language.dates.named_days import NAMED_DAY, WEEKDAY, WORDLIKE_DAY
from bot.language.dates.numbers import COUNT
from bot.language.dates.pieces import BROKEN, Piece, Pieces
from bot.language.dates.recurrences import ADVERB, RECURRENCE, WEEKDAY_RANGE
from bot.language.dates.spans import Span
from bot.language.dates.syntax import Lexeme, Longest, Matcher, Reader, Syntax
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import PERIODS, QUALIFIED_PERIODS, Period

_DURATION_HOURS = 6
_WORK_HOURS = 13
"""Up to here "1h30" is how long; from here on "9h30" can be either, and it asks."""


def _qualified(tokens: Sequence[Token], at: int) -> tuple[Period, int] | None:
    """ "early morning", "late afternoon", "mid-morning"."""
    second = at + 2 if tokens[at + 1].key == "-" else at + 1
    period = QUALIFIED_PERIODS.get(f"{tokens[at].key} {tokens[second].key}")
    return None if period is None else (period, second + 1)


def _iso(tokens: Sequence[Token], at: int) -> tuple[Pieces, int] | None:
    """ "2026-03-10T14:00Z". Seconds are left out."""
    text = tokens[at].text.upper()
    if "T" not in text:
        return None
    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        return BROKEN, at + 1
    minute = said.time().replace(second=0, microsecond=0, tzinfo=None)
    return (Piece((Exactly((said.date(),)),), Clock((minute,)), zone=said.tzinfo),), at + 1


def _small_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    return (int(tokens[at].text), at + 1) if len(tokens[at].text) < 3 else None


def _count_of_hours(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "18h"."""
    found = _small_number(tokens, at)
    return (found[0] * 60, at + 2) if found and tokens[at + 1].key == "h" else None


def _hours(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "18h30", in minutes."""
    hours, minutes = (int(part) for part in tokens[at].text.lower().split("h"))
    return (hours * 60 + minutes, at + 1) if minutes < 60 else None


_DAY = Longest[Day](NAMED_DAY, DATED_DAY)
_WORDS: Mapping[str, Matcher[object]] = {
    "day": _DAY,
    "any": Longest[Day](_DAY, WORDLIKE_DAY, ORDINAL_DAY, WRITTEN_DAY, MONTH_ALONE),
    "wordlike": WORDLIKE_DAY,
    "written": WRITTEN_DAY,
    "ordinal": ORDINAL_DAY,
    "month": MONTH_ALONE,
    "weekday": WEEKDAY,
    "clock": CLOCK,
    "bare": BARE_CLOCK,
    "amount": AMOUNT,
    "period": Longest[Period](Lexeme(PERIODS), Reader(["early", "mid", "late", "lunch"], _qualified)),
    "count": COUNT,
    "rule": Longest[Pieces](RECURRENCE, MONTHLY_RULE),
    "adverb": ADVERB,
    "range": WEEKDAY_RANGE,
    "iso": Reader(["#iso"], _iso, is_single=True),
    "digits": Reader(["#number"], _small_number, is_single=True),
    "hours": Reader(["#hours"], _hours, is_single=True),
    "h": Reader(["#number"], _count_of_hours, is_single=True),
}

RELATION = Syntax[Callable[[Amounts], "Pieces | None"]](
    {"base": Longest[Day](_DAY, WORDLIKE_DAY, ORDINAL_DAY), "weekday": WEEKDAY}
)
"""What stands behind an amount and says from where it counts."""


@RELATION.says("from now")
def from_now() -> Callable[[Amounts], Pieces | None]:
    return _moved


@RELATION.says("ago")
def ago() -> Callable[[Amounts], Pieces | None]:
    return lambda amounts: _moved(_backwards(amounts))


@RELATION.says("from|after <base>")
def from_day(base: Day) -> Callable[[Amounts], Pieces | None]:
    return lambda amounts: _moved(amounts, base)


@RELATION.says("before <base>")
def before_day(base: Day) -> Callable[[Amounts], Pieces | None]:
    return lambda amounts: _moved(_backwards(amounts), base)


@RELATION.says("on <weekday>")
def on_weekday(weekday: int) -> Callable[[Amounts], Pieces | None]:
    """ "A week on Tuesday"."""
    return lambda amounts: _moved(amounts, Weekday(weekday)) if all(each.is_weeks for each in amounts) else None


def _backwards(amounts: Amounts) -> Amounts:
    return tuple(-amount for amount in amounts)


def _moved(amounts: Amounts, base: Day | None = None) -> Pieces:
    """Days move any day; hours count from now only."""
    if not amounts or (base is not None and any(amount.seconds for amount in amounts)):
        return BROKEN
    return tuple(
        Piece(elapsed=amount) if amount.seconds else Piece(days=(Later((amount,), base or Nearby(0)),))
        for amount in amounts
    )


_PARTS = {**_WORDS, "relation": RELATION}

PLAIN = Syntax[Pieces](_PARTS)
FOLLOWED = Syntax[Pieces](_PARTS)
JOINED = Syntax[Pieces](_PARTS)
ALONE = Syntax[Pieces](_PARTS)


@PLAIN.says("<rule>", "<iso>", "on|at <iso>")
@FOLLOWED.says("<adverb>")
@JOINED.says("<range>")
def as_it_is(pieces: Pieces) -> Pieces:
    return pieces


@PLAIN.says("<day>", "on|by|at <day>", "on|by <wordlike>", "on|by <written>")
@FOLLOWED.says("on|by <ordinal>")
@JOINED.says("<wordlike>", "<written>")
@ALONE.says("<ordinal>", "<month>", "by|for|on|in|due <any>")
def some_day(day: Day) -> Pieces:
    return (Piece(days=(day,)),)


@PLAIN.says("until|till|til|through|thru <any>")
def some_last_day(day: Day) -> Pieces:
    return (Piece(end=day),)


@JOINED.says("starting|beginning|from on? <any>", "starting from <any>", "as of <any>")
def some_first_day(day: Day) -> Pieces:
    return (Piece(start=day),)


@PLAIN.says("<clock>", "at|by|around|until|till|@ <clock>", "at|by about|around <clock>")
@FOLLOWED.says("at|by|around|until|till|@ <bare>", "at|by about|around <bare>")
@ALONE.says("about|approximately|roughly|for <clock>", "about|approximately|roughly|for <bare>", "<bare>")
def some_clock(clock: Clock) -> Pieces:
    return (Piece(clock=clock),)


@ALONE.says("<weekday> <digits>")
def weekday_and_number(weekday: int, number: int) -> Pieces:
    """ "Friday 6": at six, and the sixth where that is a Friday."""
    day = Weekday(weekday)
    return Piece(days=(day, DayOfMonth(number))), Piece(days=(day,), clock=clock_of(number))


@PLAIN.says("in the <period>", "by <period>", "eod|cob")
@JOINED.says("<period>")
def some_period(period: Period = Period.END_OF_DAY) -> Pieces:
    return (Piece(period=period),)


@PLAIN.says("at? lunchtime", "at lunch")
def lunchtime() -> Pieces:
    return (Piece(period=Period.LUNCH),)


@PLAIN.says("at night")
def at_night() -> Pieces:
    return (Piece(period=Period.NIGHT),)


@PLAIN.says("first thing", "first thing in the morning")
def first_thing() -> Pieces:
    return (Piece(period=Period.MORNING),)


@PLAIN.says("at? the? end of the? day|business|play", "at? the? close of the? day|business|play")
def end_of_day() -> Pieces:
    return (Piece(period=Period.END_OF_DAY),)


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
def early_on_a_day(day: Day) -> Pieces:
    return BROKEN if isinstance(day, Week | Span) else (Piece(days=(day,), period=Period.EARLY_MORNING),)


@PLAIN.says("the? day after|following <day>")
def day_after(day: Day) -> Pieces:
    return _moved((Amount(days=1),), day)


@PLAIN.says("the? day before <day>")
def day_before(day: Day) -> Pieces:
    return _moved((Amount(days=-1),), day)


@ALONE.says("<h>")
def hours_alone(minutes: int) -> Pieces:
    """ "18h" and "18h30" are times of day and lengths; a small one is hardly a time to be reminded at."""
    length = Piece(elapsed=Amount(seconds=minutes * 60))
    return (length,) if not _DURATION_HOURS < minutes // 60 < 24 else (Piece(clock=_clock_of_24(minutes)), length)


@ALONE.says("<hours>")
def hours_and_minutes_alone(minutes: int) -> Pieces:
    return hours_alone(minutes) or BROKEN


@JOINED.says("<hours>", "<h>")
def hours_beside_a_day(minutes: int) -> Pieces | None:
    return (Piece(clock=_clock_of_24(minutes)),) if _WORK_HOURS <= minutes // 60 < 24 else None


def _clock_of_24(minutes: int) -> Clock:
    return clock_of(minutes // 60, minutes % 60, is_24h=True)


@ALONE.says("one|a day", "a second|minute|week|month|year")
def vague() -> Pieces:
    return BROKEN


@PLAIN.says("<amount> <relation>")
@PLAIN.says("in <amount> <relation>")
def amount_related(amounts: Amounts, relation: Callable[[Amounts], Pieces | None]) -> Pieces | None:
    return relation(amounts)


@PLAIN.says("in|within about|approximately|roughly|exactly? <amount> '|\u2019? time?")
@ALONE.says("<amount>", "after|about|approximately|roughly <amount>", "<amount> '|\u2019? time", "<amount> hence")
def amount_from_now(amounts: Amounts) -> Pieces:
    return _moved(amounts)


@JOINED.says("for <amount>")
def lasting(amounts: Amounts) -> Pieces:
    return (Piece(lasting=amounts[0]),) if len(amounts) == 1 else BROKEN


@JOINED.says("for? <count> times")
def so_many_times(count: int) -> Pieces:
    return (Piece(times=count),) if 1 <= count <= MOST_COUNT else BROKEN
