"""The weekly digest: where and when what is new on the boards is posted, once, in one post per platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.times import Frequency, Moment, Rule

if TYPE_CHECKING:
    from bot.domain.delivery import DeliveryState
    from bot.domain.ids import DeliveryId
    from bot.domain.noticeboard import Noticeboard
    from bot.domain.times import ZoneName

MOST_IN_ISSUE = 12
"""Posts in one digest; with their words and buttons, what one message of the tightest platform holds."""

DEFAULT_DAY, DEFAULT_HOUR = 0, time(10)
"""Monday at ten."""

_NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One a community; ``id`` is the community's. ``moment`` recurs weekly. ``channels`` are those chosen for it, by
    platform, instead of the noticeboard's; an empty one: nowhere there. ``since`` is when that was decided."""

    id: str
    since: datetime
    moment: Moment
    channels: Mapping[str, str] = field(default_factory=dict[str, str])
    version: int = 1

    def using(self, platform: str, channel: str | None, *, at: datetime) -> Bulletin:
        """In that channel there; none: nowhere there."""
        others = {name: kept for name, kept in self.channels.items() if name != platform}
        return replace(self, channels={**others, platform: channel or _NOWHERE}, since=at)

    def weekly(self, moment: Moment, *, at: datetime) -> Bulletin:
        return replace(self, moment=moment, since=at)

    def on(self, board: Noticeboard | None) -> Mapping[str, str]:
        """The platforms' ids of its channels, by platform."""
        usual: Mapping[str, str] = {} if board is None else board.channels
        return {platform: channel for platform, channel in {**usual, **self.channels}.items() if channel}


def every_week(weekday: int, hour: time, zone: ZoneName, now: datetime) -> Moment:
    """The next such weekday and hour, and each week from then on."""
    today = now.date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7 - 7)
    first = Moment(datetime.combine(day, hour), zone, rule=Rule(Frequency.WEEKLY))
    following = first.following(now)
    assert following is not None, "the rule has no end"
    return following


def planned(bulletin: Bulletin | None, board: Noticeboard | None) -> Mapping[tuple[str, str], Moment]:
    """Each platform and channel it goes to, with the first moment after what was decided last."""
    if bulletin is None:
        return {}
    since = bulletin.since if board is None else max(bulletin.since, board.since)
    moment = bulletin.moment if bulletin.moment.instant > since else bulletin.moment.following(since)
    assert moment is not None, "the rule has no end"
    return dict.fromkeys(bulletin.on(board).items(), moment)


@dataclass(frozen=True, slots=True)
class Issue:
    """One digest that was or is to be posted, by its delivery."""

    id: DeliveryId
    platform: str
    state: DeliveryState
    message: str | None


@dataclass(frozen=True, slots=True)
class LostIssue:
    """One that did not come to stand in its channel, and how the platform called why."""

    platform: str
    channel: str
    due_at: datetime
    state: DeliveryState
    code: str | None
