"""Calendars that are fetched from outside."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, insert, or_, select

from bot.domain.feeds import Feed
from bot.domain.ids import CommunityId, MemberId
from storage.tables.feeds import FEED
from storage.tables.members import ACCOUNT, COMMUNITY, WORKSPACE

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.unit import Unit

_HERE = FEED.c.community == bindparam("in_community")
_OWN, _SHARED = FEED.c.member == bindparam("of_member"), FEED.c.member.is_(None)
_ADD = insert(FEED)

# One of the community's platforms is still there; for a member's own feed, one that they are on.
_REACHED = exists().where(
    WORKSPACE.c.community == FEED.c.community,
    WORKSPACE.c.suspended_at.is_(None),
    or_(
        FEED.c.member.is_(None),
        exists().where(
            ACCOUNT.c.community == FEED.c.community,
            ACCOUNT.c.member == FEED.c.member,
            ACCOUNT.c.platform == WORKSPACE.c.platform,
        ),
    ),
)
_FIND = (
    select(FEED.c.community, COMMUNITY.c.name, FEED.c.fingerprint, FEED.c.member)
    .join(COMMUNITY, COMMUNITY.c.id == FEED.c.community)
    .where(FEED.c.fingerprint == bindparam("shown"), _REACHED)
)


@dataclass(frozen=True, slots=True)
class Feeds:
    """See bot.ports.Feeds."""

    _unit: Unit

    async def opened_at(self, member: MemberId | None) -> datetime | None:
        whose = _SHARED if member is None else _OWN
        question = select(FEED.c.opened_at).where(_HERE, whose).order_by(FEED.c.opened_at.desc())
        rows = await self._unit.rows(question, {"of_member": member})
        return rows[0].opened_at if rows else None

    async def open(self, member: MemberId | None, fingerprint: str, at: datetime) -> None:
        await self.close(member)
        row = {"community": self._unit.community, "fingerprint": fingerprint, "member": member, "opened_at": at}
        await self._unit.connection.execute(_ADD, row)

    async def close(self, member: MemberId | None) -> None:
        await self._unit.run(delete(FEED).where(_HERE, _SHARED if member is None else _OWN), {"of_member": member})


async def feed_by(connection: AsyncConnection, fingerprint: str) -> Feed | None:
    """Of any community. None where the address was given up, or where the app was removed."""
    row = (await connection.execute(_FIND, {"shown": fingerprint})).first()
    if row is None or not hmac.compare_digest(row.fingerprint, fingerprint):
        return None
    member = None if row.member is None else MemberId(row.member)
    return Feed(CommunityId(row.community), row.name, row.fingerprint, member)
