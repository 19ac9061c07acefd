"""The hours at which people are up, in several zones at once."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.domain.members import QuietHours
from bot.domain.rounds.entrants import QUARTERS
from bot.domain.times import local_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.times import ZoneName

USUAL = QuietHours(time(21), time(8))
_QUARTER = timedelta(days=1) / QUARTERS


def awake(zone: ZoneName, quiet: QuietHours | None, day: datetime) -> int:
    """The quarters of the day, in UTC, outside of quiet hours; from 8 to 21 where somebody has none.

    It is the clock of that instant's day: a draw is good for some days, and clocks change on few.
    """
    return _awake(zone, quiet or USUAL, day.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0))


@lru_cache(maxsize=4096)
def _awake(zone: ZoneName, hours: QuietHours, first: datetime) -> int:
    """Half a millisecond each, and a thousand members live in few zones with few quiet hours."""
    found = 0
    for at in range(QUARTERS):
        if not hours.contains(local_at(first + at * _QUARTER, zone).time()):
            found |= 1 << at
    return found


def shared(days: Iterable[int], day: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """When all of them are up at the same time on a day like that, from and to, the longest first; a quarter of an
    hour is not worth naming, an hour is."""
    together = -1
    for each in days:
        together &= each
    first = day.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    found = [(first + start * _QUARTER, first + end * _QUARTER) for start, end in _runs(together)]
    long = [(start, end) for start, end in found if end - start >= timedelta(hours=1)]
    return tuple(sorted(long, key=lambda each: (each[0] - each[1], each[0])))


def _runs(bits: int) -> list[tuple[int, int]]:
    """The runs of bits that are set on the ring of a day; one that goes past midnight ends after it."""
    bits &= (1 << QUARTERS) - 1
    if bits == (1 << QUARTERS) - 1:
        return [(0, QUARTERS)]
    found: list[tuple[int, int]] = []
    for start in range(QUARTERS):
        if bits >> start & 1 and not bits >> (start - 1) % QUARTERS & 1:
            end = start
            while bits >> end % QUARTERS & 1:
                end += 1
            found.append((start, end))
    return found
