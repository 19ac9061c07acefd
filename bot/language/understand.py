"""From a sentence to commands being filled in, by the phrases that the commands declare. Pure, and never a guess.

A sentence that several phrases fit is the one whose phrase has most words of its own. One that none fits is not
understood, and the nearest things that could have been meant are named instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.command import Effect
from bot.domain.talk import Filling
from bot.kinds.people import is_name
from bot.language.phrases import Match, Pattern, compile_phrase
from bot.language.sentence import Sentence
from bot.language.tail import read_led, read_tail

if TYPE_CHECKING:
    from bot.command import BoundSlot, Spec
    from bot.language.dates import Now
    from bot.registry import Registry

_POLITE = re.compile(
    r"(?:(?:please|pls|hey|hi|hello|ok|okay|well|so|oh|btw|by the way|hallway|"
    r"(?:can|could|would|will) you(?: please)?|i(?:'d| would) like (?:you )?to|i want (?:you )?to)\b[,:!]*\s+)",
    re.IGNORECASE,
)
_BEFORE_CLAUSE = frozenset({"and", "then", "also"})
_PRONOUNS = frozenset({"her", "him", "them", "she", "he", "they"})
_LIST = re.compile(r"\s*(?:,\s*(?:and\s+|&\s*)?|\band\b|&)\s*", re.IGNORECASE)
_MOST_CLAUSES = 6


@dataclass(frozen=True, slots=True)
class Understood:
    """The commands of a sentence, in the order said."""

    fillings: tuple[Filling, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing fits. ``nearest`` are what might have been meant, the likeliest first."""

    nearest: tuple[Spec, ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    spec: Spec
    match: Match


class Grammar:
    """The phrases of a registry's commands, compiled."""

    def __init__(self, commands: Registry) -> None:
        self._commands = commands
        self._by_opening: dict[str, list[Pattern]] = defaultdict(list)
        self._anywhere: list[Pattern] = []
        for spec in commands:
            for phrase in spec.phrases:
                self._file(compile_phrase(phrase, spec))

    def _file(self, pattern: Pattern) -> None:
        for word in pattern.openings:
            self._by_opening[word].append(pattern)
        if not pattern.openings:
            self._anywhere.append(pattern)

    def understand(self, text: str, now: Now) -> Understood | NotUnderstood:
        """What the sentence says to do. ``text`` is clean and of bounded length."""
        asked, text = _without_politeness(text)
        sentence = Sentence(text, now)
        clauses = self._clauses(sentence, now, asked=asked) or self._named(sentence)
        if not clauses:
            return NotUnderstood(self._nearest(text))
        fillings = tuple(_fillings(clauses, now.instant))
        return Understood(fillings, sum(clause.match.weight for clause in clauses))

    def read_slash(self, spec: Spec, text: str, now: Now) -> Filling:
        """The slots of a command whose name was given: as in its phrases, or the first slot first and the rest led."""
        sentence = Sentence(f"{spec.name} {text}", now)
        patterns = [compile_phrase(phrase, spec) for phrase in spec.phrases]
        matches = [(match.weight, match) for pattern in patterns for match in _plausible(pattern, sentence, 0)]
        matches += [(match.weight, match) for pattern in patterns for match in _plausible(pattern, sentence, 1)]
        if matches:
            return Filling(
                spec.name, max(matches, key=lambda each: (each[0], len(each[1].slots)))[1].slots, now.instant
            )
        return Filling(spec.name, _positional(spec, sentence), now.instant)

    def _clauses(self, sentence: Sentence, now: Now, *, asked: bool) -> tuple[_Clause, ...]:
        """The sentence cut where another command begins, as long as every piece is understood."""
        for cut in self._cuts(sentence):
            head = self._best(Sentence(sentence.said(0, cut), now), asked=asked)
            rest = self._clauses(Sentence(_without_joiner(sentence, cut), now), now, asked=asked) if head else ()
            if head and rest:
                return (head, *rest)
        whole = self._best(sentence, asked=asked)
        return (whole,) if whole else ()

    def _named(self, sentence: Sentence) -> tuple[_Clause, ...]:
        """A command by its name with slots behind their lead words: what a slash takes, without the slash."""
        spec = self._commands.find(sentence.words[0].core) if len(sentence) > 1 else None
        if spec is None or spec.hidden:
            return ()
        parts = read_led(sentence, 1, spec.visible_slots) or ()
        return (_Clause(spec, Match({part.slot: part.text for part in parts}, 1)),) if parts else ()

    def _cuts(self, sentence: Sentence) -> Iterator[int]:
        found = 0
        for word in range(1, len(sentence)):
            if found < _MOST_CLAUSES and self._begins_clause(sentence, word):
                found += 1
                yield word

    def _begins_clause(self, sentence: Sentence, word: int) -> bool:
        """After a full stop any phrase may begin; after a comma or "and" only one that is plainly another command."""
        core, before = sentence.words[word].core, sentence.words[word - 1]
        if core in _BEFORE_CLAUSE or core not in self._by_opening:
            return False
        ending = sentence.text[before.start : before.end]
        if ending.endswith((";", ".", "!", "?")) or "\n" in sentence.text[before.end : sentence.words[word].start]:
            return True
        if before.core not in _BEFORE_CLAUSE and not ending.endswith(","):
            return False
        return any(_is_plain_opening(pattern, sentence, word) for pattern in self._by_opening[core])

    def _best(self, sentence: Sentence, *, asked: bool) -> _Clause | None:
        """The fitting phrase with most words of its own; of equals, the one that leaves least to the last slot."""
        if not len(sentence):
            return None
        patterns = [*self._by_opening.get(sentence.words[0].core, ()), *self._anywhere]
        is_question = sentence.text.rstrip().endswith("?") and not asked
        clauses = [
            _Clause(pattern.spec, match)
            for pattern in patterns
            if pattern.spec.effect is Effect.READS or not is_question
            for match in _plausible(pattern, sentence, 0)
        ]
        return max(clauses, key=_fitness, default=None)

    def _nearest(self, text: str) -> tuple[Spec, ...]:
        from rapidfuzz import fuzz, process

        specs = [spec for spec in self._commands.visible if spec.examples]
        known = {spec.name: " ".join((spec.name, *spec.examples, spec.help)) for spec in specs}
        found = process.extract(text[:120], known, scorer=fuzz.token_set_ratio, limit=3, score_cutoff=40)
        return tuple(spec for _, _, name in found if (spec := self._commands.find(name)))


def _fitness(clause: _Clause) -> tuple[int, int]:
    return clause.match.weight, len(clause.match.slots)


def _without_politeness(text: str) -> tuple[bool, str]:
    """Whether it was asked politely, so that a question mark is no question, and the text without that."""
    rest = text
    for _ in range(4):
        match = _POLITE.match(rest)
        if match is None or match.end() == len(rest):
            break
        rest = rest[match.end() :]
    return rest != text and "you" in text[: len(text) - len(rest)].casefold(), rest


def _without_joiner(sentence: Sentence, cut: int) -> str:
    return sentence.text[sentence.words[cut].start :]


def _is_plain_opening(pattern: Pattern, sentence: Sentence, word: int) -> bool:
    """Whether at least two words of the phrase stand here, or its only one before a name: "and emailed Bo"."""
    match = next(_plausible(pattern, sentence, word), None)
    return (
        match is not None and pattern.spec.effect is not Effect.READS and (match.weight > 1 or "person" in match.slots)
    )


def _plausible(pattern: Pattern, sentence: Sentence, first: int) -> Iterator[Match]:
    """The matches whose people can be people and whose times are times."""
    people = [bound.name for bound in pattern.spec.slots.values() if bound.kind.names_people]
    for match in pattern.matches(sentence, first):
        if all(_are_names(match.slots[name]) for name in people if name in match.slots):
            yield match


def _are_names(text: str) -> bool:
    return (
        text.casefold() in _PRONOUNS or text.startswith("<") or all(_reads_as_name(name) for name in split_names(text))
    )


_NOT_IN_NAMES = frozenset(
    "with the up at to of for from about on in by and or but we i was were is are that who which because every "
    "each next last today tomorrow yesterday again".split()
)


def _reads_as_name(text: str) -> bool:
    words = text.casefold().split()
    return is_name(text) and len(words) <= 5 and not _NOT_IN_NAMES.intersection(words) and not words[0][0].isdigit()


def split_names(text: str) -> tuple[str, ...]:
    """The names in a list such as "Ana, Bo and Carla"."""
    return tuple(name for name in _LIST.split(text) if name)


def _positional(spec: Spec, sentence: Sentence) -> dict[str, str]:
    bounds = spec.visible_slots
    if len(sentence) < 2 or not bounds:
        return {}
    slots: dict[str, str] = {}
    parts = read_tail(sentence, 1, bounds[0], bounds[1:]) or ()
    for part in parts:
        slots[part.slot] = part.text
    return slots or {bounds[0].name: sentence.said(1, len(sentence))}


def _fillings(clauses: Iterable[_Clause], said_at: datetime) -> Iterator[Filling]:
    """A filling per command and person: "met Ana and Bo" are two, and "her" is the one named just before."""
    last_named = ""
    for clause in clauses:
        person = _person_slot(clause.spec)
        said = clause.match.slots.get(person.name, "") if person else ""
        names = split_names(said) if not said.startswith("<") or "," in said or " and " in said else (said,)
        if person is None or not names:
            yield Filling(clause.spec.name, clause.match.slots, said_at)
            continue
        for name in names:
            meant = last_named if name.casefold() in _PRONOUNS and last_named else name
            yield Filling(clause.spec.name, {**clause.match.slots, person.name: meant}, said_at)
        last_named = names[0] if len(names) == 1 and names[0].casefold() not in _PRONOUNS else last_named


def _person_slot(spec: Spec) -> BoundSlot | None:
    return next((bound for bound in spec.slots.values() if bound.kind.names_people and bound.required), None)
