"""The tail of a sentence: slots in any order, each behind a lead word, a time by being one, a remark behind a comma.

"Ana Silva at PyLisboa about Arrow, promised to send her my benchmark by Friday" is read left to right, and every word
has to belong somewhere: what belongs nowhere makes the sentence not understood. A part lasts as long as it holds on to
its words; the tail itself lasts until another command begins.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.kinds.people import PRONOUNS
from bot.language import dates
from bot.language.literals import end_of, runs_of
from bot.language.naming import is_like, name_end, names_at
from bot.language.openings import RESUMING, is_listed, lead_opening, remark_opening, time_opening
from bot.language.politeness import skip_politeness
from bot.language.reading import Beginning, Hold, Reading, Rest
from bot.language.remarks import SUBJECTS, is_idiom, is_place, is_remark
from bot.language.slots import PREPOSITIONS
from bot.language.spans import span_at
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.language.sentence import Sentence, TimeSpan
    from bot.language.slots import LeadFound, Slots

_FILLERS = runs_of(
    "again|too|also|briefly|finally|irl|already|quickly|just|there",
    "in person",
    "for a|an|one|two|three|half [an] [few] hour|hours|minute|minutes|while|bit|moment",
)
_NOTHING = frozenset({"nothing", "none", "nobody", "out"})
_POLITE = frozenset("please pls plz thanks thx ty".split())
_SOMEBODY = runs_of(
    "someone|somebody|people [new|else|interesting]",
    "some|many|few|several [new|interesting|great] people|folks",
    "someone|somebody [new|else|interesting] named|called",
    "a|this|some [really] [nice|new|interesting|great|cool] guy|girl|woman|man|person [named|called]",
)
"""Somebody whose name is not said, or comes now: "this guy Bob"."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The slots of one tail and where it ends; ``again`` is the same command once more: "… and Bo at FOSDEM"."""

    slots: dict[str, str]
    names: tuple[str, ...]
    end: int
    again: Tail | None = None


