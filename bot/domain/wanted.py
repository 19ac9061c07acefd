"""What is to be said to whom and when, decided by the records alone.

Storage brings the outbox to it in the transaction that changes a record, undo included; nobody schedules anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from bot.domain.times import Moment, Precision, local_at
from bot.domain.zones import UTC_ZONE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.delivery import NoticeKind
    from bot.domain.ids import MemberId


@dataclass(frozen=True, slots=True)
class Wanted:
    """One notice to one member. Its ``subject`` has this recipient alone: it names the record, and where the record
    tells the same to several members, each of them too. ``unasked`` where it was not this member who wanted it."""

    kind: NoticeKind
    subject: str
    recipient: MemberId
    moment: Moment
    unasked: bool = False


@runtime_checkable
class Telling(Protocol):
    """A record that says by itself what its members are to be told."""

    @property
    def wanted(self) -> tuple[Wanted, ...]: ...


def at(instant: datetime, *, is_urgent: bool = False) -> Moment:
    """That minute; where it is not urgent, after quiet hours."""
    local = local_at(instant, UTC_ZONE).replace(second=0, microsecond=0)
    return Moment(local, UTC_ZONE, Precision.MINUTE if is_urgent else Precision.DAY)
