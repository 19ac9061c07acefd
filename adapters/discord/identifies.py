"""How often we began a session: Discord resets the token of an app that does so a thousand times a day."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from adapters.discord.errors import NotSent

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.ports import Clock, Keyring

log = logging.getLogger(__name__)

_NAME = "discord/identifies"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

OFTEN, TOO_OFTEN = 20, 500
"""Sessions an hour from which on each waits longer, and a day from which on there is none."""

_LONGEST = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Identifies:
    """Counted over all runs and replicas. A resumed session is none."""

    keyring: Keyring
    clock: Clock
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def wait(self) -> None:
        """Return when a session may be begun."""
        while (pause := pause_after(await self._read(), self.clock.now())) > timedelta(0):
            log.warning("discord_sessions_paused", extra={"seconds": int(pause.total_seconds())})
            await self.sleep(min(pause, _LONGEST).total_seconds())
            if pause <= _LONGEST:
                return

    async def count(self) -> None:
        """One more is being begun. Raise NotSent where it must not be."""
        async with self.keyring.locked(_NAME):
            now, before = self.clock.now(), await self._read()
            if len(before) >= TOO_OFTEN:
                raise NotSent("too many sessions today", (before[0] + _DAY - now).total_seconds())
            times = [int(each.timestamp()) for each in (*before, now)]
            await self.keyring.put(_NAME, json.dumps(times))

    async def _read(self) -> list[datetime]:
        """Those of the last day, oldest first."""
        kept: list[int] = json.loads(await self.keyring.get(_NAME) or "[]")
        now = self.clock.now()
        return [at for each in kept if now - (at := datetime.fromtimestamp(each, UTC)) < _DAY]


def pause_after(begun: list[datetime], now: datetime) -> timedelta:
    """How long to wait before the next, doubling with each of the last hour beyond `OFTEN`."""
    if len(begun) >= TOO_OFTEN:
        return begun[-TOO_OFTEN] + _DAY - now
    lately = [at for at in begun if now - at < _HOUR]
    beyond = len(lately) - OFTEN
    return timedelta(0) if beyond < 0 else min(_LONGEST, timedelta(seconds=30 * 2 ** min(beyond, 10)))
