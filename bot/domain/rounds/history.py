"""What the draws so far say about the next one."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from bot.domain.rounds.asking import companies, standing_for
from bot.domain.rounds.entrants import BACK
from bot.domain.rounds.records import SILENT, Outcome, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.rounds.entrants import Pair
    from bot.domain.rounds.records import Draw, Participation, Seat

REMEMBERED = 2 * BACK
"""How many draws back count at all."""


class History:
    """The latest draws of a round, the newest first, and everybody's seats in them."""

    def __init__(self, draws: Sequence[Draw], seats: Iterable[Seat]) -> None:
        ago = {draw.id: at for at, draw in enumerate(draws, 1)}
        self._newest_first = sorted(seats, key=lambda seat: (ago[seat.draw], seat.id))
        self._ago = ago
        self._circles: defaultdict[str, list[Seat]] = defaultdict(list)
        self._grouped: defaultdict[MemberId, list[Seat]] = defaultdict(list)
        for seat in self._newest_first:
            if seat.circle is not None:
                self._circles[seat.circle].append(seat)
                self._grouped[seat.member].append(seat)
        self._companies = companies(self._newest_first)

    @property
    def lately(self) -> dict[Pair, int]:
        """Who were together in the last draws and may have met, and how many draws ago that was last."""
        return {pair: ago for pair, ago in self._together(missed=False).items() if ago <= BACK}

    @property
    def before(self) -> frozenset[Pair]:
        """Who were together longer ago, or missed each other."""
        return frozenset({**self._together(missed=True), **self._together(missed=False)}) - frozenset(self.lately)

    @property
    def waited(self) -> frozenset[MemberId]:
        """Who was left over in the last draw, or left alone since by the others of their group."""
        last = [seat for seat in self._newest_first if self._ago[seat.draw] == 1]
        return frozenset(
            seat.member
            for seat in last
            if seat.place is Place.WAITS or (seat.circle is not None and len(self._circles[seat.circle]) == 1)
        )

    def is_silent(self, participation: Participation, now: datetime) -> bool:
        """Whether they did not say of the last groups whether they met; that somebody else said so is enough. Several
        draws of the same people that one question stands for are one."""
        own = [seat for seat in self._grouped.get(participation.member, ()) if seat.created_at >= participation.since]
        unasked = standing_for([seat for seat in own if seat.answer is None], self._companies)
        asked = [seat for seat in own if seat.was_asked(now) and seat.id not in unasked][:SILENT]
        return len(asked) == SILENT and not any(seat.answer or self._met(seat.circle) for seat in asked)

    def _met(self, circle: str | None) -> bool:
        return circle is not None and any(seat.answer is Outcome.MET for seat in self._circles[circle])

    def _missed(self, circle: str) -> bool:
        return not self._met(circle) and any(seat.answer is Outcome.NOT for seat in self._circles[circle])

    def _together(self, *, missed: bool) -> dict[Pair, int]:
        found: dict[Pair, int] = {}
        for circle, seats in self._circles.items():
            if self._missed(circle) is missed:
                for one, other in combinations(seats, 2):
                    pair = frozenset((one.member, other.member))
                    found[pair] = min(found.get(pair, self._ago[one.draw]), self._ago[one.draw])
        return found
