"""Patterns that say a day by its distance or its weekday: "day after tomorrow", "next Tuesday", "early next week"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.dates.amounts import Amount
from bot.language.dates.days import Day, Later, Nearby, Tense, Week, Weekday, Weekend, Which
from bot.language.dates.numbers import COUNT
from bot.language.dates.syntax import Lexeme, Reader, Syntax
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import PARTS, PLURAL_WEEKDAYS, WEEKDAYS, WORDLIKE_WEEKDAYS, Part

_WEEKDAYS = {**WEEKDAYS, **WORDLIKE_WEEKDAYS}
WEEKDAY = Lexeme(_WEEKDAYS)
PART = Lexeme({word: part for word, part in PARTS.items() if word != "later"})
_LONGEST_ABBREVIATION = 5


def _abbreviated(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "Sat." where the sentence goes on behind the point."""
    weekday = _WEEKDAYS[tokens[at].key]
    point, after = tokens[at + 1], tokens[at + 2]
    is_point = point.key == "." and point.glued and not after.glued
    goes_on = after.text[:1].islower() or after.text[:1].isdecimal()
    return (weekday, at + 2) if is_point and goes_on and len(tokens[at].text) <= _LONGEST_ABBREVIATION else None


_PARTS = {
    "abbreviated": Reader([*_WEEKDAYS], _abbreviated),
    "weekday": WEEKDAY,
    "sure": Lexeme(WEEKDAYS),
    "wordlike": Lexeme(WORDLIKE_WEEKDAYS),
    "plural": Lexeme(PLURAL_WEEKDAYS),
    "count": COUNT,
    "part": PART,
}

NAMED_DAY = Syntax[Day](_PARTS)
"""Days that are days wherever they stand."""

WORDLIKE_DAY = Syntax[Day](_PARTS)
"""Days in words that are English words too: "sat"."""


@NAMED_DAY.says("today")
def today() -> Day:
    return Nearby(0)


@NAMED_DAY.says("later on? today")
def later_today() -> Day:
    return Nearby(0, Tense.FUTURE)


@NAMED_DAY.says("earlier today", "just now")
def earlier_today() -> Day:
    return Nearby(0, Tense.PAST)


@NAMED_DAY.says("tomorrow")
def tomorrow() -> Day:
    return Nearby(1)


@NAMED_DAY.says("yesterday")
def yesterday() -> Day:
    return Nearby(-1)


@NAMED_DAY.says("the? day after tomorrow", "overmorrow")
def day_after_tomorrow() -> Day:
    return Nearby(2)


@NAMED_DAY.says("the? day before yesterday")
def day_before_yesterday() -> Day:
    return Nearby(-2)


@NAMED_DAY.says("<sure>")
@WORDLIKE_DAY.says("<wordlike>")
def plain_weekday(weekday: int) -> Day:
    return Weekday(weekday)


@NAMED_DAY.says("<abbreviated>")
def abbreviated_weekday(weekday: int) -> Day:
    return Weekday(weekday)


@NAMED_DAY.says("this coming? <weekday>", "the? coming|upcoming <weekday>")
def this_weekday(weekday: int) -> Day:
    return Weekday(weekday, Which.THIS)


@NAMED_DAY.says("the? next <weekday>")
def next_weekday(weekday: int) -> Day:
    return Weekday(weekday, Which.NEXT)


@NAMED_DAY.says("the? last <weekday>", "this? past <weekday>")
def last_weekday(weekday: int) -> Day:
    return Weekday(weekday, Which.LAST)


@NAMED_DAY.says("the? <weekday> after next")
def weekday_after_next(weekday: int) -> Day:
    return Weekday(weekday, Which.AFTER_NEXT)


@NAMED_DAY.says("today week")
def today_week() -> Day:
    return Nearby(7)


@NAMED_DAY.says("tomorrow week")
def tomorrow_week() -> Day:
    return Nearby(8)


@NAMED_DAY.says("<weekday> week", "week on <weekday>")
def weekday_week(weekday: int) -> Day:
    return Weekday(weekday, weeks=1)


@NAMED_DAY.says("<weekday> fortnight")
def weekday_fortnight(weekday: int) -> Day:
    return Weekday(weekday, weeks=2)


@NAMED_DAY.says("<count> <plural> from now|today", "in <count> <plural>", "<count> <plural> hence")
def weekdays_from_now(count: int, weekday: int) -> Day | None:
    return Weekday(weekday, weeks=count - 1) if 0 < count < 260 else None


@NAMED_DAY.says("<count> nights ago")
def nights_ago(count: int) -> Day | None:
    return Nearby(-count) if 0 < count < 60 else None


@NAMED_DAY.says("<count> <plural> ago")
def weekdays_ago(count: int, weekday: int) -> Day | None:
    return Weekday(weekday, Which.LAST if count == 1 else Which.PLAIN, 1 - count) if 0 < count < 260 else None


@NAMED_DAY.says("next week", "of|in next week")
def next_week() -> Day:
    return Week(1)


@NAMED_DAY.says("this week", "of|in this week")
def this_week() -> Day:
    return Week(0)


@NAMED_DAY.says("last week", "of last week")
def last_week() -> Day:
    return Week(-1)


@NAMED_DAY.says("the? week after next")
def week_after_next() -> Day:
    return Week(2)


@NAMED_DAY.says("the? <part> -? of? the? next week", "<part> in? next week")
def part_of_next_week(part: Part) -> Day:
    return Week(1, part)


@NAMED_DAY.says("the? <part> -? of? this week", "later this week")
def part_of_this_week(part: Part = Part.LATE) -> Day:
    return Week(0, part)


@NAMED_DAY.says("the? end of the? week", "eow", "week's end")
def end_of_week() -> Day:
    return Week(0, Part.END)


@NAMED_DAY.says("this coming? weekend", "the coming? weekend", "on|at|over the weekend")
def weekend() -> Day:
    return Weekend()


@NAMED_DAY.says("the? next business|working day", "the? next workday|weekday")
def next_workday() -> Day:
    return Later((Amount(workdays=1),))


@NAMED_DAY.says("the? next weekend")
def next_weekend() -> Day:
    return Weekend(Which.NEXT)


@NAMED_DAY.says("the? last weekend")
def last_weekend() -> Day:
    return Weekend(Which.LAST)
