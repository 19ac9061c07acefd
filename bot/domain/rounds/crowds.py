"""Rounds of many thousands: each compared with those who may suit them, and the best matching of some hundreds at a
time, again and again with others."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bot.domain.rounds.candidates import candidates
from bot.domain.rounds.entrants import Odd
from bot.domain.rounds.improving import improved
from bot.domain.rounds.matching import best_matching, matched
from bot.domain.rounds.pairs import joined, left_of
from bot.domain.rounds.trios import drawn_in_trios

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.rounds.scoring import Group, Scores

    Edges = Sequence[tuple[int, int, int]]

PASSES = 6
TOGETHER = 1200
"""Members who are matched at a time: the solver's time grows with more than the square of it."""


def drawn_in_a_crowd(scores: Scores) -> list[Group]:
    pairs = list[tuple[int, ...]](matched_in_parts(scores.many, candidates(scores)))
    pairs += _the_rest(scores, pairs)
    if scores.size == 3:
        return drawn_in_trios(scores, pairs)
    left = left_of(range(scores.many), pairs)
    if scores.odd is Odd.WAITS:
        return [*pairs, *((each,) for each in left)]
    return improved(scores, joined(scores, pairs, left)) if left else pairs


def matched_in_parts(many: int, edges: Edges) -> list[tuple[int, int]]:
    """Nearly as good a matching as there is along these edges, in a small part of the time. It begins with the best
    edges; each pass parts everybody into neighbourhoods, and the best matching of each takes the place of what it had,
    which is one of its matchings."""
    ranked = sorted(edges, key=lambda edge: -edge[2])
    around, partner = _around(many, ranked), best_first(ranked)
    chance = Random(many)  # noqa: S311 - a draw is to be replayed
    for _ in range(PASSES):
        for part in _parts(around, partner, chance):
            _match(part, around, partner)
    return sorted((one, other) for one, other in partner.items() if one < other)


def best_first(ranked: Edges) -> dict[int, int]:
    """Who is with whom, where the best edge is taken first and so on."""
    partner: dict[int, int] = {}
    for one, other, _ in ranked:
        if one not in partner and other not in partner:
            partner[one], partner[other] = other, one
    return partner


def _around(many: int, ranked: Edges) -> list[dict[int, int]]:
    """Whom each may be with, the best first, and the weight of it."""
    around: list[dict[int, int]] = [{} for _ in range(many)]
    for one, other, weight in ranked:
        around[one][other] = weight
        around[other][one] = weight
    return around


def _parts(around: Sequence[Mapping[int, int]], partner: Mapping[int, int], chance: Random) -> Iterator[list[int]]:
    """Everybody, in parts that grow along edges, each as it is when the one before has been matched anew. Two who are
    a pair are in one part."""
    order = list(range(len(around)))
    chance.shuffle(order)
    taken: set[int] = set()
    part: list[int] = []
    for start in order:
        waiting = [start]
        for each in waiting:
            if each in taken:
                continue
            both = (each, partner[each]) if each in partner else (each,)
            taken.update(both)
            part += both
            if len(part) >= TOGETHER:
                yield part
                part = []
                break
            for one in both:
                waiting += [other for other in around[one] if other not in taken]
    yield part


def _match(part: Sequence[int], around: Sequence[Mapping[int, int]], partner: dict[int, int]) -> None:
    members = set(part)
    edges = [
        (one, other, weight)
        for one in part
        for other, weight in around[one].items()
        if one < other and other in members
    ]
    for each in part:
        partner.pop(each, None)
    for one, other in best_matching(edges):
        partner[one], partner[other] = other, one


def _the_rest(scores: Scores, pairs: Sequence[Group]) -> list[Group]:
    """Whoever found nobody among those who suit them may still be with each other."""
    return matched(scores, left_of(range(scores.many), pairs))
