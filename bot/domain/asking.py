"""Whom each wish is put to, one volunteer at a time: planned ahead, and planned anew at each change.

A volunteer has one question before them at a time. Until the date that was set for it they are asked nothing else, also
where they said no at once: so the plan is the same after a no and after silence. Pure, and without a clock of its own.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.volunteers import Help, Wish


@dataclass(frozen=True, slots=True)
class Manner:
    """How volunteers of one kind are asked: for how long each, how many are planned ``ahead`` for one wish, how many
    are asked ``altogether`` (none: as many as there are). After so much ``patience`` without anybody to ask, the member
    is told that nobody is there. Nobody is asked again for another wish of the same member for ``not_again``."""

    window: timedelta
    ahead: int
    patience: timedelta
    not_again: timedelta
    altogether: int | None = None


MANNERS: Mapping[Help, Manner] = {
    Help.MENTOR: Manner(timedelta(days=3), ahead=8, patience=timedelta(days=7), not_again=timedelta(days=14)),
    Help.LISTEN: Manner(
        timedelta(hours=4), ahead=3, patience=timedelta(hours=12), not_again=timedelta(days=1), altogether=3
    ),
    Help.GREET: Manner(
        timedelta(days=2), ahead=3, patience=timedelta(days=4), not_again=timedelta(days=30), altogether=3
    ),
}


@dataclass(frozen=True, slots=True)
class Seeking:
    """An open wish: who fits and was not asked for it, the best first; how many were asked; and from when on the next
    may be."""

    wish: Wish
    fitting: tuple[MemberId, ...]
    asked: int
    since: datetime


def at_any_time(at: datetime) -> datetime:
    return at


@dataclass
class Diary:
    """When one volunteer may be asked. ``taken`` are the windows of their questions; of what keeps them busy, ``ends``
    says until when. ``awake`` gives the first instant from one on at which they may be written to."""

    capacity: int = 1
    ends: Sequence[datetime] = ()
    taken: list[tuple[datetime, datetime]] = field(default_factory=list[tuple[datetime, datetime]])
    awake: Callable[[datetime], datetime] = at_any_time

    def first(self, at: datetime, window: timedelta) -> datetime:
        """The earliest instant from ``at`` on from which a whole window is free."""
        while True:
            at = self.awake(self._with_room(at))
            clash = next((end for start, end in self.taken if start < at + window and at < end), None)
            if clash is None:
                return at
            at = clash

    def _with_room(self, at: datetime) -> datetime:
        busy = sorted(end for end in self.ends if end > at)
        return at if len(busy) < self.capacity else busy[len(busy) - self.capacity]


@dataclass(frozen=True, slots=True)
class Turn:
    volunteer: MemberId
    asked_at: datetime
    answer_by: datetime


@dataclass
class Plan:
    """What is planned for one wish: who is asked when, and when nobody is left."""

    turns: list[Turn] = field(default_factory=list[Turn])
    dry_at: datetime | None = None


def planned(seekers: Iterable[Seeking], diaries: Mapping[MemberId, Diary], manner: Manner) -> dict[str, Plan]:
    """By the wish's id. Whoever can be asked first is planned first, of several the wish that is older; of the
    volunteers, whoever is free first, then whoever fits best."""
    plans: dict[str, Plan] = {}
    queue: list[tuple[datetime, datetime, str]] = []
    open_wishes = {each.wish.id: _Progress(each, diaries, manner) for each in seekers}
    for wish_id, progress in open_wishes.items():
        plans[wish_id] = progress.plan
        _enqueue(queue, progress)
    while queue:
        start, _, wish_id = heapq.heappop(queue)
        progress = open_wishes[wish_id]
        best = progress.best()
        if best is not None and best[0] == start:
            progress.ask(*best)
        _enqueue(queue, progress)
    return plans


def _enqueue(queue: list[tuple[datetime, datetime, str]], progress: _Progress) -> None:
    best = progress.best()
    if best is None:
        progress.run_dry()
    else:
        heapq.heappush(queue, (best[0], progress.seeking.wish.created_at, progress.seeking.wish.id))


class _Progress:
    """One wish while it is planned. Others that are planned first can only make it later."""

    def __init__(self, seeking: Seeking, diaries: Mapping[MemberId, Diary], manner: Manner) -> None:
        self.seeking, self._diaries, self._manner = seeking, diaries, manner
        self.plan = Plan()
        self._left = list(seeking.fitting)
        self._since = seeking.since
        most = manner.ahead if manner.altogether is None else min(manner.ahead, manner.altogether - seeking.asked)
        self._most = max(0, most)

    def best(self) -> tuple[datetime, MemberId] | None:
        if len(self.plan.turns) >= self._most or not self._left:
            return None
        window, since = self._manner.window, self._since
        starts = [(self._diaries[each].first(since, window), rank) for rank, each in enumerate(self._left)]
        start, rank = min(starts)
        return start, self._left[rank]

    def ask(self, start: datetime, volunteer: MemberId) -> None:
        if start - self._since > self._manner.patience:
            self.run_dry()
        end = start + self._manner.window
        self._diaries[volunteer].taken.append((start, end))
        self._left.remove(volunteer)
        self.plan.turns.append(Turn(volunteer, start, end))
        self._since = end

    def run_dry(self) -> None:
        if self.plan.dry_at is None:
            self.plan.dry_at = self._since
