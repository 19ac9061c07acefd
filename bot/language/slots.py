"""The slots of one command, as sentences fill them: lead words, remarks, and which time belongs to which text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.language.dates import Tense
from bot.language.literals import Run, end_of_run, openings, runs_of

if TYPE_CHECKING:
    from bot.command import BoundSlot, Spec
    from bot.language.sentence import Sentence

PREPOSITIONS = frozenset(
    "at in on during for to with from of by through after before near outside over as into around behind".split()
)
"""Lead words that running text may as well hold itself: "promised to send it to her at work"."""


LEADING_ON = frozenset({"after", "before", "during", "while"})
"""Words that are nothing without what they lead to."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A run of words behind which a slot begins, or (``is_kept``) with which its text begins."""

    bound: BoundSlot
    run: Run
    is_kept: bool
    needs: frozenset[str]
    """The first words it cannot do without: most leads need not be looked at in a sentence that has none of them."""

    @property
    def is_strong(self) -> bool:
        """Whether it says by itself that something new begins."""
        return len(self.run) > 1 or not self.run[0].forms <= PREPOSITIONS

    @property
    def is_channel(self) -> bool:
        """Whether it says how one talked rather than what of: "on the phone", and not "we agreed"."""
        return self.is_kept and self.run[0].forms <= PREPOSITIONS | {"via"}

    @property
    def is_of_place(self) -> bool:
        is_text = self.bound.slot.bare or self.bound.slot.runs_on
        return len(self.run) == 1 and self.run[0].forms <= PREPOSITIONS and not is_text


@dataclass(frozen=True, slots=True)
class LeadFound:
    lead: Lead
    end: int

    @property
    def is_through_channel(self) -> bool:
        """Whether the words kept are a place behind a preposition, which is not part of it: "on Zoom"."""
        return self.lead.is_kept and len(self.lead.run) > 1 and self.lead.run[0].forms >= {"on", "over"}


def remark_of(slots: Iterable[BoundSlot]) -> BoundSlot | None:
    """The one of these that takes remarks and may be left out."""
    return next((each for each in slots if each.slot.bare and not each.required), None)


class Slots:
    """What the tail of a sentence can hold for one command."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.visible = spec.visible_slots
        self._leads: dict[str, list[Lead]] = defaultdict(list)
        for bound in self.visible:
            if bound.kind.tense is None:
                self._file(bound)

    def _file(self, bound: BoundSlot) -> None:
        for written in (*bound.slot.lead, *bound.slot.keeps):
            for run in runs_of(written):
                needs = next(literal.forms for literal in run if not literal.optional)
                for word in openings(run):
                    self._leads[word].append(Lead(bound, run, written in bound.slot.keeps, needs))

    @cached_property
    def person(self) -> BoundSlot | None:
        """The slot of whom the command is about: several names there are several commands."""
        named = [bound for bound in self.visible if bound.kind.names_people]
        return next((bound for bound in named if bound.slot.whom), next(iter(named), None))

    @cached_property
    def times(self) -> tuple[BoundSlot, ...]:
        return tuple(bound for bound in self.visible if bound.kind.tense is not None)

    @cached_property
    def own_text(self) -> BoundSlot | None:
        """The one text that a command with one time is about: a promise, what to be reminded of."""
        texts = [bound for bound in self.visible if bound.slot.runs_on and bound.required]
        return texts[0] if len(texts) == 1 and len(self.times) == 1 else None

    @cached_property
    def is_of_past(self) -> bool:
        """Whether it tells what was, so that what is said of somebody besides can become a note."""
        return bool(self.times) and all(bound.kind.tense is Tense.PAST for bound in self.times)

    @cached_property
    def has_remarks(self) -> bool:
        """Whether it takes what is said of somebody behind a comma."""
        return any(bound.slot.bare for bound in self.visible)

    @cached_property
    def time_of(self) -> Mapping[str, BoundSlot]:
        """Of several times, the one declared right behind a running text is that text's own: a promise and its day."""
        if len(self.times) < 2:
            return {}
        following = zip(self.visible, self.visible[1:], strict=False)
        return {text.name: time for text, time in following if text.slot.runs_on and time in self.times}

    def time_for(self, text: BoundSlot) -> BoundSlot | None:
        """The time of a running text: its own of several, or that of the text that the whole command is."""
        return self.times[0] if text is self.own_text else self.time_of.get(text.name)

    def lead_at(self, sentence: Sentence, at: int, open_slots: Mapping[str, BoundSlot]) -> LeadFound | None:
        """The longest lead of an open slot that stands here with words behind it."""
        best: LeadFound | None = None
        for lead in self._leads.get(sentence.cores[at], ()) if at < len(sentence) else ():
            if lead.needs.isdisjoint(sentence.vocabulary):
                continue
            end = end_of_run(lead.run, sentence.cores, at)
            has_text = at < end < len(sentence) or (lead.is_kept and end > at and sentence.cores[at] not in LEADING_ON)
            if lead.bound.name in open_slots and has_text and (best is None or end > best.end):
                best = LeadFound(lead, end)
        return best

    def behind_channel(self, sentence: Sentence, found: LeadFound) -> LeadFound:
        """The lead word behind "on the phone", which says how one talked and not about what."""
        bound = found.lead.bound
        if not (found.lead.is_channel and bound.slot.runs_on):
            return found
        following = self.lead_at(sentence, found.end, {bound.name: bound})
        return found if following is None or following.lead.is_kept else following
