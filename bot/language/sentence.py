"""A sentence as words with places, and the time phrases found in it, each looked for once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language import dates
from bot.language.dates import Tense

if TYPE_CHECKING:
    from bot.domain.times import Moment
    from bot.language.dates import Now

_WORD = re.compile(r"<[^<>\s]*(?:\s[^<>]*)?>[^\s]*|\S+")
_EDGES = ".,;:!?\"'()[]\u201c\u201d\u2026"
_BREAKS = (",", ";", ".", "!", "?", ":", "\u2014", "\u2013")


@dataclass(frozen=True, slots=True)
class Word:
    """A word's place in the text, and its ``core``: case folded, punctuation at its edges gone."""

    start: int
    end: int
    core: str
    after_break: bool


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time phrase that covers words ``first`` up to, not including, ``last``."""

    first: int
    last: int
    readings: tuple[Moment, ...]


class Sentence:
    """Cleaned text, its words and its time phrases."""

    def __init__(self, text: str, now: Now) -> None:
        self.text = text.replace("\u2019", "'").replace("\u2018", "'")
        self.words = tuple(_words(self.text))
        self._now = now
        self._times: dict[Tense, tuple[TimeSpan, ...]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def said(self, first: int, last: int) -> str:
        """The text of words ``first`` up to, not including, ``last``, without the punctuation around it."""
        if first >= last:
            return ""
        return (
            self.text[self.words[first].start : self.words[last - 1].end].strip(" ,;:\n\u2014\u2013").removesuffix(".")
        )

    def cores(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(word.core for word in self.words[first:last])

    def times(self, tense: Tense) -> tuple[TimeSpan, ...]:
        """Every time phrase in the sentence whose edges are those of words."""
        if tense not in self._times:
            found = dates.find(self.text, self._now, tense)
            spans = (self._span(each.start, each.end, each.readings) for each in found)
            self._times[tense] = tuple(span for span in spans if span is not None)
        return self._times[tense]

    def time_at(self, first: int, tense: Tense) -> TimeSpan | None:
        return next((span for span in self.times(tense) if span.first == first), None)

    def _span(self, start: int, end: int, readings: tuple[Moment, ...]) -> TimeSpan | None:
        first = next((i for i, word in enumerate(self.words) if word.start <= start < word.end), None)
        if first is None or self.text[self.words[first].start : start].strip(_EDGES):
            return None
        last = next((i for i in range(first, len(self.words)) if self.words[i].end >= end), None)
        if last is None or self.text[end : self.words[last].end].strip(_EDGES):
            return None
        return TimeSpan(first, last + 1, readings)


def _words(text: str) -> list[Word]:
    words: list[Word] = []
    after_break = True
    for match in _WORD.finditer(text):
        word = match[0]
        core = word.strip(_EDGES).casefold()
        if core or word.strip():
            words.append(Word(match.start(), match.end(), core, after_break))
            after_break = word.endswith(_BREAKS)
    return words
