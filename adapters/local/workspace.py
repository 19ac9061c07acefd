"""The platform's own side: who is there, which channels, everything that was posted, and what each has read.

It stands for what Slack or Discord keep on their servers, so Hallway's own database knows nothing of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, Self, TypeAlias, TypeVar

from adapters.local.archive import Archive, Channel, Persona
from adapters.local.forms import OpenForm
from adapters.local.messages import Draft, Message, dm, group_of, in_channel
from bot.domain.ids import new_id

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


T = TypeVar("T")


class NoSuchThing(LookupError):
    """The workspace has no persona, channel, message, button or form of that name."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It is new, or says something else now."""

    message: Message


@dataclass(frozen=True, slots=True)
class Removed:
    message: Message


@dataclass(frozen=True, slots=True)
class Changed:
    """Something else about one person is different now, or with no ``user`` about the workspace."""

    what: Literal["clock", "form", "marks", "people"]
    user: str | None = None


PATIENCE = 1_000
"""Happenings a watcher may be behind; one that is slower is told the end, and can start again with what is."""

Happening: TypeAlias = Posted | Removed | Changed


class Workspace:
    """In memory where ``path`` is none, else kept in that file. One process at a time; not for several threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._archive: Archive | None = None
        self._personas: dict[str, Persona] = {}
        self._channels: dict[str, Channel] = {}
        self._messages: dict[str, Message] = {}
        self._marks: dict[tuple[str, str], int] = {}
        self._forms: dict[str, OpenForm] = {}
        self._watchers: set[asyncio.Queue[Happening | None]] = set()
        self._last = 0
        self.has_groups = True
        """Whether Hallway may open conversations of several people."""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        if self._path is None:
            return
        self._archive = archive = await Archive.opened(self._path)
        self._personas = {persona.user: persona for persona in await archive.personas()}
        self._channels = {channel.name: channel for channel in await archive.channels()}
        self._messages = {message.id: message for message in await archive.messages()}
        self._marks = await archive.marks()
        self._last = max((message.seq for message in self._messages.values()), default=0)

    async def close(self) -> None:
        self.end_watching()
        if self._archive is not None:
            await self._archive.close()
            self._archive = None

    @property
    def is_new(self) -> bool:
        return not self._personas

    @property
    def personas(self) -> Sequence[Persona]:
        return tuple(self._personas.values())

    @property
    def channels(self) -> Sequence[Channel]:
        return tuple(self._channels.values())

    @property
    def last_seq(self) -> int:
        """The sequence number of the newest message there ever was."""
        return self._last

    def persona(self, user: str) -> Persona:
        """Raise NoSuchThing for somebody who is not here."""
        return _found(self._personas.get(user), user)

    def channel(self, name: str) -> Channel:
        """Raise NoSuchThing for a channel that is not here."""
        return _found(self._channels.get(name), name)

    def place(self, user: str, channel: str) -> None:
        """Raise NoSuchThing for a channel that is not here, or a group that this person is not in."""
        users = group_of(channel)
        if not users:
            self.channel(channel)
        elif user not in users:
            raise NoSuchThing(channel)

    async def add_persona(self, persona: Persona) -> None:
        self._personas[persona.user] = persona
        if self._archive is not None:
            await self._archive.keep_persona(persona)
        self._tell(Changed("people"))

    async def add_channel(self, channel: Channel) -> None:
        self._channels[channel.name] = channel
        if self._archive is not None:
            await self._archive.keep_channel(channel)
        self._tell(Changed("people"))

    async def refuse(self, user: str, *, refuses: bool) -> None:
        """Close or open somebody's direct messages."""
        await self.add_persona(replace(self.persona(user), refuses=refuses))

    async def post(self, conversation: str, author: str, draft: Draft, at: datetime) -> Message:
        self._last += 1
        message = Message(
            new_id(at),
            self._last,
            conversation,
            author,
            draft.audience,
            at,
            draft.parts,
            draft.plain,
            draft.key,
            draft.files,
        )
        self._messages[message.id] = message
        if self._archive is not None:
            await self._archive.keep_message(message)
        self._tell(Posted(message))
        return message

    async def edit(self, message_id: str, draft: Draft) -> None:
        """Have a message say something else where it stands. Raise NoSuchThing when it is gone."""
        before = _found(self._messages.get(message_id), message_id)
        message = replace(before, parts=draft.parts, plain=draft.plain, files=draft.files)
        self._messages[message.id] = message
        if self._archive is not None:
            await self._archive.keep_message(message)
        self._tell(Posted(message))

    async def remove(self, message_id: str) -> None:
        """Take a message away; nothing happens when it is gone already."""
        message = self._messages.pop(message_id, None)
        if message is None:
            return
        if self._archive is not None:
            await self._archive.drop_message(message)
        self._tell(Removed(message))

    def message(self, user: str, message_id: str) -> Message:
        """Raise NoSuchThing for a message that is not there or that this person cannot see."""
        message = self._messages.get(message_id)
        return _found(message if message and is_visible(message, user) else None, message_id)

    def seen_by(self, user: str, since: int = 0) -> list[Message]:
        """Everything this person can see after ``since``, in order."""
        return [each for each in self._messages.values() if each.seq > since and is_visible(each, user)]

    def in_channel(self, channel: str, since: int = 0) -> list[Message]:
        """What the whole channel sees after ``since``, in order."""
        place = in_channel(channel)
        return [
            each
            for each in self._messages.values()
            if each.seq > since and each.conversation == place and each.audience is None
        ]

    def with_key(self, conversation: str, key: str, since: datetime) -> list[Message]:
        """Messages that carry a delivery's key, oldest first."""
        return [
            each
            for each in self._messages.values()
            if each.key == key and each.conversation == conversation and each.at >= since
        ]

    def unread(self, user: str) -> dict[str, int]:
        """How many messages of others this person has not read, per conversation."""
        counts: dict[str, int] = {}
        for message in self.seen_by(user):
            is_new = message.seq > self._marks.get((user, message.conversation), 0)
            if is_new and message.author != user:
                counts[message.conversation] = counts.get(message.conversation, 0) + 1
        return counts

    async def mark_read(self, user: str, conversation: str, seq: int) -> None:
        """Everything up to ``seq`` in this conversation has been read."""
        if conversation != dm(self.persona(user).user):
            self.place(user, conversation.removeprefix(in_channel("")))
        if seq <= self._marks.get((user, conversation), 0):
            return
        self._marks[user, conversation] = seq
        if self._archive is not None:
            await self._archive.keep_mark(user, conversation, seq)
        self._tell(Changed("marks", user))

    def marks_of(self, user: str) -> dict[str, int]:
        """The last message this person has read, per conversation."""
        return {conversation: seq for (reader, conversation), seq in self._marks.items() if reader == user}

    def open_form(self, user: str) -> OpenForm | None:
        return self._forms.get(user)

    def show_form(self, user: str, form: OpenForm | None) -> None:
        """Open a form for somebody in place of the one they have, or close it. Forms do not survive a restart."""
        if self._forms.get(user) is form:
            return
        self._forms.pop(user, None)
        if form is not None:
            self._forms[user] = form
        self._tell(Changed("form", user))

    def announce_clock(self) -> None:
        """The clock was moved."""
        self._tell(Changed("clock"))

    @contextmanager
    def watching(self) -> Generator[asyncio.Queue[Happening | None], None, None]:
        """Everything that happens from here on, in order; none at the end."""
        queue: asyncio.Queue[Happening | None] = asyncio.Queue(PATIENCE)
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

    def end_watching(self) -> None:
        """Tell everybody who watches that there is no more to come."""
        self._tell(None)

    def _tell(self, happening: Happening | None) -> None:
        for queue in tuple(self._watchers):
            if queue.full():
                self._watchers.discard(queue)
                queue.get_nowait()
                queue.put_nowait(None)
            else:
                queue.put_nowait(happening)


def is_visible(message: Message, user: str) -> bool:
    """Whether this person can see the message."""
    if message.audience is not None:
        return message.audience == user
    in_sight = message.conversation == dm(user) or message.conversation.startswith(in_channel(""))
    return in_sight or user in group_of(message.conversation)


def _found(thing: T | None, name: str) -> T:
    if thing is None:
        raise NoSuchThing(name)
    return thing
