"""Hallway on a Slack of its own: the fake over real HTTP and websockets, the real core behind the real adapter."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.applications import Starlette

from adapters.serving import listen, serve
from adapters.slack.platform import Behind, SlackPlatform, SlackSettings
from config.clocks import SimulatedClock
from config.core import Core, open_core
from config.settings import Settings
from tests.blank import put_blank
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import serving
from tests.fakes.slack.sights import Sight
from tests.fakes.slack.slack import Slack
from tests.fakes.slack.webhook import posting
from tests.fakes.slack.world import Team
from tests.stores import NOW


@dataclass
class Hall:
    """One workspace with Ana and Bo in it, and Hallway running."""

    slack: Slack
    team: Team
    ana: Person
    bo: Person
    core: Core
    platform: SlackPlatform
    clock: SimulatedClock
    folder: Path

    def seen(self, person: Person, channel: str | None = None) -> list[Sight]:
        """What Hallway said there that this person sees, oldest first."""
        return [each for each in person.messages(channel) if each.author == self.team.bot_user]

    async def last(self, person: Person, channel: str | None = None) -> Sight:
        """The newest, once everything is answered."""
        await self.platform.settled()
        return self.seen(person, channel)[-1]

    @contextmanager
    def locked(self) -> Generator[None]:
        """Meanwhile another process writes in the database, so that nobody else can."""
        with closing(sqlite3.connect(self.folder / "hallway.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    @contextmanager
    def broken(self) -> Generator[None]:
        """Meanwhile the database takes nothing down."""
        with closing(sqlite3.connect(self.folder / "hallway.db", isolation_level=None)) as other:
            other.execute("ALTER TABLE inbound_event RENAME TO not_there")
            yield
            other.execute("ALTER TABLE not_there RENAME TO inbound_event")


@asynccontextmanager
async def open_slack() -> AsyncGenerator[tuple[Slack, SimulatedClock]]:
    clock = SimulatedClock(NOW)
    slack = Slack(now=clock.now)
    async with serving(slack):
        yield slack, clock
    assert slack.violations == []


@asynccontextmanager
async def open_core_at(folder: Path, clock: SimulatedClock) -> AsyncGenerator[Core]:
    settings = Settings(data_dir=folder, database_url=put_blank(folder))
    async with open_core(settings, clock) as core:
        yield core


def behind(core: Core) -> Behind:
    return Behind(core.store, core.store.keyring(core.clock), core.dispatcher, core.clock, core.secret)


def settings_of(slack: Slack, token: str, *, over_http: bool = False) -> SlackSettings:
    keys = slack.keys
    return SlackSettings(
        bot_token=token,
        app_token="" if over_http else keys.app_token,
        signing_secret=keys.signing_secret if over_http else "",
        api_url=f"{slack.address}/api/",
    )


@asynccontextmanager
async def running(platform: SlackPlatform) -> AsyncGenerator[None]:
    """It runs; what ended it by itself is raised."""
    task = asyncio.create_task(platform.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def reachable(platforms: Sequence[SlackPlatform]) -> AsyncGenerator[str]:
    """The address where their routes are served."""
    app = Starlette(routes=[route for platform in platforms for route in platform.routes])
    addresses: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(serve(app, listen("127.0.0.1", 0), addresses.put_nowait))
    try:
        yield (await addresses.get()).rstrip("/")
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def open_hall(folder: Path, *, over_http: bool = False, **changed: float) -> AsyncGenerator[Hall]:
    """``changed`` are settings of Slack's."""
    async with AsyncExitStack() as stack:
        slack, clock = await stack.enter_async_context(open_slack())
        team = slack.team()
        ana = Person.new(slack, team, "ana", real_name="Ana Silva", tz="Europe/Lisbon", is_admin=True)
        bo = Person.new(slack, team, "bo", real_name="Bo Chen", tz="America/New_York")
        slack.channel(team, "meetups", ana.user.id, bo.user.id)
        core = await stack.enter_async_context(open_core_at(folder, clock))
        settings = settings_of(slack, slack.install(team).token, over_http=over_http)
        platform = SlackPlatform(replace(settings, **changed), behind(core))  # pyright: ignore[reportArgumentType] - numbers by name
        await stack.enter_async_context(running(platform))
        if over_http:
            address = await stack.enter_async_context(reachable([platform]))
            await stack.enter_async_context(posting(slack, f"{address}/slack/events"))
            await bo.opens_home("messages")  # answered once Hallway knows where it is
        else:
            await slack.sockets.connected()
        yield Hall(slack, team, ana, bo, core, platform, clock, folder)
