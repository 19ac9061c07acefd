"""The platforms that the settings name, each kept running whatever happens to the others."""

from __future__ import annotations

import asyncio
import sys
import time
from random import SystemRandom
from typing import TYPE_CHECKING, Protocol

from bot.errors import BadToken
from scheduler.survival import surviving

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.routing import BaseRoute

    from bot.ports import Messenger
    from config.core import Core
    from config.settings import Settings

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0
_STEADY = 60.0
"""Seconds after which a platform that ran counts as having come up."""

_luck = SystemRandom()


class Platform(Protocol):
    """A platform beside the local workspace."""

    @property
    def name(self) -> str: ...
    @property
    def messenger(self) -> Messenger: ...
    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Where it is asked over HTTP, if at all."""
        ...

    async def run(self) -> None:
        """Connect and serve until cancelled. Raise BadToken where trying again is no use."""
        ...

    async def settled(self) -> None:
        """Return when everything received so far has been answered in full."""
        ...


def platforms_of(settings: Settings, core: Core) -> list[Platform]:
    """Those whose tokens are there; a platform's SDK takes time and room, and is imported only then. Raise BadSettings
    for half of what one needs."""
    platforms: list[Platform] = []
    if settings.has_slack:
        from config.slack import open_slack

        platforms.append(open_slack(settings, core))
    if settings.discord_token is not None:
        from config.discord import open_discord

        platforms.append(open_discord(settings, core))
    return platforms


async def run_all(platforms: Sequence[Platform]) -> None:
    """Run until cancelled. Say which token is no use, and raise the last BadToken when no platform is left."""
    left = len(platforms)

    async def keep(platform: Platform) -> None:
        nonlocal left
        refused = await supervise(platform)
        left -= 1
        if not left:
            raise refused
        _say(refused)

    await asyncio.gather(*map(keep, platforms))


async def run_beside(platforms: Sequence[Platform]) -> None:
    """Run until cancelled, beside something that goes on without any of them."""

    async def keep(platform: Platform) -> None:
        _say(await supervise(platform))

    await asyncio.gather(*map(keep, platforms), asyncio.Event().wait())


def _say(refused: BadToken) -> None:
    sys.stderr.write(f"hallway: {refused}\n")


async def supervise(platform: Platform, rest: Callable[[float], Awaitable[object]] = asyncio.sleep) -> BadToken:
    """Start the platform again whenever it fails, after longer and longer rests; end with a token that is no use."""
    failures = 0
    while True:
        began, refused = time.monotonic(), None
        with surviving(platform.name):
            try:
                await platform.run()
            except BadToken as error:
                refused = error
        if refused is not None:
            return refused
        failures = 1 if time.monotonic() - began > _STEADY else failures + 1
        await rest(min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**failures) * _luck.uniform(0.5, 1))
