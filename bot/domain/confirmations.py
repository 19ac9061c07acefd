"""Meetings that the other side is asked to confirm.

Whoever recorded one lets the other be asked: where and when, nothing else of it. A no and silence look alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.wanted import Wanted, at
from bot.errors import NotPossible
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.ids import MemberId
    from bot.domain.introductions import Introduction

OPEN_FOR = timedelta(days=30)


class ConfirmationState(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """``owner`` says that they met ``member``, on that day and there; ``introduction`` is the owner's record of it, and
    ``theirs`` the one that the member's yes made."""

    id: str
    owner: MemberId
    member: MemberId
    introduction: str
    on: date
    created_at: datetime
    where: str | None = None
    state: ConfirmationState = ConfirmationState.ASKED
    theirs: str | None = None
    version: int = 1

    @property
    def is_confirmed(self) -> bool:
        return self.state is ConfirmationState.CONFIRMED

    def is_open(self, now: datetime) -> bool:
        return self.state is ConfirmationState.ASKED and now < self.created_at + OPEN_FOR

    def speaks_of(self, introduction: Introduction) -> bool:
        """Whether this is one of the two records, and still says what was confirmed: the day, and the place as it was
        told; the other may call it otherwise."""
        if introduction.id == self.theirs:
            return introduction.on == self.on
        return introduction.id == self.introduction and (introduction.on, introduction.where) == (self.on, self.where)

    def confirmed(self, theirs: str, *, at: datetime) -> Confirmation:
        self._must_be_open(at)
        return replace(self, state=ConfirmationState.CONFIRMED, theirs=theirs)

    def denied(self, *, at: datetime) -> Confirmation:
        self._must_be_open(at)
        return replace(self, state=ConfirmationState.DENIED)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        if self.state is not ConfirmationState.ASKED:
            return ()
        return (Wanted(NoticeKind.CONFIRM, self.id, self.member, at(self.created_at), unasked=True),)

    def _must_be_open(self, now: datetime) -> None:
        if not self.is_open(now):
            raise NotPossible(say("That is not open any more."))


@dataclass(frozen=True, slots=True)
class SeenConfirmation:
    """What one of the two may know of it."""

    other: str
    on: date
    where: str | None
    asked_by_me: bool
    is_confirmed: bool
