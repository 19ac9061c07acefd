"""What one persona's page shows, as the JSON events of its stream."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, TypeAlias

from adapters.local.messages import PARTS
from adapters.local.render import on_the_clock_of
from adapters.local.workspace import Posted, Removed, is_visible

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.local.messages import Message
    from adapters.local.platform import LocalPlatform
    from adapters.local.workspace import Happening

SHOWN = 400
"""Messages a page opens with; older ones stay in the history."""

HEARTBEAT = timedelta(seconds=15)

Json: TypeAlias = Mapping[str, object]


class Screen:
    """One persona's view. Raises NoSuchThing for a persona who is not there."""

    def __init__(self, platform: LocalPlatform, user: str, ahead: Callable[[], timedelta]) -> None:
        self._platform = platform
        self._workspace = platform.workspace
        self._user = self._workspace.persona(user).user
        self._ahead = ahead

    async def events(self) -> AsyncIterator[str]:
        """First everything, then what changes, until the workspace ends it."""
        with self._workspace.watching() as queue:
            yield _event("snapshot", self.snapshot())
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT.total_seconds()):
                        first = await queue.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                happenings = [first, *_waiting(queue)]
                for event in self._changes(happenings):
                    yield event
                if None in happenings:
                    return

    def snapshot(self) -> Json:
        messages = self._workspace.seen_by(self._user)[-SHOWN:]
        return {
            "channels": [asdict(channel) for channel in self._workspace.channels],
            "commands": self._commands(),
            "messages": [self._shown(message) for message in messages],
            **self.state(),
        }

    def state(self) -> Json:
        """What is small enough to be sent again whenever any of it changes."""
        form = self._workspace.open_form(self._user)
        return {
            "you": self._user,
            "personas": [asdict(persona) for persona in self._workspace.personas],
            "waiting": {
                each.user: sum(self._workspace.unread(each.user).values()) for each in self._workspace.personas
            },
            "marks": self._workspace.marks_of(self._user),
            "form": None if form is None else asdict(form),
            "now": _stamp(self._platform.clock.now()),
            "ahead": int(self._ahead().total_seconds()),
        }

    def _changes(self, happenings: list[Happening | None]) -> Iterator[str]:
        for happening in happenings:
            match happening:
                case Posted(message) if is_visible(message, self._user):
                    yield _event("message", self._shown(message))
                case Removed(message) if is_visible(message, self._user):
                    yield _event("removed", {"id": message.id})
                case _:
                    pass
        yield _event("state", self.state())

    def _shown(self, message: Message) -> Json:
        return shown(on_the_clock_of(self._workspace.persona(self._user), message, self._platform.clock.now()))

    def _commands(self) -> list[Json]:
        return [
            {"name": spec.name, "usage": spec.usage, "help": spec.help, "examples": spec.examples}
            for spec in self._platform.dispatcher.commands.visible
        ]


def shown(message: Message) -> Json:
    """A message as the page gets it."""
    return {
        "id": message.id,
        "seq": message.seq,
        "conversation": message.conversation,
        "author": message.author,
        "only_you": message.audience is not None,
        "at": _stamp(message.at),
        "parts": PARTS.dump_python(message.parts, mode="json"),
    }


def _event(name: str, data: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _waiting(queue: asyncio.Queue[Happening | None]) -> Iterator[Happening | None]:
    while not queue.empty():
        yield queue.get_nowait()
