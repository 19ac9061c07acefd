"""New rules for a zone: what is to come moves with its wall time, what was sent or put off stays."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.times import Moment
from storage.tables.delivery import DELIVERY
from tests.stores import NOW, ZONE, Town

_COLUMNS = DELIVERY.c
_NINE = datetime(2026, 3, 6, 9)


async def _want(town: Town, count: int) -> None:
    async with town.store.work(town.community) as work:
        for day in range(count):
            await work.outbox.align(
                kind=NoticeKind.REMINDER,
                subject=f"r{day:05}",
                recipient=town.ana,
                moment=Moment(_NINE + timedelta(days=day % 10), ZONE),
                unasked=False,
            )
        await work.commit()


async def _set(town: Town, subject: str, **values: object) -> None:
    async with town.store.database.writing() as connection:
        which = update(DELIVERY) if subject == "all" else update(DELIVERY).where(_COLUMNS.subject == subject)
        await connection.execute(which.values(**values))
        await connection.commit()


async def _times(town: Town, subject: str) -> tuple[datetime, datetime | None]:
    async with town.store.database.reading() as connection:
        query = select(_COLUMNS.due_at, _COLUMNS.next_at).where(_COLUMNS.subject == subject)
        row = (await connection.execute(query)).one()
        return row.due_at, row.next_at


@pytest.mark.parametrize("count", [3, 500, 1203])
async def test_what_is_to_come_follows_the_rules_once_for_each_release(town: Town, count: int) -> None:
    await _want(town, count)
    hour = timedelta(hours=1)
    rang, off = _NINE.replace(tzinfo=NOW.tzinfo), _NINE.replace(tzinfo=NOW.tzinfo) + 5 * hour
    assert await town.store.follow_zone_rules("2026.1") == 0
    await _set(town, "all", due_at=rang - hour, next_at=rang - hour)
    await _set(town, "r00001", next_at=off)
    sent = {"state": DeliveryState.SENT, "next_at": None, "sent_at": rang, "message": "1"}
    await _set(town, "r00002", **sent)
    assert await town.store.follow_zone_rules("2026.1") == 0
    assert await town.store.follow_zone_rules("2026.2") == count - 1
    assert await _times(town, "r00000") == (rang, rang)
    assert await _times(town, "r00001") == (rang + 24 * hour, off)
    assert await _times(town, "r00002") == (rang - hour, None)
    assert await town.store.follow_zone_rules("2026.2") == 0
