"""Phrases: the shapes of sentence that a command declares, compiled.

A phrase is words and holes: ``[just] met|saw {person}``. A word in brackets may be absent, ``a|b`` is either, ``~`` is
any number of small words such as "show me all my". A hole takes the words of one slot; the last one opens the tail, in
which the other slots stand in any order, each behind one of its lead words (`bot.language.tail`), and ``...`` opens it
without a slot of its own. `Fill` says what else a hole may ask for. A capital ``I`` in front is whoever tells it, said
or not: "I have just". ``^`` in front: it is meant only where it is all that is said and nothing else understands it, so
that "tomorrow evening" may be a wish. ``=slot:value`` takes no words and says what the phrase itself means for a slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias

from bot.language.literals import Literal, variants
from bot.language.literals import openings as openings_of

if TYPE_CHECKING:
    from bot.command import BoundSlot, Spec
    from bot.language.slots import Slots


class Fill(StrEnum):
    """What a hole takes, by the sign behind its slot's name."""

    ANYTHING = ""
    RECURRING = "*"
    """A time that recurs."""
    NO_TIME = "?"
    """Words that stand for a time but are none, so that the slot's kind says why."""
    POSSESSIVE = "'s"
    """A name in the possessive."""
    READABLE = "!"
    """Only what the slot's kind can read."""
    SHORT = "-"
    """One word or two."""
    OWN = "^"
    """One of the member's own things: "the invoice", "my promise to Ana", "newsletter reminder"."""


@dataclass(frozen=True, slots=True)
class Hole:
    slot: BoundSlot
    fill: Fill = Fill.ANYTHING


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Any number of words that say nothing by themselves."""


Element: TypeAlias = Literal | Hole | SmallWords


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase of one command. Without ``has_tail`` it is a whole clause by itself."""

    slots: Slots
    elements: tuple[Element, ...]
    presets: Mapping[str, str]
    has_tail: bool
    is_told: bool
    is_alone: bool

    @property
    def spec(self) -> Spec:
        return self.slots.spec

    @property
    def has_small_words(self) -> bool:
        return any(isinstance(each, SmallWords) for each in self.elements)

    @property
    def openings(self) -> frozenset[str]:
        """The words a sentence of this phrase can begin with; empty when it can begin with anything."""
        run = literals_of(self.elements)
        is_definite = len(run) == len(self.elements) or not all(each.optional for each in run)
        return openings_of(run) if is_definite else frozenset()

    @property
    def verbs(self) -> frozenset[str]:
        """The word the phrase begins with, behind whoever tells it."""
        run = literals_of(self.elements)[len(_TELLER_RUN) if self.is_told else 0 :]
        return run[0].forms if run and not run[0].optional else frozenset()

    @property
    def words(self) -> frozenset[str]:
        """The words that the phrase cannot do without."""
        literals = (each for each in self.elements if isinstance(each, Literal) and not each.optional)
        return frozenset(word for literal in literals for word in literal.forms)


_PRESET = re.compile(r"\s*=([a-z_]+):(\S+)")
_ELEMENT = re.compile(r"\{([a-z_]+)(\*|\?|'s|!|-|\^)?\}|(\[[^\]]+\]|\S+)")
_REST, _SMALL = "...", "~"
TELLER = "[i|we|i've|we've] [have] [just|also|finally|already|recently]"
_TELLER, _TELLER_RUN, _ALONE = "I ", TELLER.split(), "^ "


def compile_phrase(phrase: str, slots: Slots) -> tuple[Pattern, ...]:
    """Raise KeyError for a hole that is no slot of the command."""
    is_alone = phrase.startswith(_ALONE)
    return tuple(_compiled(variant, slots, is_alone=is_alone) for variant in variants(phrase.removeprefix(_ALONE)))


def _compiled(phrase: str, slots: Slots, *, is_alone: bool) -> Pattern:
    presets = {slots.spec.slots[name].name: value for name, value in _PRESET.findall(phrase)}
    is_told = phrase.startswith(_TELLER)
    written = _PRESET.sub("", " ".join((*_TELLER_RUN, phrase.removeprefix(_TELLER))) if is_told else phrase)
    matches = [match for match in _ELEMENT.finditer(written) if match[0] != _REST]
    elements = tuple(_element(match, slots.spec) for match in matches)
    has_tail = written.endswith(_REST) or isinstance(elements[-1], Hole)
    return Pattern(slots, elements, presets, has_tail, is_told, is_alone)


def _element(match: re.Match[str], spec: Spec) -> Element:
    if match[1]:
        return Hole(spec.slots[match[1]], Fill(match[2] or ""))
    return SmallWords() if match[3] == _SMALL else Literal.of(match[3])


def literals_of(elements: Iterable[Element]) -> list[Literal]:
    """Those before the first hole."""
    return [each for each in takewhile(lambda each: isinstance(each, Literal), elements) if isinstance(each, Literal)]
