"""Boards: what members ask and offer, jobs they know of, what they share. Everybody in the community can read it, with
the name of whoever posted it. Who offers help to whom is between the two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.times import Moment, Precision
from bot.domain.wanted import Wanted, at

if TYPE_CHECKING:
    from bot.domain.ids import MemberId
    from bot.domain.times import ZoneName

STANDS_FOR = timedelta(days=30)
LONGEST_STAY = timedelta(days=90)
LONGEST_POST = 500
MOST_OPEN = 10
"""Posts of one member that stand at a time."""

_ASKED_BEFORE = timedelta(days=3)
_MORNING, _LAST_MINUTE = time(9), time(23, 59)


class Board(StrEnum):
    ASK = "ask"
    OFFER = "offer"
    JOB = "job"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Post:
    """``ends`` is the last minute of its last day, where its author lives, and ``over_at`` that instant. ``since`` is
    when its author last said that it stands. ``solved_by`` helped, and is named from ``named_at`` on: with their yes.
    """

    id: str
    author: MemberId
    board: Board
    text: str
    created_at: datetime
    since: datetime
    ends: Moment
    over_at: datetime
    closed_at: datetime | None = None
    solved_by: MemberId | None = None
    named_at: datetime | None = None
    version: int = 1

    def stands(self, now: datetime) -> bool:
        return self.closed_at is None and now < self.over_at

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Its author is asked once before it ends; whoever helped, whether the board may say so."""
        if self.closed_at is None:
            asked = self._asked()
            return () if asked is None else (Wanted(NoticeKind.STILL, self.id, self.author, asked),)
        if self.solved_by is None or self.named_at is not None:
            return ()
        return (Wanted(NoticeKind.SOLVED, self.id, self.solved_by, at(self.closed_at)),)

    def _asked(self) -> Moment | None:
        """What is only shared needs no answer, and ends by itself."""
        if self.board is Board.SHARE:
            return None
        last = datetime.combine(self.ends.local.date(), _MORNING)
        for local in (last - _ASKED_BEFORE, last):
            moment = Moment(local, self.ends.zone, Precision.DAY)
            if moment.instant > self.since:
                return moment
        return None

    def until(self, day: date, zone: ZoneName, *, now: datetime) -> Post:
        """The same, standing up to and with that day."""
        ends = last_minute(day, zone)
        return replace(self, ends=ends, over_at=ends.instant, since=now)

    def closed(self, *, now: datetime, by: MemberId | None = None) -> Post:
        """Over before its time, maybe since somebody helped."""
        return replace(self, closed_at=self.closed_at or now, solved_by=by or self.solved_by)

    def naming(self, *, now: datetime) -> Post:
        """Whoever helped agreed to be named."""
        return replace(self, named_at=self.named_at or now)


def last_minute(day: date, zone: ZoneName) -> Moment:
    return Moment(datetime.combine(day, _LAST_MINUTE), zone, Precision.DAY)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody's answer to a post, for its author alone, who is told at ``told``."""

    id: str
    post: str
    member: MemberId
    author: MemberId
    text: str
    created_at: datetime
    told: Moment
    version: int = 1

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        return (Wanted(NoticeKind.ANSWERED, self.id, self.author, self.told),)
