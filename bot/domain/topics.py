"""Topics: what somebody is interested in, offers or looks for, in a few words each, and where those of two people meet.

A topic is kept as it was written. Two meet where the words of one that say something are all among those of the other:
"Rust" meets "Rust compilers", and "a Rust mentor" meets "mentoring in Rust".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.domain.people import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAKS = re.compile(r"\s*[,;\n\u2022\u00b7]\s*")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_LAST = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)
_WORD = re.compile(r"[\w+#.]*[\w+#]")
_EDGES = re.compile(r"^[\s,;:!\u2013\u2022\u00b7-]+|[\s.,;:!\u2013\u2022\u00b7-]+$")
_SAYING_NOTHING = frozenset(
    "a an the of in on for with to at and or my your some any more new good help helping advice support someone "
    "somebody people anyone about around into from by as who".split()
)
_SHORT = 2
_ENDINGS = ("s", "ing", "e")
_SHORTEST_STEM = 4


class Standing(Protocol):
    """What somebody lets stand of themselves."""

    @property
    def interests(self) -> tuple[str, ...]: ...
    @property
    def offers(self) -> tuple[str, ...]: ...
    @property
    def asks(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Overlap:
    """Where two people meet, in the words of the second: interests they share, what the second offers that the first
    looks for, and what the second looks for that the first offers."""

    shared: tuple[str, ...]
    theirs_for_me: tuple[str, ...]
    mine_for_them: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.shared or self.theirs_for_me or self.mine_for_them)


def overlap(mine: Standing, theirs: Standing) -> Overlap:
    return Overlap(
        meeting(theirs.interests, mine.interests),
        meeting(theirs.offers, mine.asks),
        meeting(theirs.asks, mine.offers),
    )


def meeting(topics: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Those of the first that meet one of the others."""
    keys = [key for other in others if (key := topic_key(other))]
    return tuple(topic for topic in topics if any(_meet(topic_key(topic), key) for key in keys))


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and (one <= other or other <= one)


def topic_key(topic: str) -> frozenset[str]:
    """The words of a topic that say something, without case, accents and endings."""
    return frozenset(_stem(word) for word in _WORD.findall(name_key(topic)) if word not in _SAYING_NOTHING)


def _stem(word: str) -> str:
    """Enough of it that "databases" is "database", and "mentoring" what a "mentor" does."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            word = word.removesuffix(ending)
    return word


def topics_in(text: str) -> tuple[str, ...]:
    """The topics that a text lists, each once: between commas or on lines, and before and after the last "and" where
    they are short. "Rust and Go" are two topics, "research and development of compilers" is one."""
    parts = [part for each in _BREAKS.split(text) if (part := _trimmed(each))]
    if not parts:
        return ()
    pieces = [_LAST.sub("", piece) for piece in _AND.split(parts[-1])]
    is_list = "\n" not in text and all(len(piece.split()) <= _SHORT for piece in pieces)
    last = pieces if is_list else [_LAST.sub("", parts[-1])]
    return united(parts[:-1], [piece for each in last if (piece := _trimmed(each))])


def _trimmed(text: str) -> str:
    return _EDGES.sub("", " ".join(text.split()))


def united(topics: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """All of them, each once, in the order given."""
    by_key: dict[str, str] = {}
    for topic in (*topics, *more):
        by_key.setdefault(name_key(topic), topic)
    return tuple(by_key.values())


def without(topics: Iterable[str], gone: Iterable[str]) -> tuple[str, ...]:
    """Those that say something else than each of ``gone``."""
    keys = {topic_key(each) or frozenset((name_key(each),)) for each in gone}
    return tuple(topic for topic in topics if (topic_key(topic) or frozenset((name_key(topic),))) not in keys)
