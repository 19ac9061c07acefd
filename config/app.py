"""The composition root: everything is built here, from settings, and handed what it needs as plain arguments."""

from __future__ import annotations

import os
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from adapters.local.messenger import LocalMessenger
from adapters.local.platform import LocalPlatform
from adapters.local.workspace import Workspace
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.notices import Notices
from config.settings import Settings, prepare
from scheduler.delivery import Delivery
from storage.ledger import Ledger
from storage.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from bot.registry import Registry

LOCAL_COMMUNITY = "Hallway"


class MovableClock(Protocol):
    """A clock that can be moved on."""

    def now(self) -> datetime: ...
    def advance_to(self, instant: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class App:
    """Hallway with its local workspace, open and ready; nothing runs by itself yet."""

    store: Store
    dispatcher: Dispatcher
    delivering: Delivery
    workspace: Workspace
    local: LocalPlatform
    clock: MovableClock

    async def advance(self, length: timedelta) -> None:
        """Move the clock on, stopping wherever something is due, so that everything arrives at its own time."""
        end = self.clock.now() + length
        while (due := await self.delivering.next_due()) is not None and due <= end:
            self.clock.advance_to(due)
            await self.delivering.run_due()
        self.clock.advance_to(end)
        await self.delivering.run_due()


@asynccontextmanager
async def open_app(settings: Settings, clock: MovableClock, commands: Registry = COMMANDS) -> AsyncGenerator[App]:
    """Open everything and close it again. Raise OperatorError for anything the operator must put right first."""
    secret = prepare(settings)
    async with Store.open(settings.url, secret) as store, Workspace(settings.data_dir / "workspace.db") as space:
        community = await store.community(LocalPlatform.platform, "local", LOCAL_COMMUNITY, clock.now())
        dispatcher = Dispatcher(store, clock, commands, secret)
        local = LocalPlatform(space, dispatcher, community, clock)
        messengers = {LocalPlatform.platform: LocalMessenger(space, dispatcher, clock)}
        delivering = Delivery(
            ledger=Ledger(store.database),
            composer=Notices(store),
            messengers=messengers,
            clock=clock,
            secret=secret,
            holder=f"{socket.gethostname()}:{os.getpid()}",
        )
        yield App(store, dispatcher, delivering, space, local, clock)
