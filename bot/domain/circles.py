"""Groups of three at a meetup, of those who asked for one and have not met each other.

Three who have not met are put together at once. Whoever is left waits a while for others: then those who wait are put
together even if some have met, and who is left of them joins a group that is there, so that nobody stands alone unless
nobody else asked. Everybody is in one group at most. Time alone changes nothing: what becomes of those who wait is
planned ahead, and planned anew when the next one comes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from bot.domain.ids import MemberId
    from bot.domain.rsvps import Rsvp

SIZE = 3
PATIENCE = timedelta(minutes=10)


@dataclass
class _Circle:
    """A group being put together: who is in it, who joins ``at`` that instant, and who comes last, maybe later."""

    members: list[Rsvp]
    at: datetime
    joined: list[Rsvp] = field(default_factory=list["Rsvp"])
    last: Rsvp | None = None

    @property
    def everybody(self) -> list[Rsvp]:
        return [*self.members, *self.joined]


def asking(rsvp: Rsvp, now: datetime) -> bool:
    """Whether they asked for a group and are in none yet."""
    return rsvp.circle is not None and (rsvp.circle_at is None or rsvp.circle_at > now)


def circle_of(rsvp: Rsvp, rsvps: Iterable[Rsvp], now: datetime) -> list[MemberId]:
    """The others of their group, as it is now."""
    if rsvp.circle is None or asking(rsvp, now):
        return []
    others = (each for each in rsvps if each.circle == rsvp.circle and each.id != rsvp.id)
    return [each.member for each in others if not asking(each, now)]


def grouped(rsvps: Sequence[Rsvp], met: Set[frozenset[MemberId]], now: datetime) -> list[Rsvp]:
    """The answers to one occurrence, in the order given, with the groups as they are and as they are planned."""
    circles = _formed(rsvps, now)
    waiting = sorted((each for each in rsvps if asking(each, now)), key=lambda each: (each.circle_since, each.id))
    waiting = _strangers(waiting, circles, met, now)
    waiting = _to_pairs(waiting, circles, met)
    alone = _others(waiting, circles, met, now)
    after = {each.id: each for each in alone} | {each.id: each for circle in circles for each in _closed(circle)}
    return [after.get(each.id, each) for each in rsvps]


def _formed(rsvps: Sequence[Rsvp], now: datetime) -> list[_Circle]:
    by_id: dict[str, list[Rsvp]] = {}
    for each in rsvps:
        if each.circle is not None and not asking(each, now):
            by_id.setdefault(each.circle, []).append(each)
    return [_Circle(members, now) for members in by_id.values()]


def _strangers(waiting: list[Rsvp], circles: list[_Circle], met: Set[frozenset[MemberId]], now: datetime) -> list[Rsvp]:
    """Three who have not met, who waited longest first, as often as there are such; and who is left."""
    while True:
        found = next((trio for trio in combinations(waiting, SIZE) if not _meetings(trio, met)), None)
        if found is None:
            return waiting
        circles.append(_Circle([], now, list(found)))
        waiting = [each for each in waiting if each not in found]


def _to_pairs(waiting: list[Rsvp], circles: list[_Circle], met: Set[frozenset[MemberId]]) -> list[Rsvp]:
    """A pair that is there is made three by somebody whom neither has met."""
    left: list[Rsvp] = []
    for each in waiting:
        pairs = (circle for circle in circles if len(circle.everybody) < SIZE)
        fits = next((circle for circle in pairs if not _meetings([*circle.everybody, each], met)), None)
        if fits is None:
            left.append(each)
        else:
            fits.joined.append(each)
    return left


def _others(waiting: list[Rsvp], circles: list[_Circle], met: Set[frozenset[MemberId]], now: datetime) -> list[Rsvp]:
    """Plan groups of who is left, with as few who have met as can be; the last joins another. Who is alone."""
    while len(waiting) > 1:
        first, *rest = waiting
        chosen = min(combinations(rest, min(SIZE - 1, len(rest))), key=lambda two: _meetings([first, *two], met))
        circles.append(_Circle([], max(now, first.circle_since + PATIENCE), [first, *chosen]))
        waiting = [each for each in rest if each not in chosen]
    if not waiting or not circles:
        return [replace(each, circle=each.id, circle_at=None, circle_news_at=None) for each in waiting]
    last = waiting[0]
    home = min(circles, key=lambda circle: (_meetings([*circle.everybody, last], met), len(circle.everybody)))
    home.last = last
    return []


def _meetings(group: Iterable[Rsvp], met: Set[frozenset[MemberId]]) -> int:
    """How many pairs of them have met."""
    return sum(frozenset((one.member, other.member)) in met for one, other in combinations(group, 2))


def _closed(circle: _Circle) -> list[Rsvp]:
    """Everybody in it; who was in it before learns who joins, when they do."""
    key = circle.members[0].circle if circle.members else circle.joined[0].id
    joined = [replace(each, circle=key, circle_at=circle.at) for each in circle.joined]
    everybody = [*circle.members, *joined]
    if circle.last is not None:
        at = max(circle.at, circle.last.circle_since + PATIENCE)
        everybody.append(replace(circle.last, circle=key, circle_at=at))
    news = max(each.circle_at for each in everybody if each.circle_at is not None)
    return [replace(each, circle_news_at=news) for each in everybody]
