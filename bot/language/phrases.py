"""Phrases: the shapes of sentence that a command declares, and matching the head of a sentence against them.

A phrase is words and holes: ``[just] met|saw {person}``. A word in brackets may be absent, ``a|b`` is either, a hole
takes the words of one slot. The last hole opens the tail, in which the other slots stand in any order, each behind one
of its lead words (`bot.language.tail`); ``...`` opens it without a slot of its own. ``{when*}`` takes only a time that
recurs, ``{person's}`` a name in the possessive, ``{zone!}`` only what its kind can read. A capital ``I`` in front is
whoever tells it, said or not: "I have just". ``=slot:value`` takes no words and says what the phrase itself means for a
slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias

from bot.errors import UserError
from bot.language.dates import Tense
from bot.language.literals import Literal, variants
from bot.language.literals import openings as openings_of
from bot.language.naming import name_end
from bot.language.spans import span_at

if TYPE_CHECKING:
    from bot.command import BoundSlot, Spec
    from bot.language.reading import Rest
    from bot.language.slots import Slots


@dataclass(frozen=True, slots=True)
class Hole:
    slot: BoundSlot
    is_recurring: bool = False
    is_possessive: bool = False
    is_strict: bool = False


Element: TypeAlias = Literal | Hole


@dataclass(frozen=True, slots=True)
class Head:
    """How a sentence begins as a phrase does: where its tail begins and with which slot, the slots before it, and how
    many words were the phrase's own: the more, the surer."""

    word: int
    slots: Mapping[str, str] = field(default_factory=dict[str, str])
    weight: int = 0
    hole: Hole | None = None

    def then(self, word: int, *, weight: int = 0, slots: Mapping[str, str] | None = None) -> Head:
        return Head(word, {**self.slots, **(slots or {})}, self.weight + weight)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase of one command. Without ``has_tail`` it is a whole clause by itself."""

    slots: Slots
    elements: tuple[Element, ...]
    presets: Mapping[str, str]
    has_tail: bool

    @property
    def spec(self) -> Spec:
        return self.slots.spec

    @property
    def openings(self) -> frozenset[str]:
        """The words a sentence of this phrase can begin with; empty when it begins with a hole."""
        run = _literals(self.elements)
        return (
            openings_of(run)
            if len(run) == len(self.elements) or any(not each.optional for each in run)
            else frozenset()
        )

    @property
    def verbs(self) -> frozenset[str]:
        """The first words that the phrase cannot do without."""
        return next((each.forms for each in _literals(self.elements) if not each.optional), frozenset[str]())

    @property
    def words(self) -> frozenset[str]:
        """The words that the phrase cannot do without."""
        literals = (each for each in self.elements if isinstance(each, Literal) and not each.optional)
        return frozenset(word for literal in literals for word in literal.forms)

    def heads(self, rest: Rest, first: int) -> Iterator[Head]:
        """Every way in which the sentence, from word ``first`` on, begins as this phrase."""
        return _heads(self, rest, 0, Head(first, self.presets))


_PRESET = re.compile(r"\s*=([a-z_]+):(\S+)")
_ELEMENT = re.compile(r"\{([a-z_]+)(\*|'s|!)?\}|(\[[^\]]+\]|\S+)")
_REST = "..."
_TELLER = ("I ", "[i|we|i've|we've] [have] [just|also|finally|already|recently] ")
_LONGEST_TIME = 8
_LONGEST_HOLE = 24
"""Words in the middle of a phrase: more are no name, topic or time, and trying them all would take too long."""


def compile_phrase(phrase: str, slots: Slots) -> tuple[Pattern, ...]:
    """Raise KeyError for a hole that is no slot of the command."""
    return tuple(_compiled(variant, slots) for variant in variants(phrase))


def _compiled(phrase: str, slots: Slots) -> Pattern:
    presets = {slots.spec.slots[name].name: value for name, value in _PRESET.findall(phrase)}
    written = _PRESET.sub("", phrase.replace(*_TELLER) if phrase.startswith(_TELLER[0]) else phrase)
    matches = [match for match in _ELEMENT.finditer(written) if match[0] != _REST]
    elements = tuple(_element(match, slots.spec) for match in matches)
    return Pattern(slots, elements, presets, written.endswith(_REST) or isinstance(elements[-1], Hole))


def _element(match: re.Match[str], spec: Spec) -> Element:
    if match[1]:
        return Hole(spec.slots[match[1]], match[2] == "*", match[2] == "'s", match[2] == "!")
    return Literal.of(match[3])


def _heads(pattern: Pattern, rest: Rest, index: int, head: Head) -> Iterator[Head]:
    if index == len(pattern.elements):
        yield head
        return
    element = pattern.elements[index]
    if isinstance(element, Literal):
        yield from _through_literal(pattern, rest, index, head)
    elif index == len(pattern.elements) - 1:
        if _is_readable(element, rest, head.word):
            yield Head(head.word, head.slots, head.weight, element)
    else:
        for end, slots in _through_hole(element, pattern.elements[index + 1 :], rest, head.word):
            yield from _heads(pattern, rest, index + 1, head.then(end, slots=slots))


def _through_literal(pattern: Pattern, rest: Rest, index: int, head: Head) -> Iterator[Head]:
    element = pattern.elements[index]
    assert isinstance(element, Literal)
    cores = rest.sentence.cores
    if head.word < len(cores) and cores[head.word] in element.forms:
        yield from _heads(pattern, rest, index + 1, head.then(head.word + 1, weight=1))
    if element.optional:
        yield from _heads(pattern, rest, index + 1, head)


def _is_readable(hole: Hole, rest: Rest, first: int) -> bool:
    if not hole.is_strict:
        return True
    try:
        hole.slot.kind.readings(rest.sentence.said(first, len(rest.sentence)), rest.facts)
    except UserError:
        return False
    return True


def _through_hole(
    hole: Hole, followers: Sequence[Element], rest: Rest, first: int
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The ends a hole in the middle can have: of a time or a name, or where the next word of the phrase stands."""
    sentence, slot = rest.sentence, hole.slot
    if first >= len(sentence):
        return
    if slot.kind.tense is not None:
        span = span_at(sentence, first, slot, rest.facts)
        if span is None:
            yield from _meant_as_time(slot, followers, rest, first)
        elif not hole.is_recurring or any(each.rule for each in span.readings):
            yield span.last, {slot.name: sentence.said(span.first, span.last)}
    else:
        words = openings_of(_literals(followers))
        for end in range(first + 1, min(len(sentence), first + _LONGEST_HOLE)):
            if sentence.cores[end] in words and _fits(hole, rest, first, end):
                yield end, {slot.name: _text(hole, sentence.said(first, end))}


def _meant_as_time(
    slot: BoundSlot, followers: Sequence[Element], rest: Rest, first: int
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Words that stand for a time but are none to come, "on 31 February" or "yesterday": the slot's kind says why."""
    sentence = rest.sentence
    if sentence.cores[first] not in slot.slot.lead and sentence.time_at(first, Tense.PAST) is None:
        return
    words = openings_of(_literals(followers))
    ends = (end for end in range(first + 1, min(len(sentence), first + _LONGEST_TIME)) if sentence.cores[end] in words)
    for end in ends:
        yield end, {slot.name: sentence.said(first, end)}


def _literals(elements: Sequence[Element]) -> list[Literal]:
    """Those before the first hole."""
    return [each for each in takewhile(lambda each: isinstance(each, Literal), elements) if isinstance(each, Literal)]


def _fits(hole: Hole, rest: Rest, first: int, end: int) -> bool:
    if hole.slot.kind.names_people and name_end(rest.sentence, first, lambda at: at >= end) != end:
        return False
    return not hole.is_possessive or rest.sentence.said(first, end).endswith(("'s", "s'"))


def _text(hole: Hole, said: str) -> str:
    return said.removesuffix("'s").removesuffix("'") if hole.is_possessive else said
