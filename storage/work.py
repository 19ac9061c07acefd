"""A unit of work as the core sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from storage.announcements import Announcements
from storage.boards import Boards
from storage.book import Book
from storage.census import Counting
from storage.changes import file_change
from storage.company import Company
from storage.feeds import Feeds
from storage.introducing import Confirming, Introducing, Questing
from storage.meetups import Meetups
from storage.members import Members
from storage.profiles import Profiles
from storage.referrals import Referrals
from storage.rounds import Rounds
from storage.subjects import Subjects
from storage.tables.journal import INBOUND_EVENT
from storage.thanks import Gratitude
from storage.volunteers import Mentoring, Volunteers

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.changes import Change
    from bot.domain.ids import CommunityId, MemberId
    from storage.outbox import Outbox
    from storage.unit import Unit

# ON CONFLICT reads the same on SQLite, and SQLAlchemy writes it there too.
_CLAIM = insert(INBOUND_EVENT).on_conflict_do_nothing()
_ACTS = select(func.count()).where(
    INBOUND_EVENT.c.community == bindparam("in_community"),
    INBOUND_EVENT.c.received_at >= bindparam("since"),
    INBOUND_EVENT.c.member == bindparam("of_member"),
)


class Work:
    """See bot.ports.Work."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @property
    def community(self) -> CommunityId:
        return self._unit.community

    @property
    def members(self) -> Members:
        return Members(self._unit)

    @property
    def meetups(self) -> Meetups:
        return Meetups(self._unit)

    @property
    def company(self) -> Company:
        return Company(self._unit)

    @property
    def boards(self) -> Boards:
        return Boards(self._unit)

    @property
    def volunteers(self) -> Volunteers:
        return Volunteers(self._unit)

    @property
    def mentoring(self) -> Mentoring:
        return Mentoring(self._unit)

    @property
    def thanks(self) -> Gratitude:
        return Gratitude(self._unit)

    @property
    def referrals(self) -> Referrals:
        return Referrals(self._unit)

    @property
    def rounds(self) -> Rounds:
        return Rounds(self._unit)

    @property
    def introducing(self) -> Introducing:
        return Introducing(self._unit)

    @property
    def confirming(self) -> Confirming:
        return Confirming(self._unit)

    @property
    def questing(self) -> Questing:
        return Questing(self._unit)

    @property
    def feeds(self) -> Feeds:
        return Feeds(self._unit)

    @property
    def profiles(self) -> Profiles:
        return Profiles(self._unit)

    @property
    def announcements(self) -> Announcements:
        return Announcements(self._unit)

    @property
    def counting(self) -> Counting:
        return Counting(self._unit)

    @property
    def outbox(self) -> Outbox:
        return self._unit.outbox

    @property
    def subjects(self) -> Subjects:
        return Subjects(self._unit)

    @property
    def has_changes(self) -> bool:
        return self._unit.has_changes

    def book(self, owner: MemberId) -> Book:
        return Book(self._unit, owner)

    async def first_time(self, platform: str, event_key: str, member: MemberId, at: datetime) -> bool:
        row = {
            "community": self._unit.community,
            "platform": platform,
            "event_key": event_key,
            "member": member,
            "received_at": at,
        }
        return (await self._unit.connection.execute(_CLAIM, row)).rowcount == 1

    async def recent_acts(self, member: MemberId, since: datetime) -> int:
        rows = await self._unit.rows(_ACTS, {"of_member": member, "since": since})
        return rows[0][0]

    async def keep_change(self, change: Change) -> None:
        await file_change(self._unit, change)

    async def commit(self) -> None:
        await self._unit.connection.commit()
