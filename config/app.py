"""Hallway with its local workspace: what the browser, transcripts and tests use."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from adapters.local.platform import LocalPlatform
from adapters.local.workspace import Workspace
from bot.commands import COMMANDS
from config.core import open_core

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime, timedelta

    from bot.dispatch import Dispatcher
    from bot.registry import Registry
    from config.core import Core
    from config.settings import Settings
    from scheduler.delivery import Delivery
    from storage.store import Store

LOCAL_COMMUNITY = "Hallway"


class MovableClock(Protocol):
    """A clock that can be moved on."""

    def now(self) -> datetime: ...
    def advance_to(self, instant: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class App:
    """Hallway with its local workspace, open and ready; nothing runs by itself yet."""

    core: Core
    delivering: Delivery
    workspace: Workspace
    local: LocalPlatform
    clock: MovableClock

    @property
    def store(self) -> Store:
        return self.core.store

    @property
    def dispatcher(self) -> Dispatcher:
        return self.core.dispatcher

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
    async with open_core(settings, clock, commands) as core, open_local(settings, core) as local:
        delivering = core.delivery([local.messenger])
        yield App(core, delivering, local.workspace, local, clock)


@asynccontextmanager
async def open_local(settings: Settings, core: Core) -> AsyncGenerator[LocalPlatform]:
    """The local workspace in front of the core."""
    async with Workspace(settings.data_dir / "workspace.db") as space:
        community = await core.store.community(LocalPlatform.platform, "local", LOCAL_COMMUNITY, core.clock.now())
        yield LocalPlatform(space, core.dispatcher, community, core.clock)
