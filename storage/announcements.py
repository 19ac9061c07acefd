"""What was posted in channels, as deliveries tell it. See bot.ports.Announcements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from bot.domain.announcements import Announcement, Topic
from bot.domain.delivery import POSTS, DeliveryState, NoticeKind
from bot.domain.ids import DeliveryId
from bot.domain.noticeboard import Channel
from storage.tables.delivery import DELIVERY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from storage.unit import Unit

_C = DELIVERY.c
FAILED = (DeliveryState.FAILED, DeliveryState.DEAD, DeliveryState.EXPIRED)
MISSED = "superseded"
"""The code of an occurrence for which a later one stands: nobody has to hear of it."""
_HERE = (_C.community == bindparam("in_community")) & _C.kind.in_(POSTS)
_ANY = select(_C.id, _C.subject, _C.recipient, _C.occurrence, _C.state, _C.message, _C.sent_at, _C.error).where(_HERE)
_BY_ID = _ANY.where(_C.id.in_(bindparam("with_ids", expanding=True)))
_ABOUT = _ANY.where(_C.subject.in_(bindparam("of_subjects", expanding=True))).order_by(_C.due_at, _C.id)
_IN_TROUBLE = _ANY.where(
    _C.state.in_(FAILED), _C.due_at >= bindparam("since"), func.coalesce(_C.error, "") != MISSED
).order_by(_C.due_at.desc(), _C.id)
_RENEWALS = select(_C.subject, _C.generation, _C.state).where(
    _C.community == bindparam("in_community"),
    _C.kind == NoticeKind.REFRESH,
    _C.state.in_((DeliveryState.PENDING, DeliveryState.SENDING)),
    _C.subject.in_(bindparam("of_subjects", expanding=True)),
)
# Whoever asks for it has looked: another generation is another message, under a key of its own.
_AGAIN = (
    update(DELIVERY)
    .where(_HERE, _C.id == bindparam("with_id"), _C.state.in_(FAILED))
    .values(
        state=DeliveryState.PENDING,
        next_at=bindparam("at", type_=_C.next_at.type),
        attempts=0,
        crashes=0,
        unread=0,
        in_doubt=False,
        first_attempt_at=None,
        error=None,
        generation=_C.generation + 1,
        holder=None,
        unseen=False,
    )
)


@dataclass(frozen=True, slots=True)
class Announcements:
    _unit: Unit

    async def by_id(self, ids: Sequence[str]) -> dict[str, Announcement]:
        rows = await self._unit.rows(_BY_ID, {"with_ids": list(ids)}) if ids else ()
        return {row.id: self._announcement(row) for row in rows}

    async def about(self, topics: Sequence[Topic]) -> Sequence[Announcement]:
        subjects = [str(topic) for topic in topics]
        rows = await self._unit.rows(_ABOUT, {"of_subjects": subjects}) if subjects else ()
        return [self._announcement(row) for row in rows]

    async def renewals(self, announcements: Sequence[str]) -> dict[str, dict[int, bool]]:
        found: dict[str, dict[int, bool]] = {}
        for row in await self._unit.rows(_RENEWALS, {"of_subjects": list(announcements)}) if announcements else ():
            found.setdefault(row.subject, {})[row.generation] = row.state is DeliveryState.SENDING
        return found

    async def failed(self, since: datetime) -> Sequence[Announcement]:
        return [self._announcement(row) for row in await self._unit.rows(_IN_TROUBLE, {"since": since})]

    async def again(self, announcement: DeliveryId, at: datetime) -> bool:
        return (await self._unit.run(_AGAIN, {"with_id": announcement, "at": at})).rowcount == 1

    def _announcement(self, row: Row[Any]) -> Announcement:
        channel = Channel.at(row.recipient, self._unit.community)
        assert channel is not None, "announcements go to channels"
        topic = Topic.parse(row.subject)
        return Announcement(
            DeliveryId(row.id), topic, channel, row.occurrence, row.state, row.message, row.sent_at, row.error
        )
