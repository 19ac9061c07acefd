"""Lengths of time: "2 weeks", "an hour and a half", "1 day 4 hours", "3 working days"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import TypeAlias

from bot.domain.times import months_after
from bot.language.dates.numbers import COUNT
from bot.language.dates.syntax import Lexeme, Reader, Syntax
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import UNITS

_MOST_DAYS = 40_000
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time; months and days move the calendar, seconds the clock."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    workdays: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.months + other.months,
            self.days + other.days,
            self.seconds + other.seconds,
            self.workdays + other.workdays,
        )

    def __neg__(self) -> Amount:
        return Amount(-self.months, -self.days, -self.seconds, -self.workdays)

    @property
    def is_weeks(self) -> bool:
        return bool(self.days) and self.days % 7 == 0 and not (self.months or self.seconds or self.workdays)

    def from_day(self, day: date) -> date | None:
        """The day so many months, days and working days on; none beyond a century."""
        if abs(self.months) * 31 + abs(self.days) + abs(self.workdays) * 2 > _MOST_DAYS:
            return None
        moved = months_after(day, self.months) + timedelta(days=self.days)
        step = 1 if self.workdays > 0 else -1
        for _ in range(abs(self.workdays)):
            moved += timedelta(days=step)
            while moved.weekday() > 4:
                moved += timedelta(days=step)
        return moved


Amounts: TypeAlias = "tuple[Amount, ...]"
"""What a length can mean, the likeliest first; empty when it cannot be told, as in "several days"."""


def _of(quantity: float, unit: str) -> Amounts:
    """A quantity of a unit; only hours, days and years divide without a doubt about what is meant."""
    if quantity <= 0:
        return ()
    if unit in _SECONDS:
        return _whole(seconds=quantity * _SECONDS[unit])
    if unit == "day" and quantity % 1:
        return _whole(days=quantity // 1, seconds=quantity % 1 * 86400) if quantity % 1 == 0.5 else ()
    if unit in _DAYS:
        return _whole(days=quantity * _DAYS[unit]) if quantity % 1 == 0 else ()
    return _whole(months=quantity * _MONTHS[unit]) if quantity % 1 == 0 or unit == "year" else ()


def _whole(*, months: float = 0, days: float = 0, seconds: float = 0) -> Amounts:
    parts = (months, days, seconds)
    if any(abs(part - round(part)) > 1e-6 for part in parts):
        return ()
    return (Amount(round(months), round(days), round(seconds)),)


_DECIMAL = Reader(["#decimal"], lambda tokens, at: (float(tokens[at].text), at + 1), is_single=True)
_HOURS = Reader(["#hours"], lambda tokens, at: (tokens[at].text.lower(), at + 1), is_single=True)
_FRACTION = Lexeme({"half": 0.5, "quarter": 0.25})


def _slashed_half(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    fraction = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}.get(tokens[at].text)
    return None if fraction is None else (fraction, at + 1)


TERM = Syntax[Amounts](
    {
        "count": COUNT,
        "unit": Lexeme(UNITS),
        "word": Lexeme({name: unit for name, unit in UNITS.items() if len(name) > 1}),
        "decimal": _DECIMAL,
        "hours": _HOURS,
        "fraction": _FRACTION,
        "slashed": Reader(["#date"], _slashed_half, is_single=True),
    }
)


@TERM.says("<count> -? <unit>")
def counted(count: int, unit: str) -> Amounts:
    return _of(count, unit)


@TERM.says("a|an <word>")
def single(unit: str) -> Amounts:
    return _of(1, unit)


@TERM.says("a|an <word> and|& a <fraction>")
def single_and_part(unit: str, fraction: float) -> Amounts:
    return _of(1 + fraction, unit)


@TERM.says("<count> and|& a <fraction> <unit>", "<count> <unit> and|& a <fraction>")
def counted_and_part(count: int, *rest: str | float) -> Amounts:
    unit, fraction = sorted(rest, key=lambda each: isinstance(each, float))
    return _of(count + float(fraction), str(unit))


@TERM.says("<count> <slashed> <unit>")
def counted_and_slashed(count: int, fraction: float, unit: str) -> Amounts:
    return _of(count + fraction, unit)


@TERM.says("<slashed> <unit>", "<slashed> of? a|an <unit>", "<decimal> <unit>")
def fractional(quantity: float, unit: str) -> Amounts:
    return _of(quantity, unit)


@TERM.says("a? half of? a|an <word>", "a? half -? <word>")
def half(unit: str) -> Amounts:
    return _of(0.5, unit) if unit not in ("day", "minute", "second") else ()


@TERM.says("a? quarter of an|a hour", "a? quarter -? hour")
def quarter_of_an_hour() -> Amounts:
    return _of(15, "minute")


@TERM.says("three -? quarters of an|a hour")
def three_quarters_of_an_hour() -> Amounts:
    return _of(45, "minute")


@TERM.says("<hours>")
def hours_and_minutes(text: str) -> Amounts:
    hours, minutes = text.split("h")
    return _of(int(hours) * 60 + int(minutes), "minute") if int(minutes) < 60 else ()


@TERM.says("a? couple of? <word>")
def couple(unit: str) -> Amounts:
    return _of(2, unit)


@TERM.says("a? few <word>")
def few(unit: str) -> Amounts:
    """Three to some, five to others: it asks."""
    return (*_of(3, unit), *_of(5, unit))


@TERM.says("several|some|many <word>", "a number of <word>")
def several(unit: str) -> Amounts:
    del unit
    return ()


@TERM.says("<count> business|working|work day|days", "<count> workdays|workday|weekdays")
def working_days(count: int) -> Amounts:
    return (Amount(workdays=count),) if count < 2000 else ()


@TERM.says("a business|working|work day")
def working_day() -> Amounts:
    return (Amount(workdays=1),)


def _amounts(tokens: Sequence[Token], at: int) -> tuple[Amounts, int] | None:
    """One term or several that add up: "1 day 4 hours", "2 hours and 30 minutes"."""
    found = TERM.match(tokens, at)
    if found is None:
        return None
    total, end = found
    for _ in range(4):
        joiner = end + 1 if tokens[end].key in ("and", "&", ",") else end
        more = TERM.match(tokens, joiner)
        if more is None:
            break
        total = tuple(one + other for one, other in product(total, more[0]))
        end = more[1]
    return total, end


AMOUNT = Reader(TERM.firsts, _amounts, like=TERM)
