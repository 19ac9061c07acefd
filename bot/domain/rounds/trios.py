"""Rounds of three: pairs, each with a third, and then again and again with another of the three as the third."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from bot.domain.rounds.improving import improved, polished, worth
from bot.domain.rounds.matching import best_matching
from bot.domain.rounds.pairs import left_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.rounds.scoring import Group, Scores

PASSES = 12
LOOKED_AT = 40_000
"""Up to so many ways to place a guest, all are compared; of more, some of each guest's."""


def drawn_in_trios(scores: Scores, pairs: Sequence[Group]) -> list[Group]:
    """From the best ``pairs`` of everybody. Groups of three of greatest weight are a hard problem: each step
    here is exact, and the whole as good as steps make it."""
    groups = [*pairs, *((each,) for each in left_of(range(scores.many), pairs))]
    ranked = sorted(groups, key=lambda group: (-len(group), -(scores.value(group) or 0), group))
    many = -(-scores.many // 3)
    hosts, guests = ranked[:many], [(each,) for group in ranked[many:] for each in group]
    chance = Random(scores.many)  # noqa: S311 - a draw is to be replayed
    after = _placed(scores, hosts, guests, chance)
    for _ in range(PASSES):
        hosts, guests = _parted(after, chance)
        again = _placed(scores, hosts, guests, chance)
        after = max(after, again, key=lambda draw: worth(scores, draw))
    return polished(scores, improved(scores, after))


def _parted(groups: Sequence[Group], chance: Random) -> tuple[list[Group], list[Group]]:
    """One leaves each group of three; the two are in the same place as the one."""
    hosts, guests = list[tuple[int, ...]](), list[tuple[int, ...]]()
    for group in sorted(groups, key=len, reverse=True):
        if len(group) < 3:
            (guests if len(group) == 1 else hosts).append(group)
            continue
        gone = chance.choice(group)
        guests.append((gone,))
        hosts.append(tuple(each for each in group if each != gone))
    return hosts, guests


def _placed(scores: Scores, hosts: Sequence[Group], guests: Sequence[Group], chance: Random) -> list[Group]:
    """Each guest with a pair, all of them at once; who finds none is alone. The one a guest left, if they left any,
    is at the same place."""
    offset = len(hosts)
    edges = [
        (at, offset + place, value - (scores.value(hosts[at]) or 0))
        for place, guest in enumerate(guests)
        for at in _looked_at(len(hosts), len(guests), place, chance)
        if (value := scores.value((*hosts[at], *guest))) is not None
    ]
    taken = {pair[0]: pair[1] - offset for pair in best_matching(edges, fullest=False)}
    placed = set(taken.values())
    after = [(*sorted((*host, *guests[taken[at]])),) if at in taken else host for at, host in enumerate(hosts)]
    return [*after, *(guest for place, guest in enumerate(guests) if place not in placed)]


def _looked_at(hosts: int, guests: int, own: int, chance: Random) -> Iterable[int]:
    if hosts * guests <= LOOKED_AT:
        return range(hosts)
    start = chance.randrange(hosts)
    return {min(own, hosts - 1), *((start + step * 7919) % hosts for step in range(max(8, LOOKED_AT // guests)))}
