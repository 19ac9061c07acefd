"""The core, open: what every platform is put in front of."""

from __future__ import annotations

import os
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.matchmaking import drawn_aside
from bot.notices import Notices
from config.settings import Settings, prepare
from scheduler.delivery import Delivery
from scheduler.drawing import Drawing
from storage.ledger import Ledger
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from bot.ports import Clock, Messenger
    from bot.registry import Registry


@dataclass(frozen=True, slots=True)
class Core:
    """Nothing runs by itself yet."""

    store: Store
    dispatcher: Dispatcher
    clock: Clock
    secret: bytes

    def delivery(self, messengers: Iterable[Messenger]) -> Delivery:
        """What makes deliveries by these ways out."""
        return Delivery(
            ledger=Ledger(self.store.database),
            composer=Notices(self.store),
            messengers={messenger.platform: messenger for messenger in messengers},
            clock=self.clock,
            secret=self.secret,
            holder=f"{socket.gethostname()}:{os.getpid()}",
            drawing=Drawing(self.store, drawn_aside, self.clock),
        )


@asynccontextmanager
async def open_core(settings: Settings, clock: Clock, commands: Registry = COMMANDS) -> AsyncGenerator[Core]:
    """Open it and close it again. Raise OperatorError for anything the operator must put right first."""
    secret = prepare(settings)
    async with Store.open(settings.url, secret) as store:
        yield Core(store, Dispatcher(store, clock, commands, secret, settings.site), clock, secret)
