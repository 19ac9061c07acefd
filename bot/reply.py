"""What Hallway answers: a Reply of a closed set of parts, the same for every platform, each with its plain text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from bot.words import PLAIN, Mention, Phrase, Words, mentions_in, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.ids import PersonId
    from bot.domain.talk import ItemRef


@dataclass(frozen=True, slots=True)
class Call:
    """A command by its name, with what would be said for its slots: it goes through the same gate as typed words."""

    command: str
    slots: Mapping[str, str]


def call(command: str, /, **slots: str) -> Call:
    return Call(command, slots)


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what pressing it stands for."""

    label: Phrase
    call: Call
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Heading:
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Small:
    """An aside in small print."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Copyable:
    """Text for the member to copy as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a list, with what can be done about it."""

    phrase: Phrase
    buttons: tuple[Button, ...] = ()
    detail: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Buttons:
    buttons: tuple[Button, ...]

    @staticmethod
    def of(*buttons: Button) -> Buttons:
        return Buttons(buttons)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file for the member alone."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """A command to be filled in, opened with ``values`` in its slots and ``problems`` said at theirs."""

    command: str
    values: Mapping[str, str]
    problems: Mapping[str, Phrase]


Part: TypeAlias = Line | Heading | Small | Copyable | Row | Buttons | Attachment | Form


@dataclass(frozen=True, slots=True)
class Reply:
    """Parts in reading order. ``public`` replies may be seen by the whole channel they are given in.

    ``focus`` is what "that" means from here on, ``person`` whom "her" means.
    """

    parts: tuple[Part, ...]
    public: bool = False
    focus: ItemRef | None = None
    person: PersonId | None = None

    @staticmethod
    def of(*parts: Part | Phrase, focus: ItemRef | None = None, person: PersonId | None = None) -> Reply:
        """A reply from parts; a bare phrase is a paragraph."""
        return Reply(
            tuple(Line(part) if isinstance(part, Phrase) else part for part in parts), focus=focus, person=person
        )

    def plus(self, *parts: Part) -> Reply:
        return replace(self, parts=self.parts + parts)

    def after(self, *parts: Part) -> Reply:
        return replace(self, parts=parts + self.parts)

    @property
    def form(self) -> Form | None:
        return next((part for part in self.parts if isinstance(part, Form)), None)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every button of the reply, in reading order."""
        return tuple(button for part in self.parts if isinstance(part, Row | Buttons) for button in part.buttons)

    @property
    def mentions(self) -> Iterator[Mention]:
        """Every member it names."""
        return (mention for part in self.parts for phrase in _phrases(part) for mention in mentions_in(phrase))

    def plain(self, words: Words = PLAIN) -> str:
        """The whole reply as plain text: what a notification, a screen reader or a terminal shows."""
        return "\n".join(text for part in self.parts if (text := plain(part, words)))


def joined(replies: Sequence[Reply]) -> Reply:
    """Several as one, in their order; what the last of them is about is what it is about."""
    first = replies[0]
    for reply in replies[1:]:
        first = Reply(
            first.parts + reply.parts,
            first.public and reply.public,
            focus=reply.focus or first.focus,
            person=reply.person or first.person,
        )
    return first


NOTHING = Reply(())
"""No answer at all: what a repeated event gets."""


def _phrases(part: Part) -> tuple[Phrase, ...]:
    match part:
        case Line(phrase) | Heading(phrase) | Small(phrase):
            return (phrase,)
        case Row(phrase, _, detail):
            return (phrase,) if detail is None else (phrase, detail)
        case Copyable() | Attachment() | Buttons() | Form():
            return ()
        case _:
            assert_never(part)


def plain(part: Part, words: Words = PLAIN) -> str:
    """One part as plain text. Buttons are for pressing and read as nothing."""
    match part:
        case Line(phrase) | Heading(phrase) | Small(phrase):
            return words.put(phrase)
        case Copyable(text):
            return text
        case Row(phrase, _, detail):
            return words.put(phrase) if detail is None else f"{words.put(phrase)}\n{words.put(detail)}"
        case Attachment(name):
            return words.put(say("Attached: {name}", name=name))
        case Buttons():
            return ""
        case Form(problems=problems):
            return "\n".join(words.put(problem) for problem in problems.values())
        case _:
            assert_never(part)
