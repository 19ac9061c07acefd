"""One member's notebook: records, and what was changed and said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.blocks import Block
    from bot.domain.changes import Change
    from bot.domain.deeds import Deed
    from bot.domain.followups import FollowUp
    from bot.domain.goals import Goal
    from bot.domain.ids import ChangeId, MemberId, PersonId
    from bot.domain.introductions import Introduction, Promise
    from bot.domain.mentoring import Session
    from bot.domain.paths import Path
    from bot.domain.people import Contact, Note, Person
    from bot.domain.pitches import Pitch
    from bot.domain.profiles import Profile
    from bot.domain.quests import Inquiry, Quest
    from bot.domain.reminders import Reminder
    from bot.domain.talk import Talk
    from bot.domain.times import Moment

T = TypeVar("T")


class Records(Protocol[T]):
    """One kind of record in one member's notebook. A record of anybody else does not exist here.

    Every change is journalled for undo, and moves the record's delivery with it: where the record has a ``wake``, the
    outbox holds exactly one open delivery for it at that moment, written in the same transaction.
    """

    async def add(self, record: T) -> None: ...

    async def find(self, record_id: str) -> T | None: ...

    async def get(self, record_id: str) -> T:
        """Raise NotFound where there is none."""
        ...

    async def save(self, record: T) -> None:
        """Write a changed record, its version one up. Raise NotPossible when it was changed since it was read."""
        ...

    async def remove(self, record_id: str) -> None: ...

    async def about(self, person: PersonId) -> Sequence[T]:
        """All about one person, newest first. Empty for kinds that are about nobody."""
        ...

    async def every(self) -> Sequence[T]:
        """All of them, newest first; a notebook is bounded by its quotas."""
        ...

    async def count(self) -> int: ...


class People(Records["Person"], Protocol):
    async def page(self, *, offset: int, limit: int) -> Sequence[Person]:
        """By last contact, the latest first; those never touched come last, by age."""
        ...

    async def linked_to(self, member: MemberId) -> Person | None:
        """The person that stands for this member of the community, if there is one."""
        ...


class Promises(Records["Promise"], Protocol):
    async def still_open(self) -> Sequence[Promise]:
        """Oldest first."""
        ...


class FollowUps(Records["FollowUp"], Protocol):
    async def still_open(self) -> Sequence[FollowUp]:
        """Suggested or planned, by creation, oldest first."""
        ...


class Reminders(Records["Reminder"], Protocol):
    async def active(self) -> Sequence[Reminder]:
        """By creation, oldest first."""
        ...

    async def moments(self) -> Mapping[str, Moment]:
        """The moment of every active one by its id, oldest first: all that putting them in order takes."""
        ...

    async def these(self, ids: Sequence[str]) -> Sequence[Reminder]:
        """In the order of their ids; what is not there is left out."""
        ...


class Changes(Protocol):
    async def latest(self, *, since: datetime) -> Change | None:
        """The member's newest change not yet undone and not older than ``since``."""
        ...

    async def get(self, change: ChangeId) -> Change:
        """Raise NotFound where there is none."""
        ...

    async def undo(self, change: Change, *, at: datetime) -> None:
        """Put every record back as it was. Raise NotPossible when one of them was changed since by something else."""
        ...


class Talks(Protocol):
    async def load(self) -> Talk:
        """The conversation's state; an empty one for a member who never spoke."""
        ...

    async def save(self, talk: Talk) -> None:
        """Not journalled: talking is not a change."""
        ...


class Book(Protocol):
    """One member's private notebook. There is no way from here to anybody else's."""

    @property
    def people(self) -> People: ...
    @property
    def introductions(self) -> Records[Introduction]: ...
    @property
    def promises(self) -> Promises: ...
    @property
    def notes(self) -> Records[Note]: ...
    @property
    def contacts(self) -> Records[Contact]: ...
    @property
    def followups(self) -> FollowUps: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def profiles(self) -> Records[Profile]:
        """The owner's own profile alone, by the owner's id; those of others are behind `Work.profiles`."""
        ...

    @property
    def pitches(self) -> Records[Pitch]: ...
    @property
    def goals(self) -> Records[Goal]: ...
    @property
    def deeds(self) -> Records[Deed]: ...
    @property
    def blocks(self) -> Records[Block]: ...
    @property
    def sessions(self) -> Records[Session]: ...
    @property
    def quests(self) -> Records[Quest]: ...
    @property
    def inquiries(self) -> Records[Inquiry]:
        """What the owner is asked for others' quests."""
        ...

    @property
    def paths(self) -> Records[Path]:
        """The newcomer's path, once it was offered."""
        ...

    @property
    def changes(self) -> Changes: ...
    @property
    def talk(self) -> Talks: ...

    async def forget_person(self, person: PersonId) -> None:
        """Erase a person with everything about them, queued deliveries and the member's whole undo history included."""
        ...

    async def forget_everything(self) -> None:
        """Erase the notebook, the member, the accounts and every queued delivery. Not journalled."""
        ...
