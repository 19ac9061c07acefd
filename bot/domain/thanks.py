"""Thanks from one member to another: told once, in private, and kept on the card of whoever was thanked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import MemberId
    from bot.domain.times import Moment

MOST_A_DAY = 5
"""Thanks that one member gives within a day, to different members."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Thanks:
    """``text`` is what for, in the giver's words, as after "for". The taker is told at ``told``."""

    id: str
    giver: MemberId
    taker: MemberId
    text: str
    created_at: datetime
    told: Moment
    version: int = 1

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        return (Wanted(NoticeKind.THANKED, self.id, self.taker, self.told),)


@dataclass(frozen=True, slots=True)
class Thanked:
    """Thanks as they stand on a card. ``name`` is the giver's."""

    name: str
    text: str
    on: date


def is_too_soon(given: Sequence[Thanks], taker: MemberId, now: datetime) -> bool:
    """Whether this one was thanked by the same member within a day."""
    return any(each.taker == taker and now - each.created_at < _DAY for each in given)


def are_too_many(given: Sequence[Thanks], now: datetime) -> bool:
    return sum(now - each.created_at < _DAY for each in given) >= MOST_A_DAY
