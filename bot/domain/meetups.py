"""Meetups: what a community comes together for, once or by a rule.

Occurrences are computed, never stored: the rule gives them, and an override moves or cancels one. The original wall
time of an occurrence is its key, whatever becomes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from bot.domain.times import Moment
from bot.errors import NotPossible
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.domain.ids import MemberId

DEFAULT_MINUTES = 120
MOST_MINUTES = 7 * 24 * 60
_FRESH = timedelta(minutes=5)
_MOST_STEPS = 500
"""Occurrences looked at to find the last one of a rule, which counts no further."""


class MeetupState(StrEnum):
    ACTIVE = "active"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Meetup:
    """``starts`` is the first time or the only one; where it has a rule, the others follow it. ``minutes`` is how long
    each lasts. ``host`` is none when the host left for good. ``channel`` is where it is announced, a channel's
    address or nowhere at all; none is the community's own channels for that.

    ``sequence`` counts the changes that calendars must learn of; ``told_sequence`` is the last of them that whoever
    said yes has to be told, and ``told_at`` when that was. ``over_at`` is the end of the last occurrence, if there is
    a last one.
    """

    id: str
    host: MemberId | None
    title: str
    starts: Moment
    created_at: datetime
    minutes: int = DEFAULT_MINUTES
    where: str | None = None
    link: str | None = None
    about: str | None = None
    capacity: int | None = None
    channel: str | None = None
    state: MeetupState = MeetupState.ACTIVE
    sequence: int = 0
    told_sequence: int = 0
    told_at: datetime | None = None
    over_at: datetime | None = None
    version: int = 1

    @property
    def is_series(self) -> bool:
        return self.starts.rule is not None

    @property
    def is_cancelled(self) -> bool:
        return self.state is MeetupState.CANCELLED

    def reaching(self, end: datetime | None = None) -> Meetup:
        """The same, knowing when its last occurrence is over; one that was moved may end later, at ``end``."""
        last = last_of(self.starts)
        over = None if last is None else last.instant + timedelta(minutes=self.minutes)
        return replace(self, over_at=over if over is None or end is None else max(over, end))

    def changed(self, *, told_at: datetime | None = None, **fields: object) -> Meetup:
        """With these fields, and a sequence that tells calendars of it; everybody is told where ``told_at`` is given.

        Raise NotPossible when it was cancelled.
        """
        self.must_be_active()
        sequence = self.sequence + 1
        after = replace(self, **fields, sequence=sequence)  # pyright: ignore[reportArgumentType] - by name
        if told_at is not None:
            after = replace(after, told_sequence=sequence, told_at=told_at)
        return after.reaching(self.over_at if after.starts == self.starts else None)

    def cancelled(self, *, at: datetime) -> Meetup:
        """Every occurrence that is still to come."""
        return self.changed(told_at=at, state=MeetupState.CANCELLED)

    def put_back_over(self, later: Meetup, *, at: datetime) -> Meetup:
        """This earlier state, after ``later`` was undone: what was told of ``later`` is told to be no more."""
        sequence, was_told = later.sequence + 1, later.told_sequence != self.told_sequence
        told = (sequence, at) if was_told else (self.told_sequence, self.told_at)
        return replace(self, sequence=sequence, told_sequence=told[0], told_at=told[1])

    def must_be_active(self) -> None:
        if self.is_cancelled:
            raise NotPossible(say("That meetup was cancelled."))


@dataclass(frozen=True, slots=True)
class Override:
    """One occurrence moved to another time; cancelled where ``starts`` is none. ``sequence`` is the meetup's with which
    this came, ``told_at`` when; none where nobody has to be told."""

    id: str
    meetup: str
    key: str
    starts: Moment | None
    created_at: datetime
    sequence: int = 0
    told_at: datetime | None = None
    version: int = 1

    def rekeyed(self, key: str, *, sequence: int, now: datetime) -> Override:
        """The same for the occurrence that its own became when the series moved. Nobody is told of it twice; what was
        told only just now may still be on its way, and is told."""
        if self.starts is None:
            return replace(self, key=key)
        is_fresh = self.told_at is not None and now - self.told_at < _FRESH
        return replace(self, key=key, sequence=sequence, told_at=self.told_at if is_fresh else None)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a meetup takes place: ``key`` is its original wall time, ``starts`` the one it has now.

    ``sequence`` and ``told_at`` are of the last change to it that whoever said yes has to be told.
    """

    meetup: Meetup
    key: str
    starts: Moment
    is_cancelled: bool = False
    sequence: int = 0
    told_at: datetime | None = None

    @property
    def begins(self) -> datetime:
        return self.starts.instant

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(minutes=self.meetup.minutes)

    def overlaps(self, other: Occurrence) -> bool:
        """Whether both take place at one time."""
        is_other = (self.meetup.id, self.key) != (other.meetup.id, other.key)
        return is_other and self.begins < other.ends and other.begins < self.ends


