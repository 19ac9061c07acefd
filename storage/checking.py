"""Whether the data is whole: what ``hallway doctor`` asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, exists, func, select, text

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.introductions import PromiseState
from bot.domain.meetup_notices import OF_COMING
from bot.domain.reminders import ReminderState
from storage.invariants import violations_in
from storage.tables.delivery import DELIVERY
from storage.tables.meetups import RSVP
from storage.tables.members import MEMBER
from storage.tables.notebook import FOLLOWUP, PERSON, PROMISE, REMINDER

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Column, ColumnElement, Select
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.times import Moment
    from storage.engine import Database

_WAKING: dict[NoticeKind, tuple[Table, Column[Moment], ColumnElement[bool]]] = {
    NoticeKind.REMINDER: (REMINDER, REMINDER.c.moment, REMINDER.c.state == ReminderState.ACTIVE),
    NoticeKind.PROMISE: (PROMISE, PROMISE.c.due, (PROMISE.c.state == PromiseState.OPEN) & PROMISE.c.due.is_not(None)),
    NoticeKind.FOLLOWUP: (FOLLOWUP, FOLLOWUP.c.due, FOLLOWUP.c.state.in_(("suggested", "planned"))),
    NoticeKind.NUDGE: (PERSON, PERSON.c.nudge, PERSON.c.nudge.is_not(None)),
    NoticeKind.DIGEST: (MEMBER, MEMBER.c.digest, MEMBER.c.digest.is_not(None)),
}


_OF_ANSWERS = select(func.count()).where(
    DELIVERY.c.state == DeliveryState.PENDING,
    DELIVERY.c.kind.in_(OF_COMING),
    ~exists().where(RSVP.c.community == DELIVERY.c.community, RSVP.c.id == DELIVERY.c.subject),
)
"""Deliveries to come about meetups, for answers that nobody gave any more."""


def _speaks_for(kind: NoticeKind, table: Table) -> ColumnElement[bool]:
    recipient = table.c.get("owner", table.c.id)
    return (
        (DELIVERY.c.community == table.c.community)
        & (DELIVERY.c.kind == kind)
        & (DELIVERY.c.subject == table.c.id)
        & (DELIVERY.c.recipient == recipient)
    )


def _unheard(kind: NoticeKind) -> Select[Any]:
    """The moments of open records for which no delivery speaks, sent or to come."""
    table, moment, waits = _WAKING[kind]
    delivered = exists().where(_speaks_for(kind, table), DELIVERY.c.state != DeliveryState.CANCELLED)
    return select(moment).where(waits, ~delivered)


def _baseless(kind: NoticeKind) -> Select[Any]:
    """How many deliveries are to come for records that are gone or wait for nothing."""
    table, _, waits = _WAKING[kind]
    meant = exists().where(_speaks_for(kind, table), waits)
    return select(func.count()).where(DELIVERY.c.state == DeliveryState.PENDING, DELIVERY.c.kind == kind, ~meant)


async def check(database: Database, now: datetime) -> list[str]:
    """One snapshot, so that nothing is found that was only under way."""
    async with database.reading() as connection:
        found = await violations_in(connection)
        if database.is_sqlite:
            found += await _damage(connection)
        for kind in _WAKING:
            found += await _astray(connection, kind, now)
        answers = (await connection.execute(_OF_ANSWERS)).scalar()
        return [*found, f"deliveries to come for nothing, meetups: {answers}"] if answers else found


async def _astray(connection: AsyncConnection, kind: NoticeKind, now: datetime) -> list[str]:
    """A moment that is past does not count: its delivery was made, and forgotten after a while."""
    moments = (await connection.execute(_unheard(kind))).scalars().all()
    unheard = sum(moment.rule is not None or moment.instant > now for moment in moments)
    baseless = (await connection.execute(_baseless(kind))).scalar()
    return [
        f"{what}: {count}"
        for what, count in (
            (f"open records without their delivery, {kind}", unheard),
            (f"deliveries to come for nothing, {kind}", baseless),
        )
        if count
    ]


async def _damage(connection: AsyncConnection) -> list[str]:
    """SQLite only: PostgreSQL checks its pages and references by itself."""
    pages = [row[0] for row in await connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    orphans = [row[0] for row in await connection.execute(text("PRAGMA foreign_key_check"))]
    return [f"database file: {page}" for page in pages[:5]] + [
        f"rows of {table} that refer to nothing: {orphans.count(table)}" for table in sorted(set(orphans))
    ]
