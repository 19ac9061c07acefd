"""The sources of the present: the machine's clock, and one that is set by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's wall clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's wall clock, moved on by hand: what the local workspace runs on. It never goes back."""

    def __init__(self, shift: timedelta = timedelta(0)) -> None:
        self.shift = shift

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift

    def advance_to(self, instant: datetime) -> None:
        self.shift += max(timedelta(0), instant - self.now())


class SimulatedClock:
    """A clock that stands still until it is moved: what transcripts run on. It never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance_to(self, instant: datetime) -> None:
        self._now = max(self._now, instant)
