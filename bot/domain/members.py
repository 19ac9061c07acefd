"""Members of a community, and what each of them decided about being written to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.times import Frequency, Moment, Rule, ZoneName, instant_of, local_at

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, MemberId

DEFAULT_BUDGET = 3
"""Unasked messages a week that nobody found too many."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours in which nothing arrives that was not asked for at that very time. ``start`` may be later than ``end``."""

    start: time = time(21)
    end: time = time(8)

    def contains(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def over(self, local: datetime) -> datetime:
        """The wall time at which a message due at ``local`` may arrive: ``local`` itself outside quiet hours."""
        if not self.contains(local.time()):
            return local
        ends = datetime.combine(local.date(), self.end)
        return ends if ends > local else ends + timedelta(days=1)


class Role(StrEnum):
    MEMBER = "member"
    ORGANISER = "organiser"


class ZoneFrom(StrEnum):
    """Who says in which zone a member lives. Once they said it themselves, no platform changes it."""

    NOBODY = "nobody"
    PLATFORM = "platform"
    MEMBER = "member"


class Willing(StrEnum):
    """Whether a member wants to be asked something on behalf of others. Where they have not said, they are, within
    their weekly budget; where they said yes, whenever somebody wants to know."""

    UNSAID = "unsaid"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a community. ``digest`` recurs daily at the chosen hour; none means no digest.

    ``prefers`` is the platform on which Hallway writes first to somebody who has accounts on several.
    ``afterwards``: whether they want to be asked, the morning after a meetup, whom they talked to.
    ``gather_minutes`` is how long before a meetup they come to they are told that it begins; none: not at all.
    ``introduced`` and ``confirming``: whether they may be asked to be introduced, and to confirm a meeting.
    ``knowing``: whether others' quests may ask them about people in their notebook, which reads it: it has to be
    switched on.
    Until ``resting_until`` nothing comes that they did not ask for themselves: no digest, no ideas, no questions.
    """

    id: MemberId
    name: str
    zone: ZoneName
    joined_at: datetime
    locale: str = "en"
    quiet: QuietHours | None = QuietHours()
    digest: Moment | None = None
    budget: int = DEFAULT_BUDGET
    zone_from: ZoneFrom = ZoneFrom.PLATFORM
    prefers: str | None = None
    afterwards: bool = True
    gather_minutes: int | None = 60
    introduced: Willing = Willing.UNSAID
    confirming: Willing = Willing.UNSAID
    knowing: bool = False
    resting_until: datetime | None = None
    version: int = 1

    @property
    def wake(self) -> Moment | None:
        return self.digest

    def is_resting(self, now: datetime) -> bool:
        return self.resting_until is not None and now < self.resting_until

    def awake_from(self, at: datetime) -> datetime:
        """The first instant from ``at`` on outside their quiet hours."""
        if self.quiet is None:
            return at
        local = local_at(at, self.zone)
        over = self.quiet.over(local)
        ends = instant_of(over, self.zone)
        # In the second of two hours that the clock shows alike, the first one's end is past: they end there once more.
        return ends if ends > at else at + (over - local)

    def today(self, now: datetime) -> datetime:
        """The wall time on this member's clock."""
        return local_at(now, self.zone)

    def living_in(self, zone: ZoneName, *, told_by: ZoneFrom, now: datetime) -> Member:
        """The same member on another clock: the digest stays at its hour, there."""
        if zone == self.zone:
            return replace(self, zone_from=told_by)
        moved = replace(self, zone=zone, zone_from=told_by)
        return moved if self.digest is None else moved.digesting_at(self.digest.local.time(), now=now)

    def digesting_at(self, hour: time | None, *, now: datetime) -> Member:
        """The same member with a digest every day at ``hour``, from the next one on."""
        if hour is None:
            return replace(self, digest=None)
        first = datetime.combine(self.today(now).date(), hour)
        rule = Rule(Frequency.DAILY)
        moment = Moment(first, self.zone, rule=rule)
        return replace(self, digest=moment if moment.instant > now else moment.following(now))


@dataclass(frozen=True, slots=True)
class Account:
    """A member's account on one platform: ``user`` is the platform's id, ``destination`` its DM channel once known."""

    community: CommunityId
    platform: str
    user: str
    member: MemberId
    destination: str | None = None
