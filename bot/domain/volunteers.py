"""Members who offer to be asked, members who wish for one of them, and the questions that go from the one to the other.

A wish is put to one volunteer at a time, each until a date that is set beforehand. A no and silence are the same to
whoever wishes: nothing of theirs changes by either. The next one is asked at that date, and a yes before it ends the
asking. All of it is planned ahead (`bot.domain.asking`), so that time alone changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.delivery import NoticeKind
from bot.domain.wanted import Wanted, at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.ids import MemberId


class Help(StrEnum):
    """What volunteers can be asked for."""

    MENTOR = "mentor"
    LISTEN = "listen"
    GREET = "greet"


@dataclass(frozen=True, slots=True)
class Volunteer:
    """One member's offer to be asked, which is their consent to it. ``capacity`` is how many they take at a time."""

    id: str
    kind: Help
    member: MemberId
    created_at: datetime
    topics: tuple[str, ...] = ()
    capacity: int = 1
    version: int = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """One member's wish for a volunteer; there is one open wish of a kind for each member.

    ``is_named``: whoever is asked reads the member's name. At ``dry_at`` nobody who fits is left to be asked, and the
    member is told. ``found`` is the question that was answered with a yes; settled without one, it was taken back.
    """

    id: str
    kind: Help
    member: MemberId
    created_at: datetime
    topics: tuple[str, ...] = ()
    words: str | None = None
    is_named: bool = True
    dry_at: datetime | None = None
    settled_at: datetime | None = None
    found: str | None = None
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    def is_dry(self, now: datetime) -> bool:
        """Whether the member was told that nobody is there."""
        return self.dry_at is not None and self.dry_at <= now

    def fulfilled(self, question: Question, *, at: datetime) -> Wish:
        assert self.is_open, "a wish is fulfilled once"
        return replace(self, settled_at=at, found=question.id)

    def taken_back(self, *, at: datetime) -> Wish:
        """Settled, without its words: nobody needs them any more."""
        assert self.is_open, "what is settled cannot be taken back"
        return replace(self, settled_at=at, topics=(), words=None)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        if self.settled_at is not None:
            found = at(self.settled_at, is_urgent=self.kind is Help.LISTEN)
            return () if self.found is None else (Wanted(NoticeKind.FOUND, self.id, self.member, found),)
        if self.dry_at is None or self.dry_at <= self.created_at:
            return ()  # said in the answer to the wish
        told = at(self.dry_at, is_urgent=self.kind is Help.LISTEN)
        return (Wanted(NoticeKind.NOBODY, self.id, self.member, told),)


class Said(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a volunteer answered, without whose wish it was."""

    kind: Help
    said: Said
    said_at: datetime


def answers_in(questions: Iterable[Question]) -> Iterator[Answered]:
    """What a volunteer answered to these, whose they are."""
    return (
        Answered(each.kind, each.said, each.said_at)
        for each in questions
        if each.said is not None and each.said_at is not None
    )


class Stage(StrEnum):
    """Where a question stands. What it says is never for the eyes of whoever wishes."""

    PLANNED = "planned"
    ASKED = "asked"
    LAPSED = "lapsed"
    DECLINED = "declined"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Question:
    """A wish before one volunteer, from ``asked_at``, which may be ahead, until ``answer_by``."""

    id: str
    wish: str
    kind: Help
    seeker: MemberId
    volunteer: MemberId
    asked_at: datetime
    answer_by: datetime
    said: Said | None = None
    said_at: datetime | None = None
    version: int = 1

    def stage(self, now: datetime) -> Stage:
        if self.said is not None:
            return Stage.ACCEPTED if self.said is Said.YES else Stage.DECLINED
        if now < self.asked_at:
            return Stage.PLANNED
        return Stage.ASKED if now < self.answer_by else Stage.LAPSED

    def accepted(self, *, at: datetime) -> Question:
        """A yes may come late, as long as the wish is open; after a no it may not."""
        assert self.stage(at) in (Stage.ASKED, Stage.LAPSED), "only what was asked and not answered"
        return replace(self, said=Said.YES, said_at=at)

    def declined(self, *, at: datetime) -> Question:
        """It stands until ``answer_by`` all the same: the next one is asked no sooner than after silence."""
        assert self.stage(at) in (Stage.ASKED, Stage.LAPSED), "only what was asked and not answered"
        return replace(self, said=Said.NO, said_at=at)

    def cut_short(self, *, at: datetime) -> Question:
        """Over before its date, since there is nothing left to ask this volunteer."""
        return replace(self, answer_by=min(self.answer_by, at))

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        if self.said is not None or self.answer_by <= self.asked_at:
            return ()
        return (Wanted(NoticeKind.ASKED, self.id, self.volunteer, at(self.asked_at)),)
