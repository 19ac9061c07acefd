"""What a hole of a phrase may take, by the sign that it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bot.errors import UserError
from bot.language.dates import Tense
from bot.language.phrases import Fill, Hole
from bot.language.remarks import DETERMINERS, is_place
from bot.language.slots import PREPOSITIONS
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.language.reading import Rest

_NO_KEY_WORDS = DETERMINERS | {"me", "and", "or", "yourself", "myself", "us", "is", "are"}
_EVENTS = frozenset(
    "night nights evening meetup meetups drinks beers social hackathon workshop breakfast brunch lunch dinner party "
    "jam club circle picnic hike walk demos talks day days camp fest conf session sprint quiz games coding".split()
)
"""What the names of meetups end with."""

_SPOKEN_TO = frozenset("me us you him her them it".split())
_POINTING = frozenset("the my that this".split())
_THINGS = frozenset("reminder promise follow-up followup note".split())
_MINE = frozenset({"my", "our"})
_LONGEST_THING = 6
_LONGEST_TOPIC = 2


def may_fill(hole: Hole, rest: Rest, first: int, last: int) -> bool:
    """Whether words ``first`` up to ``last`` are what the hole asks for."""
    if hole.fill is Fill.READABLE:
        return _is_readable(hole, rest, rest.sentence.said(first, last))
    if hole.fill is Fill.ANYTHING and hole.slot.kind.names_meetups:
        return _may_be_meetup(rest, first)
    check = _CHECKS.get(hole.fill)
    return check is None or check(rest, first, last)


def is_where(hole: Hole, rest: Rest, first: int, last: int) -> bool:
    """Whether a hole for a place can take it, with no time in it: "PyCon Italia last weekend" is more than where."""
    if hole.slot.kind.tense is not None or "at" not in hole.slot.slot.lead:
        return True
    times = (rest.sentence.time_at(at, Tense.PAST) for at in range(first + 1, last))
    return is_place(rest.sentence, first, last) and not any(times)


def _is_readable(hole: Hole, rest: Rest, said: str) -> bool:
    try:
        hole.slot.kind.readings(said, rest.facts)
    except UserError:
        return False
    return True


def _is_short(rest: Rest, first: int, last: int) -> bool:
    """One word or two that can be a topic."""
    cores = rest.sentence.cores[first:last]
    return 0 < len(cores) <= _LONGEST_TOPIC and cores[0] not in _NO_KEY_WORDS | PREPOSITIONS


def _is_labelled(rest: Rest, first: int, last: int) -> bool:
    return first < last and rest.sentence.between(first).strip() == ":"


def _may_be_meetup(rest: Rest, first: int) -> bool:
    """Whether a meetup can be called so: it is nobody, and nothing that somebody is to do."""
    if first >= len(rest.sentence):
        return False
    is_order = rest.is_order(first) and not rest.sentence.is_proper(first)
    return rest.sentence.cores[first] not in _SPOKEN_TO and not is_order


def _is_event(rest: Rest, first: int, last: int) -> bool:
    ends = (at for at in range(first + 1, last) if any(rest.sentence.time_at(at, tense) for tense in Tense))
    end = next(ends, last)
    end -= rest.sentence.cores[end - 1] == "for"  # "for Thursday"
    name = [core for core in rest.sentence.cores[first:end] if core not in DETERMINERS]
    return _may_be_meetup(rest, first) and 1 < len(name) <= _LONGEST_THING and name[-1] in _EVENTS


def _is_named_event(rest: Rest, first: int, last: int) -> bool:
    return first < last and rest.sentence.is_proper(first) and _is_event(rest, first, last)


def _is_dated(rest: Rest, first: int, last: int) -> bool:
    """Whether the day that something is named by ends it, and it is nothing of the member's own."""
    cores = rest.sentence.cores[first:last]
    if "of" not in cores or not _THINGS.isdisjoint(cores) or cores[0] in _MINE:
        return False
    spans = (rest.sentence.time_at(at + 1, Tense.FUTURE) for at in range(first, last) if cores[at - first] == "of")
    return any(span is not None and span.last == last and bool(span.readings) for span in spans)


def _is_day(rest: Rest, first: int, last: int) -> bool:
    span = rest.sentence.time_at(first, Tense.FUTURE) if first < last else None
    return span is not None and span.last == last and bool(span.readings)


def _is_own(rest: Rest, first: int, last: int) -> bool:
    cores = rest.sentence.cores[first:last]
    is_broken = any(rest.sentence.is_after(at, Break.PAUSE) for at in range(first + 1, last))
    if _is_dated(rest, first, last) or is_broken:
        return False
    return len(cores) > 1 and (cores[0] in _POINTING or not _THINGS.isdisjoint(cores[: _LONGEST_THING + 1]))


def _is_thing(rest: Rest, first: int, last: int) -> bool:
    return not _THINGS.isdisjoint(rest.sentence.cores[first + 1 : last])


def _is_full_name(rest: Rest, first: int, last: int) -> bool:
    return first + 1 < last and rest.sentence.is_proper(first) and rest.sentence.is_proper(first + 1)


_CHECKS: Mapping[Fill, Callable[[Rest, int, int], bool]] = {
    Fill.SHORT: _is_short,
    Fill.LABELLED: _is_labelled,
    Fill.OWN: _is_own,
    Fill.DATED: _is_dated,
    Fill.EVENT: _is_event,
    Fill.BY_DAY: _is_day,
    Fill.NAMED_EVENT: _is_named_event,
    Fill.THING: _is_thing,
    Fill.FULL_NAME: _is_full_name,
}
"""The signs that words alone tell."""
