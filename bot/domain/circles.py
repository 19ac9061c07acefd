"""Groups of three at a meetup, of those who asked for one and have not met each other.

Three who have not met are put together at once. Whoever is left waits a while for others: then those who wait are put
together even if some have met, and who is left of them joins a group that is there, so that nobody stands alone unless
nobody else asked. Everybody is in one group at most. Time alone changes nothing: what becomes of those who wait is
planned ahead, and planned anew when the next one comes. Who is kept apart is never in one group, and waits rather.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from bot.domain.ids import MemberId
    from bot.domain.rsvps import Rsvp

SIZE = 3
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ties:
    """Which pairs have met, and which are never to be put together."""

    met: Set[frozenset[MemberId]] = frozenset()
    apart: Set[frozenset[MemberId]] = frozenset()

    def meetings(self, group: Iterable[Rsvp]) -> int:
        """How many pairs of them have met."""
        return sum(pair in self.met for pair in _pairs(group))

    def forbid(self, group: Iterable[Rsvp]) -> bool:
        return any(pair in self.apart for pair in _pairs(group))

    def are_strangers(self, group: Sequence[Rsvp]) -> bool:
        return not self.meetings(group) and not self.forbid(group)


def _pairs(group: Iterable[Rsvp]) -> Iterator[frozenset[MemberId]]:
    return (frozenset((one.member, other.member)) for one, other in combinations(group, 2))


@dataclass
class _Circle:
    """A group being put together: who is in it, who joins ``at`` that instant, and who comes last, maybe later."""

    members: list[Rsvp]
    at: datetime
    joined: list[Rsvp] = field(default_factory=list["Rsvp"])
    last: list[Rsvp] = field(default_factory=list["Rsvp"])

    @property
    def everybody(self) -> list[Rsvp]:
        return [*self.members, *self.joined]

    @property
    def whole(self) -> list[Rsvp]:
        return [*self.everybody, *self.last]


def asking(rsvp: Rsvp, now: datetime) -> bool:
    """Whether they asked for a group and are in none yet."""
    return rsvp.circle is not None and (rsvp.circle_at is None or rsvp.circle_at > now)


def circle_of(rsvp: Rsvp, rsvps: Iterable[Rsvp], now: datetime) -> list[MemberId]:
    """The others of their group, as it is now."""
    if rsvp.circle is None or asking(rsvp, now):
        return []
    others = (each for each in rsvps if each.circle == rsvp.circle and each.id != rsvp.id)
    return [each.member for each in others if not asking(each, now)]


def grouped(rsvps: Sequence[Rsvp], ties: Ties, now: datetime) -> list[Rsvp]:
    """The answers to one occurrence, in the order given, with the groups as they are and as they are planned."""
    circles = _formed(rsvps, now)
    waiting = sorted((each for each in rsvps if asking(each, now)), key=lambda each: (each.circle_since, each.id))
    waiting = _strangers(waiting, circles, ties, now)
    waiting = _to_pairs(waiting, circles, ties)
    alone = _others(waiting, circles, ties, now)
    after = {each.id: each for each in alone} | {each.id: each for circle in circles for each in _closed(circle)}
    return [after.get(each.id, each) for each in rsvps]


def _formed(rsvps: Sequence[Rsvp], now: datetime) -> list[_Circle]:
    by_id: dict[str, list[Rsvp]] = {}
    for each in rsvps:
        if each.circle is not None and not asking(each, now):
            by_id.setdefault(each.circle, []).append(each)
    return [_Circle(members, now) for members in by_id.values()]


def _strangers(waiting: list[Rsvp], circles: list[_Circle], ties: Ties, now: datetime) -> list[Rsvp]:
    """Three who have not met, who waited longest first, as often as there are such; and who is left."""
    while True:
        found = next((trio for trio in combinations(waiting, SIZE) if ties.are_strangers(trio)), None)
        if found is None:
            return waiting
        circles.append(_Circle([], now, list(found)))
        waiting = [each for each in waiting if each not in found]


def _to_pairs(waiting: list[Rsvp], circles: list[_Circle], ties: Ties) -> list[Rsvp]:
    """A pair that is there is made three by somebody whom neither has met."""
    left: list[Rsvp] = []
    for each in waiting:
        pairs = (circle for circle in circles if len(circle.everybody) < SIZE)
        fits = next((circle for circle in pairs if ties.are_strangers([*circle.everybody, each])), None)
        if fits is None:
            left.append(each)
        else:
            fits.joined.append(each)
    return left


def _others(waiting: list[Rsvp], circles: list[_Circle], ties: Ties, now: datetime) -> list[Rsvp]:
    """Plan groups of who is left, with as few who have met as can be; whoever is over joins another. Who is alone."""
    over: list[Rsvp] = []
    while waiting:
        first, *rest = waiting
        chosen = _company(first, rest, ties)
        if chosen:
            circles.append(_Circle([], max(now, first.circle_since + PATIENCE), [first, *chosen]))
        else:
            over.append(first)
        waiting = [each for each in rest if each not in chosen]
    alone = [each for each in over if not _has_home(each, circles, ties)]
    return [replace(each, circle=each.id, circle_at=None, circle_news_at=None) for each in alone]


def _company(first: Rsvp, rest: list[Rsvp], ties: Ties) -> tuple[Rsvp, ...]:
    """Two for this one, else one; none where they are kept apart from everybody, or there is nobody."""
    for many in range(SIZE - 1, 0, -1):
        allowed = (some for some in combinations(rest, many) if not ties.forbid([first, *some]))
        best = min(allowed, key=lambda some: ties.meetings([first, *some]), default=None)
        if best is not None:
            return best
    return ()


def _has_home(each: Rsvp, circles: list[_Circle], ties: Ties) -> bool:
    """Whether there is a group that they can join last; they join it."""
    allowed = (circle for circle in circles if not ties.forbid([*circle.whole, each]))
    home = min(allowed, key=lambda circle: (ties.meetings([*circle.everybody, each]), len(circle.whole)), default=None)
    if home is None:
        return False
    home.last.append(each)
    return True


def _closed(circle: _Circle) -> list[Rsvp]:
    """Everybody in it; who was in it before learns who joins, when they do."""
    key = circle.members[0].circle if circle.members else circle.joined[0].id
    everybody = [*circle.members, *(replace(each, circle=key, circle_at=circle.at) for each in circle.joined)]
    everybody += [
        replace(each, circle=key, circle_at=max(circle.at, each.circle_since + PATIENCE)) for each in circle.last
    ]
    news = max(each.circle_at for each in everybody if each.circle_at is not None)
    return [replace(each, circle_news_at=news) for each in everybody]
