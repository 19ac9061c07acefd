"""Discord as a platform: connects, hands what people do to the core, and shows them what comes back."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord

from adapters.discord.answering import PATIENCE
from adapters.discord.desk import Desk
from adapters.discord.drafts import Drafts
from adapters.discord.errors import BANNED, fatal
from adapters.discord.gateway import Client, point_at
from adapters.discord.identifies import Identifies
from adapters.discord.inbound import PLATFORM
from adapters.discord.insisting import insist
from adapters.discord.interactions import Interactions
from adapters.discord.messenger import DiscordMessenger, Pace
from adapters.discord.modals import Modals
from adapters.discord.options import tree_of
from adapters.discord.places import Places, Server
from adapters.discord.rest import Rest
from adapters.discord.talking import Talking
from bot.locales import available

if TYPE_CHECKING:
    from bot.dispatch import Dispatcher
    from bot.ports import Clock, Keyring, Store

log = logging.getLogger(__name__)

GRACE = 10.0
"""Seconds that answers on their way get when the connection ends."""

API_URL = "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """``gateway_url`` is only set where Discord is somebody else's. ``patience`` is in seconds, see answering."""

    token: str = field(repr=False)
    api_url: str = API_URL
    gateway_url: str = ""
    command_prefix: str = ""
    patience: float = PATIENCE


class DiscordPlatform:
    """See config.platforms.Platform. Its messenger works also while the connection is down."""

    name = PLATFORM
    routes: tuple[()] = ()

    def __init__(
        self, settings: DiscordSettings, dispatcher: Dispatcher, store: Store, keyring: Keyring, clock: Clock
    ) -> None:
        self._settings = settings
        self._keyring = keyring
        self._rest = Rest(settings.token, settings.api_url)
        self._identifies = Identifies(keyring, clock)
        self._places = Places(store, keyring, dispatcher, clock, self._rest)
        self._tree = tree_of(dispatcher.commands, available(), settings.command_prefix)
        opening = Pace()
        desk = Desk(self._rest, dispatcher, self._places, Drafts(keyring, clock), self._tree)
        self._interactions = Interactions(desk, Modals(desk.drafts, dispatcher.commands), settings.patience)
        self._talking = Talking(desk, opening)
        self.messenger = DiscordMessenger(self._rest, dispatcher, clock, opening)
        self._client: Client | None = None
        self._doing = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def run(self) -> None:
        """Connect and serve until cancelled. Raise BadToken where trying again is no use."""
        point_at(self._settings.api_url, self._settings.gateway_url)
        await self._identifies.wait()
        await self._rest.restraint.over()
        async with self._rest:
            try:
                await self._connect()
            except discord.DiscordException as error:
                if isinstance(error, discord.HTTPException) and error.status == 429:  # the SDK waits out all others
                    self._rest.restraint.pause(BANNED.total_seconds())
                bad = fatal(error)
                if bad is not None:
                    raise bad from error
                raise
            finally:
                await self._wind_up()

    async def settled(self) -> None:
        """Return when everything received so far has been answered in full."""
        await asyncio.sleep(0)
        while self._doing:
            self._idle.clear()
            await self._idle.wait()

    async def _connect(self) -> None:
        self._client = Client(self, self._identifies, self._settings.gateway_url)
        async with self._client:
            await self._client.start(self._settings.token)

    async def _wind_up(self) -> None:
        """What was begun is finished, as far as it does not take too long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                await self.settled()
        self._client = None

    async def started(self, application: int) -> None:
        """Tell Discord our commands, where they are others than it was told last."""
        name, digest = f"discord/tree/{application}", self._tree.digest
        if await self._keyring.get(name) == digest:
            return
        path, commands = f"/applications/{application}/commands", list(self._tree.commands)
        if await insist(lambda: self._rest.put(path, commands), repeatable=False):  # a PUT repeats what nobody knows
            await self._keyring.put(name, digest)
        else:
            log.error("discord_commands_refused")

    async def interaction(self, interaction: discord.Interaction) -> None:
        with self._busy():
            if not interaction.user.bot:
                await self._interactions.handle(interaction, self._servers)

    async def message(self, message: discord.Message) -> None:
        client = self._client
        if client is None or client.user is None:
            return
        with self._busy():
            await self._talking.handle(message, client.user.id, self._servers)

    async def opened(self, guild: discord.Guild) -> None:
        with self._busy():
            await self._places.opened(Server(guild.id, guild.name))

    async def left(self, guild: discord.Guild) -> None:
        with self._busy():
            await self._places.left(guild.id)

    async def ready(self, guilds: Sequence[int]) -> None:
        with self._busy():
            await self._places.reviewed(guilds)

    @property
    def _servers(self) -> Sequence[Server]:
        return [Server(guild.id, guild.name) for guild in self._client.guilds] if self._client is not None else ()

    @contextlib.contextmanager
    def _busy(self) -> Generator[None]:
        self._doing += 1
        try:
            yield
        finally:
            self._doing -= 1
            self._idle.set()
