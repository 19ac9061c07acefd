"""What is kept of rounds: the round itself, who takes part in it, each draw, and where everybody was in it.

A seat says by itself what its member is to be told of the draw, and when: nobody schedules anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.rounds.entrants import Odd
from bot.domain.times import Moment, Precision, local_at
from bot.domain.together import group_address
from bot.domain.wanted import Wanted, at

if TYPE_CHECKING:
    from bot.domain.ids import MemberId
    from bot.domain.times import ZoneName

LASTS = timedelta(days=14)
"""How long the groups of a draw have to meet where no other follows it."""

AWAY = timedelta(days=56)
"""How long somebody is left out who did not answer: nothing ends by itself but this."""

SILENT = 2
"""Draws running of which somebody does not say whether they met, after which they are left out."""

_FIRST_ALONE = timedelta(minutes=5)
"""Each reads with whom and why before all of them are in one conversation."""

_ASKED_AT = time(10)
_SEEDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a community. ``starts`` is the next draw on the calendar, ``due_at`` its instant; none: it is over."""

    id: str
    by: MemberId | None
    title: str
    starts: Moment
    created_at: datetime
    due_at: datetime | None
    size: int = 2
    odd: Odd = Odd.TRIO
    version: int = 1

    @property
    def is_over(self) -> bool:
        return self.due_at is None

    @property
    def seed(self) -> int:
        """Of the next draw on the calendar: a preview before it is that very draw, if nothing changes."""
        digest = hashlib.blake2b(f"{self.id}|{self.starts.key}".encode(), digest_size=8).digest()
        return int.from_bytes(digest) % _SEEDS

    def missed(self, now: datetime) -> Round:
        """The same with the latest draw that was due by now as the next: after a standstill only that one is made."""
        latest = self
        while (following := latest.starts.following(latest.starts.instant)) is not None and following.instant <= now:
            latest = replace(latest, starts=following)
        return latest

    def drawn(self) -> Round:
        """The same after its next draw."""
        following = self.starts.following(self.starts.instant)
        return replace(self, due_at=None) if following is None else self.starting(following)

    def starting(self, starts: Moment) -> Round:
        return replace(self, starts=starts, due_at=starts.instant)

    def ended(self) -> Round:
        return replace(self, due_at=None)


@dataclass(frozen=True, slots=True)
class Participation:
    """Somebody takes part in a round. Until ``paused_until`` they are left out; ``is_silent`` where that is because
    they did not answer. What they answered counts from ``since`` on: when they joined, or came back."""

    id: str
    round: str
    member: MemberId
    created_at: datetime
    since: datetime
    paused_until: datetime | None = None
    is_silent: bool = False
    version: int = 1

    def is_paused(self, now: datetime) -> bool:
        return self.paused_until is not None and now < self.paused_until

    def pausing(self, until: datetime) -> Participation:
        return replace(self, paused_until=until, is_silent=False)

    def silenced(self, *, at: datetime) -> Participation:
        """Left out for a while; what was not answered is forgotten by then."""
        return replace(self, paused_until=at + AWAY, is_silent=True, since=at + AWAY)

    def back(self, *, at: datetime) -> Participation:
        return replace(self, paused_until=None, is_silent=False, since=at)


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw of a round, in numbers. ``key`` is the wall time on the calendar that it was made for, or says that an
    organiser had it made, ``by`` whom; it is what makes a second draw for the same impossible."""

    id: str
    round: str
    key: str
    created_at: datetime
    ends_at: datetime
    by: MemberId | None
    seed: int
    score: int
    most: int
    groups: int
    waits: int
    repeats: int
    version: int = 1


class Place(StrEnum):
    """Where somebody was in a draw."""

    GROUPED = "grouped"
    WAITS = "waits"
    PAUSED = "paused"
    SILENT = "silent"
    """Left out from this draw on, because they did not answer."""


class Outcome(StrEnum):
    """What became of it, as one of a group says."""

    MET = "met"
    WILL = "will-meet"
    NOT = "could-not"


@dataclass(frozen=True, slots=True)
class Seat:
    """One member in one draw. ``circle`` is which group, by the seat of one in it, whose record opens the conversation
    of them all; they were ``among`` so many at first. ``asks`` and ``asks_again`` are
    when they are asked what became of it. ``begun`` is what they were told to begin with, as `beginnings` writes it."""

    id: str
    draw: str
    round: str
    member: MemberId
    created_at: datetime
    place: Place
    circle: str | None = None
    among: int = 0
    asks: Moment | None = None
    asks_again: Moment | None = None
    answer: Outcome | None = None
    answered_at: datetime | None = None
    begun: tuple[str, ...] | None = None
    version: int = 1

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        drawn = (Wanted(NoticeKind.ROUND_DRAWN, self.id, self.member, at(self.created_at)),)
        if self.circle == self.id:
            group = group_address(self.id)
            drawn = (*drawn, Wanted(NoticeKind.ROUND_TOGETHER, self.id, group, at(self.created_at + _FIRST_ALONE)))
        if self.question is None:
            return drawn
        subject = self.id if self.answer is None else f"{self.id}/again"
        return *drawn, Wanted(NoticeKind.ROUND_ASKED, subject, self.member, self.question)

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet what became of it."""
        return self.circle is not None and self.answer in (None, Outcome.WILL)

    @property
    def question(self) -> Moment | None:
        """When they are asked what became of it; after "we will meet" once more, unless that came too late for it."""
        if self.answer is None:
            return self.asks
        if self.answer is not Outcome.WILL or self.asks_again is None or self.answered_at is None:
            return None
        return self.asks_again if self.answered_at < self.asks_again.instant else None

    def answered(self, outcome: Outcome, *, at: datetime) -> Seat:
        return replace(self, answer=outcome, answered_at=at)

    def was_asked(self, now: datetime) -> bool:
        return self.asks is not None and self.asks.instant <= now


def asked_at(drawn: datetime, ends: datetime, share: float, zone: ZoneName) -> Moment:
    """In the morning of the day on which this share of the time is over, on their own clock; where a draw lasts but a
    day or two, at that very time."""
    instant = drawn + (ends - drawn) * share
    local = local_at(instant, zone).replace(second=0, microsecond=0, fold=0)
    if ends - drawn < timedelta(days=3):
        return Moment(local, zone, Precision.DAY)
    return Moment(datetime.combine(local.date(), _ASKED_AT), zone, Precision.DAY)
