"""A way out on which Hallway dies, once: for transcripts of a crash in the middle of a delivery."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from config.play.script import Crash

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.delivery import Lookup, Outcome, Parcel
    from bot.ports import Messenger


@dataclass(slots=True)
class DyingMessenger:
    """A messenger whose next ``send`` never comes back, as if the process had ended: nobody learns what came of it."""

    messenger: Messenger
    when: Crash
    died: bool = False

    @property
    def platform(self) -> str:
        return self.messenger.platform

    async def send(self, parcel: Parcel) -> Outcome:
        if self.died:
            raise asyncio.CancelledError
        self.died = True
        if self.when is Crash.AFTER:
            await self.messenger.send(parcel)
        raise asyncio.CancelledError

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        return await self.messenger.look_up(parcel, since)

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        return await self.messenger.remove(parcel, message)
