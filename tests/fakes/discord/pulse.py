"""Waiting for something to become true, without looking again and again."""

import asyncio
from collections.abc import Callable

PATIENCE = 5.0
"""Seconds after which a test gives up."""


class NothingCame(AssertionError):
    """What was waited for did not happen in time."""


class Pulse:
    """Beats whenever something happened."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def beat(self) -> None:
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, holds: Callable[[], object], what: str, *, patience: float = PATIENCE) -> None:
        """Raise NothingCame, naming ``what``, when it does not hold in time."""
        try:
            async with asyncio.timeout(patience):
                while not holds():
                    await self._next.wait()
        except TimeoutError:
            raise NothingCame(f"{what}: nothing in {patience:g} s") from None
