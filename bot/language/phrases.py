"""Phrases: the shapes of sentence that a command declares, compiled.

A phrase is words and holes: ``[just] met|saw {person}``. A word in brackets may be absent, ``a|b`` is either, ``~`` is
any number of small words such as "show me all my". A hole takes the words of one slot; the last one opens the tail, in
which the other slots stand in any order, each behind one of its lead words (`bot.language.tail`), and ``...`` opens it
without a slot of its own. `Fill` says what else a hole may ask for. A capital ``I`` in front is whoever tells it, said
or not: "I have just". ``^`` in front: it is meant only where it is all that is said and nothing else understands it, so
that "tomorrow evening" may be a wish. ``=slot:value`` takes no words and says what the phrase itself means for a slot.

``>call|email`` are words with which the text of the last hole begins: a phrase of so common words is only one when
nothing is left to ask. ``WHEN`` in front asks for a time that surely was or surely will be, for the phrase does not say
which: "coffee with Ana yesterday". ``AND`` in front is only said behind another command, of the person named there.
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
    THING = "&"
    """What is called a reminder or a promise: "the invoice reminder"."""
    NAME = "@"
    """A name, or "my boss"."""
    FULL_NAME = "+"
    """A name of two words or more, with their capitals."""
    TOLD_OF = "#"
    """A first name of whom something is told that is said of people alone: "Halima is vegan"."""
    LABELLED = "<"
    """A text behind a colon: "offer: CV reviews"."""
    DATED = "%"
    """What is named by its day: "Rust night of 12 March"."""
    EVENT = "$"
    """What is called as meetups are: "Rust night", "the board game evening"."""
    NAMED_EVENT = "$+"
    """The same, with a capital: "Rust night", no "team lunch"."""
    BY_DAY = "="
    """A meetup that only its day names: "I'm coming on Thursday"."""
    LABEL = ":"
    """A time with a colon or a dash behind it, or a name with a colon."""


@dataclass(frozen=True, slots=True)
class Hole:
    """``is_of_whom``: the people the command is about, of whom there may be several."""

    slot: BoundSlot
    fill: Fill = Fill.ANYTHING
    is_of_whom: bool = False


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Any number of words that say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the text of the last hole begins, before the words of the phrase that belong to it."""


Element: TypeAlias = Literal | Hole | SmallWords | Mark


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase of one command. Without ``has_tail`` it is a whole clause by itself."""

    slots: Slots
    elements: tuple[Element, ...]
    presets: Mapping[str, str]
    has_tail: bool
    is_told: bool
    is_alone: bool
    needs_time: bool = False
    is_aside: bool = False
    needs: tuple[frozenset[str], ...] = ()
    """The forms of each word that it cannot do without."""

    def may_be_in(self, vocabulary: frozenset[str]) -> bool:
        """Whether a sentence of these words can hold it: most phrases need not be looked at any further."""
        for forms in self.needs:  # noqa: SIM110 - asked more often than anything else, and a plain loop is faster
            if forms.isdisjoint(vocabulary):
                return False
        return True

    @property
    def spec(self) -> Spec:
        return self.slots.spec

    @property
    def has_small_words(self) -> bool:
        return any(isinstance(each, SmallWords) for each in self.elements)

    @property
    def has_holes(self) -> bool:
        return any(isinstance(each, Hole) for each in self.elements)

    @property
    def is_common(self) -> bool:
        """Whether its words are so common that only a whole command is one."""
        return self.needs_time or any(isinstance(each, Mark) for each in self.elements)

    @property
    def asks_nothing(self) -> bool:
        """Whether it is only meant where nothing is left to ask."""
        return self.is_common and not self.is_alone

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but the text of its last hole."""
        return isinstance(self.elements[0], Mark)

    @property
    def openings(self) -> frozenset[str]:
        """The words a sentence of this phrase can begin with; empty when it can begin with anything."""
        run = literals_of(self.elements)
        is_whole = all(isinstance(each, Literal | Mark) for each in self.elements)
        is_definite = is_whole or not all(each.optional for each in run)
        return openings_of(run) if is_definite else frozenset()

    @property
    def verbs(self) -> frozenset[str]:
        """The word the phrase begins with, behind whoever tells it."""
        if self.is_common or self.is_aside:
            return frozenset()
        run = literals_of(self.elements)[len(_TELLER_RUN) if self.is_told else 0 :]
        return run[0].forms if run and not run[0].optional else frozenset()

    @property
    def words(self) -> frozenset[str]:
        """The words that the phrase cannot do without."""
        literals = (each for each in self.elements if isinstance(each, Literal) and not each.optional)
        return frozenset(word for literal in literals for word in literal.forms)


_PRESET = re.compile(r"\s*=([a-z_]+):(\S+)")
_ELEMENT = re.compile(r"\{([a-z_]+)(\*|\?|'s|!|-|@|\+|:|\^|&|%|\$\+|\$|#|<|=)?\}|(>|\[[^\]]+\]|[^\s>]+)")
_REST, _SMALL, _MARK = "...", "~", ">"
TELLER = "[i|we|i've|we've] [have] [just|also|finally|already|recently]"
_TELLER, _TELLER_RUN, _ALONE = "I ", TELLER.split(), "^ "
_NEEDS_TIME, _ASIDE = "WHEN ", "AND "


def compile_phrase(phrase: str, slots: Slots) -> tuple[Pattern, ...]:
    """Raise KeyError for a hole that is no slot of the command."""
    is_alone = phrase.startswith(_ALONE)
    return tuple(_compiled(variant, slots, is_alone=is_alone) for variant in variants(phrase.removeprefix(_ALONE)))


def _compiled(phrase: str, slots: Slots, *, is_alone: bool) -> Pattern:
    presets = {slots.spec.slots[name].name: value for name, value in _PRESET.findall(phrase)}
    needs_time, is_aside = phrase.startswith(_NEEDS_TIME), phrase.startswith(_ASIDE)
    phrase = phrase.removeprefix(_NEEDS_TIME).removeprefix(_ASIDE)
    is_told = phrase.startswith(_TELLER)
    written = _PRESET.sub("", " ".join((*_TELLER_RUN, phrase.removeprefix(_TELLER))) if is_told else phrase)
    matches = [match for match in _ELEMENT.finditer(written) if match[0] != _REST]
    elements = tuple(_element(match, slots) for match in matches)
    has_tail = written.endswith(_REST) or isinstance(elements[-1], Hole)
    literals = (each for each in elements if isinstance(each, Literal) and not each.optional and not each.endings)
    needs = tuple(literal.forms for literal in literals)
    return Pattern(slots, elements, presets, has_tail, is_told, is_alone, needs_time, is_aside, needs)


def _element(match: re.Match[str], slots: Slots) -> Element:
    if match[1]:
        bound = slots.spec.slots[match[1]]
        return Hole(bound, Fill(match[2] or ""), is_of_whom=bound is slots.person and not match[2])
    if match[3] == _MARK:
        return Mark()
    return SmallWords() if match[3] == _SMALL else Literal.of(match[3])


def literals_of(elements: Iterable[Element]) -> list[Literal]:
    """Those before the first hole."""
    fixed = takewhile(lambda each: isinstance(each, Literal | Mark), elements)
    return [each for each in fixed if isinstance(each, Literal)]
