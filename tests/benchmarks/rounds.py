"""Drawing rounds: beside a greedy pass over the same pairs, and beside the exact optimum."""

import asyncio
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from random import Random

from bot.domain.ids import MemberId
from bot.domain.rounds.candidates import candidates
from bot.domain.rounds.crowds import matched_in_parts
from bot.domain.rounds.drawing import draw
from bot.domain.rounds.entrants import Case, Entrant
from bot.domain.rounds.hours import awake
from bot.domain.rounds.matching import best_matching
from bot.domain.rounds.scoring import Scores
from bot.domain.times import ZoneName
from bot.matchmaking import drawn_aside
from tests.benchmarks.table import Line, bench

_SEED = 1
_ZONES = ("Europe/Lisbon", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo", "America/New_York", "America/Los_Angeles")
_TOPICS = [f"topic{at}" for at in range(300)]
_POPULAR = [1 / (at + 5) for at in range(300)]
_TICK = 0.005
_MEGABYTE = 1024 if sys.platform == "linux" else 1024 * 1024

Edges = Sequence[tuple[int, int, int]]


def case_of(many: int, draws: int = 3) -> Case:
    """Members all over the world with a few topics each, who were together with somebody in the last draws."""
    chance = Random(_SEED)
    days = [awake(ZoneName(zone), None, datetime(2026, 3, 4, tzinfo=UTC)) for zone in _ZONES]

    def topics(most: int) -> tuple[str, ...]:
        return tuple(chance.choices(_TOPICS, _POPULAR, k=chance.randrange(most)))

    names = [MemberId(f"m{at:05}") for at in range(many)]
    entrants = tuple(Entrant(name, chance.choice(days), topics(5), topics(3), topics(3)) for name in names)
    lately: dict[frozenset[MemberId], int] = {}
    for ago in range(1, draws + 1):
        chance.shuffle(names)
        lately |= {frozenset(names[at : at + 2]): ago for at in range(0, many - 1, 2)}
    return Case(entrants, _SEED, lately=lately)


@bench("rounds")
async def rounds(folder: Path) -> Sequence[Line]:
    del folder
    return [*_of_all_pairs(100), *_of_all_pairs(1_000), *_in_parts(10_000), *await _aside(10_000)]


def _of_all_pairs(many: int) -> list[Line]:
    """Where every two are compared, the draw is the optimum."""
    case, began = case_of(many), time.perf_counter()
    drawn = draw(case)
    took = time.perf_counter() - began
    scores = Scores(case)
    edges = [(one, other, scores.of_pair(one, other)) for one, other in combinations(range(many), 2)]
    exact, greedy = _points(scores, best_matching(edges)), _points(scores, _greedy(edges))
    return [
        Line(f"rounds: a draw of {many:,}", took, "s"),
        Line(f"rounds: its points, of the exact optimum, {many:,}", drawn.score / exact, "times", 1.0, at_least=True),
        Line(f"rounds: its points, of a greedy pass, {many:,}", drawn.score / greedy, "times", 1.0, at_least=True),
        Line(f"rounds: repeats, {many:,}", drawn.repeats, "pairs", 0),
    ]


def _in_parts(many: int) -> list[Line]:
    """The same candidates for all three; ours is given the time that it takes to find them."""
    case, began = case_of(many), time.perf_counter()
    scores = Scores(case)
    edges = candidates(scores)
    pairs = matched_in_parts(many, edges)
    took, began = time.perf_counter() - began, time.perf_counter()
    exact = best_matching(edges)
    exactly = time.perf_counter() - began
    mine, greedy = _points(scores, pairs), _points(scores, _greedy(edges))
    return [
        Line(f"rounds: candidates and a matching in parts, {many:,}", took, "s"),
        Line(f"rounds: the exact matching of these candidates, {many:,}", exactly, "s"),
        Line("rounds: our time, of the exact solver's", took / exactly, "times", 1 / 3),
        Line("rounds: our points, of the exact total", mine / _points(scores, exact), "times", 0.98, at_least=True),
        Line("rounds: our points, of a greedy pass", mine / greedy, "times", 1.0, at_least=True),
        Line("rounds: our groups, of the exact solver's", len(pairs) / len(exact), "times"),
    ]


async def _aside(many: int) -> list[Line]:
    """How long the event loop stands still meanwhile, and what the process needs that draws."""
    case, gaps = case_of(many), [0.0]
    ticking = asyncio.create_task(_tick(gaps))
    began = time.perf_counter()
    drawn = await drawn_aside(case)
    took = time.perf_counter() - began
    ticking.cancel()
    await asyncio.wait({ticking})
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        peak = await asyncio.get_running_loop().run_in_executor(pool, _peak, many)
    return [
        Line(f"rounds: a whole draw aside, {many:,}", took, "s"),
        Line("rounds: members left over", len(drawn.waits), "", 0),
        Line("rounds: the loop stood still for", max(gaps) * 1000, "ms", 500),
        Line("rounds: memory of the process that drew", peak, "MB", 1024),
    ]


def _peak(many: int) -> float:
    """What a process that draws so many has needed at most."""
    draw(case_of(many))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


async def _tick(gaps: list[float]) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(_TICK)
        gaps.append(time.perf_counter() - before - _TICK)


def _points(scores: Scores, pairs: Iterable[tuple[int, int]]) -> int:
    return sum(scores.points(*pair) for pair in pairs)


def _greedy(edges: Edges) -> list[tuple[int, int]]:
    """What most bots do: the best pair first, then the best of those who are left."""
    taken, pairs = set[int](), list[tuple[int, int]]()
    for one, other, _ in sorted(edges, key=lambda edge: -edge[2]):
        if one not in taken and other not in taken:
            taken |= {one, other}
            pairs.append((one, other))
    return pairs
