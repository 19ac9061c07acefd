"""Rounds of pairs: the best matching of everybody, and a place for whoever is left over."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from bot.domain.rounds.entrants import Odd
from bot.domain.rounds.improving import improved, is_whole
from bot.domain.rounds.matching import best_matching, matched
from bot.domain.rounds.odd_one import best_with_a_trio

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.rounds.scoring import Group, Scores


def drawn_in_pairs(scores: Scores) -> list[Group]:
    """Exact where pairs are enough. Where one is left over, three are together: without a repeat where that can be, and
    exact then too; elsewhere as good as a search around it finds."""
    everybody = range(scores.many)
    groups = matched(scores, everybody)
    left = left_of(everybody, groups)
    if scores.odd is Odd.WAITS or (not left and not _has_repeat(scores, groups)):
        return groups + [(each,) for each in left]
    groups = _with_guest(scores, groups, left[0]) if len(left) == 1 else joined(scores, groups, left)
    if len(left) == 1 and is_whole(scores, groups):
        return best_with_a_trio(scores, groups)
    return improved(scores, groups)


def left_of(members: Iterable[int], groups: Iterable[Group]) -> list[int]:
    placed = {each for group in groups for each in group}
    return [each for each in members if each not in placed]


def _has_repeat(scores: Scores, groups: Iterable[Group]) -> bool:
    return any(scores.is_repeat(*pair) for group in groups for pair in combinations(group, 2))


def joined(scores: Scores, groups: Sequence[Group], left: Iterable[int]) -> list[Group]:
    """Each of those left becomes the third where they fit best, who waited last time first; or waits."""
    after = list(groups)
    for each in sorted(left, key=lambda each: (not scores.entrants[each].waited, each)):
        homes = [(_gain(scores, group, each), at) for at, group in enumerate(after) if len(group) == scores.size]
        gain, at = max(homes, default=(0, 0), key=lambda home: (home[0], -home[1]))
        if gain > 0:
            after[at] = (*sorted((*after[at], each)),)
        else:
            after.append((each,))
    return after


def _gain(scores: Scores, group: Group, guest: int) -> int:
    """By how much the draw is worth more; 0 where they may not join."""
    value = scores.value((*group, guest))
    return 0 if value is None else value - (scores.value(group) or 0)


def _with_guest(scores: Scores, groups: Sequence[Group], left: int) -> list[Group]:
    """The one who is left over joins a pair; or anybody else does, where that is better.

    A draw without repeats in which one group has a third is a matching of all but that third, with a pair in it of
    whom both may be with them. So where there is such a draw, this finds one.
    """
    best = joined(scores, groups, [left])
    if is_whole(scores, best) or _has_repeat(scores, groups):
        return best
    for guest in (left, *(each for each in range(scores.many) if each != left)):
        trio = _free_trio(scores, guest)
        if trio is not None:
            others = [each for each in range(scores.many) if each not in trio]
            return [trio, *matched(scores, others)]
    return best


def _free_trio(scores: Scores, guest: int) -> Group | None:
    """A group of three with this guest, none of whom were together lately, that leaves pairs for everybody else."""
    free = {each for each in range(scores.many) if each != guest and _is_free(scores, guest, each)}
    others = [each for each in range(scores.many) if each != guest]
    edges = [
        (one, other, 1 if one in free and other in free else 0)
        for one, other in combinations(others, 2)
        if _is_free(scores, one, other)
    ]
    if not any(weight for _, _, weight in edges):
        return None
    pairs = best_matching(edges)
    hosts = next((pair for pair in pairs if pair[0] in free and pair[1] in free), None)
    if hosts is None or 2 * len(pairs) < len(others):
        return None
    return (*sorted((guest, *hosts)),)


def _is_free(scores: Scores, one: int, other: int) -> bool:
    return scores.may(one, other) and not scores.is_repeat(one, other)
