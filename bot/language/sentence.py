"""A sentence: its words, and the time phrases found in it, each looked for once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.language import dates
from bot.language.colloquial import in_full
from bot.language.dates import Tense
from bot.language.words import Break, Word, quotations, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.times import Moment
    from bot.language.dates import Now

_JOINERS = frozenset({"and", "then", "also", "but", "so", "plus"})
_PARTS_OF_DAY = frozenset({"night", "evening", "morning", "afternoon", "breakfast", "lunch"})
_ENDING_TITLES = frozenset({"week", "weekend", "day"})
_BEFORE_PARTS = frozenset(
    "in at on by the this that every each one last next late early same to for until till before after all from and or "
    "monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday day".split()
)
"""Words behind which a part of the day is one, and not the end of a name."""
_LEADING = frozenset("at by on around until till in within for from since before no".split())
_COMMA = re.compile(",")
_IN_FIGURES = re.compile(r"\d{1,2}[/.]\d{1,2}")
_DASH = re.compile(r" *(?:[\u2013\u2014]|(?<= )-) *")
_MOST_PARTS = 16
_AT_MEALS = frozenset((how, meal) for how in ("at", "over", "during") for meal in ("lunch", "dinner", "breakfast"))
_QUOTES = {"'": "'", '"': '"', "\u201c": "\u201d", "\u00ab": "\u00bb"}
_CLOSING = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time phrase that covers words ``first`` up to, not including, ``last``; without readings it has to be asked."""

    first: int
    last: int
    readings: tuple[Moment, ...]