def occurrence(meetup: Meetup, overrides: Iterable[Override], key: str) -> Occurrence | None:
    """The occurrence of that key; none where the rule never had it."""
    try:
        wanted = replace(meetup.starts, local=datetime.fromisoformat(key), rule=None)
    except ValueError:
        return None
    just_before = wanted.instant - timedelta(minutes=1)
    found = meetup.starts if meetup.starts.key == key else meetup.starts.following(just_before)
    if found is None or found.key != key:
        return None
    return _overridden(meetup, found, {each.key: each for each in overrides})


def upcoming(meetup: Meetup, overrides: Sequence[Override], after: datetime) -> Iterator[Occurrence]:
    """Those that end after that instant, in the order the rule gave them, cancelled ones included; maybe endless."""
    moved = {each.key: each for each in overrides if each.meetup == meetup.id}
    from_here = after - timedelta(minutes=meetup.minutes) - max(_delays(meetup, moved), default=timedelta())
    at: Moment | None = meetup.starts
    if at.instant <= from_here:
        at = at.following(from_here)
    while at is not None:
        found = _overridden(meetup, at, moved)
        if found.ends > after:
            yield found
        at = at.following(at.instant)


def last_of(moment: Moment) -> Moment | None:
    """The last occurrence of a moment; none where there is none, or only after very many."""
    rule = moment.rule
    if rule is not None and rule.count is None and rule.until is None:
        return None
    for _ in range(_MOST_STEPS):
        following = moment.following(moment.instant)
        if following is None:
            return moment
        moment = following
    return None


def rekeyed(before: Meetup, after: Meetup, overrides: Sequence[Override], now: datetime) -> Mapping[str, str]:
    """Where the occurrences to come are after the meetup's time changed: the first becomes the first, and so on."""
    old = islice(upcoming(before, overrides, now), _MOST_STEPS)
    new = islice(upcoming(after, (), now), _MOST_STEPS)
    return {was.key: becomes.key for was, becomes in zip(old, new, strict=False)}


def _delays(meetup: Meetup, overrides: Mapping[str, Override]) -> Iterator[timedelta]:
    for key, each in overrides.items():
        if each.starts is not None:
            original = replace(meetup.starts, local=datetime.fromisoformat(key), rule=None)
            yield max(timedelta(), each.starts.instant - original.instant)


def _overridden(meetup: Meetup, found: Moment, overrides: Mapping[str, Override]) -> Occurrence:
    """The rule's occurrence with what became of it. A meetup that was cancelled takes place no more, whatever else."""
    moment, override = replace(found, rule=None), overrides.get(found.key)
    told = (meetup.told_sequence, meetup.told_at)
    if override is None:
        return Occurrence(meetup, moment.key, moment, meetup.is_cancelled, *told)
    if override.starts is None or override.sequence >= meetup.told_sequence:
        told = (override.sequence, override.told_at)
    is_cancelled = meetup.is_cancelled or override.starts is None
    return Occurrence(meetup, moment.key, override.starts or moment, is_cancelled, *told)
