"""A delivery as the core sees it, out of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.delivery import Due
from bot.domain.ids import DeliveryId, MemberId
from storage.tables.delivery import DELIVERY

if TYPE_CHECKING:
    from sqlalchemy import Row

_COLUMNS = DELIVERY.c
DUE_COLUMNS = (
    _COLUMNS.id,
    _COLUMNS.kind,
    _COLUMNS.subject,
    _COLUMNS.recipient,
    _COLUMNS.moment,
    _COLUMNS.due_at,
    _COLUMNS.unasked,
    _COLUMNS.generation,
)


def due_of(row: Row[Any]) -> Due:
    recipient, unasked = MemberId(row.recipient), bool(row.unasked)
    return Due(DeliveryId(row.id), row.kind, row.subject, recipient, row.moment, row.due_at, unasked, row.generation)
