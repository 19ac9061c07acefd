"""What a time phrase has said so far, piece by piece, and how pieces come together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import product
from typing import TypeAlias, TypeVar

from bot.domain.times import Frequency, Rule, ZoneName
from bot.language.dates.amounts import Amount
from bot.language.dates.clock import Clock
from bot.language.dates.days import Day
from bot.language.dates.vocabulary import Period

T = TypeVar("T")
_MOST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Each field holds what was said of it. ``is_broken``: a time was meant, but no calendar holds it."""

    days: tuple[Day, ...] = ()
    clock: Clock | None = None
    period: Period | None = None
    elapsed: Amount | None = None
    zone: ZoneName | tzinfo | None = None
    rule: Rule | None = None
    start: Day | None = None
    end: Day | None = None
    lasting: Amount | None = None
    times: int | None = None
    is_broken: bool = False

    @property
    def says_when(self) -> bool:
        """Whether anything but a length of time was said."""
        return bool(self.days or self.clock or self.period or self.rule)


Pieces: TypeAlias = "tuple[Piece, ...]"
"""What the same words can mean, the likeliest first."""

BROKEN: Pieces = (Piece(is_broken=True),)


class _Clash(Exception):
    """Two pieces say the same thing."""


def join(left: Pieces, right: Pieces) -> Pieces:
    """Every meaning of the one with every meaning of the other, as far as they go together."""
    together = (_joined(one, other) for one, other in product(left, right))
    return tuple(piece for piece in together if piece is not None)[:_MOST]


def _joined(one: Piece, other: Piece) -> Piece | None:
    if (one.elapsed and other.says_when) or (other.elapsed and one.says_when):
        return None
    try:
        return Piece(
            one.days + other.days,
            _either(one.clock, other.clock),
            _either(one.period, other.period),
            _either(one.elapsed, other.elapsed),
            _either(one.zone, other.zone),
            _one_rule(one.rule, other.rule),
            start=_either(one.start, other.start),
            end=_either(one.end, other.end),
            lasting=_either(one.lasting, other.lasting),
            times=_either(one.times, other.times),
            is_broken=one.is_broken or other.is_broken,
        )
    except _Clash:
        return None


def _either(one: T | None, other: T | None) -> T | None:
    if one is not None and other is not None:
        raise _Clash
    return other if one is None else one


def _one_rule(one: Rule | None, other: Rule | None) -> Rule | None:
    """ "Every 2 weeks on Mondays" and "every morning on weekdays" say one rule in two parts."""
    if one is None or other is None:
        return other if one is None else one
    often, days = (other, one) if one.by_weekday else (one, other)
    is_open = not (often.by_weekday or often.by_month_day)
    if not is_open or days.frequency is not Frequency.WEEKLY or not days.by_weekday or days.interval != 1:
        raise _Clash
    if often.frequency is Frequency.WEEKLY:
        return replace(often, by_weekday=days.by_weekday)
    if often == Rule(Frequency.DAILY):
        return days
    raise _Clash
