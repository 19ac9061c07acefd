"""The tail of a sentence: slots in any order, each behind a lead word, a time by being one, a remark behind a comma.

"Ana Silva at PyLisboa about Arrow, promised to send her my benchmark by Friday" is read left to right, and every word
has to belong somewhere: what belongs nowhere makes the sentence not understood. A part lasts as long as it holds on to
its words; the tail itself lasts until another command begins.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from bot.command import Effect
from bot.language.dates.vocabulary import WEEKDAYS
from bot.language.fillers import FILLERS, LOOSE, MANNER, MANNER_OPENS, NEVER_BEFORE, PRESENT
from bot.language.late import is_named_late, said_late
from bot.language.literals import end_of
from bot.language.naming import is_like, name_end
from bot.language.openings import (
    is_doubtful_day,
    is_listed,
    lead_opening,
    remark_opening,
    time_opening,
)
from bot.language.origins import origin_end
from bot.language.politeness import approach
from bot.language.reading import Beginning, Hold, Reading, Rest
from bot.language.remarks import DETERMINERS, SUBJECTS, is_city, is_plan, is_remark, is_statement
from bot.language.spans import span_at
from bot.language.starting import start
from bot.language.told import Tail
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.language.sentence import Sentence, TimeSpan
    from bot.language.slots import LeadFound, Slots

_LONGEST_NAME = 2
_SPEAKING = SUBJECTS - {"who"}
"""Subjects of a sentence of its own."""


class TailReader:
    """Reads one tail, its first part of ``slot`` if that is given; use it once. Slots in ``filled`` are not its own."""

    def __init__(self, rest: Rest, slots: Slots, slot: BoundSlot | None, filled: Collection[str] = ()) -> None:
        closed = {*filled, "" if slot is None else slot.name}
        self._slot, self._filled = slot, filled
        self._reading = Reading(rest, slots, {bound.name: bound for bound in slots.visible if bound.name not in closed})
        self._again: Tail | None = None

    @property
    def _sentence(self) -> Sentence:
        return self._reading.sentence

    def read(self, first: int) -> Tail | None:
        """The tail from word ``first`` on; none when words are left that belong nowhere."""
        reading = self._reading
        at = first if self._slot is None else start(reading, first, self._slot)
        while at is not None and at < len(self._sentence):
            is_boundary = reading.is_boundary(at)
            if is_boundary and self._ends(at):
                break
            at = self._step(at) if is_boundary or reading.hold is not Hold.FIRMLY else self._run_on(at)
        if at is None:
            return None
        reading.close(at)
        end = at if self._again is None else self._again.end
        return None if reading.is_senseless else Tail(reading.told, reading.names, reading.remarks, end, self._again)

    def _ends(self, at: int) -> bool:
        """Whether another command begins behind the break that stands here, or the same once more."""
        if self._sentence.is_joiner(at) or self._reading.awaits_text(at) or is_named_late(self._reading, at):
            return False
        if self._is_aside(at):
            return True
        beginning = self._reading.rest.begins(at)
        if beginning is not None and self._yields_to(beginning, at):
            return True
        return self._repeats(at) or self._is_second(at)

    def _is_aside(self, at: int) -> bool:
        """Whether something said of a person begins here, for which this command has no room itself."""
        slots = self._reading.slots
        has_room = slots.person is None or slots.has_remarks
        is_led = lead_opening(self._reading, at) is not None
        return not has_room and not is_led and self._reading.rest.is_aside(at)

    def _yields_to(self, beginning: Beginning, at: int) -> bool:
        """A slot's own lead word stays with it, unless somebody is named behind it; so does a list of things to do."""
        is_told = self._reading.slots.spec.effect is not Effect.READS
        if beginning.reads and is_told and not self._sentence.is_apart(at):  # "met Ana and someone from Acme"
            return False
        lead = lead_opening(self._reading, at)
        if lead is not None:
            is_doubtful = bool(beginning.name) and not self._sentence.is_after(lead.end, Break.PAUSE)
            self._reading.is_senseless |= (
                beginning.is_complete and is_doubtful and not self._is_somebody(beginning.name)
            )
            is_own = beginning.is_of_same or (beginning.is_led_to and beginning.is_complete and not beginning.reads)
            return self._is_somebody(beginning.name) or is_own
        if self._reading.hold is not Hold.FIRMLY or self._sentence.is_after(at, Break.STOP):
            return True
        if beginning.reads:
            return False
        is_whole = beginning.is_complete or (beginning.is_of_same and bool(self._reading.names))
        return beginning.is_told or (is_whole and self._sentence.is_apart(at))

    def _is_somebody(self, name: str) -> bool:
        """Whether it is a name for sure: written with a capital, unless this very sentence writes names without."""
        small = any(each[0].islower() for each in self._reading.names)
        return bool(name) and (small or not (self._sentence.has_case and name[0].islower()))

    def _repeats(self, at: int) -> bool:
        """Whether the words from here on fill the very slots filled so far, so that only the verb is left out."""
        reading = self._reading
        slot = self._slot or reading.interrupted
        told = {*reading.told, *([reading.current.name] if reading.current else ())}
        is_over = reading.hold is not Hold.FIRMLY or self._is_time(at) or self._is_given_to(at)
        if len(told) + bool(reading.names) < 2 or not is_over or lead_opening(reading, at) is not None:
            return False
        if reading.names and not is_like(self._sentence, reading.named_until - 1, at, at + 1):
            return False
        if not reading.rest.may_try(at):
            return False
        again = TailReader(reading.rest, reading.slots, slot, self._filled).read(at)
        is_dated_too = again is not None and self._is_given_to(at) and told < set(again.slots)
        if again is None or not (set(again.slots) == told or is_dated_too) or bool(again.names) != bool(reading.names):
            return False
        reading.is_senseless |= self._lacks_verb(again, at)
        self._again = again
        return True

    def _is_given_to(self, at: int) -> bool:
        """Whether somebody else gets something here: "promised Ana the slides and Bo the code"."""
        return self._is_taker(at) and self._reading.first == self._reading.named_until

    def _is_taker(self, at: int) -> bool:
        """Whether a name stands here and behind it what they get: "Bo the code"."""
        end = name_end(self._sentence, at, lambda word: self._sentence.cores[word] in DETERMINERS)
        is_somebody = end > at and self._sentence.is_proper(at) and self._reading.names != ()
        return is_somebody and end < len(self._sentence) and self._sentence.cores[end] in DETERMINERS

    def _lacks_verb(self, again: Tail, at: int) -> bool:
        """ "Remind me to email Ana tomorrow and Bo on Friday": what to do with Bo is left to be guessed."""
        text = self._reading.slots.own_text
        is_short = text is not None and len(again.slots[text.name].split()) <= _LONGEST_NAME
        return is_short and not again.names and self._sentence.has_case and self._sentence.is_proper(at)

    def _is_second(self, at: int) -> bool:
        """Whether the text that a time ended goes on here to a time of its own: a second promise."""
        text = self._reading.interrupted
        time = None if text is None else self._reading.slots.time_for(text)
        if text is None or time is None or time.name in self._reading.open or not self._reading.rest.may_try(at):
            return False
        following = range(at + 1, self._stop_after(at))
        if not any(span_at(self._sentence, word, time, self._reading.rest.facts) for word in following):
            return False
        more = self._reading.rest.more_of(text, at)
        self._reading.is_senseless |= more is None
        self._again = more
        return True

    def _stop_after(self, at: int) -> int:
        stops = (word for word in range(at + 1, len(self._sentence)) if self._sentence.is_after(word, Break.STOP))
        return next(stops, len(self._sentence))

    def _is_time(self, at: int) -> bool:
        spans = (span_at(self._sentence, at, bound, self._reading.rest.facts) for bound in self._reading.slots.times)
        return any(span is not None for span in spans)

    def _run_on(self, at: int) -> int:
        """Read on in running text, which only a time can end between its breaks."""
        time = time_opening(self._reading, at)
        return at + 1 if time is None else self._take_time(at, *time)

    def _step(self, at: int) -> int | None:
        """Read on by a word or an opening; none when this word belongs nowhere."""
        reading = self._reading
        if (time := time_opening(reading, at)) is not None:
            return self._take_time(at, *time)
        told_so = max(said_late(reading, at), origin_end(reading, at))
        if told_so > at or (told_so := self._behind_filler(at)) > at:
            return told_so
        if reading.may_resume(at):
            return reading.resume(at)
        if (lead := lead_opening(reading, at)) is not None:
            return self._take_lead(at, lead)
        if (remark := remark_opening(reading, at)) is not None:
            return self._take_remark(at, remark)
        if reading.current is None:
            return self._between(at)
        return at + 1 if self._may_go_on(at) else None

    def _behind_filler(self, at: int) -> int:
        """Where words end that say nothing new: "again", the "like" before a time, the city that a place is in."""
        reading = self._reading
        if (loose := self._behind_loose(at)) > at:
            return loose
        if self._sentence.is_apart(at) and (end := end_of(NEVER_BEFORE, self._sentence.cores, at)) > at:
            reading.close(at)
            return end
        if self._may_be_manner(at) and (end := end_of(MANNER, self._sentence.cores, at)) > at:
            reading.close(at)
            return end
        if reading.is_of_place and is_city(self._sentence, at, self._sentence.bracket_end(at)):
            return self._sentence.bracket_end(at)
        fillers = FILLERS if reading.slots.times else (*FILLERS, *PRESENT)
        return end_of(fillers, self._sentence.cores, at) if reading.current is None else at

    def _may_be_manner(self, at: int) -> bool:
        reading = self._reading
        is_light = reading.hold is Hold.LIGHTLY and not reading.is_of_place
        return is_light and self._sentence.cores[at] in MANNER_OPENS

    def _behind_loose(self, at: int) -> int:
        """Where the time begins that only such words stand before: ", like every six weeks", "say on Friday"."""
        end = at
        while end < len(self._sentence) and self._sentence.cores[end] in LOOSE:
            end += 1
        is_led = at < end < len(self._sentence) and self._sentence.is_after(at, Break.PAUSE)
        return end if is_led and time_opening(self._reading, end) is not None else at

    def _may_go_on(self, at: int) -> bool:
        """Whether the part may hold this word: only running text and lists pass a comma, and none an order."""
        if self._sentence.is_joiner(at) or not self._sentence.is_apart(at):
            return True
        if self._reading.hold is Hold.FIRMLY:
            is_order = self._reading.rest.is_order(approach(self._sentence, at).start)
            return not is_order and not self._reading.is_of_another(at)
        return not self._sentence.is_after(at, Break.STOP) and is_listed(self._reading, at)

    def _take_time(self, at: int, bound: BoundSlot, span: TimeSpan) -> int:
        reading = self._reading
        if is_doubtful_day(reading, bound, span):
            # The kind of the slot says that it cannot tell which day "the deadline on Friday" was.
            reading.told[bound.name] = self._sentence.said(reading.first, span.last)
            reading.open.pop(bound.name)
            return span.last
        interrupted = reading.current if reading.is_running else None
        # "Monday, Wednesday and Friday" is one time; the last of it alone is not.
        is_listed_day = self._sentence.cores[reading.first] in WEEKDAYS and reading.is_boundary(reading.first + 1)
        reading.is_senseless |= interrupted is not None and is_listed_day
        reading.close(at)
        reading.open.pop(bound.name)
        reading.told[bound.name] = self._sentence.said(span.first, span.last)
        reading.interrupted = interrupted
        return span.last

    def _take_lead(self, at: int, found: LeadFound) -> int:
        found = self._reading.slots.behind_channel(self._sentence, found)
        bound, is_kept = found.lead.bound, found.lead.is_kept
        is_firm = not is_kept or bound.required or self._sentence.cores[at] in _SPEAKING or is_plan(self._sentence, at)
        hold = Hold.FIRMLY if bound.slot.runs_on and is_firm else Hold.LIGHTLY
        self._reading.close(at)
        is_said = is_kept and not found.is_through_channel
        first = at if is_said else at + 1 if is_kept else found.end
        begun = self._reading.begin(bound, first, hold, is_of_place=found.lead.is_of_place)
        self._reading.is_senseless |= bound.slot.runs_on and self._is_time(first)
        return max(begun, self._sentence.bracket_end(at)) if is_kept else begun

    def _take_remark(self, at: int, bound: BoundSlot) -> int:
        is_firm = bound.required or self._sentence.cores[at] in _SPEAKING or is_statement(self._sentence, at)
        is_aside, end = self._sentence.is_after(at, Break.PAUSE), self._sentence.bracket_end(at)
        self._reading.close(at)
        hold = Hold.FIRMLY if is_firm and end == at else Hold.ASIDE if is_aside else Hold.LIGHTLY
        return max(self._reading.begin(bound, at, hold), end)

    def _between(self, at: int) -> int | None:
        """A word outside every part: one that joins, or one with which an interrupted text goes on."""
        reading, is_joiner = self._reading, self._sentence.is_joiner(at)
        interrupted = reading.interrupted
        if is_joiner and (interrupted is None or self._opens(at + 1)):
            return at + 1
        if interrupted is None or self._sentence.is_after(at, Break.STOP):
            return None
        is_apart = self._sentence.is_after(at, Break.PAUSE)
        if not (is_remark(self._sentence, at) if is_apart else is_joiner) or self._is_taker(at + is_joiner):
            return None
        following = reading.resume(at)
        reading.interrupted = None if is_apart else interrupted
        return following

    def _opens(self, at: int) -> bool:
        if at >= len(self._sentence) or self._reading.rest.begins(at) is not None or self._repeats(at):
            return True
        return lead_opening(self._reading, at) is not None or remark_opening(self._reading, at) is not None
