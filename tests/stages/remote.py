"""The stage on a real platform's adapter: the real core, store and delivery behind it, a fake platform in front."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol, Self

from bot.domain.zones import instant_of
from config.clocks import SimulatedClock
from config.core import open_core
from config.platforms import Platform, platforms_of
from config.play.dying import DyingMessenger
from config.play.script import Crash, Joins, Reader, Script
from config.play.sights import Sights, stop_on_the_way
from config.settings import Settings
from tests.blank import put_blank

if TYPE_CHECKING:
    from config.core import Core
    from config.play.stage import Sight
    from scheduler.delivery import Delivery

_ACT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Received:
    """What appeared on somebody's screen: a message, a message edited, a form that opened or came back."""

    reader: Reader
    text: str
    buttons: tuple[str, ...] = ()


class Front(Protocol):
    """A fake platform with its people. Names are the transcript's; acts raise NotThere for what is not in sight."""

    @property
    def settings(self) -> Mapping[str, object]:
        """What Hallway's settings need to reach it."""
        ...

    async def connected(self) -> None:
        """Return when Hallway is there to be spoken to."""
        ...

    async def quiet(self) -> None:
        """Return when Hallway was told everything there is to tell."""
        ...

    async def member(self, member: Joins) -> None: ...
    async def channel(self, name: str) -> None: ...
    async def say(self, member: str, text: str, channel: str | None) -> None: ...
    async def share(self, member: str, file: str, content: bytes) -> None: ...
    async def slash(self, member: str, command: str, text: str, channel: str | None) -> None: ...
    async def press(self, member: str, label: str, beside: str) -> None: ...
    async def fill(self, member: str, slots: Mapping[str, str]) -> None: ...
    async def refuse(self, member: str, *, closed: bool) -> None: ...
    def file(self, member: str, name: str) -> bytes: ...

    async def refuse_groups(self, *, closed: bool) -> None:
        """Open no conversations of several people from here on, or do again."""
        ...

    def fresh(self) -> Iterable[Received]:
        """What appeared since the last time, oldest first; what a whole channel sees is the channel's."""
        ...


OpenFront = Callable[[SimulatedClock], AbstractAsyncContextManager[Front]]
"""Opens a fresh platform on this clock."""


class RemoteStage:
    """See config.play.stage.Stage."""

    def __init__(self, folder: Path, clock: SimulatedClock, front: Front, files: AsyncExitStack) -> None:
        told: dict[str, object] = {"data_dir": folder, "database_url": put_blank(folder), **front.settings}
        self._settings = Settings.model_validate(told)
        self._clock = clock
        self._front = front
        self._files = files
        self._running = AsyncExitStack()
        self._core: Core
        self._platform: Platform
        self._delivering: Delivery
        self._sights = Sights()
        self._dying: list[DyingMessenger] = []

    @classmethod
    async def open(cls, script: Script, open_front: OpenFront) -> Self:
        """A fresh one, its clock where the script starts."""
        files = AsyncExitStack()
        folder = files.enter_context(TemporaryDirectory(prefix="hallway-"))
        clock = SimulatedClock(instant_of(script.starts, script.zone))
        front = await files.enter_async_context(open_front(clock))
        stage = cls(Path(folder), clock, front, files)
        await stage.restart()
        return stage

    @property
    def now(self) -> datetime:
        return self._clock.now()

    async def member(self, member: Joins) -> None:
        self._sights.open(Reader(member.name))
        await self._front.member(member)
        await self._settle()

    async def channel(self, name: str) -> None:
        self._sights.open(Reader(name, is_channel=True))
        await self._front.channel(name)
        await self._settle()

    async def say(self, member: str, text: str, channel: str | None = None) -> None:
        self._tick()
        await self._front.say(member, text, channel)
        await self._settle(member)

    async def share(self, member: str, file: str, content: bytes) -> None:
        self._tick()
        await self._front.share(member, file, content)
        await self._settle(member)

    async def slash(self, member: str, command: str, text: str, channel: str | None = None) -> None:
        self._tick()
        await self._front.slash(member, command, text, channel)
        await self._settle(member)

    async def press(self, member: str, label: str, beside: str = "") -> None:
        self._tick()
        await self._front.press(member, label, beside)
        await self._settle(member)

    async def fill(self, member: str, slots: Mapping[str, str]) -> None:
        self._tick()
        await self._front.fill(member, slots)
        await self._settle(member)

    async def read(self, member: str, file: str) -> None:
        content = self._front.file(member, file)
        self._sights.add(content.decode(errors="replace"), (), Reader(member))

    def seen(self, reader: Reader) -> Sequence[Sight]:
        return self._sights.of(reader)

    async def advance(self, until: datetime) -> None:
        due = await self._delivering.next_due()
        self._clock.advance_to(stop_on_the_way(due, self.now, until))
        await self._settle()

    async def restart(self, *, after: datetime | None = None) -> None:
        await self._running.aclose()
        if after is not None:
            self._clock.advance_to(after)
        self._core = await self._running.enter_async_context(open_core(self._settings, self._clock))
        (self._platform,) = platforms_of(self._settings, self._core)
        self._delivering = self._core.delivery([self._platform.messenger])
        await self._running.enter_async_context(_running(self._platform, self._front))
        await self._settle()

    async def crash(self, when: Crash) -> None:
        ways_out = self._delivering.messengers
        self._dying = [DyingMessenger(messenger, when) for messenger in ways_out.values()]
        self._delivering.messengers = {messenger.platform: messenger for messenger in self._dying}

    async def refuse(self, member: str, *, closed: bool) -> None:
        await self._front.refuse(member, closed=closed)

    async def refuse_groups(self, *, closed: bool) -> None:
        await self._front.refuse_groups(closed=closed)

    async def close(self) -> None:
        await self._running.aclose()
        await self._files.aclose()

    def _tick(self) -> None:
        """An act takes a moment, so that of two things the later one is known by its time."""
        self._clock.advance_to(self.now + _ACT)

    async def _settle(self, actor: str | None = None) -> None:
        """Make what is due arrive, and take down what everybody sees of it; replies in channels are to ``actor``."""
        await self._answered()
        await self._delivering.run_due()
        if any(messenger.died for messenger in self._dying):
            self._dying = []
            await self.restart()
        await self._answered()
        for received in self._front.fresh():
            is_for_actor = received.reader.is_channel and actor is not None
            readers = [received.reader, *([Reader(actor)] if is_for_actor and actor is not None else [])]
            self._sights.add(received.text, received.buttons, *readers)

    async def _answered(self) -> None:
        """Everything that was said is answered, and everything that came of the answers too."""
        for _ in range(2):
            await self._front.quiet()
            await self._platform.settled()


@asynccontextmanager
async def _running(platform: Platform, front: Front) -> AsyncGenerator[None]:
    """The platform runs meanwhile. Raises what it ended with, if it ends before it is connected."""
    running, connected = asyncio.create_task(platform.run()), asyncio.create_task(front.connected())
    try:
        await asyncio.wait((running, connected), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        yield
    finally:
        for task in (running, connected):
            task.cancel()
        await asyncio.gather(running, connected, return_exceptions=True)
