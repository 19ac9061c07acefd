"""Patterns that recur by the month or the year: "the last Friday of every month", "every 15th", "every 3 May"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.times import Frequency, NthWeekday, Rule
from bot.language.dates.dated_days import DAY_NUMBER, MONTH
from bot.language.dates.numbers import ORDINAL
from bot.language.dates.pieces import BROKEN, Piece, Pieces
from bot.language.dates.recurrences import ANY_WEEKDAY, on_weekdays
from bot.language.dates.syntax import Reader, Syntax
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import HOLIDAYS

_MOST_DAYS = 6


def _ordinal_list(tokens: Sequence[Token], at: int) -> tuple[tuple[int, ...], int] | None:
    """ "15th", "1st and 15th", "first and third"."""
    found = ORDINAL.match(tokens, at)
    days: list[int] = []
    while found is not None and len(days) < _MOST_DAYS:
        days.append(found[0])
        at = found[1]
        joined = tokens[at].key in ("and", "&", ",")
        found = ORDINAL.match(tokens, at + 2 if tokens[at + 1].key == "the" else at + 1) if joined else None
    return (tuple(dict.fromkeys(days)), at) if days else None


MONTHLY_RULE = Syntax[Pieces](
    {
        "ordinal": ORDINAL,
        "ordinals": Reader(ORDINAL.firsts, _ordinal_list),
        "dated": Reader(["#ordinal"], _ordinal_list),
        "weekday": ANY_WEEKDAY,
        "month": MONTH,
        "number": DAY_NUMBER,
    }
)


@MONTHLY_RULE.says("every|each <ordinal> <weekday>")
def every_nth_weekday(nth: int, weekday: int) -> Pieces:
    """The second Tuesday of the month, or every other Tuesday: from the second on it asks."""
    if nth == 1:
        return _monthly(weekday, 1)
    return _monthly(weekday, nth) + on_weekdays((weekday,), nth) if nth <= 5 else BROKEN


@MONTHLY_RULE.says(
    "every|each <ordinal> <weekday> of|in the|each|every|a month",
    "on? the? <ordinal> <weekday> of|in every|each month",
    "the? <ordinal> <weekday> every|each month",
    "every|each month on? the? <ordinal> <weekday>",
    "monthly on? the? <ordinal> <weekday>",
    "once a month on? the? <ordinal> <weekday>",
)
def nth_weekday_of_every_month(nth: int, weekday: int) -> Pieces:
    return _monthly(weekday, nth) if nth <= 5 else BROKEN


@MONTHLY_RULE.says(
    "every|each last <weekday>",
    "every|each last <weekday> of|in the|each|every|a month",
    "on? the? last <weekday> of|in every|each month",
    "the? last <weekday> every|each month",
    "every|each month on? the? last <weekday>",
    "monthly on? the? last <weekday>",
    "once a month on? the? last <weekday>",
)
def last_weekday_of_every_month(weekday: int) -> Pieces:
    return _monthly(weekday, -1)


def _monthly(weekday: int, nth: int) -> Pieces:
    return (Piece(rule=Rule(Frequency.MONTHLY, by_weekday=(NthWeekday(weekday, nth),))),)


@MONTHLY_RULE.says(
    "every|each <dated>",
    "every|each <ordinals> day of the|each|every month",
    "monthly on the? <ordinals>",
    "every|each <ordinals> of the|each|every month",
    "on? the? <ordinals> of|in every|each month",
    "on? the? <ordinals> every|each month",
    "the? <ordinals> day of every|each month",
    "every|each month on the? <ordinals>",
)
def days_of_every_month(days: tuple[int, ...]) -> Pieces:
    if not all(1 <= day <= 31 for day in days):
        return BROKEN
    return (Piece(rule=Rule(Frequency.MONTHLY, by_month_day=days)),)


@MONTHLY_RULE.says(
    "on? the? last day of every|each month",
    "every|each last day of the|each|every month",
    "on? the? last day every|each month",
    "the? end of every|each month",
    "every|each month -? end",
    "every|each month on the? last day",
    "monthly on the? last day",
    "once a month on the? last day",
)
def last_day_of_every_month() -> Pieces:
    return (Piece(rule=Rule(Frequency.MONTHLY, by_month_day=(-1,))),)


@MONTHLY_RULE.says("every|each <month> the? <number>", "every|each year on <month> the? <number>")
def yearly_on(month: int, day: int) -> Pieces:
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return BROKEN
    return (Piece(rule=Rule(Frequency.YEARLY, by_month=(month,), by_month_day=(day,))),)


@MONTHLY_RULE.says("every|each <number> of? <month>", "every|each year on the? <number> of? <month>")
def yearly_on_day(day: int, month: int) -> Pieces:
    return yearly_on(month, day) or BROKEN


@MONTHLY_RULE.says("every|each <month>")
def every_named_month(month: int) -> Pieces:
    return (Piece(rule=Rule(Frequency.YEARLY, by_month=(month,), by_month_day=(1,))),)


def _file_holiday(name: str, month: int, day: int) -> None:
    @MONTHLY_RULE.says(f"every|each {name}")
    def every_holiday() -> Pieces:  # pyright: ignore[reportUnusedFunction] - declaring it files it
        return yearly_on(month, day) or BROKEN


for _name, _month_and_day in HOLIDAYS.items():
    _file_holiday(_name, *_month_and_day)