class TailReader:
    """Reads one tail; use it once."""

    def __init__(self, rest: Rest, slots: Slots, slot: BoundSlot | None, filled: Collection[str] = ()) -> None:
        self._slot, self._filled = slot, filled
        closed = {*filled, "" if slot is None else slot.name}
        self._reading = Reading(rest, slots, {bound.name: bound for bound in slots.visible if bound.name not in closed})
        self._interrupted: BoundSlot | None = None
        self._is_senseless = False
        self._again: Tail | None = None

    @property
    def _sentence(self) -> Sentence:
        return self._reading.sentence

    def read(self, first: int) -> Tail | None:
        """The tail from word ``first`` on, its first part of ``slot``; none when words are left that belong nowhere."""
        at = self._start(first, self._slot)
        while at is not None and at < len(self._sentence) and not self._ends(at):
            at = self._step(at)
        if at is None:
            return None
        self._close(at)
        end = at if self._again is None else self._again.end
        return None if self._is_senseless else Tail(self._reading.told, self._reading.names, end, self._again)

    def _start(self, first: int, slot: BoundSlot | None) -> int | None:
        if slot is None:
            return first
        if first >= len(self._sentence):
            return None
        own = self._reading.slots.lead_at(self._sentence, first, {slot.name: slot})
        first = first if own is None or own.lead.is_kept else own.end
        if slot.kind.names_people:
            return self._name(first)
        if slot.kind.tense is not None:
            return self._time_to_come(first, slot)
        if self._sentence.cores[first] in _NOTHING:
            return None
        is_at = not slot.slot.runs_on and self._sentence.cores[first - 1] in PREPOSITIONS.intersection(slot.slot.lead)
        if is_at and is_idiom(self._sentence, first):
            return None
        opens = lead_opening(self._reading, first) or time_opening(self._reading, first)
        if not slot.required and opens is not None:
            return first
        at = self._begin(slot, first, Hold.FIRMLY if slot.slot.runs_on else Hold.LIGHTLY)
        self._reading.is_of_place = is_at
        return at

    def _time_to_come(self, first: int, slot: BoundSlot) -> int:
        """A time where one is expected; words that are none are kept up to the next break, to be asked about."""
        span = span_at(self._sentence, first, slot, self._reading.rest.facts)
        if span is not None:
            self._reading.told[slot.name] = self._sentence.said(span.first, span.last)
            return span.last
        breaks = (at for at in range(first + 1, len(self._sentence)) if self._sentence.is_after(at, Break.PAUSE))
        last = next(breaks, len(self._sentence))
        said = self._sentence.said(first, last)
        # A length where a time to come is expected counts from now: "snooze it for a week".
        is_length = bool(dates.readings(f"in {said}", self._sentence.now))
        self._reading.told[slot.name] = f"in {said}" if is_length else said
        return last

    def _name(self, first: int) -> int | None:
        reading, cores = self._reading, self._sentence.cores
        if cores[first] in PRONOUNS:
            reading.names, reading.named_until = (self._sentence.said(first, first + 1),), first + 1
            return first + 1
        first += cores[first] == "both"
        begin = end_of(_SOMEBODY, cores, first)
        spans = names_at(self._sentence, begin, self._stops_name) if begin < len(cores) else ()
        if not spans and begin == first:
            return None
        if any(cores[last - 1].endswith("'s") for _, last in spans):
            return None
        reading.names = tuple(self._sentence.said(*span) for span in spans)
        reading.named_until = spans[-1][1] if spans else begin
        return reading.named_until

    def _stops_name(self, at: int) -> bool:
        if at >= len(self._sentence) or time_opening(self._reading, at) is not None:
            return True
        if self._reading.slots.lead_at(self._sentence, at, self._reading.open) is not None:
            return True
        return self._sentence.is_joined(at) and self._reading.rest.begins(at) is not None

    def _ends(self, at: int) -> bool:
        """Whether another command begins here, or the same once more."""
        if not self._reading.is_boundary(at) or self._sentence.is_joiner(at):
            return False
        beginning = self._reading.rest.begins(at)
        return (beginning is not None and self._yields_to(beginning, at)) or self._repeats(at)

    def _yields_to(self, beginning: Beginning, at: int) -> bool:
        """A slot's own lead word stays with it, unless somebody is named behind it; so does a list of things to do."""
        lead = lead_opening(self._reading, at)
        if lead is not None:
            is_doubtful = bool(beginning.name) and not self._sentence.is_after(lead.end, Break.PAUSE)
            self._is_senseless |= beginning.is_complete and is_doubtful and not self._is_somebody(beginning.name)
            return self._is_somebody(beginning.name) or (beginning.is_led_to and beginning.is_complete)
        if self._reading.hold is not Hold.FIRMLY or self._sentence.is_after(at, Break.STOP):
            return True
        if beginning.reads:
            return False
        return beginning.is_told or (beginning.is_complete and self._sentence.is_apart(at))

    def _is_somebody(self, name: str) -> bool:
        """Whether it is a name for sure: written with a capital, unless this very sentence writes names without."""
        small = any(each[0].islower() for each in self._reading.names)
        return bool(name) and (small or not (self._sentence.has_case and name[0].islower()))

    def _repeats(self, at: int) -> bool:
        """Whether the words from here on fill the very slots filled so far, so that only the verb is left out."""
        reading, slot = self._reading, self._slot
        told = {*reading.told, *([reading.current.name] if reading.current else ())}
        if len(told) + bool(reading.names) < 2 or (reading.hold is Hold.FIRMLY and not self._is_time(at)):
            return False
        names_people = slot is not None and slot.kind.names_people
        if names_people and not is_like(self._sentence, reading.named_until - 1, at, at + 1):
            return False
        if not reading.rest.may_try():
            return False
        again = TailReader(reading.rest, reading.slots, slot or self._interrupted, self._filled).read(at)
        if again is None or set(again.slots) != told or bool(again.names) != bool(reading.names):
            return False
        self._again = again
        return True

    def _is_time(self, at: int) -> bool:
        spans = (span_at(self._sentence, at, bound, self._reading.rest.facts) for bound in self._reading.slots.times)
        return any(span is not None for span in spans)

    def _step(self, at: int) -> int | None:
        """Read on by a word or an opening; none when this word belongs nowhere."""
        reading = self._reading
        time = time_opening(reading, at)
        if time is not None:
            return self._take_time(at, *time)
        filler = self._past_filler(at) if reading.current is None else None
        if filler is not None:
            return filler
        lead = lead_opening(reading, at)
        if lead is not None:
            return self._take_lead(at, lead)
        remark = remark_opening(reading, at)
        if remark is not None:
            return self._take_remark(at, remark)
        if reading.current is None:
            return self._between(at)
        return at + 1 if self._may_go_on(at) else None

    def _may_go_on(self, at: int) -> bool:
        """Whether the part may hold this word: only running text and lists pass a comma, and none an order."""
        if self._sentence.is_joiner(at) or not self._sentence.is_apart(at):
            return True
        if self._reading.hold is Hold.FIRMLY:
            start, _ = skip_politeness(self._sentence, at)
            return start >= len(self._sentence) or not self._reading.rest.is_order(start)
        return not self._sentence.is_after(at, Break.STOP) and is_listed(self._reading, at)

    def _take_time(self, at: int, bound: BoundSlot, span: TimeSpan) -> int:
        interrupted = self._reading.current if self._reading.hold is Hold.FIRMLY else None
        self._close(at)
        self._reading.open.pop(bound.name)
        self._reading.told[bound.name] = self._sentence.said(span.first, span.last)
        self._interrupted = interrupted
        return span.last

    def _take_lead(self, at: int, found: LeadFound) -> int:
        self._close(at)
        bound, is_kept = found.lead.bound, found.lead.is_kept
        is_sentence = not is_kept or bound.required or self._sentence.cores[at] in SUBJECTS - {"who"}
        runs_on = bound.slot.runs_on and is_sentence
        begin = at if is_kept else found.end
        self._begin(bound, begin, Hold.FIRMLY if runs_on else Hold.LIGHTLY)
        self._reading.is_of_place = found.lead.is_of_place
        return begin + 1

    def _take_remark(self, at: int, bound: BoundSlot) -> int:
        is_firm = bound.required or self._sentence.cores[at] in SUBJECTS - {"who"}
        is_aside = self._sentence.is_after(at, Break.PAUSE)
        self._close(at)
        return self._begin(bound, at, Hold.FIRMLY if is_firm else Hold.ASIDE if is_aside else Hold.LIGHTLY)

    def _begin(self, bound: BoundSlot, first: int, hold: Hold) -> int:
        reading = self._reading
        reading.current, reading.begin, reading.hold = bound, first, hold
        self._interrupted = None
        if not (bound.slot.bare and bound.slot.runs_on):
            reading.open.pop(bound.name, None)
        return first + 1

    def _close(self, at: int) -> None:
        """End the part being read before this word, without the words that only join it to the next."""
        reading, end = self._reading, at
        while end > reading.begin and (self._sentence.is_joiner(end - 1) or self._sentence.cores[end - 1] in _POLITE):
            end -= 1
        if reading.current is not None and end > reading.begin:
            self._is_senseless |= not self._makes_sense(reading.current, end)
            self._tell(reading.current, self._sentence.said(reading.begin, end))
        reading.current, reading.hold, reading.is_of_place = None, Hold.NOTHING, False

    def _makes_sense(self, bound: BoundSlot, end: int) -> bool:
        """Whether the part that ends here can be what its slot is for."""
        begin = self._reading.begin
        if bound.kind.names_people:
            return name_end(self._sentence, begin, lambda at: at >= end) == end
        return not self._reading.is_of_place or is_place(self._sentence, begin, end)

    def _tell(self, bound: BoundSlot, text: str) -> None:
        """Several remarks are one text; one that a time interrupted goes on without a comma."""
        before = self._reading.told.get(bound.name)
        joint = " " if self._interrupted is bound else ", "
        self._reading.told[bound.name] = text if before is None else f"{before}{joint}{text}"

    def _between(self, at: int) -> int | None:
        """A word outside every part: one that says nothing, or one with which an interrupted text goes on."""
        core, interrupted = self._sentence.cores[at], self._interrupted
        if interrupted is None:
            return at + 1 if self._sentence.is_joiner(at) else None
        if self._sentence.is_joiner(at) and self._opens(at + 1):
            return at + 1
        is_apart = self._sentence.is_after(at, Break.PAUSE)
        goes_on = is_remark(self._sentence, at) if is_apart else core in RESUMING or self._sentence.is_joiner(at)
        if self._sentence.is_after(at, Break.STOP) or not goes_on:
            return None
        self._begin(interrupted, at, Hold.FIRMLY)
        self._interrupted = None if is_apart else interrupted
        return at + 1

    def _past_filler(self, at: int) -> int | None:
        """Behind words that change nothing, if some stand here."""
        end = end_of(_FILLERS, self._sentence.cores, at)
        return end if end > at else None

    def _opens(self, at: int) -> bool:
        if at >= len(self._sentence) or self._reading.rest.begins(at) is not None or self._repeats(at):
            return True
        return lead_opening(self._reading, at) is not None or remark_opening(self._reading, at) is not None
