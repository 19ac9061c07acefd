"""The time phrase that a slot could take at some place of a sentence, by the slot's kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.times import Precision
from bot.errors import BadValue
from bot.kinds.periods import PeriodKind
from bot.kinds.times import CadenceKind, DayKind
from bot.language import dates
from bot.language.dates import Tense
from bot.language.sentence import TimeSpan
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.command import BoundSlot
    from bot.kinds import Facts
    from bot.language.sentence import Sentence

_PERIODS_BEGIN = frozenset(
    "last this since in during on yesterday today january february march april may june july august september october "
    "november december a one two three four five six seven eight nine ten".split()
)
_LONGEST_PERIOD = 5
_LEADS_OF_TIMES = frozenset({"for", "by", "before", "until", "till", "to", "since"})
_STRETCHES = frozenset(
    "in this last next month year january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_MONTHS = _STRETCHES - {"in", "this", "last", "next", "month", "year"}
_NO_DAYS = {("other", "day"), ("other", "week"), ("before", "last")}
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?")
_ORDINAL = re.compile(r"the \d{1,2}(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEVER_OF_DAYS = frozenset({"by", "until", "till", "til", "before", "after", "since", "from", "due", "within"})
_LEADING_ON = frozenset("at about via through during by over".split())
_MEALS = frozenset("at over during lunch lunchtime dinner breakfast brunch".split())
"""Where one meets, rather than which day."""

_EXCLUDING = frozenset({"before", "until", "till"})
"""Behind these the finder of times gives none, for they leave the time out; as a lead word they say how it is meant."""


def span_at(sentence: Sentence, at: int, bound: BoundSlot, facts: Facts) -> TimeSpan | None:
    """The time phrase that begins here, with its own preposition or behind a lead word of the slot."""
    kind = bound.kind
    assert kind.tense is not None, "only slots of time take time phrases"
    if isinstance(kind, PeriodKind):
        return _period_at(sentence, at, kind, facts)
    span = sentence.time_at(at, kind.tense)
    if isinstance(kind, DayKind) and _is_year(sentence, at):
        return TimeSpan(at, at + 2, ())
    if span is None and _leads_to_time(sentence, at, bound):
        span = sentence.time_at(at + 1, kind.tense) or _alone_at(sentence, at + 1, kind.tense)
    if span is not None and isinstance(kind, DayKind) and not _can_have_been(sentence, span):
        return None
    if span is None or sentence.cores[at] in _EXCLUDING.intersection(bound.slot.lead):
        return span
    if isinstance(kind, DayKind) and _MEALS.issuperset(sentence.cores[span.first : span.last]):
        return None
    if isinstance(kind, CadenceKind):
        return span if not span.readings or any(each.rule for each in span.readings) else None
    return span if span.readings or _is_no_date(sentence, span) else None


def _alone_at(sentence: Sentence, at: int, tense: Tense) -> TimeSpan | None:
    """ "Before the 15th", "by April": a time only behind such a word, and with nothing that it counts or describes."""
    last = at + 1 if sentence.cores[at] in _MONTHS else at + 2
    is_over = sentence.is_after(last, Break.PAUSE) or sentence.is_joiner(last)
    is_alone = last == at + 1 or _ORDINAL.fullmatch(" ".join(sentence.cores[at:last]))
    if not is_over or last > len(sentence) or not is_alone:
        return None
    return TimeSpan(at, last, dates.readings(sentence.said(at, last), sentence.now, tense))


def _can_have_been(sentence: Sentence, span: TimeSpan) -> bool:
    """Whether it can say the day of something that was: a time by which something will be does not."""
    return sentence.cores[span.first] not in _NEVER_OF_DAYS


def _is_no_date(sentence: Sentence, span: TimeSpan) -> bool:
    """Whether it is no day, "31 Feb", not one that was, or one that nobody can tell, "a while ago": it is asked."""
    cores = sentence.cores[span.first : span.last]
    if cores[-1] == "ago" or cores[-2:] in _NO_DAYS or cores == ("recently",):
        return _is_impossible(sentence, span)
    is_dated = _MONTHS.intersection(cores) and any(core[0].isdecimal() for core in cores)
    return bool(is_dated or any(_DATE.fullmatch(core) for core in cores))


def _is_year(sentence: Sentence, at: int) -> bool:
    """ "In 2025": some day of a whole year."""
    following = sentence.cores[at + 1] if at + 1 < len(sentence) else ""
    is_over = sentence.is_after(at + 2, Break.PAUSE) or sentence.is_joiner(at + 2)
    is_over = is_over or sentence.cores[at + 2] in _LEADING_ON
    return sentence.cores[at] == "in" and _YEAR.fullmatch(following) is not None and is_over


def _is_impossible(sentence: Sentence, span: TimeSpan) -> bool:
    others = (sentence.time_at(span.first, tense) for tense in Tense)
    return not any(other is not None and other.readings for other in others)


def is_sure(said: str, bound: BoundSlot, facts: Facts) -> bool:
    """Whether a time was or will be, whatever it is said of: "yesterday", "next week", "Thursday 15:00"."""
    if bound.kind.tense is Tense.PAST:
        return not dates.readings(said, facts.now, Tense.FUTURE)
    moments = dates.readings(said, facts.now)
    is_timed = any(moment.precision is Precision.MINUTE for moment in moments)
    return is_timed or not dates.readings(said, facts.now, Tense.PAST)


def _leads_to_time(sentence: Sentence, at: int, bound: BoundSlot) -> bool:
    """Whether the word is a lead of the slot that no time phrase begins with itself."""
    leads = _LEADS_OF_TIMES.intersection(bound.slot.lead)
    return sentence.cores[at] in leads and not sentence.is_after(at + 1, Break.PAUSE)


def is_stretch(sentence: Sentence, span: TimeSpan) -> bool:
    """Whether the phrase names a month or a year and no day in it: "in May"."""
    return all(core in _STRETCHES or core.isdecimal() for core in sentence.cores[span.first : span.last])


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
