"""People named behind what they are: "my old colleague Pim", "a developer called Ayumi", "Bo's sister Ines"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.literals import end_of, runs_of
from bot.language.naming import AROUND, TITLES, names_at
from bot.language.remarks import DETERMINERS
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.language.naming import Stops
    from bot.language.sentence import Sentence

_NAMED = runs_of("named|called", "by the name of", "whose name is")
_LONGEST = 7
"""Words of what somebody is."""

_BARE = frozenset("old former fellow ex longtime long-time childhood".split())
"""Words that begin it without "a" or "my"."""

_ROLES = TITLES - {
    "fellow",
    "software",
    "works",
    "working",
    "interested",
    "looking",
    "junior",
    "senior",
    "staff",
} | frozenset(
    "colleague colleagues friend friends classmate classmates boss buddy pal mate cousin sister brother husband wife "
    "partner mentor mentors mentee mentees neighbour neighbor uncle aunt nephew niece mum mom dad son daughter client "
    "acquaintance prof postdoc guy girl woman man lady dude chap bloke kid fiance fiancé girlfriend boyfriend coworker "
    "lawyer doctor nurse journalist artist musician translator accountant lecturer librarian photographer postdoc "
    "coworkers co-worker co-workers co-host host sponsor volunteer teammate teammates flatmate".split()
)
_ROLE_ENDINGS = ("eer", "oper", "ager", "ainer", "igner", "iser", "izer", "ivist", "ologist", "entist", "mate")


@dataclass(frozen=True, slots=True)
class Described:
    """What somebody is, as words ``first`` up to ``last``, and the names behind that."""

    first: int
    last: int
    names: tuple[tuple[int, int], ...]


def described_at(sentence: Sentence, first: int, stops: Stops) -> Described | None:
    """The people named behind what they are; none where a name itself, or nobody's name, begins here."""
    if not _may_begin(sentence, first):
        return None
    for at in range(first + 1, min(first + _LONGEST, len(sentence))):
        named = end_of(_NAMED, sentence.cores, at)
        if named > at:
            return _named(sentence, (first, at), named, stops)
        if is_role(sentence, at) and at + 1 < len(sentence) and sentence.is_proper(at + 1):
            return _named(sentence, (first, at + 1), at + 1, stops)
        if sentence.is_after(at, Break.PAUSE) or sentence.cores[at] in AROUND:
            return None
    return None


def _may_begin(sentence: Sentence, first: int) -> bool:
    core = sentence.cores[first]
    return core in DETERMINERS or core.endswith("'s") or (core in _BARE and not sentence.is_proper(first))


def is_role(sentence: Sentence, at: int) -> bool:
    core = sentence.cores[at].removeprefix("ex-")
    is_role = core in _ROLES or core.endswith(_ROLE_ENDINGS)
    return is_role and sentence.has_case and not sentence.words[at].is_quoted


def _named(sentence: Sentence, what: tuple[int, int], begin: int, stops: Stops) -> Described | None:
    """Behind a comma it is one name, with a break behind it: "my boss, Ana, and Bo" may as well be three people."""
    if begin >= len(sentence):
        return None
    spans = names_at(sentence, begin, stops)
    is_apart = bool(spans) and sentence.is_after(begin, Break.PAUSE)
    is_sure = not is_apart or (len(spans) == 1 and sentence.is_after(spans[0][1], Break.PAUSE))
    return Described(*what, spans) if spans and is_sure else None
