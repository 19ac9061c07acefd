"""When governments move their clocks: wall times stay, and the instants computed from them follow the new rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, case, delete, insert, select, tuple_, update

from bot.domain.delivery import DeliveryState
from storage.tables.delivery import DELIVERY
from storage.tables.instance import ZONE_RULES

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.engine import Database

_BATCH = 500
"""Rows read and moved in one transaction: a few milliseconds, in which nobody else writes."""

_COLUMNS = DELIVERY.c
_PLACE = (_COLUMNS.community, _COLUMNS.id)
_PENDING = (
    select(*_PLACE, _COLUMNS.moment, _COLUMNS.due_at)
    .where(
        _COLUMNS.state == DeliveryState.PENDING,
        tuple_(*_PLACE) > tuple_(bindparam("after_community"), bindparam("after_id")),
    )
    .order_by(*_PLACE)
    .limit(_BATCH)
)
_INSTANT = _COLUMNS.due_at.type
# One that was put off, for quiet hours or after a refusal, keeps the time it was put off to.
_MOVE = (
    update(DELIVERY)
    .where(
        _COLUMNS.community == bindparam("in_community"),
        _COLUMNS.id == bindparam("with_id"),
        _COLUMNS.state == DeliveryState.PENDING,
    )
    .values(
        due_at=bindparam("to", type_=_INSTANT),
        next_at=case(
            (_COLUMNS.next_at == _COLUMNS.due_at, bindparam("to", type_=_INSTANT)),
            else_=_COLUMNS.next_at,
        ),
    )
)


async def follow_zone_rules(database: Database, release: str) -> int:
    """Once for each release of tzdata; a few thousand deliveries a second. Any number of replicas may do it at once."""
    async with database.reading() as connection:
        if (await connection.execute(select(ZONE_RULES.c.release))).scalars().all() == [release]:
            return 0
    moved, after = 0, ("", "")
    while after is not None:
        async with database.writing() as connection:
            count, after = await _move_batch(connection, after)
            await connection.commit()
        moved += count
    async with database.writing() as connection:
        await connection.execute(delete(ZONE_RULES))
        await connection.execute(insert(ZONE_RULES), {"release": release})
        await connection.commit()
    return moved


async def _move_batch(connection: AsyncConnection, after: tuple[str, str]) -> tuple[int, tuple[str, str] | None]:
    """How many moved, and after which to go on; none at the end."""
    values = {"after_community": after[0], "after_id": after[1]}
    rows = (await connection.execute(_PENDING, values)).all()
    moves: list[dict[str, Any]] = [
        {"in_community": row.community, "with_id": row.id, "to": row.moment.instant}
        for row in rows
        if row.moment.instant != row.due_at
    ]
    if moves:
        await connection.execute(_MOVE, moves)
    return len(moves), (rows[-1].community, rows[-1].id) if len(rows) == _BATCH else None
