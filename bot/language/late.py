"""What is said last or the other way round: names or a title behind a colon, a number before what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.kinds.choices import NumberKind
from bot.kinds.texts import TextKind, WhomKind
from bot.language.literals import end_of, openings, runs_of
from bot.language.naming import is_event, name_end, names_at
from bot.language.openings import is_in_name, time_opening
from bot.language.reading import Hold
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.language.naming import Names
    from bot.language.reading import Reading
    from bot.language.sentence import Sentence

_SEVERAL = runs_of(
    "a few|couple [of] [new|interesting|great|nice|cool] people|folks|guys|devs",
    "two|three|four|five|six [new|interesting|great|nice|cool] people|folks|guys|devs",
)
"""People whose names come last."""

_NAMED_SO = runs_of(
    "[and] her|his|their|the name|names is|was|are|were",
    "[and] she|he|they is|was|are|were called|named",
    "[and] she's|he's|they're [called|named]",
    "called|named",
    "by the name of",
)
_NAMED_OPENS = frozenset(word for run in _NAMED_SO for word in openings(run))
_IS_NAME = runs_of("is|was|are|were her|his|their|the name|names")
_INTRODUCED = runs_of("introduced|connected|intro'd|hooked|put us [up|together] [to] [each] [other]")
_LEADING_TO_NAMES = frozenset({":", "?", "!", "!!", "-", "\u2013", "\u2014"})
_LONGEST_EVENT = 4


def is_no_name(reading: Reading, at: int) -> bool:
    """Whether a time, another slot or another command begins here."""
    if at >= len(reading.sentence) or time_opening(reading, at) is not None:
        return True
    if reading.slots.lead_at(reading.sentence, at, reading.open) is not None and not is_in_name(reading, at):
        return True
    return reading.sentence.is_joined(at) and reading.rest.begins(at) is not None


def behind_several(sentence: Sentence, first: int) -> int:
    begin = end_of(_SEVERAL, sentence.cores, first)
    is_told = begin > first and any(sentence.between(at).strip() == ":" for at in range(begin, len(sentence)))
    return begin if is_told else first


def is_named_late(reading: Reading, at: int) -> bool:
    """Whether the name of somebody met without one is said here: "met someone nice, her name is Ana"."""
    person = reading.slots.person
    is_awaited = person is not None and person.name in reading.open and person.required and not reading.names
    return is_awaited and end_of(_NAMED_SO, reading.sentence.cores, at) > at


def said_late(reading: Reading, at: int) -> int:
    """Where such a part ends that begins here; ``at`` itself where none does."""
    core = reading.sentence.cores[at]
    if not (reading.sentence.is_after(at, Break.PAUSE) or core in _NAMED_OPENS or core.isdecimal()):
        return at
    late = (_late_names, _late_introducer, _late_event, _late_title, _late_place, _counted)
    return next((end for read in late if (end := read(reading, at)) > at), at)


def _late_names(reading: Reading, at: int) -> int:
    """Where the names end that are said last: "met some people at the meetup: Jan, Kasia and Piotr", "…, her name is
    Ana", "…, Ana is her name"."""
    sentence, person = reading.sentence, reading.slots.person
    if person is None or reading.names or not _is_awaited(reading, person):
        return at
    begin = end_of(_NAMED_SO, sentence.cores, at)
    if (begin == at and sentence.between(at).strip() not in _LEADING_TO_NAMES) or begin >= len(sentence):
        return _named_before(reading, at)
    spans = names_at(sentence, begin, lambda word: is_no_name(reading, word))
    return _name(reading, at, spans, spans[-1][1]) if spans else at


def _is_awaited(reading: Reading, person: BoundSlot) -> bool:
    return reading.named_until > 0 or (person.required and person.name in reading.open)


def _named_before(reading: Reading, at: int) -> int:
    """ "…, Tobias Engel is his name"."""
    end = name_end(reading.sentence, at, lambda word: is_no_name(reading, word)) if reading.is_boundary(at) else at
    over = end_of(_IS_NAME, reading.sentence.cores, end) if at < end < len(reading.sentence) else end
    return _name(reading, at, ((at, end),), over) if over > end else at


