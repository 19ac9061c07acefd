"""Hours at which two members could meet, each on their own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.members import QuietHours
from bot.domain.times import Moment, instant_of, local_at

if TYPE_CHECKING:
    from bot.domain.members import Member

_USUAL = QuietHours(time(21), time(8))
_BEST = 17
"""The hour that suits most: work is over or nearly so, and the evening has not begun."""

_DAYS = 3
_ON_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Hour:
    """The same instant on the clock of one and of the other."""

    mine: Moment
    theirs: Moment


def hours_for(one: Member, other: Member, now: datetime) -> tuple[Hour, ...]:
    """One on each of the next three working days, outside of the quiet hours of both; none where they are never up at
    the same time. Both read of the same hours, whoever of the two is asked about first."""
    if other.id < one.id:
        return tuple(Hour(each.theirs, each.mine) for each in hours_for(other, one, now))
    first = one.today(now).date() + timedelta(days=1)
    days = [day for day in (first + timedelta(days=ahead) for ahead in range(7)) if day.weekday() < _ON_WORKING_DAYS]
    found: list[Hour] = []
    for day in days[:_DAYS]:
        hours = [_hour(instant_of(datetime.combine(day, time(hour)), one.zone), one, other) for hour in range(24)]
        suiting = [each for each in hours if _is_up(one, each.mine) and _is_up(other, each.theirs)]
        if suiting:
            found.append(min(suiting, key=lambda each: (_off(each), each.mine.local)))
    return tuple(found)


def _hour(instant: datetime, one: Member, other: Member) -> Hour:
    mine, theirs = (local_at(instant, each.zone).replace(fold=0) for each in (one, other))
    return Hour(Moment(mine, one.zone), Moment(theirs, other.zone))


def _is_up(member: Member, at: Moment) -> bool:
    """Through the whole hour that begins then."""
    quiet = member.quiet or _USUAL
    return not any(quiet.contains((at.local + timedelta(minutes=minutes)).time()) for minutes in (0, 59))


def _off(hour: Hour) -> int:
    """How far it is from the best for the one of the two whom it suits less."""
    return max(abs(each.local.hour - _BEST) for each in (hour.mine, hour.theirs))
