"""From the command to the first answer, on a workspace that has been there before."""

import asyncio
import os
import statistics
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.table import Line, bench
from tests.config.test_cli import free_port

_STARTS = 5


@bench("start")
async def start(folder: Path) -> Sequence[Line]:
    await _start(folder)
    took = [await _start(folder) for _ in range(_STARTS)]
    return [Line("start: from the command to ready, the second time", statistics.median(took), "s", limit=3.0)]


async def _start(folder: Path) -> float:
    """Seconds until it says that it is ready; it is stopped then. Python keeps what it compiled the first time."""
    settings = {"HALLWAY_DATA_DIR": str(folder), "HALLWAY_HTTP_PORT": str(free_port())}
    settings |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder)}
    command = (sys.executable, "-c", "from config.cli import main; main()", "run")
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, **settings}, stdout=PIPE, stderr=DEVNULL
    )
    assert process.stdout is not None
    while b"ready at" not in await process.stdout.readline():
        pass
    took = time.perf_counter() - began
    process.terminate()
    await process.communicate()
    return took
