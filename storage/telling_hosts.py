"""Whoever hosts a meetup that could not be announced is told, in the transaction that records it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.domain.announcements import Topic
from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import new_id
from bot.domain.times import Moment, local_at
from bot.domain.zones import UTC_ZONE
from storage.tables.delivery import DELIVERY
from storage.tables.meetups import MEETUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.claims import Verdict

_IN_TROUBLE = (DeliveryState.FAILED, DeliveryState.DEAD, DeliveryState.EXPIRED)
_HOST = select(MEETUP.c.host).where(
    MEETUP.c.community == bindparam("in_community"), MEETUP.c.id == bindparam("with_id")
)
_ADD = insert_or(DELIVERY).on_conflict_do_nothing()


async def tell_hosts(connection: AsyncConnection, verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.claim.due.kind is NoticeKind.ANNOUNCE and verdict.state in _IN_TROUBLE:
            await _tell_host(connection, verdict)


async def _tell_host(connection: AsyncConnection, verdict: Verdict) -> None:
    claim, at = verdict.claim, verdict.at.replace(second=0, microsecond=0)
    values = {"in_community": claim.community, "with_id": Topic.parse(claim.due.subject).meetup}
    host = (await connection.execute(_HOST, values)).scalar()
    if host is None:
        return
    moment = Moment(local_at(at, UTC_ZONE), UTC_ZONE)
    row = {
        "community": claim.community,
        "id": new_id(at),
        "kind": NoticeKind.UNANNOUNCED,
        "subject": claim.due.id,
        "recipient": host,
        "occurrence": moment.key,
        "generation": claim.due.generation,
        "moment": moment,
        "due_at": at,
        "unasked": False,
        "state": DeliveryState.PENDING,
        "next_at": at,
    }
    await connection.execute(_ADD, row)
