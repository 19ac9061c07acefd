"""Reminders a member set: something to do at a moment, once or by a rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import NotPossible
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.ids import MemberId
    from bot.domain.times import Moment


class ReminderState(StrEnum):
    ACTIVE = "active"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Reminder:
    """``moment`` is the next time it is due or, when it rang and waits to be done, the last."""

    id: str
    owner: MemberId
    text: str
    moment: Moment
    created_at: datetime
    state: ReminderState = ReminderState.ACTIVE
    version: int = 1

    @property
    def wake(self) -> Moment | None:
        return self.moment if self.state is ReminderState.ACTIVE else None

    def done(self, *, at: datetime) -> Reminder:
        """Done for good; one that still recurs stays for its next time."""
        self._must_be_active()
        return self if self.moment.following(at) else replace(self, state=ReminderState.DONE)

    def stopped(self) -> Reminder:
        self._must_be_active()
        return replace(self, state=ReminderState.STOPPED)

    def moved_to(self, moment: Moment) -> Reminder:
        self._must_be_active()
        return replace(self, moment=moment)

    def saying(self, text: str) -> Reminder:
        self._must_be_active()
        return replace(self, text=text)

    def next_after(self, now: datetime) -> Moment | None:
        """The next time it rings, if it still does."""
        return self.moment.next_after(now) if self.state is ReminderState.ACTIVE else None

    def _must_be_active(self) -> None:
        if self.state is ReminderState.DONE:
            raise NotPossible(say("That reminder is already done."))
        if self.state is ReminderState.STOPPED:
            raise NotPossible(say("That reminder was already stopped."))
