"""What speaks for putting two together, in points, and all that decides a draw as one whole number."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bot.domain.rounds.entrants import BACK, QUARTERS
from bot.domain.topics import topic_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.domain.ids import MemberId
    from bot.domain.rounds.entrants import Case, Entrant, Pair

MOST = 100
"""Points of a pair at best: the sum of what follows."""

FRESH, KNOWN = 20, 8
"""Never together before; together long ago, or they missed each other."""

AN_HOUR, EACH_MORE, HOURS_AT_MOST = 30, 5, 5
"""An hour that both are up is worth more than anything else: without one they cannot meet."""

COMPLEMENT, SHARED, TOPICS_AT_MOST = 8, 5, 30
"""What one offers and the other looks for; an interest of both."""

Group = tuple[int, ...]
"""Entrants by their place in the draw, in order."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers of which each outweighs all of the next ones that a draw of ``many`` can hold.

    A draw has fewer than ``many`` pairs and groups but for trios alone, which have as many pairs as members. So points
    sum up to less than ``odd_one``, groups of another size to less than ``repeat``, which the least of repeats costs,
    the worst of them to less than ``waited``, and those who waited to less than ``covered``.
    """

    many: int

    @property
    def odd_one(self) -> int:
        return MOST * self.many + 1

    @property
    def repeat(self) -> int:
        return self.odd_one * (self.many + 2)

    @property
    def waited(self) -> int:
        return self.repeat * repeat_cost(1) * (self.many + 2)

    @property
    def covered(self) -> int:
        return self.waited * (self.many + 2)


def repeat_cost(ago: int) -> int:
    """Where repeats cannot be avoided, those of long ago come first: one costs as much as four of a draw earlier."""
    return 4 ** (BACK - ago)


class Scores:
    """The entrants of one case in an order drawn by its seed, which decides between draws that are equally good.

    Everything else here speaks of them by their place in that order.
    """

    def __init__(self, case: Case) -> None:
        entrants = sorted(case.entrants, key=lambda each: each.member)
        random.Random(case.seed).shuffle(entrants)  # noqa: S311 - anybody may replay a draw
        self.size, self.odd, self.entrants = case.size, case.odd, tuple(entrants)
        self.place = {each.member: at for at, each in enumerate(entrants)}
        self.scale = Scale(len(entrants))
        self.apart, self.before = self._places(case.apart), self._places(case.before)
        self.repeats = {
            key: self.scale.repeat * repeat_cost(ago)
            for pair, ago in case.lately.items()
            for key in self._places([pair])
        }
        self._hours = _Hours(entrants)
        self._topics = _Topics(entrants)
        self._covered = [self.scale.covered + self.scale.waited * each.waited for each in entrants]

    @property
    def many(self) -> int:
        return len(self.entrants)

    def members(self, group: Iterable[int]) -> tuple[MemberId, ...]:
        return tuple(self.entrants[at].member for at in group)

    def may(self, one: int, other: int) -> bool:
        return not self.apart or _key(one, other) not in self.apart

    def is_repeat(self, one: int, other: int) -> bool:
        return bool(self.repeats) and _key(one, other) in self.repeats

    def points(self, one: int, other: int) -> int:
        """What speaks for these two, 0 to `MOST`."""
        key = _key(one, other)
        freshness = 0 if key in self.repeats else KNOWN if key in self.before else FRESH
        return freshness + self._hours.points(one, other) + self._topics.points(one, other)

    def of_pair(self, one: int, other: int) -> int:
        """Points, less what a repeat costs."""
        return self.points(one, other) - self.repeats.get(_key(one, other), 0)

    def value(self, group: Group) -> int | None:
        """What a group is worth to the draw; none where two of them are never together. Somebody alone is worth
        nothing."""
        if len(group) == 1:
            return 0
        pairs = list(combinations(group, 2))
        if self.apart and not all(self.may(*pair) for pair in pairs):
            return None
        other_size = self.scale.odd_one if len(group) != self.size else 0
        return sum(self._covered[each] for each in group) + sum(self.of_pair(*pair) for pair in pairs) - other_size

    def topics_of(self, one: int) -> list[int]:
        """Their topics, by number, each once."""
        return _topics_in(self._topics.own[one])

    def topics_met(self, one: int) -> list[int]:
        """The topics that meet theirs."""
        return _topics_in(self._topics.met[one])

    def _places(self, pairs: Iterable[Pair]) -> frozenset[tuple[int, int]]:
        found = (sorted(self.place[each] for each in pair if each in self.place) for pair in pairs)
        return frozenset((pair[0], pair[1]) for pair in found if len(pair) == 2)


def _key(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


class _Hours:
    """Points for the hours that two are up; there are few different days, so each two of these are compared once."""

    def __init__(self, entrants: Sequence[Entrant]) -> None:
        days = {day: at for at, day in enumerate(dict.fromkeys(each.awake for each in entrants))}
        self._of = [days[each.awake] for each in entrants]
        self._points = [[_of_hours((one & other).bit_count()) for other in days] for one in days]

    def points(self, one: int, other: int) -> int:
        return self._points[self._of[one]][self._of[other]]


def _of_hours(quarters: int) -> int:
    hours = min(quarters * 24 // QUARTERS, HOURS_AT_MOST)
    return 0 if hours < 1 else AN_HOUR + EACH_MORE * (hours - 1)


class _Topics:
    """Points for where the topics of two meet. Each entrant's topics, and all that meet one of them, are one number
    each, a bit for every topic that anybody has."""

    def __init__(self, entrants: Sequence[Entrant]) -> None:
        topics = {topic for each in entrants for topic in (*each.interests, *each.offers, *each.asks)}
        keys = {topic: key for topic in sorted(topics) if (key := topic_key(topic))}
        at = {key: place for place, key in enumerate(dict.fromkeys(keys.values()))}
        met = _met(at)
        self.own = _all_bits(entrants, {topic: 1 << at[key] for topic, key in keys.items()})
        self.met = _all_bits(entrants, {topic: met[key] for topic, key in keys.items()})

    def points(self, one: int, other: int) -> int:
        """Counted both ways, since one topic may meet several."""
        interests, offers, asks = self.own[one]
        met_interests, met_offers, met_asks = self.met[other]
        their_interests, their_offers, their_asks = self.own[other]
        my_interests, my_offers, my_asks = self.met[one]
        shared = (interests & met_interests).bit_count() + (their_interests & my_interests).bit_count()
        given = (offers & met_asks).bit_count() + (their_asks & my_offers).bit_count()
        taken = (asks & met_offers).bit_count() + (their_offers & my_asks).bit_count()
        return min((SHARED * shared + COMPLEMENT * (given + taken)) // 2, TOPICS_AT_MOST)


_Key = frozenset[str]
_Bits = tuple[int, int, int]


def _met(at: Mapping[_Key, int]) -> dict[_Key, int]:
    """For every topic the bits of all that it meets."""
    with_word: dict[str, list[_Key]] = {}
    for key in at:
        for word in key:
            with_word.setdefault(word, []).append(key)
    others = {key: {other for word in key for other in with_word[word]} for key in at}
    return {key: sum(1 << at[other] for other in others[key] if key <= other or other <= key) for key in at}


def _all_bits(entrants: Sequence[Entrant], bits: Mapping[str, int]) -> list[_Bits]:
    """Of each their interests, offers and asks."""

    def united(topics: tuple[str, ...]) -> int:
        found = 0
        for topic in topics:
            found |= bits.get(topic, 0)
        return found

    return [(united(each.interests), united(each.offers), united(each.asks)) for each in entrants]


def _topics_in(bits: _Bits) -> list[int]:
    return [*ones(bits[0] | bits[1] | bits[2])]


def ones(bits: int) -> Iterator[int]:
    """Which bits are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
