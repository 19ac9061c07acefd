"""What members were sent, and how much of it they had not asked for."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.domain.delivery import DeliveryState, NoticeKind
from storage.tables.delivery import DELIVERY
from tests.scheduler.test_meetups_told_once import Life

_WEEK = timedelta(days=7)


async def sent_to_members(life: Life) -> Sequence[tuple[NoticeKind, str, datetime, bool]]:
    columns = (DELIVERY.c.kind, DELIVERY.c.recipient, DELIVERY.c.sent_at, DELIVERY.c.unasked)
    async with life.stage.town.store.database.reading() as connection:
        rows = await connection.execute(select(*columns).where(DELIVERY.c.state == DeliveryState.SENT))
        return [(row.kind, row.recipient, row.sent_at, bool(row.unasked)) for row in rows]


def most_unasked(sent: Sequence[tuple[NoticeKind, str, datetime, bool]]) -> int:
    """The most that anybody got of it in any week."""
    unasked: dict[str, list[datetime]] = defaultdict(list)
    for _, recipient, sent_at, is_unasked in sent:
        if is_unasked:
            unasked[recipient].append(sent_at)
    return max(_most_in_a_week(times) for times in unasked.values())


def _most_in_a_week(times: Sequence[datetime]) -> int:
    return max(sum(first <= each < first + _WEEK for each in times) for first in times)
