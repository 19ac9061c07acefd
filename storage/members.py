"""The members of a community and their accounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.ids import MemberId
from bot.domain.members import Account
from storage.absorbing import absorb
from storage.shapes import MEMBER
from storage.tables.members import ACCOUNT, LINK_CODE, MEMBER_NAME, WORKSPACE
from storage.types import Key
from storage.unit import changed_since, not_found

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.members import Member
    from storage.unit import Unit

_HERE = MEMBER.table.c.community == bindparam("in_community")
_BY_ACCOUNT = (
    select(*MEMBER.columns)
    .join_from(ACCOUNT, MEMBER.table)
    .where(
        ACCOUNT.c.community == bindparam("in_community"),
        ACCOUNT.c.platform == bindparam("on_platform"),
        ACCOUNT.c.user == bindparam("of_user"),
    )
)
_WITH_NAME = select(MEMBER_NAME.c.member).where(
    MEMBER_NAME.c.community == bindparam("in_community"),
    MEMBER_NAME.c.part >= bindparam("first"),
    MEMBER_NAME.c.part < bindparam("last"),
)
_NAMED = (
    select(*MEMBER.columns)
    .where(_HERE, MEMBER.table.c.id.in_(_WITH_NAME))
    .order_by(MEMBER.table.c.name, MEMBER.table.c.id)
    .limit(bindparam("at_most"))
)
# In no order, for SQLite would read every account of the community just to find these few sorted.
_ACCOUNTS = select(ACCOUNT.c.platform, ACCOUNT.c.user, ACCOUNT.c.member, ACCOUNT.c.destination).where(
    ACCOUNT.c.community == bindparam("in_community"), ACCOUNT.c.member.in_(bindparam("of_members", expanding=True))
)
_KEEP_DESTINATION = (
    update(ACCOUNT)
    .where(
        ACCOUNT.c.community == bindparam("in_community"),
        ACCOUNT.c.platform == bindparam("on_platform"),
        ACCOUNT.c.user == bindparam("of_user"),
    )
    .values(destination=bindparam("to"))
)
_SUSPENDED = select(WORKSPACE.c.platform).where(
    WORKSPACE.c.community == bindparam("in_community"), WORKSPACE.c.suspended_at.is_not(None)
)
_TEAMS = select(WORKSPACE.c.platform, WORKSPACE.c.team).where(WORKSPACE.c.community == bindparam("in_community"))
_ADD_ACCOUNT = insert(ACCOUNT)
_OFFER_LINK = insert(LINK_CODE)
_TAKE_LINK = (
    delete(LINK_CODE)
    .where(LINK_CODE.c.community == bindparam("in_community"), LINK_CODE.c.code == bindparam("with_code"))
    .returning(LINK_CODE.c.member, LINK_CODE.c.until)
)
# Of the account, not of the member's row, which is not there yet at a first contact.
_LOCK_ACCOUNT = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("account", type_=Key()), 0)))
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Members:
    """See bot.ports.Members."""

    _unit: Unit

    async def get(self, member: MemberId) -> Member:
        found = await self._unit.find(MEMBER, member, member)
        if found is None:
            raise not_found()
        return found

    async def by_account(self, platform: str, user: str) -> Member | None:
        """The first account asked for is held until the unit ends: two acts of one member never work on one state.

        Those asked for later are not, for two members who mention each other would wait for each other.
        """
        await self._hold(platform, user)
        found = await self._unit.ask(MEMBER, _BY_ACCOUNT, {"on_platform": platform, "of_user": user})
        return found[0] if found else None

    async def _hold(self, platform: str, user: str) -> None:
        """SQLite lets one writer in at a time anyway."""
        unit = self._unit
        options = unit.connection.sync_engine.get_execution_options()
        if unit.holds_account or unit.connection.dialect.name != "postgresql" or options.get("postgresql_readonly"):
            return
        unit.holds_account = True
        await unit.connection.execute(_LOCK_ACCOUNT, {"account": f"{unit.community}|{platform}|{user}"})

    async def join(self, member: Member, account: Account) -> None:
        """Raise NotPossible when the account joined in the meantime."""
        row = {
            "community": self._unit.community,
            "platform": account.platform,
            "user": account.user,
            "member": member.id,
            "destination": account.destination,
        }
        try:
            await self._unit.write(MEMBER, None, member)
            await self._unit.connection.execute(_ADD_ACCOUNT, row)
        except IntegrityError as error:
            raise changed_since() from error

    async def save(self, member: Member) -> None:
        """What is as it was is left alone, as with every record."""
        before = await self._unit.stored(MEMBER, member)
        if before != member:
            await self._unit.change(MEMBER, before, replace(member, version=member.version + 1))

    async def named_like(self, key: str, *, limit: int) -> Sequence[Member]:
        return await self._unit.ask(MEMBER, _NAMED, {"first": key, "last": key + _AFTER_ALL, "at_most": limit})

    async def accounts(self, members: Sequence[MemberId]) -> dict[MemberId, tuple[Account, ...]]:
        """Every member asked for is in the answer; one without accounts, or of elsewhere, with none."""
        found: dict[MemberId, tuple[Account, ...]] = dict.fromkeys(members, ())
        rows: Sequence[Any] = await self._unit.rows(_ACCOUNTS, {"of_members": list(members)})
        for platform, user, member, destination in sorted(rows, key=itemgetter(0, 1)):
            found[member] += (Account(self._unit.community, platform, user, member, destination),)
        return found

    async def suspended(self) -> frozenset[str]:
        return frozenset(row.platform for row in await self._unit.rows(_SUSPENDED))

    async def teams(self) -> dict[str, str]:
        return {row.platform: row.team for row in await self._unit.rows(_TEAMS)}

    async def offer_link(self, member: MemberId, code: str, until: datetime) -> None:
        row = {"community": self._unit.community, "code": code, "member": member, "until": until}
        await self._unit.connection.execute(_OFFER_LINK, row)

    async def take_link(self, code: str, at: datetime) -> MemberId | None:
        found = (await self._unit.run(_TAKE_LINK, {"with_code": code})).first()
        return None if found is None or found.until < at else MemberId(found.member)

    async def absorb(self, gone: MemberId, into: MemberId) -> None:
        await absorb(self._unit, gone, into)

    async def keep_destination(self, account: Account) -> None:
        where = {"on_platform": account.platform, "of_user": account.user, "to": account.destination}
        await self._unit.run(_KEEP_DESTINATION, where)