def _name(reading: Reading, at: int, spans: Names, over: int) -> int:
    sentence = reading.sentence
    is_other = any(sentence.cores[last - 1].endswith("'s") for _, last in spans)
    if is_other or not sentence.is_proper(spans[0][0]) or not sentence.has_case:
        return at
    reading.close(at)
    reading.names = tuple(sentence.said(*span) for span in spans)
    reading.named_until = over
    return over


def _late_introducer(reading: Reading, at: int) -> int:
    """Where such words end that say who brought both together: "…, Tunde introduced us"."""
    sentence = reading.sentence
    via = next((bound for bound in reading.open.values() if isinstance(bound.kind, WhomKind)), None)
    if via is None or not reading.names or not reading.is_boundary(at):
        return at
    end = name_end(sentence, at, lambda _: False)
    over = end_of(_INTRODUCED, sentence.cores, end) if at < end < len(sentence) else end
    if over == end or not sentence.is_after(over, Break.PAUSE):
        return at
    reading.close(at)
    reading.open.pop(via.name)
    reading.told[via.name] = sentence.said(at, end)
    return over


def _late_event(reading: Reading, at: int) -> int:
    """Where an event ends that stands between commas and says where that was: "met Ana, FOSDEM, about Rust"."""
    sentence = reading.sentence
    where = next((bound for bound in reading.open.values() if "at" in bound.slot.lead), None)
    is_free = bool(reading.names) and reading.hold is not Hold.FIRMLY and reading.slots.has_remarks
    if where is None or not is_free or "," not in sentence.between(at) or not sentence.is_proper(at):
        return at
    ends = (end for end in range(at + 1, len(sentence)) if sentence.is_after(end, Break.PAUSE))
    end = next(ends, len(sentence))
    if end - at > _LONGEST_EVENT or not sentence.has_case or not is_event(sentence, at, end):
        return at
    reading.close(at)
    reading.begin(where, at, Hold.LIGHTLY)
    reading.close(end)
    return end


def _late_title(reading: Reading, at: int) -> int:
    """Where the first word ends of a title behind a colon: "a meetup on Thursday at the library: Rust night"."""
    waiting = [bound for bound in reading.open.values() if bound.required and bound.kind.tense is None]
    is_led = reading.sentence.between(at).strip() == ":" and not reading.is_running
    if not is_led or len(waiting) != 1 or not isinstance(waiting[0].kind, TextKind) or waiting[0].slot.runs_on:
        return at
    reading.close(at)
    return reading.begin(waiting[0], at, Hold.LIGHTLY)


def _late_place(reading: Reading, at: int) -> int:
    """Where the first word ends of a place behind a comma alone, once all else is told: "…, Thursday, the Pub"."""
    sentence = reading.sentence
    is_free = reading.current is None and reading.slots.person is None and not reading.slots.has_remarks
    if not is_free or "," not in sentence.between(at) or any(bound.required for bound in reading.open.values()):
        return at
    place = next((bound for bound in reading.open.values() if "at" in bound.slot.lead), None)
    is_named = sentence.cores[at] == "the" or (sentence.has_case and sentence.is_proper(at))
    is_other = is_no_name(reading, at) or reading.rest.begins(at) is not None
    if place is None or not is_named or is_other:
        return at
    return reading.begin(place, at, Hold.LIGHTLY, is_of_place=True)


def _counted(reading: Reading, at: int) -> int:
    """Where a number ends that stands before what it counts: "…, 30 seats"."""
    sentence = reading.sentence
    if not sentence.cores[at].isdecimal() or at + 1 >= len(sentence) or not reading.is_boundary(at):
        return at
    for bound in reading.open.values():
        if isinstance(bound.kind, NumberKind) and sentence.cores[at + 1] in bound.kind.units:
            reading.close(at)
            reading.open.pop(bound.name)
            reading.told[bound.name] = sentence.said(at, at + 1)
            return at + 2
    return at
