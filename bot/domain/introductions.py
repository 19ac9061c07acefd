"""Who met whom, when, where, about what, via whom; and what was promised there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import NotPossible
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.ids import MemberId, PersonId
    from bot.domain.times import Moment


@dataclass(frozen=True, slots=True)
class Introduction:
    """A meeting, as ``owner`` recorded it."""

    id: str
    owner: MemberId
    person: PersonId
    on: date
    created_at: datetime
    where: str | None = None
    about: str | None = None
    via: str | None = None
    note: str | None = None
    version: int = 1


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Promise:
    """What ``owner`` promised a person; its reminder arrives when it is ``due``. ``outcome``: what was sent or done."""

    id: str
    owner: MemberId
    person: PersonId
    text: str
    created_at: datetime
    due: Moment | None = None
    introduction: str | None = None
    state: PromiseState = PromiseState.OPEN
    outcome: str | None = None
    settled_at: datetime | None = None
    version: int = 1

    @property
    def wake(self) -> Moment | None:
        return self.due if self.state is PromiseState.OPEN else None

    def kept(self, outcome: str | None, *, at: datetime) -> Promise:
        self._must_be_open()
        return replace(self, state=PromiseState.KEPT, outcome=outcome, settled_at=at)

    def dropped(self, *, at: datetime) -> Promise:
        self._must_be_open()
        return replace(self, state=PromiseState.DROPPED, settled_at=at)

    def moved_to(self, due: Moment) -> Promise:
        self._must_be_open()
        return replace(self, due=due)

    def _must_be_open(self) -> None:
        if self.state is PromiseState.KEPT:
            raise NotPossible(say("You already kept that promise. Well done."))
        if self.state is PromiseState.DROPPED:
            raise NotPossible(say("You already let go of that promise."))
