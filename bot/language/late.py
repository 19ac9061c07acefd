"""What is said last or the other way round: names or a title behind a colon, a number before what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.kinds.choices import NumberKind
from bot.kinds.texts import TextKind
from bot.language.literals import end_of, runs_of
from bot.language.naming import names_at
from bot.language.openings import is_in_name, time_opening
from bot.language.reading import Hold

if TYPE_CHECKING:
    from bot.language.reading import Reading
    from bot.language.sentence import Sentence

_SEVERAL = runs_of(
    "a few|couple [of] [new|interesting|great|nice|cool] people|folks|guys|devs",
    "two|three|four|five|six [new|interesting|great|nice|cool] people|folks|guys|devs",
)
"""People whose names come last."""


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


def said_late(reading: Reading, at: int) -> int:
    """Where such a part ends that begins here; ``at`` itself where none does."""
    return max(_late_names(reading, at), _late_title(reading, at), _late_place(reading, at), _counted(reading, at))


def _late_names(reading: Reading, at: int) -> int:
    """Where the names end that are said last, behind a colon: "met some people at the meetup: Jan, Kasia and Piotr"."""
    sentence = reading.sentence
    is_awaited = reading.slots.person is not None and not reading.names and reading.named_until > 0
    if not is_awaited or sentence.between(at).strip() != ":":
        return at
    spans = names_at(sentence, at, lambda word: is_no_name(reading, word))
    if not spans or not sentence.is_proper(at) or any(sentence.cores[last - 1].endswith("'s") for _, last in spans):
        return at
    reading.close(at)
    reading.names = tuple(sentence.said(*span) for span in spans)
    reading.named_until = spans[-1][1]
    return reading.named_until


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
