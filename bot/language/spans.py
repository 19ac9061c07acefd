"""The time phrase that a slot could take at some place of a sentence, by the slot's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BadValue
from bot.kinds.periods import PeriodKind
from bot.kinds.times import CadenceKind
from bot.language.sentence import TimeSpan

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.kinds import Facts
    from bot.language.sentence import Sentence

_PERIODS_BEGIN = frozenset(
    "last this since in during on yesterday today january february march april may june july august september october "
    "november december".split()
)
_LONGEST_PERIOD = 4
_EXCLUDING = frozenset({"before", "until", "till"})
"""Behind these the finder of times gives none, for they leave the time out; as a lead word they say how it is meant."""


def span_at(sentence: Sentence, at: int, bound: BoundSlot, facts: Facts) -> TimeSpan | None:
    """The time phrase that begins here, with its own preposition or behind a lead word of the slot."""
    kind = bound.kind
    if kind.tense is None or at >= len(sentence):
        return None
    if isinstance(kind, PeriodKind):
        return _period_at(sentence, at, kind, facts)
    span = sentence.time_at(at, kind.tense)
    if span is None and sentence.cores[at] in bound.slot.lead:
        span = sentence.time_at(at + 1, kind.tense)
    if span is None or sentence.cores[at] in _EXCLUDING.intersection(bound.slot.lead):
        return span
    if isinstance(kind, CadenceKind):
        return span if not span.readings or any(each.rule for each in span.readings) else None
    return span if span.readings else None


def _period_at(sentence: Sentence, at: int, kind: PeriodKind, facts: Facts) -> TimeSpan | None:
    """The longest stretch of time that begins here, such as "since January"."""
    core = sentence.cores[at]
    if core not in _PERIODS_BEGIN and not core.isdecimal():
        return None
    for last in range(min(at + _LONGEST_PERIOD, len(sentence)), at, -1):
        try:
            kind.readings(sentence.said(at, last), facts)
        except BadValue:
            continue
        return TimeSpan(at, last, ())
    return None
