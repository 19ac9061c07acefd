"""From a sentence to commands being filled in, by the phrases that the commands declare. Pure, and never a guess.

A sentence that several phrases fit is the one whose phrase has most words of its own. One that none fits, or that
leaves a word over, is not understood, and the nearest things that could have been meant are named instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from bot.domain.talk import Filling
from bot.kinds.people import PRONOUNS
from bot.language.occasions import on_each_occasion
from bot.language.parse import Parse
from bot.language.phrasebook import Phrases
from bot.language.phrases import Pattern, compile_phrase
from bot.language.politeness import before_closing
from bot.language.sentence import Sentence
from bot.language.slots import Slots
from bot.language.spelling import slips_of
from bot.language.tail import TailReader
from bot.language.trailing import before_reasons, before_wish, is_dated, needs_no_reason

if TYPE_CHECKING:
    from bot.command import BoundSlot, Spec
    from bot.language.clauses import Clause
    from bot.language.dates import Now
    from bot.registry import Registry

_LONGEST_ALONE = 200
"""Characters of what can mean something only where it is all that was said."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The commands of a sentence, in the order said."""

    fillings: tuple[Filling, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing fits. ``nearest`` are what might have been meant, the likeliest first."""

    nearest: tuple[Spec, ...]


class Grammar:
    """The phrases of a registry's commands, compiled."""

    def __init__(self, commands: Registry) -> None:
        self._commands = commands
        self._slots = {spec.name: Slots(spec) for spec in commands}
        self._patterns = {spec.name: _compiled(spec, self._slots[spec.name]) for spec in commands}
        every = [pattern for patterns in self._patterns.values() for pattern in patterns]
        self._phrases = _filed(pattern for pattern in every if not pattern.is_alone)
        self._alone = _filed(pattern for pattern in every if pattern.is_alone)
        self._slips = slips_of({word for pattern in every for word in pattern.words} | {"about"})

    def understand(self, text: str, now: Now) -> Understood | NotUnderstood:
        """What the sentence says to do. ``text`` is clean and of bounded length."""
        sentence = Sentence(text, now, self._slips)
        fillings = on_each_occasion(sentence, lambda said: self._fillings(Sentence(said, now, self._slips)), self._time)
        fillings = fillings or self._fillings(sentence)
        return Understood(fillings) if fillings else NotUnderstood(self._nearest(text))

    def _time(self, filling: Filling) -> tuple[str, str]:
        """The names of a command's one time and of its text."""
        slots = self._slots[filling.command]
        return ("", "") if slots.own_text is None else (slots.times[0].name, slots.own_text.name)

    def _fillings(self, sentence: Sentence) -> tuple[Filling, ...]:
        return self._as_one(_fillings(self._clauses(sentence), sentence.now))

    def _clauses(self, sentence: Sentence) -> tuple[Clause, ...]:
        closing = before_closing(sentence)
        wish = before_wish(sentence, closing)
        wished = self._parsed(sentence, wish) if wish < closing else ()
        if is_dated(wished):
            return wished
        clauses = self._parsed(sentence, closing)
        if not clauses and closing < len(sentence):
            clauses = self._parsed(sentence, len(sentence))
        return clauses or self._without_reason(sentence, closing)

    def _without_reason(self, sentence: Sentence, closing: int) -> tuple[Clause, ...]:
        """The commands before a reason that none of them has a place for: "can't make it, my cousin is visiting"."""
        parsed = (self._parsed(sentence, self._closing(sentence, at)) for at in before_reasons(sentence, closing))
        return next((clauses for clauses in parsed if clauses and needs_no_reason(clauses)), ())

    def _closing(self, sentence: Sentence, last: int) -> int:
        return before_closing(sentence.until(last))

    def _parsed(self, sentence: Sentence, last: int) -> tuple[Clause, ...]:
        return Parse(self._phrases, sentence.until(last)).understood() if last else ()

    def _as_one(self, fillings: Iterable[Filling]) -> tuple[Filling, ...]:
        """Without what only says more of the one before: "new contact: Ana Silva, met at PyCon" is one meeting."""
        told: list[Filling] = []
        for filling in fillings:
            if told and self._says_more_of(filling, told[-1]):
                told[-1] = replace(filling, slots={**told[-1].slots, **filling.slots})
            else:
                told.append(filling)
        return tuple(told)

    def _says_more_of(self, filling: Filling, before: Filling) -> bool:
        person = self._slots[filling.command].person
        if person is None or filling.command != before.command:
            return False
        shared = filling.slots.keys() & before.slots.keys()
        return person.name in shared and all(filling.slots[name] == before.slots[name] for name in shared)

    def understand_alone(self, text: str, now: Now) -> Understood | None:
        """What words mean that `understand` does not know and that are all that was said: "yes", "tomorrow evening"."""
        if len(text) > _LONGEST_ALONE:
            return None
        sentence = Sentence(text, now)
        closing = before_closing(sentence) or len(sentence)
        clauses = Parse(self._alone, sentence.until(closing)).understood()
        for at in () if clauses else before_reasons(sentence, closing):
            clauses = clauses or Parse(self._alone, sentence.until(self._closing(sentence, at))).understood()
        return Understood(tuple(_fillings(clauses, now))) if clauses else self._by_name(text, now)

    def _by_name(self, text: str, now: Now) -> Understood | None:
        """What is said as it is typed behind a slash: "community-calendar off"; or a name alone, "note" or "meetup"."""
        name, _, rest = text.strip().casefold().partition(" ")
        if not rest and self._commands.group(name):
            return Understood((Filling("help", {"topic": name}, now.instant),))
        spec = self._commands.find(name) if "-" in name or not rest else None
        if spec is None or spec.hidden:
            return None
        return Understood((self.read_slash(spec, text.strip()[len(name) :].strip(), now),))

    def read_slash(self, spec: Spec, text: str, now: Now) -> Filling:
        """The slots of a command whose name was given: as in its phrases, or the first slot first and the rest led."""
        sentence = Sentence(f"{spec.name} {text}", now)
        phrases = _filed(self._patterns[spec.name])
        for first in (0, len(spec.path)):
            fillings = list(_fillings(Parse(phrases, sentence).understood(first), now))
            if len(fillings) == 1:
                return fillings[0]
        return Filling(spec.name, self._positional(spec, sentence), now.instant)

    def read_answer(self, spec: Spec, slot: BoundSlot, text: str, filled: Collection[str], now: Now) -> dict[str, str]:
        """What an answer says beside the one it names: "Cleo because both work on Arrow"; empty where it is no more
        than an answer."""
        sentence = Sentence(text, now)
        tail = TailReader(Parse(_filed(()), sentence), self._slots[spec.name], slot, filled).read(0)
        if tail is None or len(tail.names) != 1 or not tail.slots or tail.end < len(sentence):
            return {}
        return {**tail.slots, slot.name: tail.names[0]}

    def _positional(self, spec: Spec, sentence: Sentence) -> dict[str, str]:
        bounds, slots, first = spec.visible_slots, self._slots[spec.name], len(spec.path)
        if len(sentence) <= first or not bounds:
            return {}
        alone = Parse(_filed(()), sentence)
        tail = TailReader(alone, slots, bounds[0]).read(first) or TailReader(alone, slots, None).read(first)
        if tail is None or len(tail.names) > 1:
            return {bounds[0].name: sentence.said(first, len(sentence))}
        return {**tail.slots, **({bounds[0].name: tail.names[0]} if tail.names else {})}

    def _nearest(self, text: str) -> tuple[Spec, ...]:
        from rapidfuzz import fuzz, process

        specs = [spec for spec in self._commands.visible if spec.examples]
        known = {spec.name: " ".join((spec.name, *spec.examples, spec.help)) for spec in specs}
        found = process.extract(text[:120], known, scorer=fuzz.token_set_ratio, limit=3, score_cutoff=40)
        return tuple(spec for _, _, name in found if (spec := self._commands.find(name)))


def _compiled(spec: Spec, slots: Slots) -> tuple[Pattern, ...]:
    return tuple(pattern for phrase in spec.phrases for pattern in compile_phrase(phrase, slots))


def _filed(patterns: Iterable[Pattern]) -> Phrases:
    by_opening: dict[str, list[Pattern]] = defaultdict(list)
    asides: dict[str, list[Pattern]] = defaultdict(list)
    anywhere: list[Pattern] = []
    for pattern in patterns:
        for word in pattern.openings:
            (asides if pattern.is_aside else by_opening)[word].append(pattern)
        if not pattern.openings:
            anywhere.append(pattern)
    return Phrases(by_opening, anywhere, asides)


def _each_once(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """What is said twice in a row, as in "that was wrong, undo it", is meant once."""
    groups = groupby(clauses, key=lambda each: (each.spec.name, each.said, each.names))
    return (next(group) for _, group in groups)


def _fillings(clauses: Iterable[Clause], now: Now) -> Iterator[Filling]:
    """A filling per command and person: "met Ana and Bo" are two, and "her" is whom the clause before named."""
    before: tuple[str, ...] = ()
    for clause in _each_once(clauses):
        person = clause.slots.person
        if person is None:
            yield Filling(clause.spec.name, dict(clause.said), now.instant)
            continue
        names = _meant(clause.names or clause.addressed(now), before) or _implied(clause, before)
        for name in names or ("",):
            said = {**clause.said, person.name: name} if name else clause.said
            yield Filling(clause.spec.name, dict(said), now.instant)
        before = names or before


def _meant(names: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """The names that a pronoun stands for: "them" are all of the clause before; "her" is nobody sure among several."""
    if len(names) != 1 or names[0].casefold() not in PRONOUNS or not before:
        return names
    return before if len(before) == 1 or names[0].casefold() in ("them", "they") else ()


def _implied(clause: Clause, before: tuple[str, ...]) -> tuple[str, ...]:
    """The one person of the clause before, where a command needs somebody and names nobody: "…, follow up soon"."""
    person = clause.slots.person
    is_left_out = person is not None and person.required and not clause.names
    return before if is_left_out and (len(before) == 1 or clause.is_of_all) else ()


def grammar_of(commands: Registry) -> Grammar:
    """Compiled once, for as long as no command is added."""
    return _compiled_grammar(commands, len(commands))


@lru_cache(maxsize=2)
def _compiled_grammar(commands: Registry, count: int) -> Grammar:
    del count
    return Grammar(commands)
