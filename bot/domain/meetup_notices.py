"""What is to be said about an occurrence to each member who answered, and when: decided by the records alone.

A notice for which it was already too late when its reason came about is not wanted: whoever moved the meetup, or said
yes so late, tells or knows it all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.seats import ASKED_BEFORE
from bot.domain.times import Moment, Precision, local_at
from bot.domain.wanted import Wanted, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.meetups import Occurrence
    from bot.domain.rsvps import Rsvp
    from bot.domain.times import ZoneName

MORNING = time(9)
NOON = time(12)
"""Hosts are told last, when those who were asked in the morning had time to answer."""
_SOON = timedelta(hours=24)
"""News of what begins within this time, and seats kept for less, do not wait for the end of quiet hours."""

_TO_THE_NEXT_MINUTE = timedelta(minutes=1, microseconds=-1)
"""What is over is told when it is: moments are whole minutes."""

OF_COMING = (
    NoticeKind.CHECK,
    NoticeKind.GATHER,
    NoticeKind.SEAT,
    NoticeKind.LAPSED,
    NoticeKind.GAVE_WAY,
    NoticeKind.AFTER,
)
"""All but the news of changes, which name the change."""


@dataclass(frozen=True, slots=True)
class Guest:
    """What counts of a member who comes: see `Member`."""

    zone: ZoneName
    gather_minutes: int | None


def wanted(rsvp: Rsvp, occurrence: Occurrence, guest: Guest) -> tuple[Wanted, ...]:
    """Everything this member is to be told; what was said already is told once all the same."""
    return (*_of_changes(rsvp, occurrence), *(() if occurrence.is_cancelled else _of_coming(rsvp, occurrence, guest)))


def _of_changes(rsvp: Rsvp, occurrence: Occurrence) -> Iterator[Wanted]:
    told_at = occurrence.told_at
    if told_at is None or not rsvp.is_going or rsvp.said_at >= told_at or rsvp.has_passed(told_at):
        return
    if told_at < occurrence.ends:
        subject = f"{rsvp.id}/{occurrence.sequence}"
        soon = occurrence.begins - told_at < _SOON
        yield Wanted(NoticeKind.CHANGED, subject, rsvp.member, at(told_at, is_urgent=soon))


def _of_coming(rsvp: Rsvp, occurrence: Occurrence, guest: Guest) -> Iterator[Wanted]:
    if rsvp.is_waiting:
        yield from _of_waiting(rsvp, occurrence)
        return
    yield from _of_circles(rsvp)
    if rsvp.is_seated or rsvp.here_at is not None:
        yield Wanted(NoticeKind.AFTER, rsvp.id, rsvp.member, _after(occurrence, guest.zone, MORNING))
    if not rsvp.is_seated:
        return
    starts, since = occurrence.starts, max(rsvp.said_at, occurrence.told_at or rsvp.said_at)
    check = Moment(starts.local, starts.zone, Precision.DAY, ahead=ASKED_BEFORE)
    if rsvp.confirmed_at is None and since < check.instant:
        yield Wanted(NoticeKind.CHECK, rsvp.id, rsvp.member, check)
    if rsvp.confirmed_at is None or guest.gather_minutes is None:
        return
    gather = Moment(starts.local, starts.zone, ahead=timedelta(minutes=guest.gather_minutes))
    if max(since, rsvp.confirmed_at) < gather.instant:
        yield Wanted(NoticeKind.GATHER, rsvp.id, rsvp.member, gather)


def _of_circles(rsvp: Rsvp) -> Iterator[Wanted]:
    """When they come into a group, and when somebody last joins it; not what they were told as they asked for it."""
    for news_at in sorted({each for each in (rsvp.circle_at, rsvp.circle_news_at) if each is not None}):
        if news_at != rsvp.mingles_at:
            subject = f"{rsvp.id}/{news_at.isoformat()}"
            yield Wanted(NoticeKind.CIRCLE, subject, rsvp.member, at(news_at, is_urgent=True))


def tally_at(occurrence: Occurrence, zone: ZoneName) -> Moment:
    """When its host gets the numbers of it, in the host's zone."""
    return _after(occurrence, zone, NOON)


def _of_waiting(rsvp: Rsvp, occurrence: Occurrence) -> Iterator[Wanted]:
    if rsvp.offer_from is not None and rsvp.offer_until is not None:
        is_urgent = rsvp.offer_until - rsvp.offer_from < timedelta(hours=12)
        yield Wanted(NoticeKind.SEAT, rsvp.id, rsvp.member, at(rsvp.offer_from, is_urgent=is_urgent))
        if rsvp.offer_until < occurrence.begins:
            over = at(rsvp.offer_until + _TO_THE_NEXT_MINUTE)
            yield Wanted(NoticeKind.LAPSED, rsvp.id, rsvp.member, over)
    if rsvp.gave_way_at is not None:
        yield Wanted(NoticeKind.GAVE_WAY, rsvp.id, rsvp.member, at(rsvp.gave_way_at, is_urgent=True))


def _after(occurrence: Occurrence, zone: ZoneName, hour: time) -> Moment:
    """After a long night, the morning is that of the day on which it began to be light."""
    ended = local_at(occurrence.ends, zone)
    day = ended.date() if ended.time() < time(6) else ended.date() + timedelta(days=1)
    return Moment(datetime.combine(day, hour), zone, Precision.DAY)
