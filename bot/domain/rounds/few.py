"""The best draw of a few, by trying every group for the first of those who are left."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from bot.domain.rounds.entrants import Odd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.rounds.scoring import Group, Scores

EXACT = 15
"""Members for whom that takes a tenth of a second; each one more takes twice as long."""

A_FEW = 11
"""Members for whom it takes some milliseconds, so that it can be done again and again."""


def best_of_few(scores: Scores, among: Iterable[int]) -> list[Group]:
    """The groups that are worth most together; those who wait are groups of one."""
    members = sorted(among)
    assert len(members) <= EXACT, "more than a few"
    with_first = _groups(scores, members)

    @cache
    def best(left: int) -> tuple[int, tuple[Group, ...]]:
        """Of those whose bits are left, the value and the groups."""
        if not left:
            return 0, ()
        found = (-1, tuple[tuple[int, ...], ...]())
        for bits, value, group in with_first[(left & -left).bit_length() - 1]:
            if bits & left == bits:
                others, groups = best(left ^ bits)
                if value + others > found[0]:
                    found = value + others, (group, *groups)
        return found

    return list(best((1 << len(members)) - 1)[1])


def largest(scores: Scores) -> int:
    """How large a group may be."""
    return max(scores.size, 3) if scores.odd is Odd.TRIO else scores.size


def _groups(scores: Scores, members: Sequence[int]) -> list[list[tuple[int, int, Group]]]:
    """Every group there can be, by its first member's place: the bits of its members, its value, and itself."""
    found: list[list[tuple[int, int, Group]]] = [[] for _ in members]
    for size in range(1, largest(scores) + 1):
        for places in combinations(range(len(members)), size):
            group = tuple(members[at] for at in places)
            value = scores.value(group)
            if value is not None:
                found[places[0]].append((sum(1 << at for at in places), value, group))
    return found
