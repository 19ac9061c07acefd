"""One sentence being understood: its clauses, each the phrase of a command and the tail behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.command import Effect
from bot.domain.ids import MemberId
from bot.domain.members import Member
from bot.kinds import Facts
from bot.kinds.people import PRONOUNS
from bot.language.clauses import Clause, clauses_of
from bot.language.dates import Tense
from bot.language.fronts import front_begin, is_cleft, may_be_front, read_front
from bot.language.heads import Head, heads
from bot.language.literals import end_of, runs_of
from bot.language.naming import AROUND
from bot.language.oddities import is_odd, was_unanswered
from bot.language.phrases import TELLER
from bot.language.politeness import approach
from bot.language.reading import Beginning
from bot.language.remarks import OWNERS, is_address
from bot.language.spans import is_sure
from bot.language.tail import TailReader
from bot.language.told import Tail
from bot.language.told_of import begins_telling
from bot.language.words import Break

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.command import BoundSlot
    from bot.language.phrasebook import Phrases
    from bot.language.phrases import Pattern
    from bot.language.sentence import Sentence
    from bot.language.slots import Slots

_MOST_CLAUSES = 16
_MOST_READ_AGAIN = 2000
"""Words that guesses may read again in one sentence, so that the longest text takes no longer than it should."""

_LONGEST_FRONT = 10
_PAST = frozenset("met spoke wrote saw had ran got told caught kept heard rang i i've we we've".split())
"""Words that begin a statement, besides verbs in -ed."""


_TALKED = frozenset("discussed talked spoke chatted".split())
"""What shows that something was: "lunch with Ana today, discussed the grant"."""

_OF_ALL = frozenset({"they", "they're", "they'll", "they'd", "their"})
_TELLERS = runs_of(TELLER)


class TooMuch(Exception):
    """There is more in the sentence than can be looked at in time."""


class Parse:
    """The clauses of one sentence, each place of it looked at once."""

    def __init__(self, phrases: Phrases, sentence: Sentence) -> None:
        self.sentence = sentence
        now = sentence.now
        self.facts = Facts(Member(MemberId("?"), "", now.zone, now.instant), now.instant)
        self._phrases = phrases
        self._known: dict[int, tuple[Clause, ...]] = {}
        self._beginnings: dict[int, Beginning | None] = {}
        self._read_again = 0

    def clauses_at(self, first: int) -> tuple[Clause, ...]:
        """The commands from word ``first`` to the end of the sentence; none when any of its words belongs nowhere.

        Raise TooMuch when more commands are begun than one message may hold: none of them is done then.
        """
        if first not in self._known:
            if len(self._known) >= _MOST_CLAUSES:
                raise TooMuch
            self._known[first] = ()
            self._known[first] = self._clauses(first)
        return self._known[first]

    def begins(self, at: int) -> Beginning | None:
        if at not in self._beginnings:
            self._beginnings[at] = self._beginning(at)
        return self._beginnings[at]

    def _beginning(self, at: int) -> Beginning | None:
        way = approach(self.sentence, at)
        clauses = self.clauses_at(at) if self._may_begin(way.start) or self._may_begin(way.last) else ()
        is_needed = way.start > at and self.sentence.cores[way.start - 1] == "to"  # "…, need to send him the invoice"
        is_own = is_needed or self.sentence.is_after(at, Break.STOP)
        if not clauses or clauses[0].is_aside or (clauses[0].is_bare and not is_own):
            return None
        first, reads = clauses[0], clauses[0].spec.effect is Effect.READS
        name = next((name for name in first.names if name.casefold() not in PRONOUNS), "")
        is_led_to, is_of_same = first.first > at and not first.is_bare, first.lacks_person_alone
        return Beginning(first.is_complete, self._is_told(first.first), is_led_to, is_of_same, reads, name)

    def _may_begin(self, at: int) -> bool:
        """Whether a command can begin here, or a time that stands before one."""
        is_time = any(self.sentence.time_at(at, tense) for tense in (Tense.PAST, Tense.FUTURE))
        is_opening = bool(self._phrases.opening_with(self.sentence.cores[at]))
        return is_time or is_opening or begins_telling(self.sentence, at)

    def is_order(self, at: int) -> bool:
        """Whether a word that only a command begins with stands here, or behind whoever tells it."""
        end = end_of(_TELLERS, self.sentence.cores, at)
        is_verb = end < len(self.sentence) and self.sentence.cores[end] in self._phrases.verbs
        return is_verb and not is_address(self.sentence, end)

    def understood(self, first: int = 0) -> tuple[Clause, ...]:
        """The commands of the sentence from word ``first`` on, if it is understood."""
        try:
            return self.clauses_at(first) if first < len(self.sentence) else ()
        except TooMuch:
            return ()

    def may_try(self, at: int) -> bool:
        self._read_again += len(self.sentence) - at
        return self._read_again <= _MOST_READ_AGAIN

    def _is_told(self, at: int) -> bool:
        core = self.sentence.cores[at]
        return core in _PAST or core.endswith("ed") or "me" in self.sentence.cores[at : at + 2]

    def _clauses(self, first: int) -> tuple[Clause, ...]:
        way = approach(self.sentence, first)
        clauses = self._clauses_from(way.start, is_first=first == 0, is_asked=way.is_asked)
        if way.start == way.last or (clauses and clauses[0].spec.effect is not Effect.READS):
            return clauses
        if clauses and not self._phrases.opening_with(self.sentence.cores[way.last]):
            return clauses
        whole = self._clauses_from(way.last, is_first=first == 0)
        # "I want to mentor" is more than the "mentor" that shows how it stands.
        is_more = bool(clauses and whole) and whole[0].spec.path[0] == clauses[0].spec.path[0] != whole[0].spec.name
        return whole if is_more or not clauses else clauses

    def _clauses_from(self, start: int, *, is_first: bool, is_asked: bool = False) -> tuple[Clause, ...]:
        found = [
            clauses
            for pattern in self._phrases.possible(self.sentence.cores[start], is_first=is_first)
            if pattern.may_be_in(self.sentence.vocabulary)
            for clauses in self._of(pattern, start, {}, is_asked=is_asked)
        ]
        if all(clauses[0].weight == 0 for clauses in found):
            found += self._fronted(start, is_asked=is_asked)
        return max(found, key=lambda clauses: clauses[0].fitness, default=())

    def _fronted(self, first: int, *, is_asked: bool) -> Iterator[tuple[Clause, ...]]:
        """Clauses whose time or place was put before the verb: "yesterday at PyCon I met Ana"."""
        begin = front_begin(self.sentence, first)
        if not may_be_front(self.sentence, begin):
            return
        day = self.sentence.time_at(begin, Tense.PAST)
        for at in range(begin + 1, min(begin + _LONGEST_FRONT, len(self.sentence))):
            way, cleft = approach(self.sentence, at), is_cleft(self.sentence, first, at)
            is_free = cleft or (day is not None and day.last == at)
            anywhere = self._phrases.telling if is_free else ()
            for pattern in (*self._phrases.opening_with(self.sentence.cores[way.start]), *anywhere):
                may_be = pattern.may_be_in(self.sentence.vocabulary)
                front = read_front(self, pattern.slots, begin, at - cleft) if may_be else None
                if front:
                    yield from self._of(pattern, way.start, front, is_asked=is_asked or way.is_asked)

    def _of(
        self, pattern: Pattern, first: int, front: Mapping[str, str], *, is_asked: bool
    ) -> Iterator[tuple[Clause, ...]]:
        """Every way in which the sentence from ``first`` on is this phrase, with the clauses behind it."""
        if (pattern.is_common and self._is_plea(first)) or (pattern.is_aside and self._is_company(first)):
            return
        for head in heads(pattern, self, first):
            if front.keys() & head.slots.keys():
                continue
            tail = self._tail(pattern, replace(head, slots={**front, **head.slots}))
            if tail is None or (self._is_question(pattern, first, tail.end) and not is_asked):
                continue
            own = self._own(pattern, first, replace(head, slots={**front, **head.slots}), tail)
            if any(is_odd(each) for each in own) or (
                pattern.asks_nothing and not self._is_whole(own[0], pattern, tail)
            ):
                continue
            following = self.clauses_at(tail.end) if tail.end < len(self.sentence) else ()
            if following and any(was_unanswered(each, following[0]) for each in own):
                continue
            if tail.end == len(self.sentence) or following:
                yield (*own, *following)

    def _is_company(self, first: int) -> bool:
        """Whether "her" is of who else was there: "lunch with Ana and her boss"."""
        if not self.sentence.is_joined(first) or self.sentence.is_apart(first) or first + 1 >= len(self.sentence):
            return False
        last = first + 2
        is_over = last >= len(self.sentence) or self.sentence.cores[last] in AROUND
        is_over = is_over or self.sentence.time_at(last, Tense.PAST) is not None
        return self.sentence.cores[first] in OWNERS and is_over

    def _is_plea(self, first: int) -> bool:
        """Whether "help me" stands before it, so that it is nothing to be reminded of."""
        return first > 1 and self.sentence.cores[first - 2 : first] == ("help", "me")

    def _own(self, pattern: Pattern, first: int, head: Head, tail: Tail) -> tuple[Clause, ...]:
        """The clauses that the phrase itself makes, of its head and its tail."""
        tail = replace(tail, names=head.names) if head.names else tail
        clauses = clauses_of(pattern.slots, first, head.slots, tail, head.weight)
        own = [replace(each.with_edge(self.sentence.now), is_bare=pattern.is_bare) for each in clauses]
        if pattern.is_aside:
            own[0] = replace(own[0], is_aside=True, is_of_all=self.sentence.cores[first] in _OF_ALL)
        return (*own, *self._noted(pattern.slots, first, tail))

    def _noted(self, slots: Slots, first: int, tail: Tail) -> Iterator[Clause]:
        """What was said behind a name, as the notes that asides are, where the command has no room for it itself."""
        note = None if slots.has_remarks else self._phrases.of_asides
        if note is not None:
            text = next(bound.name for bound in note.visible if bound.slot.bare)
            yield from (Clause(note, first, {text: said}, (name,), 0) for name, said in tail.remarks.items() if said)

    def _is_whole(self, clause: Clause, pattern: Pattern, tail: Tail) -> bool:
        """Whether nothing is left to ask, and the time told surely was or surely will be where it has to be."""
        if not pattern.needs_time:
            return clause.is_complete or pattern.is_aside or clause.is_addressed(self.sentence.now)
        times = [bound for bound in pattern.slots.times if bound.name in clause.said]
        is_past = any(time.kind.tense is Tense.PAST for time in times)
        if is_past and not _TALKED.isdisjoint(self.sentence.cores[clause.first : tail.end]):
            return clause.is_complete
        return clause.is_complete and any(is_sure(clause.said[time.name], time, self.facts) for time in times)

    def more_of(self, text: BoundSlot, at: int) -> Tail | None:
        """The tail from word ``at`` on of the command that is such a text by itself: a second promise."""
        slots = self._phrases.with_text(text.name)
        bound = None if slots is None else slots.own_text
        tail = None if slots is None or bound is None else TailReader(self, slots, bound).read(at)
        return None if tail is None else replace(tail, slots_of=slots)

    def is_aside(self, at: int) -> bool:
        """Whether something said of a person begins with this word."""
        return bool(self._phrases.asides(self.sentence.cores[at]))

    def _tail(self, pattern: Pattern, head: Head) -> Tail | None:
        if pattern.has_tail:
            slot = None if head.hole is None else head.hole.slot
            return TailReader(self, pattern.slots, slot, head.slots.keys()).read(head.word)
        every = tuple(bound.name for bound in pattern.slots.visible)
        return TailReader(self, pattern.slots, None, every).read(head.word)

    def _is_question(self, pattern: Pattern, first: int, end: int) -> bool:
        """A question is no statement, though "remind me …?", "can we …?" and "what are my settings?" are wishes."""
        cores = self.sentence.cores[first : first + 2]
        is_wish = "me" in cores or cores[0] in ("can", "ask", "how") or pattern.has_small_words
        is_remark = pattern.is_alone and not (pattern.has_holes and pattern.words)
        if (is_wish or pattern.spec.effect is Effect.READS) and not is_remark:
            return False
        return self.sentence.is_question(first, end)
