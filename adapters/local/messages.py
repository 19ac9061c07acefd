"""Messages of the local workspace: plain data all the way down, so that nothing a person typed can become markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

HALLWAY = "hallway"
"""The author of everything Hallway says."""

GROUP = "group:"
"""How the conversations of groups begin. No channel is called so."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, and how it stands out. ``title`` says more when it is pointed at.

    ``moment`` is what a time stands for that everybody reads on their own clock, as JSON; ``text`` is for one of them.
    """

    text: str
    mark: Literal["", "strong", "code", "mention", "time"] = ""
    title: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True)
class ShownButton:
    label: str
    handle: str
    danger: bool = False


@dataclass(frozen=True, slots=True)
class ShownText:
    spans: tuple[Span, ...]
    type: Literal["text", "heading", "small"] = "text"


@dataclass(frozen=True, slots=True)
class ShownCopyable:
    text: str
    type: Literal["copyable"] = "copyable"


@dataclass(frozen=True, slots=True)
class ShownRow:
    spans: tuple[Span, ...]
    detail: tuple[Span, ...] = ()
    buttons: tuple[ShownButton, ...] = ()
    type: Literal["row"] = "row"


@dataclass(frozen=True, slots=True)
class ShownButtons:
    buttons: tuple[ShownButton, ...]
    type: Literal["buttons"] = "buttons"


@dataclass(frozen=True, slots=True)
class ShownFile:
    """``index`` counts within the message's files; ``size`` is in bytes."""

    name: str
    index: int
    size: int
    type: Literal["file"] = "file"


ShownPart: TypeAlias = Annotated[
    ShownText | ShownCopyable | ShownRow | ShownButtons | ShownFile, Field(discriminator="type")
]
PARTS: TypeAdapter[tuple[ShownPart, ...]] = TypeAdapter(tuple[ShownPart, ...])
"""How parts are written as JSON, and read back."""


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to be posted: its parts, the same as plain text, and the files the parts show.

    ``audience`` and ``key`` are the message's.
    """

    parts: tuple[ShownPart, ...]
    plain: str
    files: tuple[File, ...] = ()
    audience: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """Something posted. ``audience`` is the one person who sees it, none where the whole conversation does.

    ``conversation`` is "dm:ana", "channel:meetups" or "group:ana,bo"; ``key`` is the delivery's key, readable in the
    history.
    """

    id: str
    seq: int
    conversation: str
    author: str
    audience: str | None
    at: datetime
    parts: tuple[ShownPart, ...]
    plain: str
    key: str | None = None
    files: tuple[File, ...] = field(default=(), repr=False)

    @property
    def buttons(self) -> tuple[ShownButton, ...]:
        """Every button, in reading order."""
        return tuple(self._buttons())

    def _buttons(self) -> Iterator[ShownButton]:
        for part in self.parts:
            if isinstance(part, ShownRow | ShownButtons):
                yield from part.buttons


def dm(user: str) -> str:
    """The name of somebody's conversation with Hallway."""
    return f"dm:{user}"


def in_channel(channel: str) -> str:
    """The name of a channel's conversation, or of a group's, which stands for itself."""
    return channel if channel.startswith(GROUP) else f"channel:{channel}"


def in_group(users: Iterable[str]) -> str:
    """The name of the conversation that these people have with each other: always the same one."""
    return f"{GROUP}{','.join(sorted(users))}"


def group_of(conversation: str) -> tuple[str, ...]:
    """Who is in it, where it is a group's; nobody for any other conversation."""
    _, is_group, users = conversation.partition(GROUP)
    return tuple(users.split(",")) if is_group else ()
