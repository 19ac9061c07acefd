"""What a time phrase has said so far, piece by piece, and how pieces come together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import product
from typing import TypeAlias

from bot.domain.times import Rule, ZoneName
from bot.language.dates.amounts import Amount
from bot.language.dates.clock import Clock
from bot.language.dates.days import Day
from bot.language.dates.vocabulary import Period

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

    def joined(self, other: Piece) -> Piece | None:
        """Both together; none when they say the same thing twice."""
        values: dict[str, object] = {}
        for name in _SINGLE:
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine is not None and theirs is not None:
                return None
            values[name] = theirs if mine is None else mine
        if (self.elapsed and other.says_day) or (other.elapsed and self.says_day):
            return None
        return Piece(self.days + other.days, is_broken=self.is_broken or other.is_broken, **values)

    @property
    def says_day(self) -> bool:
        """Whether anything but a length of time was said."""
        return bool(self.days or self.clock or self.period or self.rule)


_SINGLE = ("clock", "period", "elapsed", "zone", "rule", "start", "end", "lasting", "times")

Pieces: TypeAlias = "tuple[Piece, ...]"
"""What the same words can mean, the likeliest first."""

BROKEN: Pieces = (Piece(is_broken=True),)


def join(left: Pieces, right: Pieces) -> Pieces:
    """Every meaning of the one with every meaning of the other, as far as they go together."""
    together = (one.joined(other) for one, other in product(left, right))
    return tuple(piece for piece in together if piece is not None)[:_MOST]


def with_days(days: Sequence[Day]) -> Pieces:
    return tuple(Piece(days=(day,)) for day in days)
