"""Follow-ups: planned by a member, or suggested with the reason said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import NotPossible
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.ids import MemberId, PersonId
    from bot.domain.times import Moment


class FollowUpState(StrEnum):
    SUGGESTED = "suggested"
    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


class Reason(StrEnum):
    """Why a follow-up is there. All but the first are Hallway's idea, and say so."""

    PLANNED = "planned"
    JUST_MET = "just met"
    NO_FOLLOW_UP = "no follow-up since you met"
    CADENCE = "cadence passed"
    ONLY_ASKED = "only asked"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One step to take with one person. Only a suggested or planned one is still open."""

    id: str
    owner: MemberId
    person: PersonId
    reason: Reason
    due: Moment
    created_at: datetime
    state: FollowUpState = FollowUpState.PLANNED
    about: str | None = None
    settled_at: datetime | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.state in (FollowUpState.SUGGESTED, FollowUpState.PLANNED)

    @property
    def wake(self) -> Moment | None:
        return self.due if self.is_open else None

    def done(self, *, at: datetime) -> FollowUp:
        self._must_be_open()
        return replace(self, state=FollowUpState.DONE, settled_at=at)

    def dropped(self, *, at: datetime) -> FollowUp:
        self._must_be_open()
        return replace(self, state=FollowUpState.DROPPED, settled_at=at)

    def planned_for(self, due: Moment) -> FollowUp:
        """Taken on by the member: from here on it is asked for, whoever had the idea."""
        self._must_be_open()
        return replace(self, state=FollowUpState.PLANNED, due=due)

    def _must_be_open(self) -> None:
        if self.state is FollowUpState.DONE:
            raise NotPossible(say("That follow-up is already done."))
        if self.state is FollowUpState.DROPPED:
            raise NotPossible(say("That follow-up was already dropped."))
