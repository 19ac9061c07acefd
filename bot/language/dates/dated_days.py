"""Patterns that say a day by its date: "20th of April", "15/4", "the 15th", "last Friday of March", "mid-April"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.times import NthWeekday
from bot.language.dates.calendar_days import DayOfMonth, Exactly, NthOf, Numeric
from bot.language.dates.days import Day
from bot.language.dates.named_days import PART, WEEKDAY
from bot.language.dates.numbers import ORDINAL
from bot.language.dates.spans import Length, Span
from bot.language.dates.syntax import Lexeme, Longest, Matcher, Reader, Syntax
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import HOLIDAYS, MONTHS, UNITS, Part

_NOT_AFTER_A_DAY = frozenset({*UNITS, "am", "pm", "o'clock", "business", "working", "%", "times", "x"})

_NOT_AFTER_AN_ORDINAL = frozenset({*WEEKDAY.firsts, *UNITS, "half", "weekend", "-", "working", "business"})


def _day_number(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """A number that does not begin "5 days" or "9am". One that no month has is a day too: an impossible one."""
    text, following = tokens[at].text, tokens[at + 1].key
    return (int(text), at + 1) if len(text) <= 2 and following not in _NOT_AFTER_A_DAY else None


def _lone_ordinal(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """An ordinal that does not begin "the first Monday" or "the second week"."""
    found = ORDINAL.match(tokens, at)
    return found if found and tokens[found[1]].key not in _NOT_AFTER_AN_ORDINAL else None


def _year(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    text = tokens[at].text
    return (int(text), at + 1) if len(text) == 4 and text[:2] in ("19", "20") else None


def _quarter(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """ "Q2"."""
    number = tokens[at + 1]
    return (int(number.text), at + 2) if number.glued and number.text in ("1", "2", "3", "4") else None


def _written(tokens: Sequence[Token], at: int) -> tuple[Day, int] | None:
    """ "15/4", "03/04/2026", "15.4.2026", "2026/03/10"."""
    text = tokens[at].text
    separator = next(mark for mark in "/.-" if mark in text)
    numbers = [int(part) for part in text.split(separator)]
    if len(numbers) == 2:
        return (Numeric(numbers[0], numbers[1]), at + 1) if max(numbers) <= 31 else None
    if len(text.split(separator)[0]) == 4:
        return Exactly(_dates(numbers[0], numbers[1], numbers[2])), at + 1
    first, second, year = numbers
    year += 2000 if year < 100 else 0
    return Exactly(tuple(dict.fromkeys(_dates(year, second, first) + _dates(year, first, second)))), at + 1


def _pointed(tokens: Sequence[Token], at: int) -> tuple[Day, int] | None:
    """ "14.2.": with the second point it is a day and a month, where "14.2" may be a number."""
    day, month = (int(part) for part in tokens[at].text.split("."))
    is_closed = tokens[at + 1].key == "." and tokens[at + 1].glued
    return (DayOfMonth(day, month), at + 2) if is_closed and 1 <= day <= 31 and 1 <= month <= 12 else None


def _pointed_within(tokens: Sequence[Token], at: int) -> tuple[Day, int] | None:
    """The same where the sentence goes on behind it, so that the second point is not the end of that."""
    found = _pointed(tokens, at)
    return found if found and tokens[found[1]].text[:1].islower() else None


def _iso(tokens: Sequence[Token], at: int) -> tuple[Day, int] | None:
    text = tokens[at].text
    if "t" in text.lower():
        return None
    year, month, day = (int(part) for part in text.split("-"))
    return Exactly(_dates(year, month, day)), at + 1


def _dates(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


DAY_NUMBER = Longest[int](Reader(["#number"], _day_number, is_single=True), ORDINAL)
MONTH = Lexeme(MONTHS)
YEAR = Reader(["#number"], _year, is_single=True)
_ISO = Reader[Day](["#iso"], _iso, is_single=True)
_WORDS: Mapping[str, Matcher[object]] = {
    "weekday": WEEKDAY,
    "ordinal": ORDINAL,
    "digits": Reader(["#ordinal"], _lone_ordinal, is_single=True),
    "lone": Reader(ORDINAL.firsts, _lone_ordinal),
    "number": DAY_NUMBER,
    "month": MONTH,
    "short": Lexeme({name: month for name, month in MONTHS.items() if len(name) < 5}),
    "year": YEAR,
    "quarter": Reader(["q"], _quarter),
    "part": PART,
    "length": Lexeme({"month": Length.MONTH, "quarter": Length.QUARTER, "year": Length.YEAR}),
    "iso": _ISO,
    "pointed": Reader(["#decimal"], _pointed, is_single=True),
    "within": Reader(["#decimal"], _pointed_within, is_single=True),
    "written": Reader(["#date"], _written, is_single=True),
}

MONTH_OF = Syntax[NthOf](_WORDS)
"""Which month: "of the month", "of next month", "in April 2027"."""


@MONTH_OF.says("of the month", "of|in this month")
def of_this_month() -> NthOf:
    return NthOf(None, ahead=0)


@MONTH_OF.says("of|in next month", "of the next month")
def of_next_month() -> NthOf:
    return NthOf(None, ahead=1)


@MONTH_OF.says("of|in last month")
def of_last_month() -> NthOf:
    return NthOf(None, ahead=-1)


@MONTH_OF.says("of|in <month> <year>?", "of|in <month> , <year>")
def of_month(month: int, year: int | None) -> NthOf:
    return NthOf(None, month, year)


_PARTS = {**_WORDS, "of": MONTH_OF}

DATED_DAY = Syntax[Day](_PARTS)
"""Days that are days wherever they stand."""

ORDINAL_DAY = Syntax[Day](_PARTS)
"""Days of whichever month: "the 15th"."""

WRITTEN_DAY = Syntax[Day](_PARTS)
"""15/4, which may be a fraction or a score."""

NTH_ALONE = Syntax[Day](_PARTS)
"""The first Monday of no month in particular."""

MONTH_ALONE = Syntax[Day](_PARTS)
"""A month, which may be somebody's name."""


