"""What a transcript is played on: one platform with Hallway behind it, as a promise every platform can keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from config.play.script import Crash, Joins, Reader


@dataclass(frozen=True, slots=True)
class Sight:
    """One message as somebody sees it, its buttons and fields included; one that was edited is seen again.

    ``number`` counts up over the whole stage and is the same for everybody who sees the same message.
    """

    number: int
    text: str
    buttons: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.text, " ".join(f"[{label}]" for label in self.buttons))))


class NotThere(Exception):
    """Somebody reached for a button, field, form or file that they do not see; the message says what they do see."""


class Stage(Protocol):
    """Members, channels, what they do and what they see. Every act returns once Hallway has answered it in full.

    Names are the transcript's. Deliveries that are due are made as part of every act and of ``advance``.
    """

    @property
    def now(self) -> datetime:
        """Aware UTC; moved by ``advance`` and, by a millisecond, by every act."""
        ...

    async def member(self, member: Joins) -> None: ...

    async def channel(self, name: str) -> None: ...

    async def say(self, member: str, text: str, channel: str | None = None) -> None:
        """In a channel the text is addressed to Hallway."""
        ...

    async def share(self, member: str, file: str, content: bytes) -> None:
        """Share a file in the direct conversation."""
        ...

    async def slash(self, member: str, command: str, text: str, channel: str | None = None) -> None: ...

    async def press(self, member: str, label: str, beside: str = "") -> None:
        """The newest button of that label the member sees; ``beside`` this text in its row or else its message.

        Raises NotThere.
        """
        ...

    async def fill(self, member: str, slots: Mapping[str, str]) -> None:
        """Write into the fields of the form that is open for the member and submit it. Raises NotThere."""
        ...

    async def read(self, member: str, file: str) -> None:
        """Show the member the text of the newest file of that name which they see. Raises NotThere."""
        ...

    def seen(self, reader: Reader) -> Sequence[Sight]:
        """Everything the reader received, oldest first. Only ever grows, also over ``restart``.

        A member's holds replies to them wherever given, what was sent to them alone and what to groups they are in; a
        channel's what all its members see.
        """
        ...

    async def advance(self, until: datetime) -> None:
        """Move the clock to the next moment at which something is due, ``until`` at the latest, and make it arrive."""
        ...

    async def restart(self, *, after: datetime | None = None) -> None:
        """Drop everything in memory and open it again on the same files, at ``after`` if given."""
        ...

    async def crash(self, when: Crash) -> None:
        """Let Hallway die around the next message it sends, and start again at once."""
        ...

    async def refuse(self, member: str, *, closed: bool) -> None:
        """Close the member's direct messages, or open them again."""
        ...

    async def refuse_groups(self, *, closed: bool) -> None:
        """Let the platform open no conversations of several people, or let it again."""
        ...

    async def close(self) -> None: ...
