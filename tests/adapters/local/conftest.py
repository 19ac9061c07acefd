"""A local workspace with the real core behind it: Ana in Lisbon, Bo in New York, one channel, a clock set by hand."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.local.archive import Channel, Persona
from adapters.local.messages import HALLWAY, Message
from adapters.local.messenger import LocalMessenger
from adapters.local.platform import LocalPlatform
from adapters.local.workspace import Workspace
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.domain.ids import CommunityId
from bot.domain.times import ZoneName
from config.clocks import SimulatedClock
from storage.store import Store
from tests.blank import put_blank

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
SECRET = b"thirty-two bytes that open it up"
PEOPLE = (
    Persona("ana", "Ana Silva", ZoneName("Europe/Lisbon")),
    Persona("bo", "Bo Chen", ZoneName("America/New_York")),
)


@dataclass(frozen=True)
class Place:
    """The workspace and everything that acts on it."""

    workspace: Workspace
    platform: LocalPlatform
    messenger: LocalMessenger
    store: Store
    community: CommunityId
    clock: SimulatedClock

    def heard(self, user: str, since: int = 0) -> list[Message]:
        """What Hallway said to somebody."""
        return [message for message in self.platform.seen_by(user, since) if message.author == HALLWAY]

    def last(self, user: str) -> Message:
        return self.heard(user)[-1]

    async def press(self, user: str, label: str) -> None:
        """Press the newest button of that label."""
        message, handle = next(
            (message, button.handle)
            for message in reversed(self.platform.seen_by(user))
            for button in message.buttons
            if button.label == label
        )
        await self.platform.press(user, message.id, handle)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    clock = SimulatedClock(NOW)
    async with Store.open(put_blank(tmp_path), SECRET) as store, Workspace() as workspace:
        community = await store.community("local", "local", "Hallway", NOW)
        dispatcher = Dispatcher(store, clock, COMMANDS, SECRET)
        platform = LocalPlatform(workspace, dispatcher, community, clock)
        for persona in PEOPLE:
            await workspace.add_persona(persona)
        await workspace.add_channel(Channel("meetups"))
        yield Place(workspace, platform, LocalMessenger(workspace, dispatcher, clock), store, community, clock)
