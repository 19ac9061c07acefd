"""A round of pairs of which one is left over: which three are together, so that the whole is the best there is.

There are many threes and a matching of all others takes its time, so bounds do most of it. With one of three taken out,
the best matching of all others has at least the points of those outside of the three and of the two who stay: so a draw
with these three has no more than that matching, and what the third adds to the two. And no such matching has more than
the best there is whoever is left out, which is found once. The threes with the highest bounds are looked at first, and
their bounds made closer before they are drawn, until none is above what was found: mostly after one.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from bot.domain.rounds.matching import best_matching
from bot.domain.rounds.scoring import MOST, ones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.domain.rounds.scoring import Group, Scores

_FIRST_STEP = 8
"""Points below the highest bound there could be, where the search for threes begins; every next step is twice that."""

_NEVER = -MOST * MOST * MOST


def best_with_a_trio(scores: Scores, known: Sequence[Group]) -> list[Group]:
    """Everybody in a pair but three, and no two who were together lately: the best of such draws, of which ``known`` is
    one. It takes some dozens of matchings at most in all that was tried: a second for 300 members, two minutes for
    1,000."""
    search = _Search(scores, known)
    above = _above(search.free, scores.many)
    floor = highest = search.ceiling + 2 * MOST
    step = _FIRST_STEP
    while floor > search.points:
        floor = max(search.points, highest - step)
        search.go_through(_threes(search.free, above, floor, search.limits))
        step *= 2
    return search.best


class _Search:
    """The best draw so far, and its points. ``limits`` are the most that all others can have without each member."""

    def __init__(self, scores: Scores, known: Sequence[Group]) -> None:
        self.free = {
            (one, other): scores.points(one, other)
            for one, other in combinations(range(scores.many), 2)
            if scores.may(one, other) and not scores.is_repeat(one, other)
        }
        self.best = list(known)
        self.points = sum(self.free[pair] for group in known for pair in combinations(group, 2))
        self._many = scores.many
        self.ceiling = self._points_of(self._matched(()))
        self.limits = [self.ceiling] * scores.many
        self._close: set[int] = set()
        self._drawn: set[Group] = set()

    def go_through(self, threes: Iterable[Group]) -> None:
        """The best of these, as long as they can be better than what there is."""
        waiting = [(-self._bound(trio), trio) for trio in threes]
        heapify(waiting)
        while waiting and -waiting[0][0] > self.points:
            _, trio = heappop(waiting)
            if self._bring_closer(trio):
                heappush(waiting, (-self._bound(trio), trio))
            elif trio not in self._drawn:
                self._draw(trio)

    def _bound(self, trio: Group) -> int:
        """The most points that a draw with these three can have."""
        first, second, third = trio
        one, other, last = self.free[first, second], self.free[first, third], self.free[second, third]
        return min(
            self.limits[first] + one + other, self.limits[second] + one + last, self.limits[third] + other + last
        )

    def _bring_closer(self, trio: Group) -> bool:
        """Whether there was anything to find out about the limits of these."""
        vague = next((each for each in trio if each not in self._close), None)
        if vague is None:
            return False
        pairs = self._matched((vague,))
        self.limits[vague] = self._points_of(pairs) if 2 * len(pairs) == self._many - 1 else _NEVER
        self._close.add(vague)
        return True

    def _draw(self, trio: Group) -> None:
        self._drawn.add(trio)
        groups: list[Group] = [trio, *self._matched(trio)]
        points = self._points_of(groups)
        if points > self.points and sum(len(group) for group in groups) == self._many:
            self.best, self.points = groups, points

    def _points_of(self, groups: Iterable[Group]) -> int:
        return sum(self.free[pair] for group in groups for pair in combinations(group, 2))

    def _matched(self, gone: Group) -> Sequence[tuple[int, int]]:
        return best_matching(
            (one, other, points) for (one, other), points in self.free.items() if one not in gone and other not in gone
        )


def _threes(
    free: Mapping[tuple[int, int], int], above: Sequence[Sequence[int]], floor: int, limits: Sequence[int]
) -> Iterator[Group]:
    """All whose bound is above the floor: to each of three, the two others bring more than their limit lacks."""
    lacks = [floor - limit for limit in limits]
    for (one, other), points in free.items():
        least, most = lacks[one] - points, lacks[other] - points
        if max(least, most) >= MOST:
            continue
        thirds = above[one][max(least + 1, 0)] & above[other][max(most + 1, 0)] & (-2 << other)
        for third in ones(thirds):
            if free[one, third] + free[other, third] > lacks[third]:
                yield one, other, third


def _above(free: Mapping[tuple[int, int], int], many: int) -> list[list[int]]:
    """For each member and number of points, who has as many with them or more, as bits."""
    exactly = [[0] * (MOST + 1) for _ in range(many)]
    for (one, other), points in free.items():
        exactly[one][points] |= 1 << other
        exactly[other][points] |= 1 << one
    return [[*accumulate(reversed(each), int.__or__)][::-1] for each in exactly]
