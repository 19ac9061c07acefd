"""How far the reading of one tail has come, and what it may ask about the rest of the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from bot.language.words import Break

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.kinds import Facts
    from bot.language.sentence import Sentence
    from bot.language.slots import Slots


class Hold(Enum):
    """How firmly the part being read holds on to its words."""

    NOTHING = "nothing"
    """Nothing is being read."""
    LIGHTLY = "lightly"
    """Any slot that begins ends it: a place, a topic, "who maintains Arrow"."""
    ASIDE = "aside"
    """It lasts to the next comma: ", Arrow maintainer,"."""
    FIRMLY = "firmly"
    """It lasts as long as its clause does: a promise, a note, what to be reminded of."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Another command that could begin at some word.

    ``is_told``: it tells what happened or speaks to Hallway, so that it is no item in a list of things to do.
    ``is_led_to``: "I need to" or a time stands before it. ``name`` is the first of its people, if it names any.
    """

    is_complete: bool
    is_told: bool
    is_led_to: bool
    reads: bool
    name: str


class Rest(Protocol):
    """What is known of the sentence that a tail is part of."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def facts(self) -> Facts: ...

    def begins(self, at: int) -> Beginning | None:
        """The command that begins with this word, when all from there on is understood."""
        ...

    def is_order(self, at: int) -> bool:
        """Whether the word is one that only a command begins with."""
        ...

    def may_try(self) -> bool:
        """Whether one more guess is allowed: the bound on the work that one sentence makes."""
        ...


@dataclass(slots=True)
class Reading:
    """The state of one tail: what was told so far, which slots are open, and the part that is being read."""

    rest: Rest
    slots: Slots
    open: dict[str, BoundSlot]
    told: dict[str, str] = field(default_factory=dict[str, str])
    names: tuple[str, ...] = ()
    named_until: int = -1
    current: BoundSlot | None = None
    begin: int = 0
    hold: Hold = Hold.NOTHING
    is_of_place: bool = False

    @property
    def sentence(self) -> Sentence:
        return self.rest.sentence

    def is_boundary(self, at: int) -> bool:
        """Whether a comma, a stop or "and" stands before this word."""
        return self.sentence.is_after(at, Break.PAUSE) or self.sentence.is_joined(at)

    def is_just_named(self, at: int) -> bool:
        """Whether this word stands directly behind the name."""
        return at == self.named_until and self.current is None and not self.sentence.is_after(at, Break.PAUSE)
