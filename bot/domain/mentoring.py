"""Two who agreed that one of them is the other's mentor, and what each notes of their sessions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.times import Moment, Precision
from bot.domain.wanted import Wanted, at

if TYPE_CHECKING:
    from bot.domain.ids import MemberId

ASKED_AFTER = timedelta(weeks=6)
"""So long without a word of it, and both are asked whether it goes on."""

ENDS_AFTER = timedelta(weeks=8)
"""And where neither says so, it has come to its end."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mentorship:
    """``quiet_since`` is when either of them last noted a session or said that it goes on. ``ended_by`` none: it ended
    by silence, or one of them is gone."""

    id: str
    mentor: MemberId
    mentee: MemberId
    created_at: datetime
    quiet_since: datetime
    topics: tuple[str, ...] = ()
    ended_at: datetime | None = None
    ended_by: MemberId | None = None
    version: int = 1

    @property
    def ends_at(self) -> datetime:
        """When it is over, or will be if neither of them says anything."""
        return self.ended_at or self.quiet_since + ENDS_AFTER

    def is_active(self, now: datetime) -> bool:
        return now < self.ends_at

    @property
    def both(self) -> tuple[MemberId, MemberId]:
        return self.mentor, self.mentee

    def other(self, member: MemberId) -> MemberId:
        return self.mentee if member == self.mentor else self.mentor

    def going_on(self, *, at: datetime) -> Mentorship:
        assert self.is_active(at), "what is over does not go on"
        return replace(self, quiet_since=max(at, self.quiet_since))

    def ended(self, *, by: MemberId | None, at: datetime) -> Mentorship:
        assert self.is_active(at), "it ends once"
        return replace(self, ended_at=at, ended_by=by)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The same to both; whoever ended it knows."""
        roles = ((f"{self.id}/mentor", self.mentor), (f"{self.id}/mentee", self.mentee))
        told = [(subject, member) for subject, member in roles if member != self.ended_by]
        over = [Wanted(NoticeKind.MENTORING_OVER, *each, at(self.ends_at)) for each in told]
        if self.ended_at is not None:
            return tuple(over)
        asked = self.quiet_since + ASKED_AFTER
        return (*(Wanted(NoticeKind.MENTORING_ON, *each, at(asked)) for each in told), *over)


@dataclass(frozen=True, slots=True)
class Session:
    """What one of the two noted of a session, and when the next one is. It is theirs alone until they share it."""

    id: str
    owner: MemberId
    mentorship: str
    other: MemberId
    on: date
    text: str
    created_at: datetime
    next: Moment | None = None
    shared_at: datetime | None = None
    version: int = 1

    @property
    def readers(self) -> tuple[tuple[str, MemberId], ...]:
        """Who reads it, each with what notices to them are about."""
        mine, theirs = (f"{self.id}/mine", self.owner), (f"{self.id}/theirs", self.other)
        return (mine,) if self.shared_at is None else (mine, theirs)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        shared = () if self.shared_at is None else (self._to_other(self.shared_at),)
        if self.next is None or self.next.instant - _A_DAY <= self.created_at:
            return shared
        before = replace(self.next, ahead=_A_DAY, precision=Precision.DAY)
        agendas = (Wanted(NoticeKind.AGENDA, *each, before) for each in self.readers)
        return (*shared, *agendas)

    def _to_other(self, shared_at: datetime) -> Wanted:
        return Wanted(NoticeKind.SESSION, *self.readers[-1], at(shared_at))
