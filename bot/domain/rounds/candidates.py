"""For each of many thousands, some who may suit them: a few by each of what counts, and the best of these."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.rounds.scoring import Scores

KEPT = 12
"""How many each keeps; others may keep them too."""

TOPICS, BY_TOPIC, BY_HOURS, BY_CHANCE = 4, 6, 8, 4
"""How many are looked at for each: of so many topics that meet theirs, so many each; up at the same hours; anybody."""


def candidates(scores: Scores) -> list[tuple[int, int, int]]:
    """Pairs that may be drawn and what they are worth, each once."""
    days, topics, anybody = _by_day(scores), _by_topic(scores), _Ring(range(scores.many))
    waited = [scores.scale.waited * each.waited for each in scores.entrants]
    found: dict[tuple[int, int], int] = {}
    for one in range(scores.many):
        looked_at = {*days[scores.entrants[one].awake].some(BY_HOURS), *anybody.some(BY_CHANCE)}
        looked_at.update(_with_topics(scores.topics_met(one), topics))
        looked_at.discard(one)
        worth = [(scores.of_pair(one, other), other) for other in looked_at if scores.may(one, other)]
        for value, other in nlargest(KEPT, worth):
            found[(one, other) if one < other else (other, one)] = value + waited[one] + waited[other]
    return [(one, other, value) for (one, other), value in found.items()]


class _Ring:
    """Members who have something in common, handed out some at a time, so that each comes as often as the others."""

    def __init__(self, members: Iterable[int] = ()) -> None:
        self.members = list(members)
        self._next = 0

    def some(self, many: int) -> list[int]:
        if len(self.members) <= many:
            return self.members
        start = self._next
        self._next = (start + many) % len(self.members)
        found = self.members[start : start + many]
        return found if len(found) == many else found + self.members[: many - len(found)]


def _by_day(scores: Scores) -> dict[int, _Ring]:
    found: defaultdict[int, _Ring] = defaultdict(_Ring)
    for at, each in enumerate(scores.entrants):
        found[each.awake].members.append(at)
    return found


def _by_topic(scores: Scores) -> dict[int, _Ring]:
    found: defaultdict[int, _Ring] = defaultdict(_Ring)
    for at in range(scores.many):
        for topic in scores.topics_of(at):
            found[topic].members.append(at)
    return found


def _with_topics(topics: Iterable[int], rings: dict[int, _Ring]) -> list[int]:
    """The rarer a topic, the more it says."""
    found: list[int] = []
    for topic in sorted(topics, key=lambda topic: len(rings[topic].members))[:TOPICS]:
        found += rings[topic].some(BY_TOPIC)
    return found
