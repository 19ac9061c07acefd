"""What everybody received on a stage, and where its clock stops on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from config.play.stage import Sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from config.play.script import Reader

_STUCK = timedelta(minutes=1)
"""How far the clock moves at least, so that a delivery that stays due holds no transcript up."""


class Sights:
    """Numbered over the whole stage; of every reader, in order."""

    def __init__(self) -> None:
        self._received: dict[Reader, list[Sight]] = {}
        self._last = 0

    def open(self, reader: Reader) -> None:
        self._received[reader] = []

    def add(self, text: str, buttons: Iterable[str], *readers: Reader) -> None:
        """All of them see the same message."""
        self._last += 1
        sight = Sight(self._last, text, tuple(buttons))
        for reader in readers:
            self._received[reader].append(sight)

    def of(self, reader: Reader) -> Sequence[Sight]:
        return self._received[reader]


def stop_on_the_way(due: datetime | None, now: datetime, until: datetime) -> datetime:
    """When something happens next, ``until`` at the latest."""
    if due is None or due >= until:
        return until
    return min(until, max(due, now + _STUCK)) if due <= now else due
