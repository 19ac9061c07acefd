"""Once a day: what many can send to one member comes as one message a day at most."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.times import Moment, Precision, local_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.members import Member

MORNING = time(9)


def once_a_day(told: Iterable[Moment], member: Member, now: datetime) -> Moment:
    """When this member is to be told of what came about now, where they were or will be told of the like at ``told``:
    at once, after quiet hours, or together with what comes next."""
    latest = max(told, key=lambda each: each.instant, default=None)
    if latest is not None and latest.instant > now:
        return latest
    local = member.today(now).replace(second=0, microsecond=0, tzinfo=None, fold=0)
    soonest = local if member.quiet is None else member.quiet.over(local)
    if latest is None or local_at(latest.instant, member.zone).date() < soonest.date():
        return Moment(soonest, member.zone, Precision.DAY)
    return Moment(datetime.combine(soonest.date() + timedelta(days=1), MORNING), member.zone, Precision.DAY)
