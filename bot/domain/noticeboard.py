"""Where a community announces its meetups, and how long before each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.ids import MemberId

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId

EVERYBODY = MemberId("")
"""For whom buttons in a channel are made."""

DEFAULT_PLAN = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))
MOST_STEPS = 5
LONGEST_STEP = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of one of the community's platforms, by the platform's ``id`` for it."""

    community: CommunityId
    platform: str
    id: str

    @property
    def destination(self) -> str:
        return self.id

    @property
    def user(self) -> str:
        return ""

    @property
    def member(self) -> MemberId:
        return EVERYBODY

    @property
    def address(self) -> str:
        """What deliveries call it: no member's id looks like this."""
        return f"#{self.platform}:{self.id}"

    @classmethod
    def at(cls, address: str, community: CommunityId) -> Channel | None:
        """The one with this address; none where it is no channel's."""
        platform, _, channel = address.removeprefix("#").partition(":")
        return cls(community, platform, channel) if address.startswith("#") and channel else None


@dataclass(frozen=True, slots=True)
class Noticeboard:
    """One a community; ``id`` is the community's. ``channels`` are the platforms' ids of channels, by platform.

    ``plan`` is how long before an occurrence it is announced, the longest first. What was made before ``since`` is not
    announced as new.
    """

    id: str
    since: datetime
    channels: Mapping[str, str] = field(default_factory=dict[str, str])
    plan: tuple[timedelta, ...] = DEFAULT_PLAN
    version: int = 1

    def using(self, platform: str, channel: str | None, *, at: datetime) -> Noticeboard:
        """With another channel there; none: nothing is announced there from here on."""
        others = {name: kept for name, kept in self.channels.items() if name != platform}
        return replace(self, channels=others if channel is None else {**others, platform: channel}, since=at)
