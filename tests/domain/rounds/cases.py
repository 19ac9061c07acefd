"""Rounds to be drawn, made from a seed or by hypothesis, and every way to draw those of a few."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.domain.rounds.entrants import BACK, Case, Entrant, Odd, Pair
from bot.domain.rounds.hours import awake
from bot.domain.rounds.scoring import Scores, repeat_cost
from bot.domain.times import ZoneName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ZONES = tuple(
    ZoneName(each)
    for each in (
        "Europe/Lisbon", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "America/New_York",
        "America/Los_Angeles", "Pacific/Auckland",
    )
)  # fmt: skip
DAY = datetime(2026, 3, 4, 9, tzinfo=UTC)
_TOPICS = tuple(f"topic{at}" for at in range(40))


def members(many: int) -> list[MemberId]:
    return [MemberId(f"m{at:05}") for at in range(many)]


def entrant(member: MemberId, chance: Random, *, waited: bool = False) -> Entrant:
    def some(most: int) -> tuple[str, ...]:
        return tuple(chance.sample(_TOPICS, chance.randrange(most)))

    return Entrant(member, awake(chance.choice(ZONES), None, DAY), some(5), some(3), some(3), waited)


def pairs_of(everybody: Sequence[MemberId], chance: Random, share: float) -> frozenset[Pair]:
    return frozenset(frozenset(pair) for pair in combinations(everybody, 2) if chance.random() < share)


@st.composite
def cases(draw: st.DrawFn, most: int, *, sizes: tuple[int, ...] = (2, 3)) -> Case:
    """From none to nearly all pairs kept apart, and from none to nearly all together lately."""
    chance, many = Random(draw(st.integers(0, 2**32))), draw(st.integers(2, most))
    everybody, shares = members(many), st.sampled_from((0.0, 0.05, 0.3, 0.7, 0.95))
    return Case(
        tuple(entrant(each, chance, waited=chance.random() < 0.2) for each in everybody),
        draw(st.integers(0, 99)),
        draw(st.sampled_from(sizes)),
        draw(st.sampled_from(Odd)),
        pairs_of(everybody, chance, draw(shares)),
        {pair: chance.randint(1, BACK) for pair in sorted(pairs_of(everybody, chance, draw(shares)), key=sorted)},
        pairs_of(everybody, chance, 0.2),
    )


class Judge:
    """What a draw of a case is worth: what decides, in the order in which it does, told apart again."""

    def __init__(self, case: Case) -> None:
        self._case, scores = case, Scores(case)
        self._waited = {each.member for each in case.entrants if each.waited}
        together = combinations((each.member for each in case.entrants), 2)
        self._points = {
            frozenset(pair): scores.points(scores.place[pair[0]], scores.place[pair[1]]) for pair in together
        }

    def __call__(self, groups: Sequence[Sequence[MemberId]]) -> tuple[int, int, int, int, int]:
        """Who is in a group; of these who waited; what repeats cost; groups of another size; points. More is better."""
        placed = {each for group in groups for each in group}
        pairs = [frozenset(pair) for group in groups for pair in combinations(group, 2)]
        repeats = sum(repeat_cost(self._case.lately[pair]) for pair in pairs if pair in self._case.lately)
        others = sum(len(group) != self._case.size for group in groups)
        return len(placed), len(self._waited & placed), -repeats, -others, sum(self._points[pair] for pair in pairs)


def every_draw(case: Case) -> Iterator[list[tuple[MemberId, ...]]]:
    """All the ways to group them with nobody beside somebody they are kept apart from; whoever waits is in no group."""
    largest = 3 if case.odd is Odd.TRIO else case.size
    yield from _draws(tuple(each.member for each in case.entrants), case, max(largest, case.size))


def _draws(left: tuple[MemberId, ...], case: Case, largest: int) -> Iterator[list[tuple[MemberId, ...]]]:
    if not left:
        yield []
        return
    first, *others = left
    for rest in _draws(tuple(others), case, largest):
        yield rest
    for size in range(1, largest):
        for more in combinations(others, size):
            group = (first, *more)
            if not any(frozenset(pair) in case.apart for pair in combinations(group, 2)):
                for rest in _draws(tuple(each for each in others if each not in more), case, largest):
                    yield [group, *rest]
