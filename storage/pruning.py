"""Letting go of what has served: changes that can no longer be undone, events that will not be sent again, what was
being sent to members who are gone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, select, tuple_

from bot.domain.changes import UNDO_FOR
from bot.domain.volunteers import Help
from storage.outbox import NOBODY
from storage.sqlite import truncate_wal
from storage.tables import metadata
from storage.tables.delivery import DELIVERY
from storage.tables.journal import CHANGE, INBOUND_EVENT
from storage.tables.members import COMMUNITY, WORKSPACE
from storage.tables.volunteers import QUESTION, WISH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Column, Delete, Table

    from storage.engine import Database

EVENTS_KEPT_FOR = timedelta(hours=48)
GRACE = timedelta(days=30)
"""How long a community's data stays after the app was removed: brought back by then, it is as it was."""

BATCH = 500
"""Rows deleted in one transaction: a few milliseconds, in which nobody else writes."""


def _oldest(table: Table, age: Column[Any], *rest: Column[Any]) -> Delete:
    old = (
        select(table.c.community, *rest)
        .where(table.c.community == bindparam("in_community"), age < bindparam("before"))
        .order_by(age)
        .limit(BATCH)
    )
    return delete(table).where(tuple_(table.c.community, *rest).in_(old))


_CHANGES = _oldest(CHANGE, CHANGE.c.created_at, CHANGE.c.owner, CHANGE.c.id)
_EVENTS = _oldest(INBOUND_EVENT, INBOUND_EVENT.c.received_at, INBOUND_EVENT.c.platform, INBOUND_EVENT.c.event_key)
_SENT_TO_NOBODY = delete(DELIVERY).where(
    DELIVERY.c.community == bindparam("in_community"),
    DELIVERY.c.recipient == NOBODY,
    DELIVERY.c.next_at.is_(None),
    DELIVERY.c.audit_at.is_(None),
)

# That somebody looked for a listener is let go soon: nobody needs to know, not even in the database.
_LOOKED = (
    (WISH.c.community == bindparam("in_community"))
    & (WISH.c.kind == Help.LISTEN)
    & (WISH.c.created_at < bindparam("before", type_=WISH.c.created_at.type))
)
_LISTENED = (
    delete(QUESTION).where(
        QUESTION.c.community == bindparam("in_community"), QUESTION.c.wish.in_(select(WISH.c.id).where(_LOOKED))
    ),
    delete(WISH).where(_LOOKED),
)
LISTENING_KEPT_FOR = timedelta(days=7)


# Where the app was removed everywhere and nobody brought it back, everything goes.
_ABANDONED = (
    select(WORKSPACE.c.community)
    .group_by(WORKSPACE.c.community)
    .having(
        func.count() == func.count(WORKSPACE.c.suspended_at),
        func.max(WORKSPACE.c.suspended_at) < bindparam("before", type_=WORKSPACE.c.suspended_at.type),
    )
)


async def prune(database: Database, now: datetime) -> int:
    """Delete what is past its time, a batch from each community; how many rows went."""
    await _leave_abandoned(database, now)
    async with database.reading() as connection:
        communities = (await connection.execute(select(COMMUNITY.c.id))).scalars().all()
    gone = 0
    for community in communities:
        async with database.writing() as connection:
            for statement, kept_for in ((_CHANGES, UNDO_FOR), (_EVENTS, EVENTS_KEPT_FOR)):
                values = {"in_community": community, "before": now - kept_for}
                gone += (await connection.execute(statement, values)).rowcount
            for statement in _LISTENED:
                values = {"in_community": community, "before": now - LISTENING_KEPT_FOR}
                gone += (await connection.execute(statement, values)).rowcount
            gone += (await connection.execute(_SENT_TO_NOBODY, {"in_community": community})).rowcount
            await connection.commit()
    if database.is_sqlite:
        await truncate_wal(database.engine)
    return gone


async def _leave_abandoned(database: Database, now: datetime) -> None:
    async with database.reading() as connection:
        gone = (await connection.execute(_ABANDONED, {"before": now - GRACE})).scalars().all()
    for community in gone:
        async with database.writing() as connection:
            for statement in everything_of(community):
                await connection.execute(statement)
            await connection.commit()


def everything_of(community: str) -> Iterable[Delete]:
    """What deletes a community, children first."""
    for table in reversed(metadata.sorted_tables):
        if "community" in table.c:
            yield delete(table).where(table.c.community == community)
    yield delete(COMMUNITY).where(COMMUNITY.c.id == community)
