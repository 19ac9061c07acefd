"""Every open delivery of every community, across communities: what the clock works with. See bot.ports.Ledger."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Text, bindparam, delete, exists, func, or_, select, tuple_, type_coerce

from bot.domain.claims import Terms
from bot.domain.delivery import STANDING, DeliveryState
from storage.audits import claim_audits, record_audits
from storage.claiming import Claiming
from storage.counting_lapses import count_lapses
from storage.invariants import violations_in
from storage.settling import Settling
from storage.tables.delivery import DELIVERY, PAUSE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.claims import Audit, Audited, Claimed, Verdict
    from storage.engine import Database

_C = DELIVERY.c
_PRUNED_AT_ONCE = 500
_POSTED_FOR = timedelta(days=800)
"""What stands in a channel is kept up to date until its meetup is over, which may be two years later."""

_NEXT = select(
    select(func.min(_C.next_at)).where(_C.next_at.is_not(None)).scalar_subquery(),
    select(func.min(_C.audit_at)).where(_C.audit_at.is_not(None)).scalar_subquery(),
)
_LATER = DELIVERY.alias("later")
# The last of a series that was not cancelled says where the series goes on from: see Outbox.align.
_OVER = (
    select(_C.community, _C.id)
    .where(
        _C.next_at.is_(None),
        _C.audit_at.is_(None),
        _C.due_at < bindparam("before"),
        or_(_C.kind.not_in(STANDING), _C.due_at < bindparam("long_before")),
        or_(
            type_coerce(_C.moment, Text).contains('"rule":null'),
            _C.state == DeliveryState.CANCELLED,
            exists().where(
                _LATER.c.community == _C.community,
                _LATER.c.kind == _C.kind,
                _LATER.c.subject == _C.subject,
                _LATER.c.recipient == _C.recipient,
                _LATER.c.due_at > _C.due_at,
                _LATER.c.state != DeliveryState.CANCELLED,
            ),
        ),
    )
    .limit(_PRUNED_AT_ONCE)
)
_DELETE = delete(DELIVERY).where(
    tuple_(_C.community, _C.id).in_(bindparam("places", expanding=True)), _C.next_at.is_(None)
)
_END_PAUSES = delete(PAUSE).where(PAUSE.c.until < bindparam("before"))


class Ledger:
    """One database's deliveries. ``now`` is always the caller's: replicas must agree on the time to a few seconds."""

    def __init__(self, database: Database, terms: Terms | None = None) -> None:
        terms = terms or Terms()
        self._database = database
        self._terms = terms
        self._claiming = Claiming(database.engine.dialect, terms.lease)
        self._settling = Settling(database.engine.dialect, terms)

    async def next_due(self) -> datetime | None:
        """When somebody must look next: for a pending delivery, a lease that ends, or an audit."""
        async with self._database.reading() as connection:
            found = (await connection.execute(_NEXT)).one()
        return min((each for each in found if each is not None), default=None)

    async def claim(self, now: datetime, *, holder: str, limit: int, suspects: bool = False) -> Claimed:
        """``suspects`` were in several crashes; they are claimed in no other way."""
        async with self._database.writing() as connection:
            claimed = await self._claiming.claim(connection, now, holder, limit=limit, suspects=suspects)
            await connection.commit()
        return claimed

    async def settle(self, verdicts: Sequence[Verdict]) -> Sequence[Verdict]:
        """Nothing is recorded of those given back, but where a second copy may be out, an audit is due."""
        if not verdicts:
            return []
        await count_lapses(self._database, verdicts)
        async with self._database.writing() as connection:
            lost = await self._settling.settle(connection, verdicts)
            await connection.commit()
        return lost

    async def audits(self, now: datetime, *, limit: int) -> Sequence[Audit]:
        """Those whose audit is due. One that is never reported on comes up again."""
        async with self._database.writing() as connection:
            audits = await claim_audits(connection, now, now + self._terms.lease, limit)
            await connection.commit()
        return audits

    async def audited(self, audits: Sequence[Audited]) -> None:
        async with self._database.writing() as connection:
            await record_audits(connection, audits)
            await connection.commit()

    async def prune(self, before: datetime) -> int:
        """Delete what ended before then, and say how many; the last of what recurs stays."""
        pruned = 0
        while places := await self._over(before):
            async with self._database.writing() as connection:
                pruned += (await connection.execute(_DELETE, {"places": places})).rowcount
                await connection.execute(_END_PAUSES, {"before": before})
                await connection.commit()
        return pruned

    async def violations(self) -> Sequence[str]:
        """Which promises about deliveries do not hold, one line each; none when all is well."""
        async with self._database.reading() as connection:
            return await violations_in(connection)

    async def _over(self, before: datetime) -> list[tuple[str, str]]:
        """Found without holding up any writer."""
        async with self._database.reading() as connection:
            rows = await connection.execute(_OVER, {"before": before, "long_before": before - _POSTED_FOR})
            return [(row.community, row.id) for row in rows]
