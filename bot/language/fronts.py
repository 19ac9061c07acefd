"""Slots that stand before the verb: "yesterday at PyCon I met …", "in two weeks follow up with …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.dates import Tense
from bot.language.literals import end_of, runs_of
from bot.language.remarks import is_place
from bot.language.slots import PREPOSITIONS
from bot.language.spans import span_at

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.language.reading import Rest
    from bot.language.sentence import Sentence, TimeSpan
    from bot.language.slots import Slots


_TELLERS = runs_of("i|we have|had|did|was|were", "i've|we've|i'd|we'd", "i|we")
_CLEFT = runs_of("[so|and] it|that|this was|is", "it's|that's")
_OF_TIMES = frozenset({"until", "till", "since", "every", "each", "next", "thanks", "via"})
_CLEAVING = frozenset({"that", "where", "when"})


def front_begin(sentence: Sentence, first: int) -> int:
    """Where a front begins: behind "I have" and before its verb, behind "it was" and before "that", or at once."""
    begin = max(end_of(_TELLERS, sentence.cores, first), end_of(_CLEFT, sentence.cores, first))
    return begin if begin + 1 < len(sentence) else first


def may_be_front(sentence: Sentence, begin: int) -> bool:
    """Whether a time or a place can begin here at all."""
    is_time = any(sentence.time_at(begin, tense) is not None for tense in Tense)
    return is_time or sentence.cores[begin] in PREPOSITIONS | _OF_TIMES


def is_cleft(sentence: Sentence, first: int, at: int) -> bool:
    """Whether the front ends before this word in "that", as "it was" asks: "it was at PyCon that I met Ana"."""
    return sentence.cores[at - 1] in _CLEAVING and end_of(_CLEFT, sentence.cores, first) > first


def read_front(rest: Rest, slots: Slots, first: int, last: int) -> dict[str, str]:
    """The times and places that words ``first`` up to ``last`` are made of; empty when any is something else."""
    told: dict[str, str] = {}
    at = first
    while at < last:
        open_slots = {bound.name: bound for bound in slots.visible if bound.name not in told}
        time = _time(rest, slots, at, told)
        if time is not None and time[1].last <= last:
            bound, span = time
            told[bound.name] = rest.sentence.said(span.first, span.last)
            at = span.last
            continue
        lead = slots.lead_at(rest.sentence, at, open_slots)
        if lead is None or not lead.lead.is_of_place or lead.end >= last:
            return {}
        at = next((end for end in range(lead.end + 1, last) if _time(rest, slots, end, told)), last)
        if not is_place(rest.sentence, lead.end, at):
            return {}
        told[lead.lead.bound.name] = rest.sentence.said(lead.end, at)
    return told


def _time(rest: Rest, slots: Slots, at: int, told: dict[str, str]) -> tuple[BoundSlot, TimeSpan] | None:
    waiting = {time.name for time in slots.time_of.values()}
    for bound in slots.times:
        span = None if bound.name in told or bound.name in waiting else span_at(rest.sentence, at, bound, rest.facts)
        if span is not None:
            return bound, span
    return None
