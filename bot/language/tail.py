"""The tail of a sentence: slots in any order, each behind a lead word or, for times, by being a time.

"Ana Silva at PyLisboa about Arrow, promised to send her my benchmark by Friday" is read left to right. A part ends
where the next begins; text that runs on (a promise, a note) ends only with its clause, so that its own "at" and
"about" stay in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.language.sentence import Sentence, TimeSpan

CLINGING = frozenset(
    "the a an this that these those my your his her our their for about of after before since until till "
    "during with without to from every next last than or not".split()
)
"""A time phrase behind one of these belongs to what is said there: "the Friday meetup", "prepare for Monday"."""

_JOINERS = frozenset({"and", "&", "then", "also", "but", "so"})


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one slot."""

    slot: str
    text: str


@dataclass(frozen=True, slots=True)
class _Opening:
    """A new part begins: its slot, and the word its own text begins with. A time also knows where it ends."""

    bound: BoundSlot
    text_from: int
    until: int | None = None


@dataclass(slots=True)
class _Reader:
    sentence: Sentence
    current: BoundSlot | None
    begin: int
    open: dict[str, BoundSlot]
    parts: list[Part] = field(default_factory=list[Part])
    is_first: bool = True

    def read(self) -> tuple[Part, ...]:
        word = self.begin
        while word < len(self.sentence):
            opening = self._opening(word) if word > self.begin or self._may_be_empty() else None
            word = self._follow(opening, word) if opening else word + 1
        self._close(len(self.sentence))
        return tuple(self.parts)

    def _may_be_empty(self) -> bool:
        """Whether the next part may begin at once: between parts, or in place of a first slot that is not needed."""
        if self.current is None:
            return True
        return self.is_first and self.current.kind.tense is None and not self.current.required

    def _follow(self, opening: _Opening, word: int) -> int:
        self._close(word)
        self.is_first = False
        bound = opening.bound
        if not (bound.slot.bare and bound.slot.runs_on):
            self.open.pop(bound.name, None)
        if opening.until is None:
            self.current, self.begin = bound, opening.text_from
            return max(opening.text_from, word + 1)
        self.parts.append(Part(bound.name, self.sentence.said(opening.text_from, opening.until)))
        self.current, self.begin = None, opening.until
        return opening.until

    def _close(self, end: int) -> None:
        """End the current part before word ``end``, leaving out the words that only join it to the next."""
        while end > self.begin and self.sentence.words[end - 1].core in _JOINERS and end < len(self.sentence):
            end -= 1
        text = self.sentence.said(self.begin, end)
        if text and self.current is not None:
            self.parts.append(Part(self.current.name, text))
        elif text:
            self.parts.append(Part("", text))

    def _opening(self, word: int) -> _Opening | None:
        return self._time(word) or self._lead(word) or self._bare(word)

    def _time(self, word: int) -> _Opening | None:
        """A time phrase that begins here and is not part of what is being said."""
        if word > self.begin and self._clings(word):
            return None
        for bound in self._time_slots(word):
            tense = bound.kind.tense
            span = None if tense is None else self.sentence.time_at(word, tense)
            if span is not None and self._may_end_here(span):
                return _Opening(bound, span.first, span.last)
        return None

    def _clings(self, word: int) -> bool:
        """Whether the word before holds this one back. In "promised to call her by Friday" her is nobody's Friday."""
        before = self.sentence.words[word - 1].core
        return before in CLINGING and not (before == "her" and self._runs_on())

    def _time_slots(self, word: int) -> Iterable[BoundSlot]:
        """Open slots of time, the best first: the one this preposition leads to, the promise's own inside a promise."""
        times = [bound for bound in self.open.values() if bound.kind.tense is not None]
        core = self.sentence.words[word].core
        led = [bound for bound in times if core in bound.slot.lead]
        if led or not self._runs_on():
            return [*led, *(bound for bound in times if bound not in led and bound.name == "when")]
        return reversed(times)

    def _runs_on(self) -> bool:
        return self.current is not None and self.current.slot.runs_on

    def _may_end_here(self, span: TimeSpan) -> bool:
        """Inside text that runs on, a time counts only at the end of its clause."""
        if not self._runs_on():
            return True
        at_end = span.last == len(self.sentence) or self.sentence.words[span.last].after_break
        return at_end or self._lead(span.last) is not None or self.sentence.words[span.last].core in _JOINERS

    def _lead(self, word: int) -> _Opening | None:
        if self._runs_on() and not self._may_leave(word):
            return None
        best: _Opening | None = None
        for bound in self.open.values():
            if bound.kind.tense is not None:
                continue
            for lead in (*bound.slot.lead, *bound.slot.keeps):
                words = tuple(lead.split())
                last = word + len(words)
                if self.sentence.cores(word, last) != words or last >= len(self.sentence):
                    continue
                begin = word if lead in bound.slot.keeps else last
                if best is None or last > best.text_from:
                    best = _Opening(bound, begin)
        return best

    def _may_leave(self, word: int) -> bool:
        """A new part after running text needs a break before it: ", about Rust", "and promised to"."""
        if self.sentence.words[word].after_break:
            return True
        return word > 0 and self.sentence.words[word - 1].core in _JOINERS

    def _bare(self, word: int) -> _Opening | None:
        """A remark after a comma that no lead word introduces: ", Arrow maintainer"."""
        if not self.sentence.words[word].after_break or self._runs_on() or self._is_listing(word):
            return None
        bound = next((bound for bound in self.open.values() if bound.slot.bare), None)
        return _Opening(bound, word) if bound else None

    def _is_listing(self, word: int) -> bool:
        """Whether this comma stands in a list of people, which "and" ends: "Ana, Bo and Carla"."""
        if self.current is None or not self.current.kind.names_people:
            return False
        for later in range(word, len(self.sentence)):
            core = self.sentence.words[later].core
            if core in ("and", "&"):
                return self._lead(later + 1) is None if later + 1 < len(self.sentence) else False
            if later > word and (self._lead(later) is not None or later - word > 8):
                return False
        return False


def read_tail(
    sentence: Sentence, first: int, slot: BoundSlot, others: tuple[BoundSlot, ...]
) -> tuple[Part, ...] | None:
    """The parts from word ``first`` on, the first of them of ``slot``; none when words are left that belong nowhere."""
    if slot.kind.tense is not None:
        return _time_first(sentence, first, slot, others)
    parts = _Reader(sentence, slot, first, {bound.name: bound for bound in others}).read()
    return None if any(not part.slot for part in parts) else parts


def read_led(sentence: Sentence, first: int, slots: tuple[BoundSlot, ...]) -> tuple[Part, ...] | None:
    """The parts from word ``first`` on, each behind its own lead word; none when words are left that belong nowhere."""
    parts = _Reader(sentence, None, first, {bound.name: bound for bound in slots}, is_first=False).read()
    return None if any(not part.slot for part in parts) else parts


def _time_first(
    sentence: Sentence, first: int, slot: BoundSlot, others: tuple[BoundSlot, ...]
) -> tuple[Part, ...] | None:
    """A tail that begins with a time: the phrase itself, then the other slots; or words that may yet be asked about."""
    assert slot.kind.tense is not None
    span = sentence.time_at(first, slot.kind.tense)
    if span is None or span.last == len(sentence):
        return (Part(slot.name, sentence.said(first, len(sentence))),)
    reader = _Reader(sentence, None, span.last, {bound.name: bound for bound in others}, is_first=False)
    parts = reader.read()
    if any(not part.slot for part in parts):
        return None
    return (Part(slot.name, sentence.said(span.first, span.last)), *parts)
