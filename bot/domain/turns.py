"""Whose turn it is to be asked whether they would like to be introduced: one question at a time for each member.

It follows from the records and the blocks of that moment, so that it does not matter who asks first, or when. Whatever
keeps a question from being asked is seen by nobody: it waits until it is over.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.warm import WarmIntroduction

NOT_AGAIN_WITHIN = timedelta(days=90)
"""Nobody is asked twice in this time about the same other member, whoever proposes it."""


def in_turn(
    member: MemberId, introductions: Sequence[WarmIntroduction], apart: Set[frozenset[MemberId]], now: datetime
) -> WarmIntroduction | None:
    """Which of those that concern a member, 90 days back, is asked of them now: the one they were to be asked longest.
    ``apart`` are the pairs that are never put together."""
    repeated = _repeated(introductions)
    asking: list[tuple[datetime, str, WarmIntroduction]] = []
    for each in introductions:
        side = each.asks(now)
        if side is None or each.member_at(side) != member or len(each.pair) < 2:
            continue
        if each.id not in repeated and not _are_apart(each.parties, apart):
            asking.append((each.asked_since(side), each.id, each))
    return min(asking)[2] if asking else None


def _are_apart(members: Iterable[MemberId], apart: Set[frozenset[MemberId]]) -> bool:
    return any(frozenset(pair) in apart for pair in combinations(members, 2))


def _repeated(introductions: Iterable[WarmIntroduction]) -> set[str]:
    """Those that come too soon after one of the same two that was asked."""
    repeated, last = set[str](), dict[frozenset["MemberId"], "datetime"]()
    for each in sorted(introductions, key=lambda each: (each.created_at, each.id)):
        before = last.get(each.pair)
        if before is not None and each.created_at - before < NOT_AGAIN_WITHIN:
            repeated.add(each.id)
        else:
            last[each.pair] = each.created_at
    return repeated
