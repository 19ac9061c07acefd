"""What platforms have in their menus beside slash commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ShortcutOn(Enum):
    """What a platform's menu stands on when a shortcut is chosen from it."""

    NOTHING = "nothing"
    PERSON = "person"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A command in a platform's menus: choosing it opens the command's form.

    The slot ``person`` opens with the person it was chosen on, or whoever wrote the message; ``text`` with its text.
    """

    label: str
    on: ShortcutOn
    person: str = ""
    text: str = ""
