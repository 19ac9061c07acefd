"""Drawing rounds without holding anybody up."""

from __future__ import annotations

import asyncio
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from bot.domain.rounds.drawing import draw

if TYPE_CHECKING:
    from bot.domain.rounds.entrants import Case, Drawn

MANY = 150
"""The solver keeps the interpreter to itself: some milliseconds for a hundred members, seconds for a thousand."""


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
