"""`hallway run`: the platforms that have tokens, or the local workspace in the browser, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from datetime import timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from adapters.feeds import FeedDoor
from adapters.local.sample import seed
from adapters.local.server import serve
from adapters.local.web import Controls, NotMovable, Web
from adapters.serving import listen
from adapters.serving import serve as serve_http
from bot.errors import BadSettings
from config.app import App, open_local
from config.clocks import ShiftedClock, SystemClock
from config.core import open_core
from config.logs import log_to_stderr
from config.memory import settle_memory
from config.platforms import platforms_of, run_all, run_beside
from config.skew import refuse_skew
from scheduler.clock import DeliveryClock
from scheduler.survival import surviving

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Coroutine, Mapping, Sequence

    from starlette.requests import Request

    from bot.ports import Clock
    from config.core import Core
    from config.platforms import Platform
    from config.settings import Settings
    from scheduler.delivery import Delivery
    from storage.store import Store

SILENT_AT_MOST = 60
"""Seconds without a tick after which the clock counts as stopped."""


async def run_until_stopped(settings: Settings, *, local: bool = False) -> None:
    """Run until SIGINT or SIGTERM: the platforms whose tokens are there, and the local workspace if it is asked for or
    all there is. Raise OperatorError for what the operator must put right."""
    log_to_stderr(settings.log_level)
    has_tokens = settings.has_slack or settings.discord_token is not None
    if local or not has_tokens:
        await _run_with_workspace(settings)
    else:
        await _run_platforms(settings)
    sys.stdout.write("Stopped. Everything is saved.\n")


async def _run_platforms(settings: Settings) -> None:
    async with open_core(settings, SystemClock()) as core:
        platforms = platforms_of(settings, core)
        delivering = core.delivery([platform.messenger for platform in platforms])
        routes = [route for platform in platforms for route in platform.routes]
        health = Health(delivering, core.clock)
        listening = listen(settings.http_host, settings.http_port)
        pages = Starlette(routes=[health.route, FeedDoor(core.store, core.clock).route, *routes])
        serving = serve_http(pages, listening, partial(_say_running, [platform.name for platform in platforms]))
        async with _ticking(delivering, core):
            await _until_stopped(serving, run_all(platforms))


async def _run_with_workspace(settings: Settings) -> None:
    shift = ClockFile(settings.data_dir / "clock-shift")
    clock = ShiftedClock(shift.read())
    async with open_core(settings, clock) as core, open_local(settings, core) as local:
        if local.workspace.is_new:
            sys.stdout.write("First start: making a sample workspace.\n")
            await seed(local)
        platforms = _beside_workspace(settings, core, clock)
        delivering = core.delivery([local.messenger, *(platform.messenger for platform in platforms)])
        app = App(core, delivering, local.workspace, local, clock)

        async def advance(length: timedelta) -> None:
            if platforms:
                raise NotMovable
            await app.advance(length)
            shift.write(clock.shift)

        controls = Controls(advance, lambda: clock.shift, Health(delivering, clock).report)
        web = Web(local, controls, [FeedDoor(core.store, clock).route])
        address = (settings.http_host, settings.http_port)
        async with _ticking(delivering, core):
            serving = serve(web.app(), local.workspace, address, _say_ready)
            await _until_stopped(serving, run_beside(platforms))


def _beside_workspace(settings: Settings, core: Core, clock: ShiftedClock) -> list[Platform]:
    """Real platforms live in real time, and Slack over HTTP needs an address that the workspace must not have."""
    platforms = platforms_of(settings, core)
    if any(platform.routes for platform in platforms):
        raise BadSettings(
            "the local workspace and Slack over HTTP cannot share an address: leave --local out, or set "
            "HALLWAY_SLACK_APP_TOKEN for Socket Mode"
        )
    if platforms and clock.shift:
        raise BadSettings(
            f"the clock of {settings.data_dir} was moved in the local workspace; set HALLWAY_DATA_DIR to another "
            "folder for real platforms"
        )
    return platforms


@contextlib.asynccontextmanager
async def _ticking(delivering: Delivery, core: Core) -> AsyncGenerator[None]:
    await refuse_skew(core.store)
    settle_memory()
    following = asyncio.create_task(_follow_zone_rules(core.store))
    try:
        async with DeliveryClock(delivering, tidy=core.store.prune):
            yield
    finally:
        following.cancel()
        await asyncio.wait({following})


async def _follow_zone_rules(store: Store) -> None:
    with surviving("zone rules"):
        await store.follow_zone_rules(version("tzdata"))


async def _until_stopped(*works: Coroutine[None, None, object]) -> None:
    """Do all of this until a signal comes or one of it ends by itself; raise what it ended with."""
    stopped = _stop_signals()
    tasks = [asyncio.create_task(work) for work in works]
    waiting = asyncio.create_task(stopped.wait())
    done, _ = await asyncio.wait((*tasks, waiting), return_when=asyncio.FIRST_COMPLETED)
    for task in (*tasks, waiting):
        task.cancel()
    await asyncio.gather(*tasks, waiting, return_exceptions=True)
    for task in done:
        task.result()


def _say_ready(url: str) -> None:
    sys.stdout.write(f"Hallway is ready at {url} (Ctrl-C stops it)\n")
    sys.stdout.flush()


def _say_running(names: Sequence[str], url: str) -> None:
    """There is no page to open: people meet Hallway where they chat."""
    where = " and ".join(name.capitalize() for name in names)
    sys.stdout.write(f"Hallway is running for {where} (Ctrl-C stops it). How it is: {url}health\n")
    sys.stdout.flush()


def _stop_signals() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


class Health:
    """Whether the database answers and the clock ticks."""

    def __init__(self, delivering: Delivery, clock: Clock) -> None:
        self._delivering = delivering
        self._clock = clock

    @property
    def route(self) -> Route:
        return Route("/health", self._answer)

    async def report(self) -> Mapping[str, object]:
        await self._delivering.next_due()
        swept = self._delivering.swept_at
        silent = None if swept is None else (self._clock.now() - swept).total_seconds()
        return {"ok": silent is not None and silent < SILENT_AT_MOST, "seconds_since_last_tick": silent}

    async def _answer(self, request: Request) -> JSONResponse:
        del request
        health = await self.report()
        return JSONResponse(dict(health), 200 if health["ok"] else 503)


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
