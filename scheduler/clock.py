"""What makes deliveries run: APScheduler ticks, and nothing more. This is the only place that imports it.

Jobs live in memory: a tick every second, which finds whatever came up since, and one at the very moment when the next
delivery is due. A job that runs late is run all the same, and ticks never queue up.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from apscheduler.schedulers.asyncio import (  # pyright: ignore[reportMissingTypeStubs] - APScheduler ships no types
    AsyncIOScheduler,
)

from scheduler.survival import surviving

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType
    from typing import TypeAlias

    from scheduler.delivery import Delivery

    Tidy: TypeAlias = Callable[[datetime], Awaitable[object]]

_TICK = timedelta(seconds=1)
_CLOSEST = timedelta(milliseconds=20)
"""Deliveries due within this of each other share a tick."""

_PRUNE_EVERY = timedelta(hours=1)
_KEEP = timedelta(days=90)
_GRACE = 10.0
"""Seconds for requests under way to finish when the clock stops; no request takes longer."""


class DeliveryClock:
    """``async with DeliveryClock(delivery):`` runs it until the block ends, then stops it without losing anything.

    ``tidy`` is told the time every hour, to let go of what has had its day.
    """

    def __init__(self, delivery: Delivery, tidy: Tidy | None = None) -> None:
        self._delivery = delivery
        self._tidy = tidy
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        # With the default grace of a second, a job that comes later than that is deleted unrun.
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._ticks: Any = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)

    async def __aenter__(self) -> Self:
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        self._ticks.add_job(self.poke, "interval", seconds=_TICK.total_seconds())
        self._ticks.add_job(self._prune, "interval", seconds=_PRUNE_EVERY.total_seconds())
        self._ticks.start()
        self._task = asyncio.create_task(self.run())
        await self.poke()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def poke(self) -> None:
        """Look now: something may be due."""
        self._wake.set()

    async def run(self) -> None:
        """Sweep at every tick, until stopped."""
        sweeping = surviving("sweep")
        async with asyncio.TaskGroup() as rounds:
            while not self._delivery.is_stopping:
                await self._wake.wait()
                self._wake.clear()
                with sweeping:
                    await self._delivery.sweep(rounds)
                    await self._plan_next()

    async def stop(self) -> None:
        """Claim nothing more, let requests under way finish, release what was not begun."""
        self._delivery.stop()
        if self._ticks.running:
            self._ticks.shutdown(wait=False)
        self._wake.set()
        if self._task is None:
            return
        _, late = await asyncio.wait({self._task}, timeout=_GRACE)
        for task in late:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _plan_next(self) -> None:
        """Tick again when the next delivery is due, if that is before the next tick; its job has an id of its own.

        Waiting is never planned further ahead: the machine may sleep, and the wall clock may jump. What is due still
        is in somebody else's hands.
        """
        due, swept_at = await self._delivery.next_due(), self._delivery.swept_at
        if due is None or swept_at is None or due <= swept_at or not self._ticks.running:
            return
        ahead = due - self._delivery.clock.now()
        if ahead < _TICK:
            self._ticks.add_job(self.poke, "date", run_date=datetime.now(UTC) + max(ahead, _CLOSEST))

    async def _prune(self) -> None:
        with surviving("prune"):
            await self._delivery.prune(_KEEP)
        with surviving("tidy"):
            if self._tidy is not None:
                await self._tidy(self._delivery.clock.now())
