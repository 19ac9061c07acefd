"""Introductions of two members who both want it, proposed by a third or by one of them.

One is asked after the other, and neither learns the other's name before its owner said yes. A no changes nothing that
anybody can see: whatever is told of an introduction that did not come about follows from when it was proposed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.together import told_together
from bot.domain.wanted import Wanted, at
from bot.errors import NotPossible
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.ids import MemberId

LIVES_FOR = timedelta(days=14)
"""From the proposal on, whatever anybody answers: then it has not come about."""

FIRST_ANSWERS_WITHIN = timedelta(days=7)
"""So that the second has as long."""

CHECKED_AFTER = timedelta(days=7)
CHECKED_AGAIN_AFTER = timedelta(days=14)


class WarmState(StrEnum):
    """The second's yes introduces them: there is no state between the two."""

    PROPOSED = "proposed"
    FIRST_YES = "first-yes"
    INTRODUCED = "introduced"
    MET = "met"
    NOT_MET = "not-met"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


CAME_ABOUT = (WarmState.INTRODUCED, WarmState.MET, WarmState.NOT_MET)


class Side(StrEnum):
    FIRST = "first"
    SECOND = "second"

    @property
    def other(self) -> Side:
        return Side.SECOND if self is Side.FIRST else Side.FIRST


class Outcome(StrEnum):
    """What one of the two says became of it."""

    MET = "met"
    NOT_YET = "not-yet"
    NO = "no"


