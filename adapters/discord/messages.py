"""Messages as Discord takes them, and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import TypeAlias

Json: TypeAlias = Mapping[str, object]
"""An object of a request or of an answer."""

CONTENT = 2000
EMBED = 4096
EMBEDS = 6000
"""Characters of all embeds of a message together."""

BUTTONS_IN_ROW = 5
ROWS = 5
BUTTONS = BUTTONS_IN_ROW * ROWS
OPTIONS = 25
LABEL = 80
OPTION_LABEL = 100
CUSTOM_ID = 100
FILES = 10


class Component(IntEnum):
    """Discord's numbers for what stands below a message or in a modal."""

    ROW = 1
    BUTTON = 2
    SELECT = 3
    TEXT_INPUT = 4
    LABEL = 18


class Flag(IntFlag):
    NO_PREVIEWS = 1 << 2
    """SUPPRESS_EMBEDS: nobody's links are unfolded; it would hide embeds of our own too."""
    EPHEMERAL = 1 << 6


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """One message about to be sent: its text, more text in embeds, rows of buttons or selects, and files."""

    content: str
    rows: tuple[Json, ...] = ()
    embeds: tuple[str, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def has_anything(self) -> bool:
        """Whether Discord would take it: white space alone is nothing to it."""
        return bool(self.content.strip() or self.embeds or self.rows or self.files)

    def payload(self, *, private: bool = False) -> dict[str, object]:
        """The body of the request, files left out. Nobody is ever notified by a mention in it."""
        flags = Flag.EPHEMERAL if private else Flag(0)
        if not self.embeds:
            flags |= Flag.NO_PREVIEWS
        body: dict[str, object] = {
            "content": self.content,
            "embeds": [{"description": text} for text in self.embeds],
            "components": list(self.rows),
            "allowed_mentions": {"parse": []},
            "flags": int(flags),
        }
        if self.files:
            body["attachments"] = [{"id": str(index), "filename": file.name} for index, file in enumerate(self.files)]
        return body
