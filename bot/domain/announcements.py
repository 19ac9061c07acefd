"""What a community's channels are to be told of a meetup, and when: decided by the records alone.

A meetup is announced when it is new, and before each occurrence as the noticeboard plans it. What each delivery speaks
of is in its subject: the meetup, the step of the plan, the platform, and for an occurrence that was moved its key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import CommunityId
from bot.domain.meetups import occurrence, upcoming
from bot.domain.noticeboard import Channel, Noticeboard
from bot.domain.times import Moment, local_at
from bot.domain.zones import UTC_ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.ids import DeliveryId
    from bot.domain.meetups import Meetup, Occurrence, Override

NEW = "new"
NOWHERE = "nowhere"
"""Instead of a channel: a meetup that is not announced."""

EVENT, EVENTS = "event", "events"
"""Steps of platforms with a list of events: what is next goes there at once, of a series one after the other."""

WITH_EVENTS = frozenset({"discord"})
"""Platforms that have such a list."""

_EVENT_AHEAD = timedelta(days=7)
_NEWS_FOR = 4
"""A step says nothing new within this part of itself after the meetup was made: a week, within 42 hours."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject of an announcement. ``step`` is `NEW` or so many minutes ahead; ``key`` the occurrence's if moved."""

    meetup: str
    step: str
    platform: str
    key: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, (self.meetup, self.step, self.platform, self.key)))

    @classmethod
    def parse(cls, subject: str) -> Topic:
        """What ``str`` gave."""
        return cls(*subject.split("/"))

    @property
    def kind(self) -> NoticeKind:
        return NoticeKind.HOSTED if self.step in (EVENT, EVENTS) else NoticeKind.ANNOUNCE

    @property
    def is_at_once(self) -> bool:
        """Of the meetup, when it is new, rather than of one occurrence."""
        return self.step in (NEW, EVENT)

    @property
    def ahead(self) -> timedelta | None:
        """How long before the occurrence, by the plan."""
        return timedelta(minutes=int(self.step)) if self.step.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Announcement:
    """One that was or is to be posted in a channel; ``key`` is the wall time it is about, as its delivery has it.

    ``code`` says what stood in its way.
    """

    id: DeliveryId
    topic: Topic
    channel: Channel
    key: str
    state: DeliveryState
    message: str | None = None
    sent_at: datetime | None = None
    code: str | None = None

    @property
    def occurrence_key(self) -> str:
        """The original wall time of the occurrence; of a meetup announced as new it says nothing."""
        return self.topic.key or self.key

    @property
    def has_spoken(self) -> bool:
        return self.state in (DeliveryState.SENT, DeliveryState.SENDING)


def told_of(topic: Topic, key: str, meetup: Meetup, overrides: Sequence[Override], now: datetime) -> Occurrence | None:
    """The occurrence that a delivery with this ``key`` is about; of one at once, the next as of ``now``.

    A meetup that takes place once is the same one, whenever it was to be before.
    """
    if topic.is_at_once:
        coming = upcoming(meetup, overrides, now)
        return next((each for each in coming if not each.is_cancelled or meetup.is_cancelled), None)
    return occurrence(meetup, overrides, (topic.key or key) if meetup.is_series else meetup.starts.key)


def announced(
    meetup: Meetup | None, overrides: Sequence[Override], board: Noticeboard | None
) -> Mapping[tuple[Topic, str], Moment]:
    """Each announcement's topic and channel, with the moment at which it is due, or first due."""
    if meetup is None or meetup.is_cancelled:
        return {}
    board = board or Noticeboard("", meetup.created_at)
    moved = [each for each in overrides if each.meetup == meetup.id and each.starts is not None]
    return {
        (topic, channel): moment
        for platform, channel in channels_of(meetup, board).items()
        for topic, moment in _on(platform, meetup, moved, board)
    }


def channels_of(meetup: Meetup, board: Noticeboard) -> Mapping[str, str]:
    """The platforms' ids of the channels it is announced in, by platform: its own goes before the community's."""
    if meetup.channel is None:
        return board.channels
    if meetup.channel == NOWHERE:
        return {}
    own = Channel.at(meetup.channel, CommunityId(board.id))
    return board.channels if own is None else {**board.channels, own.platform: own.id}


def _on(platform: str, meetup: Meetup, moved: Sequence[Override], board: Noticeboard) -> Iterator[tuple[Topic, Moment]]:
    if meetup.created_at >= board.since:
        yield Topic(meetup.id, NEW, platform), _at_once(meetup.created_at)
    if platform in WITH_EVENTS:
        yield from _events_on(platform, meetup, board)
    for ahead in board.plan:
        step, known_until = str(ahead // timedelta(minutes=1)), max(board.since, meetup.created_at + ahead / _NEWS_FOR)
        regular = replace(meetup.starts, ahead=ahead)
        first = regular if regular.instant > known_until else regular.following(known_until)
        if first is not None:
            yield Topic(meetup.id, step, platform), first
        for each in moved:
            assert each.starts is not None, "only those that were moved"
            moment = replace(each.starts, rule=None, ahead=ahead)
            if moment.instant > max(known_until, each.told_at or each.created_at):
                yield Topic(meetup.id, step, platform, each.key), moment


def _events_on(platform: str, meetup: Meetup, board: Noticeboard) -> Iterator[tuple[Topic, Moment]]:
    """One occurrence of a series at a time, as far as that goes: each is listed when the one before it takes place."""
    second = meetup.starts.following(meetup.starts.instant)
    apart = _EVENT_AHEAD if second is None else min(_EVENT_AHEAD, second.instant - meetup.starts.instant)
    regular = replace(meetup.starts, ahead=apart // timedelta(minutes=1) * timedelta(minutes=1))
    if meetup.created_at >= board.since and (second is None or regular.instant <= meetup.created_at):
        yield Topic(meetup.id, EVENT, platform), _at_once(meetup.created_at)
    since = max(board.since, meetup.created_at)
    first = regular if regular.instant > since else regular.following(since)
    if second is not None and first is not None:
        yield Topic(meetup.id, EVENTS, platform), first


def _at_once(instant: datetime) -> Moment:
    return Moment(local_at(instant, UTC_ZONE).replace(second=0, microsecond=0), UTC_ZONE)
