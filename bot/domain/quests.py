"""Looking for somebody who could introduce one: members who noted somebody that fits are asked, one after the other.

Each has the same days to answer, whatever the one before said, and whoever is looking reads the same all that time,
whether anybody fits, says no or says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.searching import holds
from bot.domain.wanted import Wanted, at
from bot.errors import NotPossible
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import MemberId, PersonId

LIVES_FOR = timedelta(days=14)
MOST_ASKED = 3
EACH_HAS = timedelta(days=4)
"""The last of three has as long as the quest lives, and two days more than the others."""


@dataclass(frozen=True, slots=True)
class Quest:
    """``owner`` looks for somebody at that place, or who has to do with that."""

    id: str
    owner: MemberId
    created_at: datetime
    where: str | None = None
    about: str | None = None
    withdrawn_at: datetime | None = None
    version: int = 1

    @property
    def over_at(self) -> datetime:
        return self.created_at + LIVES_FOR

    def is_open(self, now: datetime) -> bool:
        return self.withdrawn_at is None and now < self.over_at

    def withdrawn(self, *, at: datetime) -> Quest:
        if not self.is_open(at):
            raise _too_late()
        return replace(self, withdrawn_at=at)

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether what somebody noted of a person speaks of what is looked for."""
        return (self.where is None or holds(texts, self.where)) and (self.about is None or holds(texts, self.about))


class Help(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """``owner`` is asked, from ``ask_at`` on, whether they would help with a quest: they noted such a ``person``."""

    id: str
    owner: MemberId
    person: PersonId
    quest: str
    asker: MemberId
    ask_at: datetime
    created_at: datetime
    answer: Help | None = None
    answered_at: datetime | None = None
    version: int = 1

    @property
    def over_at(self) -> datetime:
        return self.created_at + LIVES_FOR

    def is_open(self, now: datetime) -> bool:
        return self.answer is None and now < self.over_at

    def answered(self, answer: Help, *, at: datetime) -> Inquiry:
        if not self.is_open(at):
            raise _too_late()
        return replace(self, answer=answer, answered_at=at)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        if self.answer is None:
            return (Wanted(NoticeKind.KNOWS, self.id, self.owner, at(self.ask_at)),)
        if self.answer is Help.YES and self.answered_at is not None:
            return (Wanted(NoticeKind.WOULD_HELP, self.id, self.asker, at(self.answered_at)),)
        return ()


def in_turn(created_at: datetime, place: int) -> datetime:
    """When the one at that place, counted from 0, is asked: a whole minute, as everything is delivered at."""
    return (created_at + place * EACH_HAS).replace(second=0, microsecond=0)


def _too_late() -> NotPossible:
    return NotPossible(say("That is not open any more."))


@dataclass(frozen=True, slots=True)
class SeenQuest:
    """What whoever looks may know of it: the same until somebody says yes, whoever was asked."""

    id: str
    where: str | None
    about: str | None
    asked_at: datetime
    until: datetime
    is_withdrawn: bool
    helpers: tuple[str, ...] = ()


def seen(quest: Quest, helpers: tuple[str, ...]) -> SeenQuest:
    is_withdrawn = quest.withdrawn_at is not None
    return SeenQuest(quest.id, quest.where, quest.about, quest.created_at, quest.over_at, is_withdrawn, helpers)
