"""How far the reading of one tail has come, and what it may ask about the rest of the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from bot.kinds.companies import CompaniesKind
from bot.kinds.texts import NOTE, WhomKind
from bot.language import dates
from bot.language.dates import Tense
from bot.language.fillers import LOOSE
from bot.language.naming import name_end
from bot.language.politeness import SAYING
from bot.language.remarks import is_place, names_another
from bot.language.slots import LEADING_ON
from bot.language.told_of import states_of_another
from bot.language.words import Break

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import BoundSlot
    from bot.kinds import Facts
    from bot.language.sentence import Sentence, TimeSpan
    from bot.language.slots import Slots
    from bot.language.told import Tail


RESUMING = frozenset("about regarding re with for to at in from via on because so if that".split())
"""Words by which a text goes on behind its time: "call Ana tomorrow about the grant"."""

LEADING_TO_NAMES = frozenset({"from", "of", "at", "works", "working"})
POLITE = frozenset("please pls plz thanks thx ty".split())


_LAUGHTER = frozenset("lol haha hahaha hehe lmao xd".split())
_QUALIFYING = frozenset({("at", "least"), ("at", "latest")})
"""Words before a time that belong to it."""

_LABELLING = frozenset({":", "-", "\u2013", "\u2014"})
_NOTHING = frozenset({"nothing", "nothing yet", "nothing much", "nothing special", "nothing in particular"})


class Hold(Enum):
    """How firmly the part being read holds on to its words."""

    NOTHING = "nothing"
    """Nothing is being read."""
    LIGHTLY = "lightly"
    """Any slot that begins ends it: a place, a topic, "who maintains Arrow"."""
    ASIDE = "aside"
    """It lasts to the next comma: ", Arrow maintainer,"."""
    FIRMLY = "firmly"
    """It lasts as long as its clause does: a promise, a note, what to be reminded of."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Another command that could begin at some word.

    ``is_told``: it tells what happened or speaks to Hallway, so that it is no item in a list of things to do.
    ``is_led_to``: "I need to" or a time stands before it. ``is_of_same``: it lacks nothing but its person, who can be
    the one just named. ``name`` is the first of its people, if it names any.
    """

    is_complete: bool
    is_told: bool
    is_led_to: bool
    is_of_same: bool
    reads: bool
    name: str


class Rest(Protocol):
    """What is known of the sentence that a tail is part of."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def facts(self) -> Facts: ...

    def begins(self, at: int) -> Beginning | None:
        """The command that begins with this word, when all from there on is understood."""
        ...

    def is_order(self, at: int) -> bool:
        """Whether the word is one that only a command begins with."""
        ...

    def is_aside(self, at: int) -> bool:
        """Whether something said of a person begins with this word, which is a command of its own."""
        ...

    def more_of(self, text: BoundSlot, at: int) -> Tail | None:
        """The words from here on as the command that is such a text by itself: a second promise."""
        ...

    def may_try(self, at: int) -> bool:
        """Whether one more guess from this word on is allowed: the bound on the work that one sentence makes."""
        ...


