"""The connection to Discord, which discord.py keeps: shards, heartbeats, resuming."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

import discord
import discord.gateway
import discord.http
import yarl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.discord.identifies import Identifies

log = logging.getLogger(__name__)

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, guild_scheduled_events=True)
"""None of them is privileged. Messages in servers come without their text unless they name us."""


class Events(Protocol):
    """What happens on Discord, handed on as it comes."""

    async def started(self, application: int) -> None:
        """Once for each client, before it connects."""
        ...

    async def interaction(self, interaction: discord.Interaction) -> None: ...
    async def message(self, message: discord.Message) -> None: ...
    async def opened(self, guild: discord.Guild) -> None: ...
    async def left(self, guild: discord.Guild) -> None: ...

    async def ready(self, guilds: Sequence[int]) -> None:
        """Connected, and these are all servers we are in, those with an outage too."""
        ...


class Client(discord.AutoShardedClient):
    """Keeps no messages, no members and no views in memory, however long it runs."""

    def __init__(self, events: Events, identifies: Identifies, gateway: str) -> None:
        super().__init__(
            intents=INTENTS,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self._events = events
        self._identifies = identifies
        self._address = gateway

    async def setup_hook(self) -> None:
        await self._events.started(self.application_id or 0)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await super().before_identify_hook(shard_id, initial=initial)
        await self._identifies.count()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        address = yarl.URL(self._address) if self._address else gateway
        await super().launch_shard(address, shard_id, initial=initial)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await self._events.interaction(interaction)

    async def on_message(self, message: discord.Message) -> None:
        await self._events.message(message)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self._events.opened(guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._events.opened(guild)

    async def on_ready(self) -> None:
        if not self.is_closed():  # the library waits for servers first, also when it is closed meanwhile
            await self._events.ready([guild.id for guild in self.guilds])

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self._events.left(guild)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        del args, kwargs
        log.exception("discord_event_failed", extra={"event": event_method})


def point_at(api: str, gateway: str) -> None:
    """Make the library speak to these addresses: it has them as constants of its classes."""
    discord.http.Route.BASE = api.rstrip("/")
    if gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # what voice lacks is nobody's concern here
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLogger("discord").level))  # bodies are DEBUG
