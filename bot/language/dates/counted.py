"""What an amount counts from: "3 days ago", "a week from Friday", "two days before 10 March", "a week on Tuesday"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bot.language.dates.amounts import Amounts
from bot.language.dates.dated_days import DATED_DAY, ORDINAL_DAY
from bot.language.dates.days import Day, Later, Nearby, Weekday
from bot.language.dates.named_days import NAMED_DAY, WEEKDAY, WORDLIKE_DAY
from bot.language.dates.pieces import BROKEN, Piece, Pieces
from bot.language.dates.syntax import Longest, Matcher, Syntax

_RELATED: Mapping[str, Matcher[object]] = {
    "base": Longest[Day](NAMED_DAY, DATED_DAY, WORDLIKE_DAY, ORDINAL_DAY),
    "weekday": WEEKDAY,
}
Relation: TypeAlias = "Callable[[Amounts], Pieces | None]"

RELATION = Syntax[Relation](_RELATED)
"""What stands behind an amount and says from where it counts."""

COUNTED = Syntax[Relation](_RELATED)
"""The same behind "in": "in two weeks on Monday" is not two weeks from Monday."""


@COUNTED.says("from now")
@RELATION.says("from now")
def from_now() -> Relation:
    return moved


@RELATION.says("ago")
def ago() -> Relation:
    return lambda amounts: moved(_backwards(amounts))


@COUNTED.says("from <base>")
@RELATION.says("from|after <base>")
def from_day(base: Day) -> Relation:
    return lambda amounts: moved(amounts, base)


@RELATION.says("before <base>")
def before_day(base: Day) -> Relation:
    return lambda amounts: moved(_backwards(amounts), base)


@RELATION.says("today")
def from_today() -> Relation:
    """ "A week today"."""
    return lambda amounts: moved(amounts, Nearby(0)) if all(each.is_weeks for each in amounts) else None


@RELATION.says("tomorrow")
def from_tomorrow() -> Relation:
    return lambda amounts: moved(amounts, Nearby(1)) if all(each.is_weeks for each in amounts) else None


@RELATION.says("on <weekday>")
def on_weekday(weekday: int) -> Relation:
    """ "A week on Tuesday"."""
    return lambda amounts: moved(amounts, Weekday(weekday)) if all(each.is_weeks for each in amounts) else None


def _backwards(amounts: Amounts) -> Amounts:
    return tuple(-amount for amount in amounts)


def moved(amounts: Amounts, base: Day | None = None) -> Pieces:
    """Days move any day; hours count from now only."""
    if not amounts or (base is not None and any(amount.seconds for amount in amounts)):
        return BROKEN
    return tuple(
        Piece(elapsed=amount) if amount.seconds else Piece(days=(Later((amount,), base or Nearby(0)),))
        for amount in amounts
    )
