"""Kinds: how the words given for one slot become a value, on every surface alike.

A kind gives the readings of a text, most likely first: one is clear, several are a question with buttons, none is a
`BadValue` that says what would do. A reading's ``text`` is unambiguous: read again, it gives that value alone, so a
chosen answer, a prefilled form and a pressed button all come back through the same gate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from bot.domain.ids import MemberId, PersonId
from bot.domain.naming_meetups import Programme
from bot.domain.things import Shelf
from bot.language.dates import Now, Tense

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.members import Member
    from bot.words import Phrase

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Somebody named: one of the member's people, a member of the community, or (neither id) a name not known yet."""

    name: str
    person: PersonId | None = None
    member: MemberId | None = None

    @property
    def is_known(self) -> bool:
        return self.person is not None or self.member is not None


@dataclass(frozen=True, slots=True)
class Facts:
    """What readings depend on: who speaks, when it was said, who might be meant by each name in it, which of the
    member's things can be named, and the occurrences of meetups that are coming, the next one first."""

    member: Member
    said_at: datetime
    candidates: Mapping[str, tuple[PersonRef, ...]] = field(default_factory=dict[str, tuple[PersonRef, ...]])
    things: Shelf = field(default_factory=Shelf)
    meetups: Programme = field(default_factory=Programme)

    @property
    def now(self) -> Now:
        return Now(self.said_at, self.member.zone)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """One thing a text can mean: its value, the text that means it alone, and what to call it.

    One that is not ``sure`` is asked about even when it is the only one.
    """

    value: T_co
    text: str
    label: Phrase
    sure: bool = True


class Input(StrEnum):
    """The control a form shows for a kind."""

    LINE = "line"
    AREA = "area"
    CHOICE = "choice"


class Kind(Protocol[T_co]):
    """What a slot can hold. ``hint`` stands for it in usage lines; ``choices`` are its only values, if it has any."""

    @property
    def hint(self) -> str: ...
    @property
    def input(self) -> Input: ...
    @property
    def tense(self) -> Tense | None:
        """For kinds of time: whether the past or the future is meant."""
        ...

    @property
    def names_people(self) -> bool: ...
    @property
    def names_things(self) -> bool: ...
    @property
    def names_meetups(self) -> bool: ...
    @property
    def choices(self) -> tuple[str, ...]: ...
    @property
    def takes_files(self) -> tuple[str, ...]:
        """How the names of files end whose text it reads."""
        ...

    @property
    def own_words(self) -> tuple[str, ...]:
        """Words that answer a question for this slot even where they would be a command of their own."""
        ...

    @property
    def reads_like(self) -> frozenset[str]:
        """Commands that an answer to a question for this slot may read like, without being one."""
        ...

    @property
    def is_statement(self) -> bool:
        """Whether a question for this slot is never answered by a question: that is something said beside it."""
        ...

    @property
    def ways_out(self) -> tuple[str, ...]:
        """Answers that leave the slot empty, offered with a question for it."""
        ...

    def is_answer(self, text: str) -> bool:
        """Whether the text answers a question for this slot whatever else it could mean."""
        ...

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[T_co]]:
        """Raise BadValue when the text cannot be read at all."""
        ...

    def unsaid(self, facts: Facts) -> Sequence[Reading[T_co]]:
        """What may be meant where nothing is said: one is, several are offered with the question."""
        ...

    def write(self, value: object) -> str:
        """The unambiguous text of a value."""
        ...


@dataclass(frozen=True, slots=True)
class Plain:
    """What most kinds have in common: one line to type, no time in it, no people."""

    hint: str
    input: Input = Input.LINE
    tense: Tense | None = None
    names_people: bool = False
    names_things: bool = False
    names_meetups: bool = False
    choices: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    ways_out: tuple[str, ...] = ()
    reads_like: frozenset[str] = frozenset()
    takes_files: tuple[str, ...] = ()
    is_statement: bool = False

    def is_answer(self, text: str) -> bool:
        return text.strip(" .!").casefold() in self.own_words

    def unsaid(self, facts: Facts) -> Sequence[Reading[Any]]:
        del facts
        return ()

    def write(self, value: object) -> str:
        return str(value)
