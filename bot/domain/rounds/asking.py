"""One question for several draws: the same people, drawn once more before they were asked, are asked once."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.ids import MemberId
    from bot.domain.rounds.records import Seat

Companies = dict[str, frozenset["MemberId"]]
"""Who is in each group."""


def companies(seats: Iterable[Seat]) -> Companies:
    found: defaultdict[str, set[MemberId]] = defaultdict(set)
    for seat in seats:
        if seat.circle is not None:
            found[seat.circle].add(seat.member)
    return {circle: frozenset(members) for circle, members in found.items()}


def standing_for(seats: Sequence[Seat], together: Companies) -> Mapping[str, Seat]:
    """By its id, of each seat whose question is not asked, the later one whose question stands for it: the next draw in
    which the member was with the same people came before it would have been asked."""
    rows: defaultdict[tuple[str, MemberId, frozenset[MemberId]], list[Seat]] = defaultdict(list)
    for seat in sorted(seats, key=lambda each: (each.created_at, each.id)):
        if seat.circle is not None:
            rows[seat.round, seat.member, together[seat.circle]].append(seat)
    return {
        earlier.id: later
        for row in rows.values()
        for earlier, later in pairwise(row)
        if earlier.question is not None and later.created_at < earlier.question.instant
    }


def answered_too(seat: Seat, own: Sequence[Seat], together: Companies) -> list[Seat]:
    """The earlier seats of the same member with the same people for which an answer of this one counts as well: of none
    of them it is known what became of it."""
    if seat.circle is None:
        return []
    return [
        each
        for each in own
        if each.circle is not None
        and each.round == seat.round
        and each.created_at < seat.created_at
        and each.is_open
        and together.get(each.circle) == together[seat.circle]
    ]
