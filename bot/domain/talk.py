"""What Hallway has in mind while it talks with one member: the question that waits, and what "that" means."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.ids import LENGTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import MemberId, PersonId

QUESTION_LIVES_FOR = timedelta(hours=12)
FORM_LIVES_FOR = timedelta(hours=1)
"""How long what is said may be meant for a form that was opened: nobody learns that one was closed again."""


class ItemKind(StrEnum):
    """The things a member can mean by "that"."""

    REMINDER = "reminder"
    PROMISE = "promise"
    FOLLOWUP = "followup"
    INTRODUCTION = "introduction"
    NUDGE = "nudge"
    NOTE = "note"
    CONTACT = "contact"


_LETTERS = {
    ItemKind.REMINDER: "r",
    ItemKind.PROMISE: "p",
    ItemKind.FOLLOWUP: "f",
    ItemKind.INTRODUCTION: "i",
    ItemKind.NUDGE: "n",
    ItemKind.NOTE: "t",
    ItemKind.CONTACT: "c",
}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_REFERENCE = re.compile(f"[{''.join(_KINDS)}][0-9a-v]{{{LENGTH}}}")


@dataclass(frozen=True, slots=True)
class ItemRef:
    """A reference to one of the member's own things: a letter for its kind + id. A nudge's id is its person's."""

    kind: ItemKind
    id: str

    def __str__(self) -> str:
        return _LETTERS[self.kind] + self.id

    @staticmethod
    def parse(text: str) -> ItemRef | None:
        """None for any other text, the name of a thing among them."""
        return ItemRef(_KINDS[text[0]], text[1:]) if _REFERENCE.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Filling:
    """A command being filled in: its name, and what was said for each slot so far, in words, and when.

    "In two hours" means two hours from ``said_at``, however long a question about it waits.
    """

    command: str
    slots: Mapping[str, str]
    said_at: datetime

    def with_slot(self, slot: str, text: str) -> Filling:
        return replace(self, slots={**self.slots, slot: text})

    def without(self, *slots: str) -> Filling:
        return replace(self, slots={name: text for name, text in self.slots.items() if name not in slots})


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that was offered: the text that means it alone, and how it was shown."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Pending:
    """Fillings that wait for the answer to one question: ``slot`` of the filling at ``index``.

    ``number`` counts up with each question, so that a button of an older one is recognised. ``words`` are the question
    as it was put, where nothing but doing what was said could put it again. One that ``is_form`` stands in a form that
    was opened, and is not known to wait: it is for what means nothing else.
    """

    fillings: tuple[Filling, ...]
    index: int
    slot: str
    options: tuple[Option, ...]
    number: int
    expires_at: datetime
    words: str = ""
    is_form: bool = False

    @property
    def filling(self) -> Filling:
        """The one that waits."""
        return self.fillings[self.index]

    def with_filling(self, filling: Filling) -> tuple[Filling, ...]:
        """All of them, with this one in the place of the one that waits."""
        return (*self.fillings[: self.index], filling, *self.fillings[self.index + 1 :])


@dataclass(frozen=True, slots=True)
class Talk:
    """The state of one member's conversation. ``focus`` is what "that" means, ``person`` whom "her" means."""

    owner: MemberId
    pending: Pending | None = None
    focus: ItemRef | None = None
    focused_at: datetime | None = None
    person: PersonId | None = None
    asked: int = 0

    def expects(self, now: datetime) -> Pending | None:
        """The question that still waits for its answer."""
        return self._lasting(now, is_form=False)

    def opened(self, now: datetime) -> Pending | None:
        """The one in a form that was opened a moment ago."""
        return self._lasting(now, is_form=True)

    def _lasting(self, now: datetime, *, is_form: bool) -> Pending | None:
        found = self.pending
        return found if found is not None and found.is_form is is_form and found.expires_at > now else None

    def asking(self, pending: Pending | None) -> Talk:
        return replace(self, pending=pending, asked=self.asked if pending is None else pending.number)

    def about(self, *, focus: ItemRef | None, person: PersonId | None, at: datetime) -> Talk:
        """The same talk, now about these; what is none stays what it was."""
        focused_at = self.focused_at if focus is None else at
        return replace(self, focus=focus or self.focus, focused_at=focused_at, person=person or self.person)

    def moved_on(self, *, at: datetime) -> Talk:
        """The same talk after something that cannot be "that": no earlier thing is meant by it any more."""
        return replace(self, focus=None, focused_at=at)
