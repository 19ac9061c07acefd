"""Audits of sent deliveries that were ever in doubt: is there one copy, or are there more?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, tuple_, update

from bot.domain.claims import Audit, Audited
from bot.domain.ids import CommunityId, MemberId
from bot.domain.members import Account
from bot.domain.noticeboard import Channel
from bot.domain.together import Together, is_group
from storage.dues import due_of
from storage.tables.delivery import DELIVERY
from storage.tables.members import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.delivery import Destination

_C = DELIVERY.c
_DUE = (
    select(_C.community, _C.id)
    .where(_C.audit_at <= bindparam("now"))
    .order_by(_C.audit_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
_TAKE = (
    update(DELIVERY)
    .where(tuple_(_C.community, _C.id).in_(select(_DUE.c.community, _DUE.c.id)))
    .values(audit_at=bindparam("until", type_=_C.audit_at.type))
    .returning(_C.community, _C.id)
)
_READ = (
    select(DELIVERY, ACCOUNT.c.user, ACCOUNT.c.destination.label("direct"))
    .outerjoin(
        ACCOUNT,
        (ACCOUNT.c.community == _C.community)
        & (ACCOUNT.c.platform == _C.platform)
        & (ACCOUNT.c.member == _C.recipient),
    )
    .where(tuple_(_C.community, _C.id).in_(bindparam("places", expanding=True)))
    .order_by(_C.sent_at, _C.id)
)
_REPORT = (
    update(DELIVERY)
    .where(_C.community == bindparam("in_community"), _C.id == bindparam("with_id"), _C.message.is_not(None))
    .values(audit_at=bindparam("again_at", type_=_C.audit_at.type))
)
_KEEP = _REPORT.values(message=bindparam("to_message"))


async def claim_audits(connection: AsyncConnection, now: datetime, until: datetime, limit: int) -> list[Audit]:
    """Nobody else takes them before ``until``. Where the account is gone there is nothing left to look at."""
    taken = (await connection.execute(_TAKE, {"now": now, "until": until, "limit": limit})).all()
    if not taken:
        return []
    places = [(row.community, row.id) for row in taken]
    audits: dict[tuple[str, str], Audit] = {}
    for row in (await connection.execute(_READ, {"places": places})).all():
        to = _destination(row)
        if to is not None:
            due = due_of(row)
            audits[row.community, row.id] = Audit(to.community, due, to, row.first_attempt_at, row.sent_at)
    for community, delivery in places:
        if (community, delivery) not in audits:
            gone = {"in_community": community, "with_id": delivery, "again_at": None}
            await connection.execute(_REPORT, gone)
    return list(audits.values())


def _destination(row: Row[Any]) -> Destination | None:
    community = CommunityId(row.community)
    if row.user is not None:
        return Account(community, row.platform, row.user, MemberId(row.recipient), row.direct)
    if is_group(row.recipient):
        return Together(community, row.platform, (), destination=row.destination)
    return Channel.at(row.recipient, community)


async def record_audits(connection: AsyncConnection, audits: Sequence[Audited]) -> None:
    for audited in audits:
        row = {
            "in_community": audited.audit.community,
            "with_id": audited.audit.due.id,
            "again_at": audited.again_at,
        }
        if audited.message is None:
            await connection.execute(_REPORT, row)
        else:
            await connection.execute(_KEEP, row | {"to_message": audited.message})
