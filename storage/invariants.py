"""What must always be true of deliveries, as queries that find what is not. `hallway doctor` runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select, text

from bot.domain.claims import MOST_ATTEMPTS, MOST_CRASHES, Tried
from bot.domain.delivery import DeliveryState, NoticeKind
from storage.tables.delivery import ATTEMPT, DELIVERY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlalchemy.ext.asyncio import AsyncConnection

_C, _A = DELIVERY.c, ATTEMPT.c
_OPEN = (DeliveryState.PENDING, DeliveryState.SENDING)
_ENDS_SENT = (Tried.ACCEPTED, Tried.FOUND)
_ITS_ATTEMPTS = exists().where(_A.community == _C.community, _A.delivery == _C.id)
_PLANNED = (
    select(_C.community)
    .where(_C.state == DeliveryState.PENDING, _C.claims == 0)
    .group_by(_C.community, _C.kind, _C.subject, _C.recipient)
    .having(func.count() > 1)
)
_SAME_KEY = (
    select(_C.community)
    .where(_C.message.is_not(None), _C.kind != NoticeKind.REFRESH)
    .group_by(_C.community, _C.platform, _C.destination, _C.message)
    .having(func.count() > 1)
)


def _rows(*conditions: object) -> Select[tuple[str]]:
    return select(_C.community).where(*conditions)  # pyright: ignore[reportArgumentType] - any SQL condition


_QUERIES: Mapping[str, Select[tuple[str]]] = {
    "sent, but the platform's message or the time is unknown": _rows(
        _C.state == DeliveryState.SENT, or_(_C.message.is_(None), _C.sent_at.is_(None))
    ),
    "open, but nobody will ever look at it": _rows(_C.state.in_(_OPEN), _C.next_at.is_(None)),
    "over, but still waiting": _rows(_C.state.not_in(_OPEN), _C.next_at.is_not(None)),
    "held by somebody, but not being sent": _rows(_C.state != DeliveryState.SENDING, _C.holder.is_not(None)),
    "sent without an attempt": _rows(_C.state == DeliveryState.SENT, ~_ITS_ATTEMPTS),
    "sent, but no attempt says so": _rows(
        _C.state == DeliveryState.SENT, ~_ITS_ATTEMPTS.where(_A.outcome.in_((*_ENDS_SENT, Tried.STARTED)))
    ),
    "more attempts than claims": _rows(
        select(func.count()).where(_A.community == _C.community, _A.delivery == _C.id).scalar_subquery() > _C.claims
    ),
    "tried too often": _rows(_C.state.in_(_OPEN), or_(_C.attempts > MOST_ATTEMPTS + 1, _C.crashes > MOST_CRASHES + 1)),
    "one record with two planned deliveries": _PLANNED,
    "one message standing for two deliveries": _SAME_KEY,
}


async def violations_in(connection: AsyncConnection) -> list[str]:
    """One line for each broken promise, with how often it is broken; on SQLite, damage to the file too."""
    found: list[str] = []
    for name, query in _QUERIES.items():
        count = (await connection.execute(select(func.count()).select_from(query.subquery()))).scalar_one()
        if count:
            found.append(f"deliveries {name}: {count}")
    if connection.dialect.name == "sqlite":
        answers = (await connection.execute(text("PRAGMA quick_check"))).scalars().all()
        found += [f"database file: {answer}" for answer in answers if answer != "ok"]
    return found
