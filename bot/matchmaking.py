"""Drawing rounds without holding anybody up."""

from __future__ import annotations

import asyncio
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from bot.domain.rounds.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.rounds.entrants import Case, Drawn
    from bot.ports import Matchmaker

MANY = 150
"""The solver keeps the interpreter to itself: some milliseconds for a hundred members, seconds for a thousand."""

PATIENCE = 1.5
"""Seconds for a draw, after which whoever waits for it is told that it takes longer."""


async def drawn_aside(case: Case) -> Drawn:
    """See `bot.ports.Matchmaker`. A thread for a few, so that the loop goes on between two steps; a process of its own,
    which ends with the draw and gives its memory back, for many."""
    if len(case.entrants) <= MANY:
        return await asyncio.to_thread(draw, case)
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    try:
        return await asyncio.get_running_loop().run_in_executor(pool, draw, case)
    except (BrokenExecutor, OSError):  # no room for another process: better late than not at all
        return await asyncio.to_thread(draw, case)
    finally:
        pool.shutdown(wait=False)


class Draws:
    """Draws that people wait for. One is made for an act, however often the platform tells of it meanwhile."""

    def __init__(self, solve: Matchmaker) -> None:
        self._solve = solve
        self._underway: dict[str, tuple[Case, asyncio.Task[Drawn]]] = {}

    async def made(self, act: str, case: Case, slowly: Callable[[], Awaitable[None]]) -> Drawn:
        """``slowly`` is awaited once, where it takes its time."""
        known, task = self._underway.get(act, (None, None))
        if task is None or known != case:
            task = asyncio.create_task(self._solve(case))
            self._underway[act] = case, task
            task.add_done_callback(lambda _: self._underway.pop(act, None))
            done, _ = await asyncio.wait({task}, timeout=PATIENCE)
            if not done:
                await slowly()
        return await asyncio.shield(task)
