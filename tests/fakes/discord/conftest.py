"""A small app made with the real library, connected to the fake."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import discord
import pytest
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.fakes.discord import FakeDiscord, serving

INTENTS = discord.Intents(guilds=True, dm_messages=True, guild_messages=True, guild_scheduled_events=True)


class App(discord.AutoShardedClient):
    """Keeps what it hears; ``tree`` is for a test to fill."""

    def __init__(self, intents: discord.Intents = INTENTS) -> None:
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none(), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.events: asyncio.Queue[str] = asyncio.Queue()
        self.setting_up: Callable[[], Awaitable[object]] | None = None

    async def setup_hook(self) -> None:
        if self.setting_up is not None:
            await self.setting_up()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(message)

    def dispatch(self, event: str, /, *args: object, **kwargs: object) -> None:
        self.events.put_nowait(event)
        super().dispatch(event, *args, **kwargs)

    async def until(self, event: str) -> None:
        """Wait for the next event of this name, those before it forgotten."""
        async with asyncio.timeout(10):
            while await self.events.get() != event:
                pass


@asynccontextmanager
async def connected(app: App, fake: FakeDiscord) -> AsyncGenerator[App]:
    async with app:
        running = asyncio.create_task(app.start(fake.setup.token))
        ready = asyncio.create_task(app.until("ready"))
        await asyncio.wait([running, ready], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            ready.cancel()
            await running
        try:
            yield app
        finally:
            await app.close()
            await running


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[FakeDiscord]:
    """A fake that the library's addresses lead to. The app under test did nothing Discord would not understand."""
    async with serving() as found:
        lead_to(found, monkeypatch)
        yield found
        assert found.violations == []


def lead_to(fake: FakeDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", fake.api_url)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake.gateway_url))