@DATED_DAY.says("the? <number> . <month> <year>?")
@DATED_DAY.says("the? <number> -? of? <month> -? <year>?", "the? <number> of? <month> , <year>")
def day_of_month(day: int, month: int, year: int | None = None) -> Day:
    return DayOfMonth(day, month, year)


@DATED_DAY.says("<month> -? the? <number> <year>?", "<month> the? <number> , <year>", "<short> . the? <number> <year>?")
def month_and_day(month: int, day: int, year: int | None) -> Day:
    return DayOfMonth(day, month, year)


@DATED_DAY.says("the? <ordinal> <of>", "the? <ordinal> day <of>")
def ordinal_of_month(day: int, of: NthOf) -> Day:
    if of.month is None and of.ahead == 0:
        return DayOfMonth(day)
    return DayOfMonth(day, of.month, of.year, of.ahead)


@ORDINAL_DAY.says("the? <digits>", "the <lone>")
def ordinal_alone(day: int) -> Day:
    return DayOfMonth(day)


@DATED_DAY.says("the? <ordinal> <weekday> <of>")
def nth_weekday_of_month(nth: int, weekday: int, of: NthOf) -> Day | None:
    return NthOf(NthWeekday(weekday, nth), of.month, of.year, of.ahead) if nth <= 5 else None


@NTH_ALONE.says("on? the? <ordinal> <weekday>")
def nth_weekday(nth: int, weekday: int) -> Day | None:
    """Of a month that only a rule of recurrence knows."""
    return NthOf(NthWeekday(weekday, nth)) if nth <= 5 else None


@DATED_DAY.says("the? last <weekday> <of>")
def last_weekday_of_month(weekday: int, of: NthOf) -> Day:
    return NthOf(NthWeekday(weekday, -1), of.month, of.year, of.ahead)


@DATED_DAY.says("the? last day <of>")
def last_day_of_month(of: NthOf) -> Day:
    return NthOf(None, of.month, of.year, of.ahead)


@DATED_DAY.says("on|by|until|till the? <within>")
@WRITTEN_DAY.says("<pointed>")
@DATED_DAY.says("<iso>")
@WRITTEN_DAY.says("<written>")
def as_written(day: Day) -> Day:
    return day


@DATED_DAY.says("next <length>")
def next_span(length: Length) -> Day:
    return Span(length, ahead=1)


@DATED_DAY.says("the? <length> after next")
def span_after_next(length: Length) -> Day:
    return Span(length, ahead=2)


@DATED_DAY.says("this <length>")
def this_span(length: Length) -> Day:
    return Span(length)


@DATED_DAY.says("last <length>")
def last_span(length: Length) -> Day:
    return Span(length, ahead=-1)


@DATED_DAY.says("the? <part> -? of? the? <length>", "the? <part> -? of? this <length>")
def part_of_span(part: Part, length: Length) -> Day:
    return Span(length, part=part)


@DATED_DAY.says("later this <length>")
def later_this_span(length: Length) -> Day:
    return Span(length, part=Part.END)


@DATED_DAY.says("the? <part> -? of? the? next <length>", "<part> in? next <length>")
def part_of_next_span(part: Part, length: Length) -> Day:
    return Span(length, ahead=1, part=part)


@DATED_DAY.says("eom", "month -? end")
def end_of_month() -> Day:
    return Span(Length.MONTH, part=Part.END)


@DATED_DAY.says("eoy", "year -? end")
def end_of_year() -> Day:
    return Span(Length.YEAR, part=Part.END)


@DATED_DAY.says("eoq")
def end_of_quarter() -> Day:
    return Span(Length.QUARTER, part=Part.END)


@DATED_DAY.says("in|during <month> <year>?")
@MONTH_ALONE.says("<month> <year>?", "this <month>")
def month(month: int, year: int | None = None) -> Day:
    return Span(Length.MONTH, number=month, year=year)


@DATED_DAY.says("next <month>")
def next_month_named(month: int) -> Day:
    return Span(Length.MONTH, number=month, steps=1)


@DATED_DAY.says("last <month>")
def last_month_named(month: int) -> Day:
    return Span(Length.MONTH, number=month, steps=-1)


@DATED_DAY.says("in? the? <part> -? of|in? <month> <year>?")
def part_of_month(part: Part, month: int, year: int | None) -> Day:
    return Span(Length.MONTH, number=month, year=year, part=part)


@DATED_DAY.says("in? the? <part> -? of? <quarter> <year>?")
def part_of_quarter(part: Part, quarter: int, year: int | None) -> Day:
    return Span(Length.QUARTER, number=quarter, year=year, part=part)


@DATED_DAY.says("in? <quarter> <year>?")
def quarter(number: int, year: int | None) -> Day:
    return Span(Length.QUARTER, number=number, year=year)


@DATED_DAY.says("in? the? <part> -? of? <year>")
def part_of_year(part: Part, year: int) -> Day:
    return Span(Length.YEAR, number=year, part=part)


def _file_holiday(name: str, month: int, day: int) -> None:
    @DATED_DAY.says(name)
    def holiday() -> Day:  # pyright: ignore[reportUnusedFunction] - declaring it files it
        return DayOfMonth(day, month)


for _name, _month_and_day in HOLIDAYS.items():
    _file_holiday(_name, *_month_and_day)
