"""Whether the data is whole: what ``hallway doctor`` asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, exists, func, select, text

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.followups import FollowUpState
from bot.domain.introductions import PromiseState
from bot.domain.reminders import ReminderState
from storage.tables.delivery import DELIVERY
from storage.tables.members import MEMBER
from storage.tables.notebook import FOLLOWUP, PERSON, PROMISE, REMINDER

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.engine import Database

_WAKING: dict[NoticeKind, tuple[Table, ColumnElement[bool]]] = {
    NoticeKind.REMINDER: (REMINDER, REMINDER.c.state == ReminderState.ACTIVE),
    NoticeKind.PROMISE: (PROMISE, (PROMISE.c.state == PromiseState.OPEN) & PROMISE.c.due.is_not(None)),
    NoticeKind.FOLLOWUP: (FOLLOWUP, FOLLOWUP.c.state.in_([FollowUpState.SUGGESTED, FollowUpState.PLANNED])),
    NoticeKind.NUDGE: (PERSON, PERSON.c.nudge.is_not(None)),
    NoticeKind.DIGEST: (MEMBER, MEMBER.c.digest.is_not(None)),
}


def _speaks_for(kind: NoticeKind, table: Table) -> ColumnElement[bool]:
    recipient = table.c.get("owner", table.c.id)
    return (
        (DELIVERY.c.community == table.c.community)
        & (DELIVERY.c.kind == kind)
        & (DELIVERY.c.subject == table.c.id)
        & (DELIVERY.c.recipient == recipient)
    )


def _unheard(kind: NoticeKind) -> Select[Any]:
    """Records that wait for their moment with no delivery, past or to come, that speaks for them."""
    table, waits = _WAKING[kind]
    delivered = exists().where(_speaks_for(kind, table), DELIVERY.c.state != DeliveryState.CANCELLED)
    return select(func.count()).select_from(table).where(waits, ~delivered)


def _baseless(kind: NoticeKind) -> Select[Any]:
    """Deliveries to come that speak for a record that is gone or waits for nothing."""
    table, waits = _WAKING[kind]
    meant = exists().where(_speaks_for(kind, table), waits)
    return (
        select(func.count())
        .select_from(DELIVERY)
        .where(DELIVERY.c.state == DeliveryState.PENDING, DELIVERY.c.kind == kind, ~meant)
    )


_REPEATED = select(func.count()).select_from(
    select(DELIVERY.c.subject)
    .where(DELIVERY.c.state == DeliveryState.PENDING)
    .group_by(DELIVERY.c.community, DELIVERY.c.kind, DELIVERY.c.subject, DELIVERY.c.recipient)
    .having(func.count() > 1)
    .subquery()
)


async def check(database: Database) -> list[str]:
    """One snapshot, so that nothing is found that was only under way."""
    async with database.reading() as connection:
        found = await _damage(connection) if database.is_sqlite else []
        for kind in NoticeKind:
            if count := (await connection.execute(_unheard(kind))).scalar():
                found.append(f"{count} open records have no delivery of kind {kind}.")
            if count := (await connection.execute(_baseless(kind))).scalar():
                found.append(f"{count} deliveries of kind {kind} speak for nothing.")
        if count := (await connection.execute(_REPEATED)).scalar():
            found.append(f"{count} records have more than one delivery to come.")
        return found


async def _damage(connection: AsyncConnection) -> list[str]:
    """SQLite only: PostgreSQL checks its pages and references by itself."""
    pages = [row[0] for row in await connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    orphans = [row[0] for row in await connection.execute(text("PRAGMA foreign_key_check"))]
    return [f"The database file is damaged: {page}." for page in pages[:5]] + [
        f"{orphans.count(table)} rows of {table} refer to nothing." for table in sorted(set(orphans))
    ]