class Sentence:
    """Cleaned text as words; ``slips`` are the words meant by mistyped ones."""

    def __init__(self, text: str, now: Now, slips: Mapping[str, str] | None = None) -> None:
        self.text = in_full(text.replace("\u2019", "'").replace("\u2018", "'"))
        self.words: tuple[Word, ...] = words_of(self.text)
        self._slips = slips or {}
        self.cores = tuple(self._slips.get(word.core, word.core) for word in self.words)
        self.vocabulary = frozenset(self.cores)
        self.now = now
        self._times: dict[Tense, Mapping[int, TimeSpan]] = {}
        self._sights: dict[tuple[int, int], dates.Sights] = {}

    def until(self, last: int) -> Sentence:
        """The sentence without the words from ``last`` on."""
        if last >= len(self.words):
            return self
        return Sentence(self.text[: self.words[last].start], self.now, self._slips)

    def __len__(self) -> int:
        return len(self.words)

    def said(self, first: int, last: int) -> str:
        """The text of words ``first`` up to, not including, ``last``, without the punctuation around it."""
        if first >= last:
            return ""
        start, end = self.words[first].start, self.words[last - 1].end
        closing = self.text[end : end + 1]
        if closing in _CLOSING and self.text.count(_CLOSING[closing], start, end) > self.text.count(
            closing, start, end
        ):
            end += 1
        opening = self.text[start - 1 : start] if start else ""
        if opening in _QUOTES and _QUOTES[opening] in self.text[start:end] and not self.words[first].is_quoted:
            start -= 1
        if any(start <= first < end == last - 1 for first, last in self._quotations):
            end += 1
        return self.text[start:end]

    def between(self, at: int) -> str:
        """The signs between this word and the one before it; none at the end."""
        return self.text[self.words[at - 1].end : self.words[at].start] if 0 < at < len(self.words) else ""

    def bracket_end(self, at: int) -> int:
        """The word behind the bracket, or the dashes, that open right before this one; itself where none do."""
        before = self.between(at)
        closing = ")" if "(" in before else before.strip() if _DASH.fullmatch(before) else None
        if closing is None:
            return at
        closed = (end for end in range(at + 1, len(self) + 1) if closing in self._behind(end))
        return next(closed, at)

    def _behind(self, end: int) -> str:
        start = self.words[end - 1].end
        return self.between(end) if end < len(self.words) else self.text[start:]

    def is_after(self, at: int, least: Break) -> bool:
        """Whether such a break or a stronger one stands before this word, or the text is over."""
        return at >= len(self.words) or self.words[at].after >= least

    def is_apart(self, at: int) -> bool:
        """Whether a comma or more stands before this word, or before the "and" in front of it."""
        return self.is_after(at, Break.PAUSE) or (self.is_joined(at) and self.is_after(at - 1, Break.PAUSE))

    def is_joined(self, at: int) -> bool:
        """Whether "and" or the like stands before this word."""
        is_within = 0 < at < len(self.words)
        return is_within and self.cores[at - 1] in _JOINERS and not self.words[at].is_quoted

    def is_joiner(self, at: int) -> bool:
        return at < len(self.words) and self.cores[at] in _JOINERS

    def is_proper(self, at: int) -> bool:
        """Whether the word is written as names are: with a capital, in a script without case, or as a mention."""
        sign = self.text[self.words[at].start]
        return sign.isupper() or sign.istitle() or sign == "<" or (sign.isalpha() and sign.lower() == sign.upper())

    @cached_property
    def has_case(self) -> bool:
        """Whether capitals mean something here: neither all of it is written in them nor nothing."""
        return any(c.isupper() for c in self.text) and any(c.islower() for c in self.text)

    def is_question(self, first: int, last: int) -> bool:
        """Whether words ``first`` up to ``last`` end with a question mark."""
        end = self.words[last].start if last < len(self.words) else len(self.text)
        return first < last and "?" in self.text[self.words[last - 1].end : end]

    def time_at(self, at: int, tense: Tense) -> TimeSpan | None:
        """The time phrase that begins with this word."""
        if tense not in self._times:
            self._times[tense] = {span.first: span for span in self._spans(tense)}
        return self._times[tense].get(at)

    def times(self, tense: Tense) -> list[TimeSpan]:
        """Every time phrase, from left to right."""
        self.time_at(0, tense)
        return sorted(self._times[tense].values(), key=lambda span: span.first)

    def _spans(self, tense: Tense) -> list[TimeSpan]:
        """The time phrases whose edges are those of words."""
        starts = {word.start: index for index, word in enumerate(self.words)}
        ends = {word.end: index + 1 for index, word in enumerate(self.words)}
        spans: list[TimeSpan] = []
        for found in self._found(tense):
            end = found.end if found.end in ends else found.end - 1  # the full stop of "a.m." is found, but no word's
            is_whole = found.start in starts and end in ends
            if is_whole and not self._is_quoted(found) and not self._is_title(starts[found.start], ends[end]):
                span = self._without_name(starts[found.start], ends[end], found, tense)
                spans.append(self._beside_meal(span, tense))
        return [*spans, *self._dates_apart(tense)]

    def _dates_apart(self, tense: Tense) -> Iterator[TimeSpan]:
        """Days in figures that stand by themselves, which amid other words may be scores: "…, 28/2"."""
        for at, core in enumerate(self.cores):
            is_apart = (
                _IN_FIGURES.fullmatch(core) and self.is_after(at, Break.PAUSE) and self.is_after(at + 1, Break.PAUSE)
            )
            readings = dates.readings(core, self.now, tense) if is_apart else ()
            if readings:
                yield TimeSpan(at, at + 1, readings)

    def _beside_meal(self, span: TimeSpan, tense: Tense) -> TimeSpan:
        """What was at lunch today was so whatever the clock says: "lunch" is where, and "today" when."""
        if tense is Tense.FUTURE:
            return span
        cores = self.cores[span.first : span.last]
        for first, last in ((span.first + 2, span.last), (span.first, span.last - 2)):
            meal = cores[:2] if first > span.first else cores[-2:]
            rest = dates.readings(self.said(first, last), self.now, tense) if meal in _AT_MEALS else ()
            if rest:
                return TimeSpan(first, last, rest)
        return span

    def _without_name(self, first: int, last: int, found: dates.Found, tense: Tense) -> TimeSpan:
        """The phrase, without what ends a name before it: of "Rust night on Thursday" it is "on Thursday"."""
        start = self._behind_comma(first, last)
        is_named = start == first > 0 and self._may_end_name(first) and not self.is_after(first, Break.PAUSE)
        if is_named and last - first > 1 and self.cores[first - 1] not in _BEFORE_PARTS:
            behind = self._text_of(found)[self.words[first + 1].start - found.start :]
            readings = dates.readings(behind, self.now, tense)
            return TimeSpan(first + 1, last, readings) if readings else TimeSpan(start, last, found.readings)
        return TimeSpan(start, last, found.readings)

    def _may_end_name(self, at: int) -> bool:
        """ "Rust night", "Lagos Fintech Week"."""
        is_titled = self.cores[at] in _ENDING_TITLES and self.has_case and self.is_proper(at) and self.is_proper(at - 1)
        return is_titled or self.cores[at] in _PARTS_OF_DAY

    def _is_title(self, first: int, last: int) -> bool:
        """Whether it is written as part of a name: "Friday Night Devs"."""
        is_within = self.has_case and not self.is_after(first, Break.STOP) and not self.is_after(last, Break.PAUSE)
        goes_on = is_within and self.is_proper(last) and self.cores[last] != "i"
        return goes_on and last - first > 1 and all(self.is_proper(at) for at in range(first, last))

    def _is_quoted(self, found: dates.Found) -> bool:
        """Whether it is part of something quoted, such as a title, and so no time."""
        return any(start < found.end and found.start < end for start, end in self._quotations)

    @cached_property
    def _quotations(self) -> tuple[tuple[int, int], ...]:
        return quotations(self.text)

    def _found(self, tense: Tense) -> Iterator[dates.Found]:
        """What is found in the whole text, and between commas what makes no sense across: "last night, tomorrow"."""
        whole = self._found_in(0, len(self.text), tense)
        sure = [each for each in whole if each.readings or "," not in self._text_of(each)]
        yield from sure
        ends = [0, *(match.end() for match in _COMMA.finditer(self.text))][:_MOST_PARTS]
        for start, end in zip(ends, [*ends[1:], len(self.text)], strict=True):
            for part in self._found_in(start, end, tense) if len(ends) > 1 else ():
                inner = dates.Found(part.start + start, part.end + start, part.readings)
                if all(inner.end <= each.start or each.end <= inner.start for each in sure):
                    yield inner

    def _found_in(self, start: int, end: int, tense: Tense) -> tuple[dates.Found, ...]:
        if (start, end) not in self._sights:
            self._sights[start, end] = dates.Sights(self.text[start:end])
        return self._sights[start, end].found(self.now, tense)

    def _text_of(self, found: dates.Found) -> str:
        return self.text[found.start : found.end]

    def _behind_comma(self, first: int, last: int) -> int:
        """Where the phrase begins when a comma parts it from its preposition: "whether it is on, tomorrow"."""
        is_parted = first + 1 < last and self.is_after(first + 1, Break.PAUSE)
        return first + 1 if is_parted and self.cores[first] in _LEADING else first
