"""Patterns that say a day: "day after tomorrow", "a week on Tuesday", "20th of April", "end of next month"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.times import NthWeekday
from bot.language.dates.amounts import AMOUNT, Amount, Amounts
from bot.language.dates.days import (
    Day,
    DayOfMonth,
    Exactly,
    Later,
    Nearby,
    NthOf,
    Numeric,
    Week,
    Weekday,
    Weekend,
    Which,
)
from bot.language.dates.numbers import COUNT, ORDINAL, ORDINAL_DIGITS
from bot.language.dates.spans import Length, Span
from bot.language.dates.syntax import Lexeme, Longest, Reader, Syntax
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import (
    HOLIDAYS,
    MONTHS,
    PARTS,
    PLURAL_WEEKDAYS,
    UNITS,
    WEEKDAYS,
    WORDLIKE_WEEKDAYS,
    Part,
)

_NOT_A_DAY_BEFORE = frozenset({*UNITS, "am", "pm", "o'clock", "business", "working", "%", "times", "x"})


def _day_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A number that is not the beginning of "5 days" or "9am"; one that no month has is a day all the same."""
    text, following = tokens[at].text, tokens[at + 1].key
    return (int(text), at + 1) if len(text) <= 2 and following not in _NOT_A_DAY_BEFORE else None


def _year(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    text = tokens[at].text
    return (int(text), at + 1) if len(text) == 4 and text[:2] in ("19", "20") else None


DAY_NUMBER = Longest[int](Reader(["#number"], _day_number), ORDINAL)
YEAR = Reader(["#number"], _year)
WEEKDAY = Lexeme({**WEEKDAYS, **WORDLIKE_WEEKDAYS})
MONTH = Lexeme(MONTHS)
PART = Lexeme({word: part for word, part in PARTS.items() if word != "later"})
_LENGTHS = {"month": Length.MONTH, "quarter": Length.QUARTER, "year": Length.YEAR}
_PARTS = {
    "weekday": WEEKDAY,
    "sure": Lexeme(WEEKDAYS),
    "plural": Lexeme(PLURAL_WEEKDAYS),
    "count": COUNT,
    "ordinal": ORDINAL,
    "digits": ORDINAL_DIGITS,
    "number": DAY_NUMBER,
    "month": MONTH,
    "year": YEAR,
    "part": PART,
    "amount": AMOUNT,
    "length": Lexeme(_LENGTHS),
}

DAY = Syntax[Day](**_PARTS)
"""Days that are days wherever they stand."""

SHORT_DAY = Syntax[Day](**_PARTS)
"""Days in words that can be something else: "sat", "15/4"."""

ORDINAL_DAY = Syntax[Day](**_PARTS)
"""Days of whichever month: "the 15th"."""

MONTH_ALONE = Syntax[Day](**_PARTS)


@DAY.says("today", "later|earlier on? today")
def today() -> Day:
    return Nearby(0)


@DAY.says("tomorrow")
def tomorrow() -> Day:
    return Nearby(1)


@DAY.says("yesterday")
def yesterday() -> Day:
    return Nearby(-1)


@DAY.says("the? day after tomorrow", "overmorrow")
def day_after_tomorrow() -> Day:
    return Nearby(2)


@DAY.says("the? day before yesterday")
def day_before_yesterday() -> Day:
    return Nearby(-2)


@DAY.says("<sure>")
@SHORT_DAY.says("<weekday>")
def plain_weekday(weekday: int) -> Day:
    return Weekday(weekday)


@DAY.says("this coming? <weekday>", "the? coming <weekday>", "the? upcoming <weekday>")
def this_weekday(weekday: int) -> Day:
    return Weekday(weekday, Which.THIS)


@DAY.says("the? next <weekday>")
def next_weekday(weekday: int) -> Day:
    return Weekday(weekday, Which.NEXT)


@DAY.says("the? last <weekday>", "this? past <weekday>")
def last_weekday(weekday: int) -> Day:
    return Weekday(weekday, Which.LAST)


@DAY.says("the? <weekday> after next")
def weekday_after_next(weekday: int) -> Day:
    return Weekday(weekday, Which.AFTER_NEXT)


@DAY.says("<weekday> week")
def weekday_week(weekday: int) -> Day:
    return Weekday(weekday, weeks=1)


@DAY.says("<weekday> fortnight")
def weekday_fortnight(weekday: int) -> Day:
    return Weekday(weekday, weeks=2)


@DAY.says("<count> <plural> from now|today", "in <count> <plural>", "<count> <plural> hence")
def weekdays_from_now(count: int, weekday: int) -> Day | None:
    return Weekday(weekday, weeks=count - 1) if 0 < count < 260 else None


@DAY.says("<amount> on <weekday>")
def weeks_on_weekday(amounts: Amounts, weekday: int) -> Day | None:
    return Later(amounts, Weekday(weekday)) if amounts and all(each.is_weeks for each in amounts) else None


NAMED_BASE = Syntax[Day](weekday=WEEKDAY, number=DAY_NUMBER, month=MONTH, year=YEAR)
"""Days that a length of time is counted from: "a week from Tuesday", "two days after 10 March"."""


@NAMED_BASE.says("today|now")
def base_today() -> Day:
    return Nearby(0)


@NAMED_BASE.says("tomorrow")
def base_tomorrow() -> Day:
    return Nearby(1)


@NAMED_BASE.says("next <weekday>")
def base_next_weekday(weekday: int) -> Day:
    return Weekday(weekday, Which.NEXT)


@NAMED_BASE.says("this? coming? <weekday>")
def base_weekday(weekday: int) -> Day:
    return Weekday(weekday)


@NAMED_BASE.says("the? <number> of? <month> <year>?")
def base_date(day: int, month: int, year: int | None) -> Day:
    return DayOfMonth(day, month, year)


@NAMED_BASE.says("<month> the? <number> ,? <year>?")
def base_date_of_month(month: int, day: int, year: int | None) -> Day:
    return DayOfMonth(day, month, year)
