"""Units of work, and the store that opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from bot.domain.changes import Change
    from bot.domain.delivery import Arrived, Due, NoticeKind, Unseen
    from bot.domain.feeds import Feed
    from bot.domain.followups import FollowUp
    from bot.domain.ids import CommunityId, DeliveryId, MemberId
    from bot.domain.introductions import Promise
    from bot.domain.members import Account, Member
    from bot.domain.people import Person
    from bot.domain.reminders import Reminder
    from bot.domain.together import Spoken
    from bot.ports.announcements import Announcements
    from bot.ports.boards import Boards
    from bot.ports.census import Counting
    from bot.ports.company import Company
    from bot.ports.feeds import Feeds
    from bot.ports.introducing import Confirming, Introducing, Questing
    from bot.ports.meetups import Meetups
    from bot.ports.notebook import Book
    from bot.ports.profiles import Profiles
    from bot.ports.referrals import Referrals
    from bot.ports.rounds import Rounds
    from bot.ports.thanks import Gratitude
    from bot.ports.volunteers import Mentoring, Volunteers


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

    async def suspended(self) -> frozenset[str]:
        """The platforms on which nothing can be sent to this community for now."""
        ...

    async def teams(self) -> dict[str, str]:
        """The community's workspace or server on each platform, by the platform's id."""
        ...

    async def offer_link(self, member: MemberId, code: str, until: datetime) -> None:
        """Let whoever shows this code say that they are this member."""
        ...

    async def take_link(self, code: str, at: datetime) -> MemberId | None:
        """Whose code it is, once; none for one that is not known, used or too old."""
        ...

    async def absorb(self, gone: MemberId, into: MemberId) -> None:
        """Make two members one: accounts, notebook and deliveries of ``gone`` are those of ``into`` from here on."""
        ...

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

    async def sent_since(self, member: MemberId, since: datetime) -> Sequence[Arrived]:
        """What this member received since then, the last first; some dozens at most."""
        ...

    async def sent(self, member: MemberId, delivery: DeliveryId) -> Due | None: ...

    async def sent_at(self, kind: NoticeKind, subject: str) -> datetime | None:
        """When this was told of this record last, if it ever was."""
        ...

    async def unasked_since(self, members: Sequence[MemberId], since: datetime) -> dict[MemberId, int]:
        """How many unasked messages each was sent since then."""
        ...

    async def spoken_to(self, groups: Sequence[MemberId]) -> Sequence[Spoken]:
        """Every delivery there was or is to these groups, the oldest first."""
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
    def meetups(self) -> Meetups: ...
    @property
    def company(self) -> Company: ...
    @property
    def boards(self) -> Boards: ...
    @property
    def volunteers(self) -> Volunteers: ...
    @property
    def mentoring(self) -> Mentoring: ...
    @property
    def thanks(self) -> Gratitude: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def introducing(self) -> Introducing: ...
    @property
    def confirming(self) -> Confirming: ...
    @property
    def questing(self) -> Questing: ...
    @property
    def feeds(self) -> Feeds: ...
    @property
    def profiles(self) -> Profiles: ...
    @property
    def announcements(self) -> Announcements: ...
    @property
    def counting(self) -> Counting: ...
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

    async def feed(self, fingerprint: str) -> Feed | None:
        """Whose calendar is fetched by that address; none for one that is not known or holds no longer."""
        ...

    async def next_draw(self) -> datetime | None:
        """When a round of any community is drawn next, or should have been."""
        ...

    async def due_draws(self, now: datetime) -> Sequence[tuple[CommunityId, str]]:
        """The rounds that are to be drawn by now, with their communities."""
        ...

    async def homes(self, platform: str, user: str) -> Sequence[CommunityId]:
        """The communities an account is known in, the one it came to last first: for a platform whose direct
        conversations belong to none."""
        ...

    async def entered(self, community: CommunityId, platform: str, user: str, at: datetime) -> None:
        """The account came to this community just now."""
        ...

    async def teams(self, platform: str) -> Sequence[str]:
        """The workspaces or servers there that we are taken to be in: all that are not suspended."""
        ...

    async def suspend(self, platform: str, team: str, at: datetime) -> None:
        """Send nothing to this workspace from here on: the app was removed, or its token revoked."""
        ...

    async def resume(self, platform: str, team: str) -> None: ...
