"""When a message may arrive: quiet hours, the weekly budget, and what counts as late. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import QUESTIONS, Drop, Due, NoticeKind, Wait
from bot.domain.times import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.members import Member

ON_TIME = timedelta(minutes=10)
"""Later than this, a message says that it is late."""

SUSPENDED_FOR = timedelta(hours=6)
"""How long a message rests while its platform cannot be reached at all: the app was removed, the token revoked."""

BUDGET_WEEK = timedelta(days=7)
TRY_BUDGET_AGAIN = timedelta(hours=12)
STALE_IDEA = timedelta(days=4)
"""A suggestion that could not be made for this long is not made any more: its moment has passed."""


def held(due: Due, member: Member, now: datetime, *, unasked: bool, spent: int) -> Wait | Drop | None:
    """Why this must wait, if it must. A time that the member named is kept; everything else respects quiet hours."""
    resting = _rests(due, member, now, unasked=unasked)
    if resting is not None:
        return resting
    if not _was_named(due, now):
        until = member.awake_from(now)
        if until > now:
            return Wait(until, "quiet hours")
    if unasked and spent >= member.budget:
        return Wait(now + TRY_BUDGET_AGAIN, "budget")
    return None


def held_together(due: Due, members: Sequence[Member], now: datetime) -> Wait | None:
    """The same for a group: it is told when nobody has quiet hours, or as few of them as ever within a day."""
    if _was_named(due, now):
        return None
    until = _quietest(now, members)
    return Wait(until, "quiet hours") if until > now else None


def is_late(due: Due, members: Sequence[Member], now: datetime) -> bool:
    """Whether it comes later than promised; waiting for the end of quiet hours was part of the promise."""
    promised = _quietest(due.due_at, members) if due.moment.precision is Precision.DAY else due.due_at
    return now - promised > ON_TIME


def is_stale(due: Due, now: datetime, *, unasked: bool) -> bool:
    return unasked and due.kind not in QUESTIONS and now - due.due_at > STALE_IDEA


def _quietest(at: datetime, members: Sequence[Member]) -> datetime:
    """The first instant from ``at`` on in nobody's quiet hours; where there is none within a day, in the fewest's."""
    if len(members) == 1:
        return members[0].awake_from(at)
    moments = {at}
    for _ in range(2):
        moments |= {member.awake_from(each) for each in moments for member in members}
    return min(moments, key=lambda each: (sum(one.awake_from(each) > each for one in members), each))


def _rests(due: Due, member: Member, now: datetime, *, unasked: bool) -> Wait | Drop | None:
    """While the member rests: the digest of such a day is not made up for, ideas wait, whatever was asked for comes."""
    if not member.is_resting(now) or member.resting_until is None:
        return None
    if due.kind is NoticeKind.DIGEST:
        return Drop("resting")
    return Wait(member.resting_until, "resting") if unasked else None


def _was_named(due: Due, now: datetime) -> bool:
    named = due.kind is NoticeKind.DIGEST or due.moment.precision is Precision.MINUTE
    return named and now - due.due_at <= ON_TIME
