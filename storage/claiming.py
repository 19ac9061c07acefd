"""The claim. It stands here and nowhere else.

It changes the state in one statement, so that two processes never hold the same delivery, and its number fences off
whoever lost the lease. A lapsed lease is claimed the same way, and from then on the delivery is in doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, Text, bindparam, case, func, insert, literal_column, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.domain.claims import SUSPECT_AFTER, Bucket, Claim, Claimed, Tried, turns
from bot.domain.delivery import DeliveryState, Due, NoticeKind
from bot.domain.ids import CommunityId, DeliveryId, new_id
from storage.prepared import Prepared, instant, micros
from storage.tables.delivery import ATTEMPT, DELIVERY, PAUSE
from storage.types import moment_of

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy import Dialect, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.times import Moment

_C = DELIVERY.c
_SENDING = literal_column(f"'{DeliveryState.SENDING}'", Text)
_ZERO, _ONE, _SUSPICIOUS = (literal_column(str(number), Integer) for number in (0, 1, SUSPECT_AFTER))
_KINDS = {kind.value: kind for kind in NoticeKind}
_RECURS_NOT = '"rule":null'


def _claim(*, suspects: bool) -> Any:
    """Rows come in no order. SKIP LOCKED is left out on SQLite, which lets one writer in at a time."""
    due = (
        select(_C.community, _C.id)
        .where(_C.next_at <= bindparam("now"), _C.crashes >= _SUSPICIOUS if suspects else _C.crashes < _SUSPICIOUS)
        .order_by(_C.next_at)
        .limit(bindparam("limit"))
        .offset(_ZERO)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        update(DELIVERY)
        .where(tuple_(_C.community, _C.id).in_(select(due.c.community, due.c.id)))
        .values(
            state=_SENDING,
            next_at=bindparam("leased_until"),
            claims=_C.claims + _ONE,
            holder=bindparam("by_holder"),
            crashes=_C.crashes + case((_C.holder.is_not(None), _ONE), else_=_ZERO),
            in_doubt=or_(_C.in_doubt, _C.state == _SENDING),
            first_attempt_at=func.coalesce(_C.first_attempt_at, bindparam("now")),
        )
        .returning(
            _C.community,
            _C.id,
            _C.kind,
            _C.subject,
            _C.recipient,
            _C.moment,
            _C.due_at,
            _C.unasked,
            _C.generation,
            _C.claims,
            _C.attempts,
            _C.crashes,
            _C.unread,
            _C.in_doubt,
            _C.first_attempt_at,
        )
    )


_CLAIM, _CLAIM_SUSPECT = _claim(suspects=False), _claim(suspects=True)
_CLAIM_NAMES = ("now", "limit", "leased_until", "by_holder")
_START = insert(ATTEMPT).values(
    community=bindparam("in_community"),
    delivery=bindparam("of_delivery"),
    n=bindparam("number"),
    started_at=bindparam("at"),
    outcome=literal_column(f"'{Tried.STARTED}'", Text),
)
_START_NAMES = ("in_community", "of_delivery", "number", "at")
_PAUSES = select(PAUSE).where(PAUSE.c.until > bindparam("now"))
_PLAN = insert_or(DELIVERY).on_conflict_do_nothing()
_STANDING = select(_C.state, _C.moment, _C.generation).where(
    _C.community == bindparam("community"),
    _C.kind == bindparam("kind"),
    _C.subject == bindparam("subject"),
    _C.recipient == bindparam("recipient"),
    _C.occurrence == bindparam("occurrence"),
)
_SUPERSEDE = (
    update(DELIVERY)
    .where(_C.community == bindparam("in_community"), _C.id == bindparam("with_id"))
    .values(state=DeliveryState.EXPIRED, next_at=None, holder=None, error="superseded")
)


class Claiming:
    """Claims on one kind of database, for one lease."""

    def __init__(self, dialect: Dialect, lease: timedelta) -> None:
        self._lease = lease
        self._claim = Prepared(_CLAIM, dialect, _CLAIM_NAMES)
        self._claim_suspect = Prepared(_CLAIM_SUSPECT, dialect, _CLAIM_NAMES)
        self._start = Prepared(_START, dialect, _START_NAMES)

    async def claim(
        self, connection: AsyncConnection, now: datetime, holder: str, *, limit: int, suspects: bool
    ) -> Claimed:
        """To be committed by the caller before anything else is done with it."""
        leased_until, claim = now + self._lease, self._claim_suspect if suspects else self._claim
        at = micros(now)
        taken = (await claim.run(connection, at, limit, micros(leased_until), holder)).all()
        if not taken:
            return Claimed((), {}, 0)
        claims = sorted((_claimed(row, leased_until) for row in taken), key=_by_age)
        claims = await _without_missed(connection, claims, now)
        if claims:
            starts = [(each.community, each.due.id, each.number, at) for each in claims]
            await self._start.run_many(connection, starts)
        pauses = (await connection.execute(_PAUSES, {"now": now})).all()
        return Claimed(
            claims,
            {Bucket(CommunityId(row.community), row.platform, row.destination): row.until for row in pauses},
            len(taken),
        )


def _by_age(claim: Claim) -> tuple[datetime, str]:
    return claim.due.due_at, claim.due.id


def _claimed(row: Row[Any], leased_until: datetime) -> Claim:
    values: Any = row
    community, delivery, kind, subject, recipient, moment, due_at, unasked, *counts, in_doubt, since = values
    generation, number, attempts, crashes, unread = counts
    due = Due(delivery, _KINDS[kind], subject, recipient, moment_of(moment), instant(due_at), bool(unasked), generation)
    doubt, first = bool(in_doubt), instant(since)
    return Claim(community, due, number, attempts, crashes, unread, doubt, first, leased_until)


async def _without_missed(connection: AsyncConnection, claims: list[Claim], now: datetime) -> list[Claim]:
    """Plan what follows each recurring delivery, and leave out those for which a later one stands by now."""
    recurring = [claim for claim in claims if claim.due.moment.rule is not None]
    if not recurring:
        return claims
    missed: set[DeliveryId] = set()
    for claim in recurring:
        planned, is_missed = _course(claim, now)
        if is_missed:
            missed.add(claim.due.id)
            await connection.execute(_SUPERSEDE, {"in_community": claim.community, "with_id": claim.due.id})
        if planned is not None:
            await _plan(connection, _planned(claim, planned))
    return [claim for claim in claims if claim.due.id not in missed]


async def _plan(connection: AsyncConnection, row: dict[str, Any]) -> None:
    """One that was cancelled, or meant another zone, does not stand in the way: the series would end there."""
    if (await connection.execute(_PLAN, row)).rowcount == 1:
        return
    alike = (await connection.execute(_STANDING, row)).all()
    zone = row["moment"].zone
    if all(each.state is DeliveryState.CANCELLED or each.moment.zone != zone for each in alike):
        row["generation"] = 1 + max(each.generation for each in alike)
        await connection.execute(_PLAN, row)


def _course(claim: Claim, now: datetime) -> tuple[Moment | None, bool]:
    """The occurrence to plan with this claim, and whether this one is missed for good.

    Only the first claim plans: by the second, the member may have stopped the series. What may have been sent already
    is never missed.
    """
    moment = claim.due.moment
    latest, following = turns(moment, now)
    is_missed = latest is not moment and not claim.in_doubt
    if claim.number > 1:
        return None, is_missed
    return (latest if is_missed else following), is_missed


def _planned(claim: Claim, moment: Moment) -> dict[str, Any]:
    due = claim.due
    return {
        "community": claim.community,
        "id": new_id(moment.instant),
        "kind": due.kind,
        "subject": due.subject,
        "recipient": due.recipient,
        "occurrence": moment.key,
        "moment": moment,
        "due_at": moment.instant,
        "unasked": due.unasked,
        "state": DeliveryState.PENDING,
        "next_at": moment.instant,
    }
