"""What the core needs of the world, as promises.

Every port is async. Instants are aware UTC. Whatever a unit of work returns is a frozen value of the domain; rows stay
behind the port. Texts that members wrote are sealed at rest by the implementation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from bot.domain.changes import Change
    from bot.domain.claims import Audit, Audited, Claimed, Verdict
    from bot.domain.delivery import Arrived, Composed, Due, Lookup, NoticeKind, Outcome, Parcel, Unseen
    from bot.domain.followups import FollowUp
    from bot.domain.ids import ChangeId, CommunityId, DeliveryId, MemberId, PersonId
    from bot.domain.introductions import Introduction, Promise
    from bot.domain.members import Account, Member
    from bot.domain.people import Contact, Note, Person
    from bot.domain.reminders import Reminder
    from bot.domain.talk import Talk

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
    def changes(self) -> Changes: ...
    @property
    def talk(self) -> Talks: ...

    async def forget_person(self, person: PersonId) -> None:
        """Erase a person with everything about them, queued deliveries and the member's whole undo history included."""
        ...

    async def forget_everything(self) -> None:
        """Erase the notebook, the member, the accounts and every queued delivery. Not journalled."""
        ...


class Members(Protocol):
    async def get(self, member: MemberId) -> Member:
        """Raise NotFound where there is none."""
        ...

    async def by_account(self, platform: str, user: str) -> Member | None:
        """Where the unit may write, the first account asked for is its own until its end: others wait here for it."""
        ...

    async def join(self, member: Member, account: Account) -> None:
        """Add a member and their account. Not journalled."""
        ...

    async def save(self, member: Member) -> None:
        """Journalled; moves the digest's delivery. Raise NotPossible when changed since it was read."""
        ...

    async def named_like(self, key: str, *, limit: int) -> Sequence[Member]:
        """Members of whose name key any word starts with ``key``, or whose whole key does; by name."""
        ...

    async def accounts(self, members: Sequence[MemberId]) -> dict[MemberId, tuple[Account, ...]]: ...

    async def keep_destination(self, account: Account) -> None:
        """Remember the DM channel of an account."""
        ...


class Outbox(Protocol):
    """What one community's members have coming, seen from inside a unit of work."""

    async def is_being_sent(self, kind: NoticeKind, subject: str) -> bool:
        """Whether a delivery for this record is on its way right now, too late to be changed."""
        ...

    async def latest_sent(self, member: MemberId) -> Arrived | None:
        """The delivery this member received last."""
        ...

    async def sent(self, member: MemberId, delivery: DeliveryId) -> Due | None: ...

    async def unasked_since(self, members: Sequence[MemberId], since: datetime) -> dict[MemberId, int]:
        """How many unasked messages each was sent since then."""
        ...

    async def unseen(self, member: MemberId) -> Sequence[Unseen]:
        """What could not be delivered to this member and waits for the next contact, oldest first."""
        ...

    async def shown(self, unseen: Sequence[Unseen]) -> None:
        """They have been shown."""
        ...


class Subjects(Protocol):
    """The records behind claimed deliveries, across notebooks: only for composing messages to their own owners."""

    async def reminders(self, ids: Sequence[str]) -> dict[str, Reminder]: ...
    async def promises(self, ids: Sequence[str]) -> dict[str, Promise]: ...
    async def followups(self, ids: Sequence[str]) -> dict[str, FollowUp]: ...
    async def people(self, ids: Sequence[str]) -> dict[str, Person]: ...
    async def members(self, ids: Sequence[MemberId]) -> dict[MemberId, Member]: ...


class Work(Protocol):
    """One unit of work in one community: everything in it is committed at once or not at all."""

    @property
    def community(self) -> CommunityId: ...
    @property
    def members(self) -> Members: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def subjects(self) -> Subjects: ...
    @property
    def has_changes(self) -> bool:
        """Whether anything was journalled since the work was opened."""
        ...

    def book(self, owner: MemberId) -> Book: ...

    async def first_time(self, platform: str, event_key: str, member: MemberId, at: datetime) -> bool:
        """Claim an inbound event: true once per key, whoever asks, for 48 hours."""
        ...

    async def recent_acts(self, member: MemberId, since: datetime) -> int:
        """How many events this member sent since then."""
        ...

    async def keep_change(self, change: Change) -> None:
        """File the journal so far under this change."""
        ...

    async def commit(self) -> None: ...


class Store(Protocol):
    """Where everything is kept."""

    def work(self, community: CommunityId) -> AbstractAsyncContextManager[Work]:
        """A unit of work that may write. Leaving it without ``commit`` rolls back. Never await the network inside."""
        ...

    def reading(self, community: CommunityId) -> AbstractAsyncContextManager[Work]:
        """A unit of work that only reads and blocks no writer."""
        ...

    async def community(self, platform: str, team: str, name: str, at: datetime) -> CommunityId:
        """The community behind a platform's workspace or server, made on first contact."""
        ...


class Ledger(Protocol):
    """Every open delivery of every community. ``settle`` gives back verdicts on claims that others took over."""

    async def next_due(self) -> datetime | None: ...
    async def claim(self, now: datetime, *, holder: str, limit: int, suspects: bool = False) -> Claimed: ...
    async def settle(self, verdicts: Sequence[Verdict]) -> Sequence[Verdict]: ...
    async def audits(self, now: datetime, *, limit: int) -> Sequence[Audit]: ...
    async def audited(self, audits: Sequence[Audited]) -> None: ...
    async def prune(self, before: datetime) -> int: ...
    async def violations(self) -> Sequence[str]: ...


class Messenger(Protocol):
    """One platform's way out. It retries nothing by itself and raises nothing but cancellation."""

    @property
    def platform(self) -> str: ...

    async def send(self, parcel: Parcel) -> Outcome:
        """Post once, with the parcel's key as the platform's idempotency key or as a marker in the message."""
        ...

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        """Which messages with the parcel's key its destination holds since then, oldest first, if that can be read."""
        ...

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        """Delete one of our own messages; one that is gone already counts as removed."""
        ...


class Composer(Protocol):
    """Turns claimed deliveries into what is said, from the data as it is now."""

    async def __call__(self, community: CommunityId, dues: Sequence[Due], now: datetime) -> Sequence[Composed]:
        """One outcome per delivery, in the order given. Raises nothing a single bad record could cause."""
        ...


class Clock(Protocol):
    """The one source of the present."""

    def now(self) -> datetime: ...