@dataclass(slots=True)
class Reading:
    """The state of one tail: what was told so far, which slots are open, and the part that is being read; ``remarks``
    are those in brackets behind each of several names.

    ``named_until`` is the word behind the names. ``interrupted`` is a running text in whose middle a time stood: it may
    go on. ``is_senseless`` is set when some part cannot be what its slot is for; then nothing of the tail holds.
    """

    rest: Rest
    slots: Slots
    open: dict[str, BoundSlot]
    told: dict[str, str] = field(default_factory=dict[str, str])
    names: tuple[str, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict[str, str])
    named_until: int = -1
    current: BoundSlot | None = None
    first: int = 0
    hold: Hold = Hold.NOTHING
    is_of_place: bool = False
    interrupted: BoundSlot | None = None
    is_senseless: bool = False

    @property
    def sentence(self) -> Sentence:
        return self.rest.sentence

    def is_boundary(self, at: int) -> bool:
        """Whether a comma, a stop or "and" stands before this word."""
        return self.sentence.is_after(at, Break.PAUSE) or self.sentence.is_joined(at)

    def is_just_named(self, at: int) -> bool:
        """Whether this word stands directly behind the name."""
        return at == self.named_until and self.current is None and not self.sentence.is_after(at, Break.PAUSE)

    def awaits_text(self, at: int) -> bool:
        """Whether the text that the command needs comes now, behind a colon: "note Bo: skip the small talk"."""
        is_led = self.current is None and self.sentence.between(at).strip() in _LABELLING
        return is_led and any(bound.required and bound.slot.bare for bound in self.open.values())

    @property
    def is_running(self) -> bool:
        """Whether the part is running text, that goes on behind a time: "on the phone today about the lease"."""
        is_telling = self.current is not None and self.current.slot.runs_on and not self.current.slot.bare
        return self.hold is Hold.FIRMLY or is_telling

    def is_of_another(self, at: int) -> bool:
        """Whether a sentence about somebody else begins here; a note may hold that, a promise or a talk does not."""
        is_of_one = bool(self.names) and self.current is not None and self.current.kind is not NOTE
        return is_of_one and states_of_another(self.sentence, at)

    def begin(self, bound: BoundSlot, first: int, hold: Hold, *, is_of_place: bool = False) -> int:
        """A part of ``bound`` begins with word ``first``; give the word behind it. Remarks may come several times."""
        self.current, self.first, self.hold, self.is_of_place = bound, first, hold, is_of_place
        self.interrupted = None
        if not (bound.slot.bare and bound.slot.runs_on):
            self.open.pop(bound.name, None)
        return first + 1

    def may_resume(self, at: int) -> bool:
        """Whether the text that a time interrupted goes on with this word: "call Ana tomorrow about the grant"."""
        is_resuming = self.sentence.cores[at] in RESUMING and not self.is_boundary(at)
        return self.current is None and self.interrupted is not None and is_resuming

    def resume(self, at: int) -> int:
        """The text that a time interrupted goes on with this word; give the word behind it."""
        assert self.interrupted is not None, "asked before"
        interrupted = self.interrupted
        if self._told_only_how(at):
            self.told.pop(interrupted.name)
        is_begun = interrupted.name in self.told  # else only "please" stood before the time
        lead = None if is_begun else self.slots.lead_at(self.sentence, at, {interrupted.name: interrupted})
        following = self.begin(interrupted, at if lead is None else lead.end, Hold.FIRMLY)
        self.interrupted = interrupted
        return following

    def _told_only_how(self, at: int) -> bool:
        """Whether what stood before the time says how one talked, and about what comes now: "on the phone today"."""
        assert self.interrupted is not None, "asked before"
        mine = {self.interrupted.name: self.interrupted}
        how, what = self.slots.lead_at(self.sentence, self.first, mine), self.slots.lead_at(self.sentence, at, mine)
        if how is None or what is None or not how.lead.is_kept or what.lead.is_kept:
            return False
        is_all = self.told.get(self.interrupted.name) == self.sentence.said(self.first, how.end)
        return is_all and self.sentence.cores[self.first] in ("on", "over", "via")

    def close(self, at: int) -> None:
        """End the part being read before this word, without the words that only join it to the next."""
        end = at
        while end > self.first and self._joins(end - 1):
            end -= 1
        if at < len(self.sentence) and self.sentence.cores[end - 2 : end] in _QUALIFYING:
            end = max(self.first, end - 2)
        if self.current is not None and end > self.first:
            said = self.sentence.said(self.first, end)
            runs_out = "(" in self.sentence.between(self.first) and said.count(")") > said.count("(")
            self.is_senseless |= runs_out or not self._makes_sense(self.current, end)
            self._tell(self.current, said)
        self.current, self.hold, self.is_of_place = None, Hold.NOTHING, False

    def _joins(self, at: int) -> bool:
        """Whether the word only leads on to the next part, or is polite; nothing follows "until then" at the end."""
        is_last = at + 1 == len(self.sentence)
        is_loose = not is_last and self.sentence.cores[at] in LOOSE
        is_polite = self.sentence.cores[at] in POLITE | _LAUGHTER and self.sentence.cores[at - 1] not in SAYING
        return is_polite or (is_loose and self._is_led_by_loose(at)) or (self.sentence.is_joiner(at) and not is_last)

    def _is_led_by_loose(self, at: int) -> bool:
        """Whether a comma stands before such words: "…, let's say by Friday"."""
        while at > self.first and not self.sentence.is_after(at, Break.PAUSE) and self.sentence.cores[at - 1] in LOOSE:
            at -= 1
        return self.sentence.is_after(at, Break.PAUSE)

    def _makes_sense(self, bound: BoundSlot, end: int) -> bool:
        if bound.kind.names_people:
            return name_end(self.sentence, self.first, lambda at: at >= end) == end
        if isinstance(bound.kind, WhomKind):
            return not self._runs_on_behind_name(end)
        if bound.slot.bare and self.sentence.cores[self.first] in LEADING_TO_NAMES:
            return not names_another(self.sentence, self.first, end)
        if isinstance(bound.kind, CompaniesKind):
            return True
        if end == self.first + 1 and self.sentence.cores[self.first] in LEADING_ON:
            return False
        if not self.is_of_place:
            return True
        return is_place(self.sentence, self.first, end) and not self._is_to_come(end) and not self._holds_day(end)

    def _runs_on_behind_name(self, end: int) -> bool:
        """ "Via Linh on the trip": what follows the name belongs elsewhere."""
        last = name_end(self.sentence, self.first, lambda at: at >= end)
        return self.first < last < end and self.sentence.cores[last] in ("on", "over", "at", "in", "near")

    def _is_to_come(self, end: int) -> bool:
        """Whether the words end with a time that surely will be: "the Bergen meetup tomorrow"."""
        spans = (span for span in self.sentence.times(Tense.FUTURE) if self.first < span.first < span.last == end)
        return any(span.readings and not self._has_been(span) for span in spans)

    def _holds_day(self, end: int) -> bool:
        """Whether a day that surely was stands amid the words: "the offsite yesterday as planned"."""
        spans = (span for span in self.sentence.times(Tense.PAST) if self.first < span.first < span.last < end)
        return any(span.readings and not self._will_be(span) for span in spans)

    def _will_be(self, span: TimeSpan) -> bool:
        return bool(dates.readings(self.sentence.said(span.first, span.last), self.sentence.now, Tense.FUTURE))

    def _has_been(self, span: TimeSpan) -> bool:
        return bool(dates.readings(self.sentence.said(span.first, span.last), self.sentence.now, Tense.PAST))

    def _tell(self, bound: BoundSlot, text: str) -> None:
        """Several remarks are one text; one that a time interrupted goes on without a comma. Nothing is no text."""
        if text.casefold() in _NOTHING and not bound.required:
            return
        before = self.told.get(bound.name)
        is_labelled = self.sentence.between(self.first).strip() == ":"  # "interests: compilers"
        joint = " " if self.interrupted is bound else ": " if is_labelled else ", "
        self.told[bound.name] = text if before is None else f"{before}{joint}{text}"
