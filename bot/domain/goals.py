"""Goals that count themselves, from what a member records after setting them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.ids import MemberId


class GoalKind(StrEnum):
    MEET = "meet"
    """Meet so many people."""
    TALK = "talk"
    """Be in touch with so many people."""
    HELP = "help"
    """Help so many people."""
    KEEP = "keep"
    """Keep so many promises."""
    DO = "do"
    """Do so many things that others may know of: talks, posts, releases."""


@dataclass(frozen=True, slots=True)
class Goal:
    """``text`` is in the member's own words; ``topic`` is what it has to be about, if anything; ``until`` the last day.

    ``reached_at`` is when it was, ``dropped_at`` when it was let go.
    """

    id: str
    owner: MemberId
    text: str
    kind: GoalKind
    target: int
    created_at: datetime
    topic: str | None = None
    until: date | None = None
    reached_at: datetime | None = None
    dropped_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.reached_at is None and self.dropped_at is None

    def reached(self, *, at: datetime) -> Goal:
        return replace(self, reached_at=at)

    def dropped(self, *, at: datetime) -> Goal:
        return replace(self, dropped_at=at)
