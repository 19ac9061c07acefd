"""What a time phrase is seen from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.times import ZoneName, local_at


@dataclass(frozen=True, slots=True)
class Now:
    """The present, aware UTC, in a member's zone. ``morning`` is the time of day that a day without one lands at."""

    instant: datetime
    zone: ZoneName
    morning: time = time(9, 0)

    @property
    def local(self) -> datetime:
        """The naive wall time."""
        return local_at(self.instant, self.zone)
