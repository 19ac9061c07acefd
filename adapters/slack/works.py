"""Work that goes on after Slack has had its answer: none of it is forgotten, and what fails is said in the log."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds that work may still take when the program stops."""


class Works:
    """Tasks under way."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()  # of any result: nobody but who started one looks at it

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def attempt(self, work: Coroutine[Any, Any, T], within: float | None = None) -> T | None:
        """What comes of it; None where it failed, or takes longer: then it goes on by itself."""
        task = self.start(work)
        await asyncio.wait({task}, timeout=within)
        return task.result() if task.done() and not task.cancelled() and task.exception() is None else None

    @property
    def is_idle(self) -> bool:
        return not self._tasks

    async def settled(self) -> None:
        """Return when nothing is under way, not even what was started meanwhile."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def stop(self) -> None:
        """Let everything finish, or end it when that takes too long."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=GRACE)
        for task in set(self._tasks):
            task.cancel()
        await self.settled()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("slack_work_failed", exc_info=error)
