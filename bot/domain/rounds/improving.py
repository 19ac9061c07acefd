"""Making a draw better, some groups at a time: what they become is the best draw of these few, so it is never worse."""

from __future__ import annotations

from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from bot.domain.rounds.few import A_FEW, best_of_few

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.rounds.scoring import Group, Scores

TRIES = 24
"""How often others are taken along with each group that is not as it should be."""

AROUND = 6
"""How often each group is taken in turn, where there are but a few."""

POLISHED = 20
"""Up to so many groups are."""

MOST_TRIES = 240


def worth(scores: Scores, groups: Iterable[Group]) -> int:
    """Raises where two are in one group who may not be."""
    values = [scores.value(group) for group in groups]
    assert None not in values, "never together"
    return sum(value for value in values if value is not None)


def is_whole(scores: Scores, groups: Iterable[Group]) -> bool:
    """Whether nobody waits and nothing is repeated."""
    return not any(_trouble(scores, group) for group in groups)


def improved(scores: Scores, groups: Sequence[Group]) -> list[Group]:
    """The same draw with the groups bettered that have a repeat, another size, or somebody alone."""
    chance, after = Random(scores.many), list(groups)  # noqa: S311 - a draw is to be replayed
    tries = 0
    while tries < MOST_TRIES and tries < TRIES * len(_odd_ones(scores, after)):
        odd = _odd_ones(scores, after)
        after = _bettered(scores, after, odd[tries % len(odd)], chance)
        tries += 1
    return after


def polished(scores: Scores, groups: Sequence[Group]) -> list[Group]:
    """The same draw with each group bettered in turn, where they are few."""
    chance, after = Random(scores.many), list(groups)  # noqa: S311 - a draw is to be replayed
    for number in range(AROUND * len(groups) if len(groups) <= POLISHED else 0):
        after = _bettered(scores, after, after[number % len(after)], chance)
    return after


def _odd_ones(scores: Scores, groups: Sequence[Group]) -> list[Group]:
    """The most troubled first."""
    odd = [group for group in groups if len(group) != scores.size or _trouble(scores, group)]
    return sorted(odd, key=lambda group: (-_trouble(scores, group), group))


def _trouble(scores: Scores, group: Group) -> int:
    return scores.many * (len(group) == 1) + sum(scores.is_repeat(*pair) for pair in combinations(group, 2))


def _bettered(scores: Scores, groups: Sequence[Group], one: Group, chance: Random) -> list[Group]:
    """These few are drawn anew among themselves."""
    order = [group for group in groups if group != one]
    chance.shuffle(order)
    few, many = [one], len(one)
    for group in order:
        if many + len(group) <= A_FEW:
            few.append(group)
            many += len(group)
    again = best_of_few(scores, [each for group in few for each in group])
    if worth(scores, again) <= worth(scores, few):
        return list(groups)
    return [*(group for group in groups if group not in few), *again]
