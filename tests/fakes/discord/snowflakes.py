"""Discord's ids: numbers written as strings, whose upper bits are the time they were made at."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_LOW_BITS = 22


class Snowflakes:
    """Each id once, and in the order they were asked for, even where the clock stands still or runs back."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last = 0

    def fresh(self) -> str:
        self._last = max(int(snowflake_at(self._clock())), self._last + 1)
        return str(self._last)


def snowflake_at(moment: datetime) -> str:
    """The smallest id of that millisecond."""
    return str(((moment - _EPOCH) // timedelta(milliseconds=1)) << _LOW_BITS)


def shard_of(guild: str, count: int) -> int:
    return (int(guild) >> _LOW_BITS) % count
