"""The stage on the local workspace: the real core, store and delivery, on fresh files and a clock of its own."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from adapters.local.archive import Channel, Persona
from adapters.local.messages import HALLWAY, group_of
from adapters.local.render import on_the_clock_of
from bot.domain.zones import instant_of
from config.app import App, open_app
from config.clocks import SimulatedClock
from config.play.dying import DyingMessenger
from config.play.pressing import chosen, pressable
from config.play.script import Crash, Joins, Reader, Script
from config.play.sights import Sights, stop_on_the_way
from config.play.stage import NotThere
from config.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from adapters.local.forms import OpenForm
    from adapters.local.messages import Message
    from adapters.local.platform import LocalPlatform
    from config.play.stage import Sight

_ACT = timedelta(milliseconds=1)


class LocalStage:
    """See config.play.stage.Stage."""

    def __init__(self, folder: Path, clock: SimulatedClock, files: AsyncExitStack) -> None:
        # Said outright, or the environment could point a transcript at somebody's real database.
        database = f"sqlite+aiosqlite:///{folder / 'hallway.db'}"
        self._settings = Settings(data_dir=folder, database_url=database)
        self._clock = clock
        self._files = files
        self._running = AsyncExitStack()
        self._app: App
        self._sights = Sights()
        self._forms: dict[str, OpenForm | None] = {}
        self._dying: list[DyingMessenger] = []
        self._shown: dict[str, Message] = {}
        self._has_groups = True

    @classmethod
    async def open(cls, script: Script, prepare: Callable[[Path], object] | None = None) -> LocalStage:
        """A fresh one, its clock where the script starts. ``prepare`` may put a database into its folder first."""
        files = AsyncExitStack()
        folder = Path(files.enter_context(TemporaryDirectory(prefix="hallway-")))
        if prepare is not None:
            prepare(folder)
        stage = cls(folder, SimulatedClock(instant_of(script.starts, script.zone)), files)
        await stage.restart()
        return stage

    @property
    def now(self) -> datetime:
        return self._clock.now()

    @property
    def _local(self) -> LocalPlatform:
        return self._app.local

    async def member(self, member: Joins) -> None:
        self._sights.open(Reader(member.name))
        persona = Persona(member.name, member.full_name, member.zone, member.locale, member.role)
        await self._local.join(persona)

    async def channel(self, name: str) -> None:
        self._sights.open(Reader(name, is_channel=True))
        await self._local.workspace.add_channel(Channel(name))

    async def say(self, member: str, text: str, channel: str | None = None) -> None:
        self._tick()
        await self._local.say(member, text, channel)
        await self._settle(member)

    async def share(self, member: str, file: str, content: bytes) -> None:
        self._tick()
        await self._local.share(member, file, content)
        await self._settle(member)

    async def slash(self, member: str, command: str, text: str, channel: str | None = None) -> None:
        self._tick()
        await self._local.slash(member, channel, f"/{command} {text}")
        await self._settle(member)

    async def press(self, member: str, label: str, beside: str = "") -> None:
        messages = self._local.seen_by(member)[::-1]
        found = chosen(list(pressable(messages, label)), beside)
        if found is None:
            labels = dict.fromkeys(button.label for message in messages for button in message.buttons)
            raise NotThere(f"There is no such button. {member} sees these: {', '.join(labels) or 'none'}.")
        self._tick()
        await self._local.press(member, found.message.id, found.button.handle)
        await self._settle(member)

    async def fill(self, member: str, slots: Mapping[str, str]) -> None:
        form = self._local.open_form(member)
        if form is None:
            raise NotThere(f"No form is open for {member}.")
        names = [each.name for each in form.fields]
        if not slots.keys() <= set(names):
            raise NotThere(f"There is no such field. The form that is open for {member} has: {', '.join(names)}.")
        self._tick()
        await self._local.fill(member, form.id, slots)
        await self._settle(member)

    async def read(self, member: str, file: str) -> None:
        files = {each.name: each for message in self._local.seen_by(member) for each in message.files}
        if file not in files:
            raise NotThere(f"There is no such file. {member} sees these: {', '.join(files) or 'none'}.")
        self._sights.add(files[file].content.decode(errors="replace"), (), Reader(member))

    def seen(self, reader: Reader) -> Sequence[Sight]:
        return self._sights.of(reader)

    async def advance(self, until: datetime) -> None:
        due = await self._app.delivering.next_due()
        self._clock.advance_to(stop_on_the_way(due, self.now, until))
        await self._settle()

    async def restart(self, *, after: datetime | None = None) -> None:
        await self._running.aclose()
        if after is not None:
            self._clock.advance_to(after)
        self._app = await self._running.enter_async_context(open_app(self._settings, self._clock))
        self._local.workspace.has_groups = self._has_groups
        await self._settle()

    async def crash(self, when: Crash) -> None:
        ways_out = self._app.delivering.messengers
        self._dying = [DyingMessenger(messenger, when) for messenger in ways_out.values()]
        self._app.delivering.messengers = {messenger.platform: messenger for messenger in self._dying}

    async def refuse(self, member: str, *, closed: bool) -> None:
        await self._local.workspace.refuse(member, refuses=closed)

    async def refuse_groups(self, *, closed: bool) -> None:
        self._has_groups = self._local.workspace.has_groups = not closed

    async def close(self) -> None:
        await self._running.aclose()
        await self._files.aclose()

    def _tick(self) -> None:
        """An act takes a moment, so that of two things the later one is known by its time."""
        self._clock.advance_to(self.now + _ACT)

    async def _settle(self, actor: str | None = None) -> None:
        """Make what is due arrive, and take down what everybody sees of it; replies in channels are to ``actor``."""
        await self._app.delivering.run_due()
        if any(messenger.died for messenger in self._dying):
            self._dying = []
            await self.restart()
        for message in self._new_messages():
            readers = list(_readers(message))
            if readers[0].is_channel and actor is not None:
                readers.append(Reader(actor))
            self._take_down(message, readers)
        self._see_forms()

    def _take_down(self, message: Message, readers: Sequence[Reader]) -> None:
        for text, same in groupby(readers, lambda each: self._read_by(each, message)):
            self._sights.add(text, [button.label for button in message.buttons], *same)

    def _read_by(self, reader: Reader, message: Message) -> str:
        """A channel reads it as it was posted, and so does who acted there."""
        if not group_of(message.conversation):
            return message.plain
        return on_the_clock_of(self._local.workspace.persona(reader.name), message, self.now).plain

    def _new_messages(self) -> Iterator[Message]:
        """What Hallway posted or wrote anew since the last time, in order."""
        workspace = self._local.workspace
        seen = {each.seq: each for persona in workspace.personas for each in workspace.seen_by(persona.user)}
        for _, message in sorted(seen.items()):
            if message.author == HALLWAY and self._shown.get(message.id) != message:
                self._shown[message.id] = message
                yield message

    def _see_forms(self) -> None:
        """A form that opened is seen like a message."""
        for persona in self._local.workspace.personas:
            form = self._local.open_form(persona.user)
            if form is not None and form is not self._forms.get(persona.user):
                self._sights.add(form.plain, (), Reader(persona.user))
            self._forms[persona.user] = form


def _readers(message: Message) -> Iterator[Reader]:
    """Whoever alone sees it, everybody in a group, or a channel."""
    users = (message.audience,) if message.audience is not None else group_of(message.conversation)
    if users:
        yield from map(Reader, users)
    else:
        kind, _, name = message.conversation.partition(":")
        yield Reader(name, is_channel=kind == "channel")
