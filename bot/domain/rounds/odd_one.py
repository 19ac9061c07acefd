"""A round of pairs of which one is left over: which three are together, so that the whole is the best there is.

There are many threes and a matching of all others takes its time, so bounds do most of it. With one of three taken out,
the best matching of all others is worth at least as much as that of those outside of the three and the two who stay:
so a draw with these three is worth no more than that matching, and what the third adds to the two. The three with the
best bounds are looked at first, until no bound is above what was found: mostly after one.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from bot.domain.rounds.improving import worth
from bot.domain.rounds.matching import matched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.rounds.scoring import Group, Scores


def best_with_a_trio(scores: Scores) -> list[Group] | None:
    """Everybody in a pair but three, at its best; none where that leaves somebody over."""
    found: list[Group] | None = None
    value = 0
    for bound, trio in sorted(_bounds(scores), key=lambda each: (-each[0], each[1])):
        if found is not None and bound <= value:
            break
        again = [trio, *matched(scores, _but(scores, trio))]
        if _places(again) == scores.many and (found is None or worth(scores, again) > value):
            found, value = again, worth(scores, again)
    return found


def _bounds(scores: Scores) -> Iterator[tuple[int, Group]]:
    """Every three who may be together, with what a draw with them can be worth at most."""
    without = _without_one(scores)
    for trio in combinations(range(scores.many), 3):
        value = scores.value(trio)
        if value is not None and all(each in without for each in trio):
            first, second, third = trio
            yield (
                value
                + min(
                    without[first] - _worth(scores, second, third),
                    without[second] - _worth(scores, first, third),
                    without[third] - _worth(scores, first, second),
                ),
                trio,
            )


def _without_one(scores: Scores) -> Mapping[int, int]:
    """What the best pairs of all but one are worth, for each without whom all others find a place."""
    found: dict[int, int] = {}
    for each in range(scores.many):
        pairs = matched(scores, _but(scores, (each,)))
        if _places(pairs) == scores.many - 1:
            found[each] = worth(scores, pairs)
    return found


def _worth(scores: Scores, one: int, other: int) -> int:
    return scores.value((one, other)) or 0


def _places(groups: Iterable[Group]) -> int:
    return sum(len(group) for group in groups)


def _but(scores: Scores, gone: Group) -> list[int]:
    return [each for each in range(scores.many) if each not in gone]
