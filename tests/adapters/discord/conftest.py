"""Hallway on a Discord of its own: Ana and Bo on one server, the real core behind it, a clock set by hand."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.discord.platform import DiscordPlatform, DiscordSettings
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.domain.delivery import Parcel, Say
from bot.domain.ids import CommunityId, DeliveryId, MemberId
from bot.domain.members import Account
from bot.domain.times import ZoneName
from bot.reply import Button, Buttons, Reply, call
from bot.words import say
from config.clocks import SimulatedClock
from storage.store import Store
from tests.adapters.discord.eyes import seen
from tests.blank import put_blank
from tests.fakes.discord import FakeDiscord, Person, Setup, add_channel, add_guild, serving
from tests.fakes.discord.world import Channel, Guild

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
KEY = "k" * 24
SECRET = b"thirty-two bytes that open it up"


@dataclass
class Stage:
    """Everything that is there. A second ``platform`` can be made for the same store."""

    fake: FakeDiscord
    store: Store
    dispatcher: Dispatcher
    clock: SimulatedClock
    guild: Guild
    channel: Channel
    ana: Person
    bo: Person
    settings: DiscordSettings
    running: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])
    platform: DiscordPlatform = field(init=False)

    def __post_init__(self) -> None:
        self.platform = self.another()

    def another(self, settings: DiscordSettings | None = None) -> DiscordPlatform:
        keyring = self.store.keyring(self.clock)
        return DiscordPlatform(settings or self.settings, self.dispatcher, self.store, keyring, self.clock)

    @asynccontextmanager
    async def connected(self, platform: DiscordPlatform | None = None) -> AsyncGenerator[None]:
        """Connected, for as long as it takes."""
        before = len(self.fake.gateway.live)
        running = asyncio.create_task((platform or self.platform).run())
        try:
            await self.fake.pulse.until(lambda: running.done() or len(self.fake.gateway.live) > before, "connecting")
            if running.done():
                await running
            yield
        finally:
            running.cancel()
            await asyncio.wait([running])

    async def until(self, holds: Callable[[], object]) -> None:
        await self.fake.pulse.until(holds, "the test")

    async def settled(self) -> None:
        """Everything the platform was told of is dealt with."""
        await self.fake.gateway.caught_up()
        await self.platform.settled()

    async def community(self) -> CommunityId:
        found = await self.store.find_community("discord", self.guild.id)
        assert found is not None
        return found

    def read_by(self, person: Person, channel: Channel | None = None) -> list[str]:
        """What somebody can read of ours now, without its markup."""
        return [seen(each.content).text for each in person.sees(channel)]


def parcel(stage: Stage, key: str = KEY, destination: str | None = None, user: str = "") -> Parcel:
    reply = Reply.of(say("You promised it"), Buttons.of(Button(say("Help"), call("help"))))
    account = Account(CommunityId("c1"), "discord", user or stage.ana.user.id, MemberId("m1"), destination)
    return Parcel(key, account.community, DeliveryId("d1"), Say(reply, account, "en", ZoneName("Europe/Lisbon")))


async def heard(person: Person) -> str:
    return seen((await person.hears()).text).text


@asynccontextmanager
async def open_stage(folder: Path) -> AsyncGenerator[Stage]:
    """Ana and Bo on one server. Whatever Discord would not have understood is an error in the end."""
    clock = SimulatedClock(NOW)
    async with (
        serving(Setup(clock=clock.now)) as fake,
        Store.open(put_blank(folder), SECRET) as store,
    ):
        guild = add_guild(fake, "PyLisboa")
        channel = add_channel(fake, guild, "meetups")
        ana = Person.arrives(fake, "ana", "Ana Silva", guild)
        bo = Person.arrives(fake, "bo", "Bo Chen", guild)
        settings = DiscordSettings(fake.setup.token, fake.api_url, fake.gateway_url)
        yield Stage(fake, store, Dispatcher(store, clock, COMMANDS, SECRET), clock, guild, channel, ana, bo, settings)
        assert fake.violations == []


@pytest.fixture
async def discord_stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path) as stage:
        yield stage


@pytest.fixture
async def stage(discord_stage: Stage) -> AsyncIterator[Stage]:
    """Connected."""
    async with discord_stage.connected():
        yield discord_stage
        await discord_stage.platform.settled()
