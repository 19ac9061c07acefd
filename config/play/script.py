"""A transcript as values: who is there, and what happens line by line. docs/transcripts.md describes the language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.members import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.times import ZoneName


@dataclass(frozen=True, slots=True)
class Reader:
    """A member or a channel, as something that sees messages."""

    name: str
    is_channel: bool = False

    def __str__(self) -> str:
        return f"#{self.name}" if self.is_channel else self.name


@dataclass(frozen=True, slots=True)
class Joins:
    name: str
    full_name: str
    zone: ZoneName
    role: Role = Role.MEMBER
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class Opens:
    """A channel is there from here on."""

    channel: str


@dataclass(frozen=True, slots=True)
class Says:
    """Typed text; no channel is the direct conversation."""

    member: str
    text: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """A file in the direct conversation, by its name and with this text in it."""

    member: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Types:
    """A slash command with the text behind it."""

    member: str
    command: str
    text: str
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Presses:
    """``beside`` is text in the row, or else the message, that holds the button."""

    member: str
    label: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Fills:
    member: str
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reads:
    """A file that came with a message: its text is seen from here on."""

    member: str
    file: str


class Since(Enum):
    """How far back an expectation looks."""

    ACT = "since their last act"
    NOW = "since their last act or the last wait"


@dataclass(frozen=True, slots=True)
class Sees:
    """``pattern`` is found, or is not where ``absent``, in what the reader received."""

    reader: Reader
    pattern: re.Pattern[str]
    absent: bool = False
    since: Since = Since.ACT


@dataclass(frozen=True, slots=True)
class SeesNothing:
    """Nothing arrived since the last line about the reader."""

    reader: Reader


@dataclass(frozen=True, slots=True)
class Waits:
    """Time passes: some of it, or until an instant. While ``down``, Hallway is not running."""

    time: timedelta | datetime
    down: bool = False


@dataclass(frozen=True, slots=True)
class Restarts:
    """Everything in memory is dropped and opened again on the same files."""


class Crash(Enum):
    """Where a crash in the middle of a delivery happens."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Crashes:
    """Hallway dies at the next message it sends, just before or just after the platform has it, and starts again."""

    when: Crash


@dataclass(frozen=True, slots=True)
class Refuses:
    """Direct messages to the member are refused from here on, or accepted again."""

    member: str
    closed: bool


@dataclass(frozen=True, slots=True)
class RefusesGroups:
    """The platform opens no conversations of several people from here on, or does again."""

    closed: bool


Upset: TypeAlias = Restarts | Crashes | Refuses | RefusesGroups
"""What goes wrong with Hallway, or with the platform."""

Act: TypeAlias = Joins | Opens | Says | Shares | Types | Presses | Fills | Reads | Sees | SeesNothing | Waits | Upset


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the file; a message of several lines is named by its first."""

    line: int
    source: str
    act: Act


@dataclass(frozen=True, slots=True)
class Script:
    """``starts`` is naive wall time in ``zone``."""

    name: str
    starts: datetime
    zone: ZoneName
    steps: tuple[Step, ...]


_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Mistake:
    line: int
    source: str
    expected: str


class Unreadable(Exception):
    """A file that is no transcript: every mistake in it, in order of lines."""

    def __init__(self, name: str, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(f"{name}: {len(mistakes)} mistakes")
        self.name = name
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(
            f"{self.name}:{mistake.line}: {mistake.source[:_SHOWN]}".rstrip() + f"\n  expected {mistake.expected}"
            for mistake in self.mistakes
        )
