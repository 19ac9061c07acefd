"""The seats of one occurrence, given out in order, with time to answer.

Pure, and without a clock of its own: at each change everything is planned ahead, so that time alone changes nothing.
A seat that comes free is kept for the next who waits, for a while that is shorter and shorter near the start, then for
the one after. Whoever lets that while go by waits no more: they may join again behind the others, and take a seat that
nobody else wants.
From a day before the start, a seat whose owner did not say that they still come may be taken by whoever waits.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.rsvps import Answer, Rsvp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CONFIRM_BY = timedelta(hours=24)
"""Before the start: whoever has not said by then that they still come may lose the seat to somebody who waits."""

ASKED_BEFORE = timedelta(days=2)
"""Whoever says yes later than this before the start has said with it that they still come."""

_LONGEST, _SHORTEST = timedelta(hours=12), timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Hall:
    """``capacity`` none is room for everybody. Nothing is offered once it ``begins``."""

    capacity: int | None
    begins: datetime

    def answered(self, rsvps: Sequence[Rsvp], mine: Rsvp, answer: Answer, now: datetime) -> list[Rsvp]:
        """Everybody's answers after this one of mine, which may be new among them: a seat is taken where there is one
        for me, and whoever gives way for that, or is next now, finds it in theirs."""
        said = mine if mine.is_offered(now) and answer is Answer.GOING else mine.answering(answer, at=now)
        others = [each for each in rsvps if each.id != mine.id]
        if said.is_waiting and self._has_room_for(said, others, now):
            others = self._with_room(others, now)
            said = said.seated(at=now)
        if said.is_seated and self.begins - now <= ASKED_BEFORE:
            said = said.confirmed(at=now)
        return self.planned([*others, said], now)

    def would_seat(self, rsvps: Sequence[Rsvp], mine: Rsvp, now: datetime) -> bool:
        """Whether a yes of mine, now, would get me a seat."""
        after = self.answered(rsvps, mine, Answer.GOING, now)
        return any(each.id == mine.id and each.is_seated for each in after)

    def planned(self, rsvps: Sequence[Rsvp], now: datetime) -> list[Rsvp]:
        """All of them in the same order, with the windows in which seats are kept for those who wait."""
        if self.capacity is None:
            return [each.seated(at=now) if each.is_in_line(now) else each for each in rsvps]
        windows = self._windows(rsvps, now)
        return [windows.get(each.id, each) for each in rsvps]

    def window(self, at: datetime) -> timedelta:
        """How long a seat that comes free at that time is kept for the next."""
        return max(_SHORTEST, min(_LONGEST, (self.begins - at) / 6))

    def _has_room_for(self, rsvp: Rsvp, others: Sequence[Rsvp], now: datetime) -> bool:
        """Theirs to take: kept for them, or kept for nobody while nobody waits before them."""
        if self.capacity is None:
            return True
        room = self._room(others, now)
        if rsvp.is_offered(now):
            return room > 0
        waiting = [each for each in others if each.is_in_line(now)]
        is_next = not any(_place(each) < _place(rsvp) for each in waiting)
        return is_next and room > sum(each.is_offered(now) for each in waiting)

    def _room(self, rsvps: Iterable[Rsvp], now: datetime) -> int:
        """Seats that nobody has or, from the time to confirm on, that nobody confirmed."""
        assert self.capacity is not None
        seats = [each for each in rsvps if each.is_seated]
        loose = len(_loose(seats)) if self.begins - CONFIRM_BY <= now < self.begins else 0
        return self.capacity - len(seats) + loose

    def _with_room(self, others: list[Rsvp], now: datetime) -> list[Rsvp]:
        """The others, one fewer of them seated where every seat is taken: the last to come of those not confirmed."""
        seats = [each for each in others if each.is_seated]
        if self.capacity is None or len(seats) < self.capacity:
            return others
        last = max(_loose(seats), key=_place)
        return [each.giving_way(at=now) if each is last else each for each in others]

    def _windows(self, rsvps: Sequence[Rsvp], now: datetime) -> Mapping[str, Rsvp]:
        """Those who wait. A window that is open stays as it is while there is a seat for it; the others begin as seats
        come free. One that went by stays as it is: it says so."""
        waiting = sorted((each for each in rsvps if each.is_in_line(now)), key=_place)
        room = max(0, self._room(rsvps, now))
        kept = [each for each in waiting if each.is_offered(now)][:room]
        free = self._free_from(rsvps, kept, now)
        planned: dict[str, Rsvp] = {}
        for each in waiting:
            if each not in kept:
                planned[each.id] = self._offered(each, free)
        return planned

    def _free_from(self, rsvps: Sequence[Rsvp], kept: Sequence[Rsvp], now: datetime) -> list[datetime]:
        """A heap of the instants from which seats are free for the next who waits."""
        assert self.capacity is not None
        seats = [each for each in rsvps if each.is_seated]
        unclaimed = self.capacity - len(seats) - len(kept)
        free = [each.offer_until for each in kept if each.offer_until is not None] + [now] * max(0, unclaimed)
        not_for_kept = len(_loose(seats)) - max(0, -unclaimed)
        free += [max(now, self.begins - CONFIRM_BY)] * max(0, not_for_kept)
        heapq.heapify(free)
        return free

    def _offered(self, rsvp: Rsvp, free: list[datetime]) -> Rsvp:
        """With the next seat that comes free; it is free for another when this window is over."""
        if not free or free[0] >= self.begins:
            return rsvp.without_offer()
        at = heapq.heappop(free)
        until = min(at + self.window(at), self.begins)
        heapq.heappush(free, until)
        return replace(rsvp, offer_from=at, offer_until=until)


def _loose(seats: Iterable[Rsvp]) -> list[Rsvp]:
    return [each for each in seats if each.confirmed_at is None]


def _place(rsvp: Rsvp) -> tuple[datetime, str]:
    return rsvp.said_at, rsvp.id
