"""Recording what became of claims: only by whoever still holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, literal_column, null, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.domain.claims import Bucket, Terms, Tried, Verdict, audit_of
from bot.domain.delivery import DeliveryState
from bot.domain.members import Account
from storage.prepared import Prepared, micros
from storage.tables.delivery import ATTEMPT, DELIVERY, PAUSE
from storage.tables.members import ACCOUNT
from storage.telling_hosts import tell_hosts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Dialect
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.prepared import Values

_C = DELIVERY.c
_BECOMES = (
    "state",
    "next_at",
    "attempts",
    "unread",
    "unasked",
    "platform",
    "destination",
    "message",
    "sent_at",
    "audit_at",
    "error",
    "unseen",
)
_SETTLE_NAMES = (*(f"to_{name}" for name in _BECOMES), "doubt", "in_community", "with_id", "number")
_SETTLE = (
    update(DELIVERY)
    .where(
        _C.community == bindparam("in_community"),
        _C.id == bindparam("with_id"),
        _C.claims == bindparam("number"),
        _C.state == literal_column(f"'{DeliveryState.SENDING}'"),
    )
    .values({name: bindparam(f"to_{name}", type_=_C[name].type) for name in _BECOMES})
    .values(in_doubt=or_(_C.in_doubt, bindparam("doubt", type_=_C.in_doubt.type)), holder=null())
)
_END_NAMES = ("at", "tried", "with_code", "in_community", "of_delivery", "number")
_END = (
    update(ATTEMPT)
    .where(
        ATTEMPT.c.community == bindparam("in_community"),
        ATTEMPT.c.delivery == bindparam("of_delivery"),
        ATTEMPT.c.n == bindparam("number"),
    )
    .values(ended_at=bindparam("at"), outcome=bindparam("tried"), code=bindparam("with_code"))
)
_HOLDERS = select(_C.community, _C.id, _C.claims).where(
    tuple_(_C.community, _C.id).in_(bindparam("places", expanding=True))
)
_DOUBT = (
    update(DELIVERY)
    .where(_C.community == bindparam("in_community"), _C.id == bindparam("with_id"))
    .values(in_doubt=True, audit_at=case((_C.state == DeliveryState.SENT, bindparam("at", type_=_C.audit_at.type))))
)
_ADD_PAUSE = insert_or(PAUSE)
_PAUSE = _ADD_PAUSE.on_conflict_do_update(
    index_elements=list(PAUSE.primary_key), set_={"until": _ADD_PAUSE.excluded.until}
)
_LEARN = (
    update(ACCOUNT)
    .where(
        ACCOUNT.c.community == bindparam("in_community"),
        ACCOUNT.c.platform == bindparam("on_platform"),
        ACCOUNT.c.user == bindparam("of_user"),
        ACCOUNT.c.destination.is_(None),
    )
    .values(destination=bindparam("at_destination"))
)


class Settling:
    """Results on one kind of database."""

    def __init__(self, dialect: Dialect, terms: Terms) -> None:
        self._terms = terms
        self._settle = Prepared(_SETTLE, dialect, _SETTLE_NAMES)
        self._end = Prepared(_END, dialect, _END_NAMES)

    async def settle(self, connection: AsyncConnection, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """Those lost to another claim. Rows are written in one order everywhere, so that no two wait for each other."""
        verdicts = sorted(verdicts, key=_place)
        changed = await self._settle.run_many(connection, [self._becomes(verdict) for verdict in verdicts])
        await self._end.run_many(connection, [_ends(verdict) for verdict in verdicts])
        await _pause(connection, verdicts)
        await _learn(connection, verdicts)
        lost = [] if changed == len(verdicts) else await self._lost(connection, verdicts)
        await tell_hosts(connection, [verdict for verdict in verdicts if verdict not in lost])
        return lost

    def _becomes(self, verdict: Verdict) -> Values:
        claim, say = verdict.claim, verdict.say
        audit = audit_of(verdict, self._terms)
        is_sent = verdict.state is DeliveryState.SENT
        return (
            verdict.state.value,
            None if verdict.next_at is None else micros(verdict.next_at),
            verdict.attempts,
            verdict.unread,
            claim.due.unasked if say is None else say.unasked,
            None if say is None else say.to.platform,
            None if say is None else verdict.destination or say.to.destination,
            verdict.message,
            micros(verdict.at) if is_sent else None,
            None if audit is None else micros(audit),
            verdict.code,
            verdict.is_unseen,
            verdict.in_doubt,
            claim.community,
            claim.due.id,
            claim.number,
        )

    async def _lost(self, connection: AsyncConnection, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """A copy that went out under a lost lease may be one too many: whoever holds the delivery now is to look."""
        rows = (await connection.execute(_HOLDERS, {"places": [_place(verdict) for verdict in verdicts]})).all()
        holders: dict[tuple[Any, ...], int] = {(row.community, row.id): row.claims for row in rows}
        lost = [verdict for verdict in verdicts if holders.get(_place(verdict)) != verdict.claim.number]
        for verdict in lost:
            if verdict.tried in (Tried.ACCEPTED, Tried.UNKNOWN):
                community, delivery = _place(verdict)
                at = verdict.at + self._terms.audit_after
                await connection.execute(_DOUBT, {"in_community": community, "with_id": delivery, "at": at})
        return lost


def _place(verdict: Verdict) -> tuple[str, str]:
    return verdict.claim.community, verdict.claim.due.id


def _ends(verdict: Verdict) -> Values:
    claim = verdict.claim
    return micros(verdict.at), verdict.tried.value, verdict.code, claim.community, claim.due.id, claim.number


async def _pause(connection: AsyncConnection, verdicts: Sequence[Verdict]) -> None:
    pauses: dict[Bucket, datetime] = {}
    for verdict in verdicts:
        if verdict.pause is not None and verdict.say is not None:
            bucket = Bucket.of(verdict.say.to)
            pauses[bucket] = max(verdict.pause, pauses.get(bucket, verdict.pause))
    for bucket, until in pauses.items():
        row = {"community": bucket.community, "platform": bucket.platform, "destination": bucket.destination}
        await connection.execute(_PAUSE, row | {"until": until})


async def _learn(connection: AsyncConnection, verdicts: Sequence[Verdict]) -> None:
    """Keep the direct channels that platforms told us: opening one again is slow, and limited."""
    learnt = [
        {
            "in_community": verdict.say.to.community,
            "on_platform": verdict.say.to.platform,
            "of_user": verdict.say.to.user,
            "at_destination": verdict.destination,
        }
        for verdict in verdicts
        if verdict.say is not None
        and isinstance(verdict.say.to, Account)
        and verdict.destination is not None
        and verdict.say.to.destination is None
    ]
    if learnt:
        await connection.execute(_LEARN, learnt)
