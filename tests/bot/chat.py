"""A member's conversation with Hallway, without any platform: the dispatcher over a real store on SQLite."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bot.command import Place
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.domain.ids import CommunityId, MemberId
from bot.domain.members import Role
from bot.domain.times import ZoneName
from bot.invocation import Act, Filled, Invocation, Pressed, Profile, Said, Slash
from bot.registry import Registry
from bot.reply import Reply
from config.clocks import SimulatedClock
from storage.store import Store
from tests.blank import put_blank

SECRET = b"thirty-two bytes that open it up"
WEDNESDAY = datetime(2026, 3, 4, 10, tzinfo=UTC)
LISBON = ZoneName("Europe/Lisbon")
_KEYS = count()


@dataclass
class Chat:
    """``user`` talks; ``last`` is Hallway's latest reply to them."""

    user: str
    name: str
    community: CommunityId
    dispatcher: Dispatcher
    clock: SimulatedClock
    zone: ZoneName | None = LISBON
    last: Reply = field(default_factory=lambda: Reply(()))
    member: MemberId | None = None
    users: Mapping[MemberId, str] = field(default_factory=dict["MemberId", str])
    pause: timedelta = timedelta(seconds=10)
    role: Role | None = None

    async def say(self, text: str) -> str:
        return await self.act(Said(text))

    async def slash(self, name: str, text: str = "") -> str:
        return await self.act(Slash(name, text))

    async def fill(self, name: str, **slots: str) -> str:
        return await self.act(Filled(name, slots))

    async def press(self, label: str) -> str:
        return await self.act(Pressed(self.handle(label)))

    def handle(self, label: str) -> str:
        """What the first button of that label in the latest reply carries."""
        assert self.member is not None
        button = next(button for button in self.last.buttons if str(button.label) == label)
        return self.dispatcher.handle_of(button.call, self.community, self.member)

    async def act(self, act: Act, key: str = "") -> str:
        """The reply as plain text, a form's problems included."""
        self.clock.advance_to(self.clock.now() + self.pause)
        profile = Profile(self.user, self.name, self.zone, role=self.role)
        key = key or f"event-{next(_KEYS)}"
        response = await self.dispatcher(Invocation(self.community, Place("local"), profile, act, key))
        self.last, self.member = response.reply, response.member or self.member
        self.users = response.reader.users
        return self.last.plain(response.reader.plain)


@dataclass
class Room:
    """A community with nobody in it yet."""

    store: Store
    community: CommunityId
    dispatcher: Dispatcher
    clock: SimulatedClock

    def chat(self, user: str = "ana", name: str = "Ana Silva", zone: ZoneName = LISBON) -> Chat:
        return Chat(user, name, self.community, self.dispatcher, self.clock, zone)


@asynccontextmanager
async def open_room(folder: Path, commands: Registry = COMMANDS) -> AsyncGenerator[Room]:
    clock = SimulatedClock(WEDNESDAY)
    async with Store.open(put_blank(folder), SECRET) as store:
        community = await store.community("local", "T1", "Test", clock.now())
        yield Room(store, community, Dispatcher(store, clock, commands, SECRET), clock)
