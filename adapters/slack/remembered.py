"""What is remembered for a while, and only so much of it."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """The newest ``most`` values by key, each fresh for ``seconds``."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._held: OrderedDict[K, tuple[float, V]] = OrderedDict()

    def put(self, key: K, value: V) -> V:
        self._held[key] = (time.monotonic() + self._seconds, value)
        self._held.move_to_end(key)
        while len(self._held) > self._most:
            self._held.popitem(last=False)
        return value

    def fresh(self, key: K) -> V | None:
        until, value = self._held.get(key, (0.0, None))
        return value if time.monotonic() < until else None

    def any(self, key: K) -> V | None:
        """However old."""
        _, value = self._held.get(key, (0.0, None))
        return value

    def drop(self, key: K) -> None:
        self._held.pop(key, None)
