"""A clause: one command of a sentence, with what was said for its slots."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.kinds.periods import AheadKind
from bot.kinds.times import CadenceKind
from bot.language.endings import with_edge
from bot.language.naming import recipients
from bot.language.sentence import Sentence
from bot.language.slots import remark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.command import Spec
    from bot.language.dates import Now
    from bot.language.slots import Slots
    from bot.language.told import Tail


@dataclass(frozen=True, slots=True)
class Clause:
    """One command of a sentence. ``names`` are the people it is said of, one command each."""

    slots: Slots
    first: int
    said: Mapping[str, str]
    names: tuple[str, ...]
    weight: int
    is_of_all: bool = False
    """Said of all whom the clause before names: "they are hiring"."""
    is_aside: bool = False
    """Said of whom the clause before names, so that it begins nothing by itself."""
    is_bare: bool = False
    """Nothing but something to do: one more item where others stand before it, as in "buy stickers, print badges"."""

    @property
    def spec(self) -> Spec:
        return self.slots.spec

    @property
    def is_complete(self) -> bool:
        has_names = bool(self.names)
        return all(
            name in self.said or (has_names and bound is self.slots.person)
            for name, bound in self.spec.slots.items()
            if bound.required
        )

    @property
    def lacks_person_alone(self) -> bool:
        """A promise without a person does not: it is the promise of the meeting before it."""
        is_whole = self.slots.person is not None and self.slots.person.required and self.slots.own_text is None
        return is_whole and not self.names and replace(self, names=("?",)).is_complete

    def addressed(self, now: Now) -> tuple[str, ...]:
        """Whom a promise that names nobody before it is plainly made to: "promised to send Ana my notes"."""
        texts = [text for name, text in self.said.items() if self.spec.slots[name].slot.runs_on]
        if self.names or not texts:
            return ()
        sentence = Sentence(texts[0], now)
        return tuple(sentence.said(*span) for span in recipients(sentence))

    def is_addressed(self, now: Now) -> bool:
        """Whether it lacks nothing but the person, whom its text names."""
        names = self.addressed(now)
        return bool(names) and self.slots.person is not None and replace(self, names=names).is_complete

    def with_edge(self, now: Now) -> Clause:
        text = self.slots.own_text
        said = self.said if text is None else with_edge(self.said, self.slots.times[0].name, text.name, now)
        return self if said is self.said else replace(self, said=said)

    @property
    def fitness(self) -> tuple[int, bool, int, bool]:
        """The phrase with most words of its own; of equals one that leaves nothing to ask, fills most slots, and takes
        what recurs for a cadence and days for days."""
        is_of_time = any(isinstance(self.spec.slots[name].kind, CadenceKind | AheadKind) for name in self.said)
        return self.weight, self.is_complete, len(self.said) + bool(self.names), is_of_time


def clauses_of(slots: Slots, first: int, before: Mapping[str, str], tail: Tail, weight: int) -> Iterator[Clause]:
    """The clause of one tail, and those of what it says once more."""
    person = slots.person.name if slots.person else ""
    said = {**before, **tail.slots}
    names = tail.names or tuple(name for name in (said.pop(person, ""),) if name)
    for each, about_them in _each_remarked(slots, said, names, tail):
        yield Clause(slots, first, about_them, each, weight)
    if tail.again is not None:
        is_same = tail.again.slots_of in (None, slots)
        yield from clauses_of(tail.again.slots_of or slots, first, before if is_same else {}, tail.again, weight)


def _each_remarked(
    slots: Slots, said: Mapping[str, str], names: tuple[str, ...], tail: Tail
) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    """All the names with what was said; one by one where each has a remark of its own."""
    bound = remark_of(slots.visible) if tail.remarks and tail.names else None
    if bound is None:
        yield names, said
        return
    for name in names:
        told = ", ".join(filter(None, (tail.remarks.get(name, ""), said.get(bound.name, ""))))
        yield (name,), {**said, bound.name: told} if told else said
