"""What begins at a word of a tail: a time, a slot behind its lead word, a remark about somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.kinds.lengths import LengthKind
from bot.language.dates import Tense
from bot.language.naming import AROUND, TITLES, is_like, is_surnamed, name_end
from bot.language.reading import LEADING_TO_NAMES, RESUMING, Hold, Reading
from bot.language.remarks import (
    DETERMINERS,
    SUBJECTS,
    enumeration_end,
    is_idiom,
    is_remark,
    lies_ahead_in,
    stays_in_topic,
)
from bot.language.spans import is_stretch, is_sure, span_at
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.language.sentence import Sentence, TimeSpan
    from bot.language.slots import LeadFound

_CLINGING = frozenset(
    "the a an my your our its their some another every each next last for about of after before since until till "
    "during with without to from than or not between".split()
)
"""A time phrase behind one of these belongs to what is said there: "the Friday meetup", "prepare for Monday"."""

_GOING_ON = SUBJECTS | {"works", "working", "lives", "living"}
"""Words that are no remark alone: "who promised to …" is what somebody else promised, "works at" where they work."""

_MEALS = frozenset("coffee tea lunch dinner breakfast brunch drinks beers beer drink supper".split())

_WHOSE = frozenset({"his", "her", "their"})
_COUNTING = frozenset(
    "a an half one two three four five six seven eight nine ten twelve about around some several".split()
)
"""Words with which a length begins."""

_CHANNELS = frozenset("zoom slack discord teams skype facetime phone signal whatsapp telegram linkedin".split())
"""Where one meets without a place: "over Zoom for the docs group" is Zoom alone."""

_TALKING = frozenset({"talked", "chatted"})
_CONDITIONS = frozenset({"whether", "if", "unless"})
_FURTHER = frozenset({"after", "before", "during", "while"})
"""Words behind the day of a meeting that tell more of it: "at the offsite yesterday after the keynote"."""


def time_opening(reading: Reading, at: int) -> tuple[BoundSlot, TimeSpan] | None:
    """The time phrase that begins here and is not part of what is being said."""
    if _clings(reading, at):
        return None
    for bound in _open_times(reading, at):
        span = span_at(reading.sentence, at, bound, reading.rest.facts)
        if span is not None and _ends_well(reading, span.last) and not _is_of_text(reading, bound, span):
            return bound, span
    return None


def _clings(reading: Reading, at: int) -> bool:
    if reading.current is None:
        return False
    return at <= reading.first or reading.sentence.cores[at - 1] in _CLINGING


def _open_times(reading: Reading, at: int) -> Iterable[BoundSlot]:
    """The open slots of time that a phrase here can be of: a running text has its own, or the only one there is."""
    slots = reading.slots
    times = [bound for bound in slots.times if bound.name in reading.open]
    if reading.hold is Hold.FIRMLY and len(slots.times) > 1:
        own = slots.time_of.get(reading.current.name) if reading.current else None
        return [bound for bound in times if bound is own]
    waiting = {time.name for text, time in slots.time_of.items() if text not in reading.told}
    core = reading.sentence.cores[at]
    return sorted(
        (bound for bound in times if bound.name not in waiting), key=lambda bound: core not in bound.slot.lead
    )


def _is_of_text(reading: Reading, bound: BoundSlot, span: TimeSpan) -> bool:
    """A month said in running text is no day on which something was: "speaking in May"; nor is a time in brackets its
    own, nor one that a condition may hold: "ask whether she is free on Friday"."""
    if reading.hold is not Hold.FIRMLY:
        return False
    said = reading.sentence.said(reading.first, span.first)
    is_past = bound.kind.tense is Tense.PAST
    if is_past and not span.readings and reading.sentence.time_at(span.first, Tense.FUTURE):
        return True
    is_month = is_past and is_stretch(reading.sentence, span)
    if not is_past and not _CONDITIONS.isdisjoint(reading.sentence.cores[reading.first : span.first]):
        return not reading.sentence.is_after(span.first, Break.PAUSE)
    return is_month or said.count("(") > said.count(")")


def is_doubtful_day(reading: Reading, bound: BoundSlot, span: TimeSpan) -> bool:
    """Whether the time may as well be of what is being told: "about the deadline on Friday", ", nice chat on Monday".

    A day that surely was is when one met; a day to come behind something that lies ahead may be the day of that.
    """
    sentence, text = reading.sentence, reading.current
    if bound.kind.tense is not Tense.PAST or text is None or sentence.is_after(span.first, Break.PAUSE):
        return False
    if is_sure(sentence.said(span.first, span.last), bound, reading.rest.facts):
        return False
    is_meal = _is_meal(sentence, reading.first)
    is_origin = sentence.cores[reading.first] in LEADING_TO_NAMES or is_meal
    # "From Monzo" and "for coffee" are all that one says of it.
    is_remark_of = text.slot.bare and text.slot.runs_on and not is_origin
    is_meant = reading.first > 0 and sentence.cores[reading.first - 1] == "to"  # "wrote to Ana to confirm Friday"
    lies_ahead = not (reading.is_of_place or is_meal) and lies_ahead_in(sentence, reading.first, span.first)
    return lies_ahead or is_meant or (is_remark_of and sentence.cores[span.first : span.last] != ("today",))


def _is_meal(sentence: Sentence, at: int) -> bool:
    """ "For coffee": the day is that of the meeting."""
    return sentence.cores[at] == "for" and not _MEALS.isdisjoint(sentence.cores[at + 1 : at + 3])


def _ends_well(reading: Reading, last: int) -> bool:
    """Whether the phrase is over where it ends, so that it is no "Friday drinks"."""
    sentence = reading.sentence
    if reading.current is None or sentence.is_after(last, Break.PAUSE) or sentence.is_joiner(last):
        return True
    core = sentence.cores[last]
    if reading.is_of_place and core in _FURTHER:
        return True
    return core in RESUMING | SUBJECTS or reading.slots.lead_at(sentence, last, reading.open) is not None


def lead_opening(reading: Reading, at: int) -> LeadFound | None:
    """The slot that a lead word opens here, unless the part being read may hold that word itself."""
    found = reading.slots.lead_at(reading.sentence, at, reading.open)
    if found is None or is_in_name(reading, at) or not _may_be_read(reading, at, found):
        return None
    if found.lead.is_of_place and is_idiom(reading.sentence, found.end):
        return None
    if reading.current is not None and at == reading.first + 1 and reading.sentence.cores[at - 1] in _GOING_ON:
        return None
    if found.lead.is_kept:
        return found if _may_keep(reading, at) else None
    match reading.hold:
        case Hold.FIRMLY:
            return found if reading.is_boundary(at) and found.lead.is_strong else None
        case Hold.ASIDE:
            return found if reading.is_boundary(at) else None
        case Hold.LIGHTLY if found.lead.is_of_place and not reading.is_of_place:
            stays = not reading.is_boundary(at) and stays_in_topic(reading.sentence, reading.first, at)
            return None if stays else found
        case _:
            return found


def is_in_name(reading: Reading, at: int) -> bool:
    """Whether the word is quoted, or written as part of a name: "Wade and Will Smith", "the Women Who Code brunch"."""
    sentence = reading.sentence
    said, between = sentence.said(at, at + 1), sentence.between(at)
    is_written_so = sentence.has_case and sentence.is_proper(at) and not said.isupper() and said[0] != "I"
    is_within = not sentence.is_after(at, Break.PAUSE) and "." not in between
    return sentence.words[at].is_quoted or (is_written_so and is_within) or is_surnamed(sentence, at)


def _may_be_read(reading: Reading, at: int, found: LeadFound) -> bool:
    """Whether a length may stand behind "for", where one is meant: not "for beginners"."""
    if (
        not found.lead.is_kept and reading.sentence.cores[found.end - 1] in _TALKING
    ):  # "talked eBPF", and not "talked to Bo"
        core = reading.sentence.cores[found.end]
        return reading.is_boundary(at) and core not in AROUND | DETERMINERS | _COUNTING and not core.endswith("ly")
    if not isinstance(found.lead.bound.kind, LengthKind):
        return True
    core = reading.sentence.cores[found.end]
    return core[0].isdecimal() or core in _COUNTING


def _may_keep(reading: Reading, at: int) -> bool:
    """A word that begins a remark without a comma does so behind the name, or as the subject behind a place."""
    if reading.current is None:
        return reading.is_just_named(at) or reading.sentence.cores[at] not in DETERMINERS
    if reading.hold is Hold.ASIDE and reading.sentence.words[at].after is Break.PAUSE:
        return reading.slots.lead_at(reading.sentence, at, reading.open) is not None
    if at == reading.first + 1 and reading.sentence.cores[reading.first] in _CHANNELS:
        return True
    is_subject = reading.sentence.cores[at] in SUBJECTS
    return reading.hold is Hold.LIGHTLY and reading.is_of_place and is_subject and at > reading.first


def remark_opening(reading: Reading, at: int) -> BoundSlot | None:
    """The slot of a remark that begins here without a lead word: ", Arrow maintainer", "Bo the slides"."""
    bound = next((bound for bound in reading.open.values() if bound.slot.bare), None)
    if bound is None:
        return None
    is_time = any(reading.sentence.time_at(at, tense) is not None for tense in (Tense.PAST, Tense.FUTURE))
    if reading.is_just_named(at):
        return bound if _follows_name(reading, at, bound) and not is_time else None
    sentence = reading.sentence
    goes_on = sentence.cores[at] == "and" and ")" in sentence.between(at)  # "Ana (Acme) and Bo"
    if goes_on or not _may_leave(reading, at, bound) or _could_be_a_name(reading, at) or _is_another(reading, at):
        return None
    is_asked_for = bound.required and at == reading.named_until
    if is_time or not (is_asked_for or (is_remark(sentence, at) and not _is_order(reading, at))):
        return None
    return bound


def _is_order(reading: Reading, at: int) -> bool:
    """Whether a command begins here that was not understood; what "we" did besides may as well be remembered."""
    return reading.sentence.cores[at] != "we" and reading.rest.is_order(at)


def _follows_name(reading: Reading, at: int, bound: BoundSlot) -> bool:
    """Whether a text may begin directly behind the name: "Ana the maintainer", and "Ana feedback on …" if one must."""
    sentence = reading.sentence
    is_common = not (sentence.has_case and sentence.is_proper(at)) and sentence.cores[at] not in RESUMING | {"nothing"}
    is_whose = sentence.cores[at] in _WHOSE and not sentence.is_proper(at - 1)  # "broke his arm"
    if is_whose:
        return False
    return sentence.cores[at] in DETERMINERS or (bound.required and is_common)


def _may_leave(reading: Reading, at: int, bound: BoundSlot) -> bool:
    sentence = reading.sentence
    is_subject = sentence.cores[at] in SUBJECTS
    if not sentence.is_apart(at):
        return sentence.is_joined(at) and is_subject and reading.current is not bound
    if reading.hold is Hold.FIRMLY:
        return reading.current is not bound and (is_subject or sentence.is_after(at, Break.STOP))
    return reading.hold is not Hold.LIGHTLY or sentence.is_after(at, Break.STOP) or not is_listed(reading, at)


def is_listed(reading: Reading, at: int) -> bool:
    """Whether a place or a topic goes on behind this comma: "PyCon, Lisbon", "Rust, Go and Zig"."""
    sentence = reading.sentence
    end = enumeration_end(sentence, at)
    if end is not None and not TITLES.intersection(sentence.cores[at:end]):
        goes_on = reading.slots.lead_at(sentence, end + 1, reading.open) is None
        return goes_on and sentence.cores[at] not in SUBJECTS and sentence.is_proper(at) >= reading.is_of_place
    return sentence.is_after(at + 1, Break.PAUSE) and sentence.is_proper(at)


def _is_another(reading: Reading, at: int) -> bool:
    """Whether somebody else is spoken of, or one of several: ", and Priya at lunch", "; Ravi wants to hear of it"."""
    sentence = reading.sentence
    if len(reading.names) > 1 and any(sentence.cores[at] in name.casefold().split() for name in reading.names):
        return True
    if not reading.names or not (sentence.has_case and sentence.is_proper(at)):
        return False
    end = name_end(sentence, at, lambda word: lead_opening(reading, word) is not None)
    following = sentence.cores[end] if at < end < len(sentence) else ""
    return following == "and" or (sentence.is_joined(at) and following in ("at", "in"))


def _could_be_a_name(reading: Reading, at: int) -> bool:
    """Whether the words behind a name and a comma could as well be the next name: then it is no remark for sure."""
    is_behind_bracket = reading.sentence.is_joined(at) and ")" in reading.sentence.between(at - 1)
    is_named_here = (at == reading.named_until or is_behind_bracket) and not reading.sentence.is_after(at, Break.STOP)
    if not is_named_here or not reading.names or "(" in reading.sentence.between(at):
        return False
    end = name_end(reading.sentence, at, lambda word: lead_opening(reading, word) is not None)
    if end == at + 1 and " " in reading.names[-1] and reading.sentence.is_proper(at):  # "Ana Silva, Acme, at PyCon"
        return False
    is_over = end >= len(reading.sentence) or reading.is_boundary(end) or lead_opening(reading, end) is not None
    return end > at and is_over and is_like(reading.sentence, at - 1, at, end)
