"""When a message may arrive: quiet hours, the weekly budget, and what counts as late. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import Due, NoticeKind, Wait
from bot.domain.times import Precision, instant_of, local_at

if TYPE_CHECKING:
    from bot.domain.members import Member

ON_TIME = timedelta(minutes=10)
"""Later than this, a message says that it is late."""

BUDGET_WEEK = timedelta(days=7)
TRY_BUDGET_AGAIN = timedelta(hours=12)
STALE_IDEA = timedelta(days=4)
"""A suggestion that could not be made for this long is not made any more: its moment has passed."""


def held(due: Due, member: Member, now: datetime, *, unasked: bool, spent: int) -> Wait | None:
    """Why this must wait, if it must. A time that the member named is kept; everything else respects quiet hours."""
    if not _was_named(due, now):
        local = local_at(now, member.zone)
        over = member.quiet.over(local) if member.quiet else local
        if over > local:
            return Wait(instant_of(over, member.zone), "quiet hours")
    if unasked and spent >= member.budget:
        return Wait(now + TRY_BUDGET_AGAIN, "budget")
    return None


def is_late(due: Due, member: Member, now: datetime) -> bool:
    """Whether it comes later than promised; waiting for the end of quiet hours was part of the promise."""
    if now - due.due_at <= ON_TIME:
        return False
    local = local_at(due.due_at, member.zone)
    if member.quiet is not None and due.moment.precision is Precision.DAY:
        local = member.quiet.over(local)
    return now - instant_of(local, member.zone) > ON_TIME


def is_stale(due: Due, now: datetime, *, unasked: bool) -> bool:
    return unasked and now - due.due_at > STALE_IDEA


def _was_named(due: Due, now: datetime) -> bool:
    named = due.kind is NoticeKind.DIGEST or due.moment.precision is Precision.MINUTE
    return named and now - due.due_at <= ON_TIME
