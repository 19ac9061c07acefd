"""Letting go of what has served: changes that can no longer be undone, events that will not be sent again, what was
being sent to members who are gone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, tuple_

from bot.domain.changes import UNDO_FOR
from storage.outbox import NOBODY
from storage.sqlite import truncate_wal
from storage.tables.delivery import DELIVERY
from storage.tables.journal import CHANGE, INBOUND_EVENT
from storage.tables.members import COMMUNITY

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Column, Delete, Table

    from storage.engine import Database

EVENTS_KEPT_FOR = timedelta(hours=48)
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


async def prune(database: Database, now: datetime) -> int:
    """Delete what is past its time, a batch from each community; how many rows went."""
    async with database.reading() as connection:
        communities = (await connection.execute(select(COMMUNITY.c.id))).scalars().all()
    gone = 0
    for community in communities:
        async with database.writing() as connection:
            for statement, kept_for in ((_CHANGES, UNDO_FOR), (_EVENTS, EVENTS_KEPT_FOR)):
                values = {"in_community": community, "before": now - kept_for}
                gone += (await connection.execute(statement, values)).rowcount
            gone += (await connection.execute(_SENT_TO_NOBODY, {"in_community": community})).rowcount
            await connection.commit()
    if database.is_sqlite:
        await truncate_wal(database.engine)
    return gone
