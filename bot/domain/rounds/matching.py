"""The one place that knows the solver: matchings of greatest weight in a graph, exactly, by Edmonds' blossoms.

rustworkx is loaded when the first round of some size is drawn and not before: it brings numpy along.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.rounds.scoring import Group, Scores

    Edge = tuple[int, int, int]


def best_matching(edges: Iterable[Edge], *, fullest: bool = True) -> list[tuple[int, int]]:
    """The pairs whose weights, whole numbers, sum up to most; of those with the most pairs where it is the ``fullest``.

    The same edges in the same order give the same pairs.
    """
    import rustworkx

    listed = list(edges)
    if not listed:
        return []
    nodes = sorted({each for one, other, _ in listed for each in (one, other)})
    at = {node: place for place, node in enumerate(nodes)}
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(nodes)
    graph.extend_from_weighted_edge_list([(at[one], at[other], weight) for one, other, weight in listed])
    found = rustworkx.max_weight_matching(graph, max_cardinality=fullest, weight_fn=int, verify_optimum=False)
    return sorted((nodes[min(pair)], nodes[max(pair)]) for pair in found)


def matched(scores: Scores, members: Sequence[int]) -> list[Group]:
    """As many pairs as there can be, and of these draws the best."""
    waited = [scores.scale.waited * each.waited for each in scores.entrants]
    pairs = (pair for pair in combinations(members, 2) if scores.may(*pair))
    return [
        *best_matching((one, other, waited[one] + waited[other] + scores.of_pair(one, other)) for one, other in pairs)
    ]
