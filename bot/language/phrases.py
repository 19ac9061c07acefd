"""Phrases: the shapes of sentence that a command declares, and matching a sentence against them.

A phrase is words and holes: ``[just] met|saw {person}``. A word in brackets may be absent, ``a|b`` is either, a hole
takes the words of one slot. The last hole opens the tail, in which the other slots stand in any order, each behind one
of its lead words (`bot.language.tail`). ``{when*}`` takes only a time that recurs; ``=slot:value`` takes no words and
says what the phrase itself means for a slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.command import Effect
from bot.language.tail import Part, read_tail

if TYPE_CHECKING:
    from bot.command import BoundSlot, Spec
    from bot.language.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Literal:
    """A word, in any of its forms, that may be optional."""

    forms: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Hole:
    slot: BoundSlot
    recurring: bool = False


Element: TypeAlias = Literal | Hole


@dataclass(frozen=True, slots=True)
class Match:
    """Which words filled which slots, and how many words were the phrase's own: the more, the surer."""

    slots: dict[str, str]
    weight: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase of one command."""

    spec: Spec
    elements: tuple[Element, ...]
    presets: Mapping[str, str]

    @property
    def openings(self) -> frozenset[str]:
        """The words a sentence of this phrase can begin with; empty when it begins with a hole."""
        words: set[str] = set()
        for element in self.elements:
            if isinstance(element, Hole):
                return frozenset()
            words |= element.forms
            if not element.optional:
                return frozenset(words)
        return frozenset(words)

    def matches(self, sentence: Sentence, first: int = 0) -> Iterator[Match]:
        """Every way in which the sentence, from word ``first`` on, is this phrase."""
        return _match(self, sentence, 0, _At(first, dict(self.presets), 0))


@dataclass(frozen=True, slots=True)
class _At:
    """How far a match has come: the next word, the slots so far, the weight so far."""

    word: int
    slots: dict[str, str]
    weight: int

    def then(self, word: int, *, weight: int = 0, **slots: str) -> _At:
        return _At(word, {**self.slots, **slots}, self.weight + weight)


_PRESET = re.compile(r"\s*=([a-z_]+):(\S+)")
_ELEMENT = re.compile(r"\{([a-z_]+)(\*?)\}|\[([^\]]+)\]|(\S+)")
_LONGEST_HOLE = 24
"""Words in the middle of a phrase: more are no name, topic or time, and trying them all would take too long."""


def compile_phrase(phrase: str, spec: Spec) -> Pattern:
    """Raise KeyError for a hole that is no slot of the command."""
    presets = {spec.slots[name].name: value for name, value in _PRESET.findall(phrase)}
    elements = tuple(_element(match, spec) for match in _ELEMENT.finditer(_PRESET.sub("", phrase)))
    return Pattern(spec, elements, presets)


def _element(match: re.Match[str], spec: Spec) -> Element:
    if match[1]:
        return Hole(spec.slots[match[1]], recurring=bool(match[2]))
    return Literal(frozenset((match[3] or match[4]).casefold().split("|")), optional=bool(match[3]))


def _match(pattern: Pattern, sentence: Sentence, index: int, at: _At) -> Iterator[Match]:
    if index == len(pattern.elements):
        if at.word == len(sentence):
            yield Match(at.slots, at.weight)
        return
    element = pattern.elements[index]
    if isinstance(element, Literal):
        yield from _match_literal(pattern, sentence, index, at)
    elif index == len(pattern.elements) - 1:
        yield from _match_tail(pattern.spec, element.slot, sentence, at)
    else:
        for after in _hole(element, pattern.elements[index + 1], sentence, at):
            yield from _match(pattern, sentence, index + 1, after)


def _match_literal(pattern: Pattern, sentence: Sentence, index: int, at: _At) -> Iterator[Match]:
    element = pattern.elements[index]
    assert isinstance(element, Literal)
    if at.word < len(sentence) and sentence.words[at.word].core in element.forms:
        yield from _match(pattern, sentence, index + 1, at.then(at.word + 1, weight=1))
    elif element.optional:
        yield from _match(pattern, sentence, index + 1, at)


def _hole(hole: Hole, follower: Element, sentence: Sentence, at: _At) -> Iterator[_At]:
    """The ends a hole in the middle can have: of a time phrase, or where the next word of the phrase stands."""
    name, tense = hole.slot.name, hole.slot.kind.tense
    if tense is not None:
        span = sentence.time_at(at.word, tense)
        if span is not None and (not hole.recurring or any(reading.rule for reading in span.readings[:1])):
            yield at.then(span.last, **{name: sentence.said(span.first, span.last)})
    elif isinstance(follower, Literal):
        for end in range(at.word + 1, min(len(sentence), at.word + _LONGEST_HOLE)):
            if sentence.words[end].core in follower.forms:
                yield at.then(end, **{name: sentence.said(at.word, end)})
    else:
        assert follower.slot.kind.tense is not None, "two holes side by side: the second must be a time"
        for span in sentence.times(follower.slot.kind.tense):
            if span.first > at.word:
                yield at.then(span.first, **{name: sentence.said(at.word, span.first)})


def _match_tail(spec: Spec, slot: BoundSlot, sentence: Sentence, at: _At) -> Iterator[Match]:
    if at.word >= len(sentence):
        return
    others = tuple(bound for bound in spec.visible_slots if bound.name not in at.slots and bound.name != slot.name)
    parts = read_tail(sentence, at.word, slot, others)
    if parts is not None:
        yield Match({**at.slots, **_filled(parts, spec)}, at.weight)


def _filled(parts: tuple[Part, ...], spec: Spec) -> dict[str, str]:
    """Several parts of one slot, such as two remarks, are one text; a question mark is not part of what is asked."""
    slots: dict[str, str] = {}
    for part in parts:
        text = part.text.rstrip("?! ") if spec.effect is Effect.READS else part.text
        if text:
            slots[part.slot] = f"{slots[part.slot]}, {text}" if part.slot in slots else text
    return slots
