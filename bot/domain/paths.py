"""A newcomer's first days: three steps, looked at three times at most, and over when they say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.wanted import Wanted, at

if TYPE_CHECKING:
    from bot.domain.ids import MemberId

NEW_FOR = timedelta(days=30)

REMINDED_AFTER = (timedelta(days=2), timedelta(days=13), timedelta(days=24))
"""A message that the budget holds back is made up to four days late, and not at all after that: so these are never two
in one week."""


class Step(StrEnum):
    PROFILE = "profile"
    GREETER = "greeter"
    MEETUP = "meetup"


@dataclass(frozen=True, slots=True)
class Path:
    """Offered once, at the first contact. Nothing comes of it before ``begun_at`` and after ``stopped_at``."""

    id: str
    owner: MemberId
    created_at: datetime
    begun_at: datetime | None = None
    stopped_at: datetime | None = None
    version: int = 1

    @property
    def is_walked(self) -> bool:
        return self.begun_at is not None and self.stopped_at is None

    def is_over(self, now: datetime) -> bool:
        return self.stopped_at is not None or (self.begun_at is not None and now - self.begun_at >= NEW_FOR)

    def begun(self, *, at: datetime) -> Path:
        return self if self.begun_at is not None else replace(self, begun_at=at)

    def stopped(self, *, at: datetime) -> Path:
        """For good: it is not begun again."""
        return self if self.stopped_at is not None else replace(self, stopped_at=at)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        if self.begun_at is None or self.stopped_at is not None:
            return ()
        begun = self.begun_at
        return tuple(
            Wanted(NoticeKind.FIRST_DAYS, f"{self.id}/{number}", self.owner, at(begun + after), unasked=True)
            for number, after in enumerate(REMINDED_AFTER)
        )
