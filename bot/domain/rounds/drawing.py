"""A draw: everybody who takes part in a group, or told to wait."""

from __future__ import annotations

from itertools import combinations

from bot.domain.rounds.crowds import drawn_in_a_crowd
from bot.domain.rounds.entrants import Case, Drawn
from bot.domain.rounds.few import EXACT, best_of_few
from bot.domain.rounds.matching import matched
from bot.domain.rounds.pairs import drawn_in_pairs
from bot.domain.rounds.scoring import MOST, Scores
from bot.domain.rounds.trios import drawn_in_trios

A_CROWD = 1000
"""Up to so many, every two of them are compared."""


def draw(case: Case) -> Drawn:
    """Takes seconds for a thousand members and more: see `Matchmaker` for a way that holds nobody up."""
    scores = Scores(case)
    groups = _groups(scores)
    pairs = [pair for group in groups for pair in combinations(group, 2)]
    named = sorted(tuple(sorted(scores.members(group))) for group in groups)
    return Drawn(
        groups=tuple(group for group in named if len(group) > 1),
        waits=tuple(group[0] for group in named if len(group) == 1),
        score=sum(scores.points(*pair) for pair in pairs),
        most=MOST * len(pairs),
        repeats=sum(scores.is_repeat(*pair) for pair in pairs),
        seed=case.seed,
    )


def _groups(scores: Scores) -> list[tuple[int, ...]]:
    if scores.many <= EXACT:
        return best_of_few(scores, range(scores.many))
    if scores.many > A_CROWD:
        return drawn_in_a_crowd(scores)
    if scores.size == 3:
        return drawn_in_trios(scores, matched(scores, range(scores.many)))
    return drawn_in_pairs(scores)
