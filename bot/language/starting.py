"""How a tail starts: with the slot of the phrase's last hole, be it names, a time or a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.kinds.people import PRONOUNS
from bot.language import dates
from bot.language.described import described_at
from bot.language.late import behind_several, is_no_name
from bot.language.literals import end_of, runs_of
from bot.language.naming import names_at
from bot.language.openings import lead_opening, time_opening
from bot.language.reading import POLITE, Hold, Reading
from bot.language.remarked import remarked_at
from bot.language.remarks import is_idiom
from bot.language.slots import PREPOSITIONS, remark_of
from bot.language.spans import span_at
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.language.described import Described
    from bot.language.sentence import Sentence

_NOTHING = frozenset({"nothing", "none", "nobody", "out"})
_WHO = "guy|girl|woman|man|person|dev|developer|member|face"
_SOMEBODY = runs_of(
    "someone|somebody|people [new|else|interesting]",
    "someone|somebody [really|very|super|so|quite] cool|nice|interesting|great|lovely|amazing|awesome|fun|smart|kind",
    f"a|an [really|very|super|so|quite] [*] new|nice|cool|interesting|great {_WHO}",
    "[so] some|many|few|several|various [new|interesting|great|nice|cool] people|folks",
    "the [nice|other] folks|people|guys",
    "[a] lots|lot|bunch|loads|plenty|tons of [new|interesting|great|nice|cool] people|folks",
    "someone|somebody [new|else|interesting] named|called",
    "a|this|some|one [really] [nice|new|interesting|great|cool] guy|girl|woman|man|person [named|called]",
)
"""Somebody whose name is not said, or comes now: "this guy Bob"."""

_MANNER = runs_of(
    "[quite|just] by [pure|sheer] accident|chance|coincidence|luck",
    "again|finally|briefly|quickly|also|just|there|randomly|unexpectedly|actually|accidentally|personally",
    "in person",
    "for the first time",
    "the lovely|great|amazing|wonderful|famous|one and only|brilliant",
)
_ONE = frozenset({"a", "an", "one", "some", "certain"})


def start(reading: Reading, first: int, slot: BoundSlot) -> int | None:
    """Begin to read ``slot`` at word ``first``, behind its own lead word if that stands there; give the next word.

    None where the words cannot be what the slot is for.
    """
    sentence = reading.sentence
    if first >= len(sentence):
        return None
    if sentence.cores[first] in POLITE and _is_led(reading, first + 1, slot):
        first += 1
    own = reading.slots.lead_at(sentence, first, {slot.name: slot})
    first = first if own is None or own.lead.is_kept else own.end
    if slot.kind.names_people:
        return _names(reading, first) if _is_of_whom(reading, slot) else _one_name(reading, first, slot)
    if slot.kind.tense is not None:
        return _time(reading, first, slot)
    return _text(reading, first, slot)


def _is_of_whom(reading: Reading, slot: BoundSlot) -> bool:
    person = reading.slots.person
    return person is None or person.name == slot.name


def _one_name(reading: Reading, first: int, slot: BoundSlot) -> int | None:
    """Somebody else than whom the command is about: "introduce Ana", to whom is not said yet."""
    end = _names(reading, first)
    if end is None or len(reading.names) != 1 or reading.names[0].casefold() in PRONOUNS:
        return None
    reading.told[slot.name], reading.names = reading.names[0], ()
    return end


def _is_led(reading: Reading, at: int, slot: BoundSlot) -> bool:
    """Whether the text begins here for sure, behind its lead word or a colon: "please to call", "please: call"."""
    is_led = reading.slots.lead_at(reading.sentence, at, {slot.name: slot}) is not None
    return is_led or (at < len(reading.sentence) and ":" in reading.sentence.between(at))


def _names(reading: Reading, first: int) -> int | None:
    sentence, cores = reading.sentence, reading.sentence.cores
    described = described_at(sentence, first, lambda at: is_no_name(reading, at))
    if cores[first] in PRONOUNS and described is None:
        reading.names, reading.named_until = (sentence.said(first, first + 1),), first + 1
        return first + 1
    if described is not None and remark_of(reading.slots.visible) is None:
        return _described(reading, described)
    first += cores[first] == "both"
    each = remarked_at(sentence, first, lambda at: is_no_name(reading, at)) if _may_remark(reading) else None
    if each is not None:
        reading.names, reading.named_until = tuple(each.remarks), each.end
        reading.remarks = each.remarks if _keeps_remarks(reading) else {}
        return each.end
    if described is not None:
        return _described(reading, described)
    begin = max(end_of(_SOMEBODY, cores, first), behind_several(sentence, first), _behind_manner(sentence, first))
    spans = names_at(sentence, begin, lambda at: is_no_name(reading, at)) if begin < len(cores) else ()
    is_nobody = not spans and begin == first
    if is_nobody or any(cores[last - 1].endswith("'s") for _, last in spans):
        return None
    reading.names = tuple(sentence.said(*span) for span in spans)
    reading.named_until = spans[-1][1] if spans else begin
    return reading.named_until


def _behind_manner(sentence: Sentence, first: int) -> int:
    """Where the name begins behind how it came about, or behind "a" and "one": "met by chance one Ngozi Adebayo"."""
    at = end_of(_MANNER, sentence.cores, first)
    last = at + 1
    is_named = last + 1 < len(sentence) and sentence.has_case and sentence.is_proper(last)
    if at < len(sentence) and sentence.cores[at] in _ONE and is_named and sentence.is_proper(last + 1):
        return last
    return at


def _may_remark(reading: Reading) -> bool:
    """Whether there may be several people with a remark on each: what is in brackets must not be lost, but what
    somebody is may only say who is meant."""
    is_in_brackets = "(" in reading.sentence.text
    return _keeps_remarks(reading) if is_in_brackets else "and" in reading.sentence.vocabulary


def _keeps_remarks(reading: Reading) -> bool:
    return remark_of(reading.slots.visible) is not None or reading.slots.is_of_past


def _described(reading: Reading, found: Described) -> int | None:
    """What they are is a remark of its own where there is room for one; else it only says who is meant."""
    sentence = reading.sentence
    if end_of(_SOMEBODY, sentence.cores, found.first) < found.names[0][0]:
        remark = remark_of(reading.open.values())
        if remark is not None:
            reading.told[remark.name] = sentence.said(found.first, found.last)
    if any(sentence.cores[last - 1].endswith("'s") for _, last in found.names):
        return None
    reading.names = tuple(sentence.said(*span) for span in found.names)
    reading.named_until = found.names[-1][1]
    return reading.named_until


def _time(reading: Reading, first: int, slot: BoundSlot) -> int:
    """A time where one is expected; words that are none are kept up to the next break, to be asked about."""
    sentence = reading.sentence
    span = span_at(sentence, first, slot, reading.rest.facts)
    if span is not None:
        reading.told[slot.name] = sentence.said(span.first, span.last)
        return span.last
    breaks = (at for at in range(first + 1, len(sentence)) if sentence.is_after(at, Break.PAUSE))
    last = next(breaks, len(sentence))
    said = sentence.said(first, last)
    # A length where a time to come is expected counts from now: "snooze it for a week".
    is_length = bool(dates.readings(f"in {said}", sentence.now))
    reading.told[slot.name] = f"in {said}" if is_length else said
    return last


def _text(reading: Reading, first: int, slot: BoundSlot) -> int | None:
    sentence, runs_on = reading.sentence, slot.slot.runs_on
    is_led = sentence.cores[first - 1] in PREPOSITIONS.intersection(slot.slot.lead)
    is_of_place = not runs_on and (is_led or "at" in slot.slot.lead)  # "it was Lyon"
    if sentence.cores[first] in _NOTHING or (is_of_place and is_idiom(sentence, first)):
        return None
    if _is_another_time(reading, first) or _is_only_time(reading, first, slot):
        return None
    if not slot.required and sentence.cores[first] == "from":  # where somebody is from, and nothing sent to them
        return None
    opens = lead_opening(reading, first) or time_opening(reading, first)
    if not slot.required and opens is not None:
        return first
    return reading.begin(slot, first, Hold.FIRMLY if runs_on else Hold.LIGHTLY, is_of_place=is_of_place)


def _is_only_time(reading: Reading, at: int, slot: BoundSlot) -> bool:
    """Whether the time that the command needs stands where the title would: "a meetup on Thursday at the library"."""
    sentence = reading.sentence
    opening = None if slot.slot.runs_on or sentence.words[at].is_quoted else time_opening(reading, at)
    if opening is None or not opening[0].required:
        return False
    last = opening[1].last
    is_over = last == len(sentence) or sentence.is_after(last, Break.PAUSE) or time_opening(reading, last) is not None
    return is_over or lead_opening(reading, last) is not None


def _is_another_time(reading: Reading, at: int) -> bool:
    """Whether a time begins here though the command has its own: "tomorrow remind me on Friday to …"."""
    tenses = [bound.kind.tense for bound in reading.slots.times if bound.name not in reading.open]
    return any(reading.sentence.time_at(at, tense) for tense in tenses if tense is not None)