@dataclass(frozen=True, slots=True)
class WarmIntroduction:
    """``asker`` may be the ``first``, and has said yes by asking then. Who is gone is none; the names are as the asker
    knew them, and for the asker alone. ``reason`` is the asker's, and read by both: these go with the asker."""

    id: str
    asker: MemberId | None
    first: MemberId | None
    second: MemberId | None
    first_name: str | None
    second_name: str | None
    reason: str | None
    created_at: datetime
    state: WarmState = WarmState.PROPOSED
    first_yes_at: datetime | None = None
    declined_by: Side | None = None
    introduced_at: datetime | None = None
    first_outcome: Outcome | None = None
    second_outcome: Outcome | None = None
    first_told_at: datetime | None = None
    second_told_at: datetime | None = None
    version: int = 1

    @property
    def over_at(self) -> datetime:
        return self.created_at + LIVES_FOR

    @property
    def came_about(self) -> bool:
        return self.state in CAME_ABOUT

    @property
    def is_of_a_third(self) -> bool:
        return self.asker is None or self.asker not in (self.first, self.second)

    @property
    def parties(self) -> frozenset[MemberId]:
        """Everybody it concerns who is still here."""
        return frozenset(each for each in (self.asker, self.first, self.second) if each is not None)

    @property
    def pair(self) -> frozenset[MemberId]:
        return frozenset(each for each in (self.first, self.second) if each is not None)

    def member_at(self, side: Side) -> MemberId | None:
        return self.first if side is Side.FIRST else self.second

    def side_of(self, member: MemberId) -> Side | None:
        """Which of the two a member is; none for whoever is neither."""
        return next((side for side in Side if self.member_at(side) == member), None)

    def outcome_of(self, side: Side) -> Outcome | None:
        return self.first_outcome if side is Side.FIRST else self.second_outcome

    def is_waiting(self, now: datetime) -> bool:
        """What everybody but the one who is asked may know while it has not come about: the time."""
        return not self.came_about and now < self.over_at

    def asks(self, now: datetime) -> Side | None:
        """Who has the question now, as far as the answers go."""
        if self.state is WarmState.PROPOSED and now < self.created_at + FIRST_ANSWERS_WITHIN:
            return Side.FIRST
        return Side.SECOND if self.state is WarmState.FIRST_YES and now < self.over_at else None

    def is_hoped_for(self, side: Side, now: datetime) -> bool:
        """Whether that side has said yes and may know no more than that there is time left."""
        has_said_yes = side is Side.FIRST and self.first_yes_at is not None and self.declined_by is not side
        return has_said_yes and self.is_waiting(now)

    def asked_since(self, side: Side) -> datetime:
        """Since when that side is to be asked: who was to be asked first comes first."""
        return self.created_at if side is Side.FIRST else self.first_yes_at or self.created_at

    def accepted(self, by: MemberId, *, at: datetime) -> WarmIntroduction:
        """Yes of the one who is asked. Raise NotPossible where that is somebody else, or nobody any more."""
        if self._asked(by, at) is Side.FIRST:
            return replace(self, state=WarmState.FIRST_YES, first_yes_at=at)
        return replace(self, state=WarmState.INTRODUCED, introduced_at=at)

    def declined(self, by: MemberId, *, at: datetime) -> WarmIntroduction:
        """No of the one who is asked, or of the first, who has said yes and thinks better of it."""
        side = self.side_of(by)
        if side is not Side.FIRST or not self.is_hoped_for(side, at):
            side = self._asked(by, at)
        return replace(self, state=WarmState.DECLINED, declined_by=side)

    def withdrawn(self, by: MemberId, *, at: datetime) -> WarmIntroduction:
        """Its asker takes it back. It is the same act whatever was answered, as long as it might still come about."""
        if by != self.asker or not self.is_waiting(at) or self.state is WarmState.WITHDRAWN:
            raise _too_late()
        return replace(self, state=WarmState.WITHDRAWN)

    def told(self, by: MemberId, outcome: Outcome, *, at: datetime) -> WarmIntroduction:
        """What one of the two says of it. Only met counts as met, whoever of them says so."""
        side = self.side_of(by)
        if side is None or not self.came_about:
            raise _too_late()
        if self.outcome_of(side) is outcome:
            return self
        told = (
            replace(self, first_outcome=outcome, first_told_at=at)
            if side is Side.FIRST
            else replace(self, second_outcome=outcome, second_told_at=at)
        )
        outcomes = {told.first_outcome, told.second_outcome}
        state = WarmState.INTRODUCED
        if Outcome.MET in outcomes:
            state = WarmState.MET
        elif outcomes == {Outcome.NO}:
            state = WarmState.NOT_MET
        return replace(told, state=state)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        return (*self._question(), *self._news(), *self._checks())

    def _question(self) -> Iterator[Wanted]:
        sides = {WarmState.PROPOSED: Side.FIRST, WarmState.FIRST_YES: Side.SECOND}
        side = sides.get(self.state)
        asked = None if side is None else self.member_at(side)
        if side is not None and asked is not None:
            when = at(self.asked_since(side))
            yield Wanted(NoticeKind.WOULD_MEET, f"{self.id}/{side}", asked, when, unasked=True)

    def _news(self) -> Iterator[Wanted]:
        if self.introduced_at is None:
            return
        when = at(self.introduced_at)
        if len(self.pair) > 1:
            yield from told_together(NoticeKind.INTRODUCED, self.id, sorted(self.pair), when)
        if self.asker is not None and self.is_of_a_third:
            yield Wanted(NoticeKind.CAME_ABOUT, self.id, self.asker, when)

    def _checks(self) -> Iterator[Wanted]:
        if self.introduced_at is None:
            return
        for side in Side:
            member, outcome = self.member_at(side), self.outcome_of(side)
            told_at = self.first_told_at if side is Side.FIRST else self.second_told_at
            if member is not None and outcome is None:
                when = at(self.introduced_at + CHECKED_AFTER)
                yield Wanted(NoticeKind.DID_MEET, f"{self.id}/{side}", member, when)
            elif member is not None and outcome is Outcome.NOT_YET and told_at is not None:
                when = at(told_at + CHECKED_AGAIN_AFTER)
                yield Wanted(NoticeKind.DID_MEET, f"{self.id}/{side}/again", member, when)

    def _asked(self, by: MemberId, now: datetime) -> Side:
        side = self.asks(now)
        if side is None or self.member_at(side) != by:
            raise _too_late()
        return side


def _too_late() -> NotPossible:
    """The same words whatever became of it."""
    return NotPossible(say("That is not open any more."))
