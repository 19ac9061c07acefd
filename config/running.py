"""`hallway run`: the local workspace in the browser, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.local.sample import seed
from adapters.local.server import serve
from adapters.local.web import Controls, Web
from bot.errors import BadSettings
from config.app import App, open_app
from config.clocks import ShiftedClock
from config.logs import log_to_stderr
from config.memory import settle_memory
from config.settings import Settings, load
from scheduler.clock import DeliveryClock

if TYPE_CHECKING:
    from collections.abc import Mapping

SILENT_AT_MOST = 60
"""Seconds without a tick after which the clock counts as stopped."""


async def run_until_stopped() -> None:
    """Run until SIGINT or SIGTERM. Raise OperatorError for what the operator must put right."""
    settings = load()
    log_to_stderr(settings.log_level)
    shift = ClockFile(settings.data_dir / "clock-shift")
    clock = ShiftedClock(shift.read())
    async with open_app(settings, clock) as app:
        if app.workspace.is_new:
            sys.stdout.write("First start: making a sample workspace.\n")
            await seed(app.local)
        settle_memory()
        async with DeliveryClock(app.delivering, tidy=app.store.prune):
            await _serve(app, settings, clock, shift)
    sys.stdout.write("Stopped. Everything is saved.\n")


async def _serve(app: App, settings: Settings, clock: ShiftedClock, shift: ClockFile) -> None:
    async def advance(length: timedelta) -> None:
        await app.advance(length)
        shift.write(clock.shift)

    web = Web(app.local, Controls(advance, lambda: clock.shift, lambda: _health(app)))
    address = (settings.http_host, settings.http_port)
    stopped = _stop_signals()
    serving = asyncio.create_task(serve(web.app(), app.workspace, address, _say_ready))
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait((serving, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving


def _say_ready(url: str) -> None:
    sys.stdout.write(f"Hallway is ready at {url} (Ctrl-C stops it)\n")
    sys.stdout.flush()


def _stop_signals() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


async def _health(app: App) -> Mapping[str, object]:
    """Whether the database answers and the clock ticks."""
    await app.delivering.next_due()
    swept = app.delivering.swept_at
    silent = None if swept is None else (app.clock.now() - swept).total_seconds()
    return {"ok": silent is not None and silent < SILENT_AT_MOST, "seconds_since_last_tick": silent}


class ClockFile:
    """How far the workspace's clock was moved on, kept across restarts: what was said then stays in the past."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> timedelta:
        """Raise BadSettings for a file that is not ours."""
        try:
            return timedelta(seconds=float(self._path.read_text())) if self._path.exists() else timedelta(0)
        except (ValueError, OverflowError) as error:
            raise BadSettings(
                f"{self._path} should hold a number of seconds; remove it to start on real time"
            ) from error

    def write(self, shift: timedelta) -> None:
        self._path.write_text(f"{shift.total_seconds()}\n")
