"""What one community's members have coming, written and asked inside a unit of work. See bot.ports.Outbox."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, delete, func, insert, select, update

from bot.domain.delivery import POSTS, Arrived, DeliveryState, Due, NoticeKind, Unseen
from bot.domain.ids import DeliveryId, MemberId, new_id
from bot.domain.together import Spoken
from storage.dues import DUE_COLUMNS, due_of
from storage.tables.delivery import DELIVERY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Executable, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.ids import CommunityId
    from bot.domain.times import Moment
    from bot.domain.wanted import Wanted

_COLUMNS = DELIVERY.c
_HERE = _COLUMNS.community == bindparam("in_community")
_SERIES = _HERE & (_COLUMNS.kind == bindparam("of_kind")) & (_COLUMNS.subject == bindparam("of_subject"))
_CLOSED = {"next_at": None, "holder": None}
_WITHIN_THE_MINUTE = timedelta(minutes=1)
"""A moment is a whole minute: this one's began up to so much ago."""

_LATE_AT_MOST = 50
"""How many that were due later one can be sent before it, and still be found to be the latest sent."""

_OPEN = select(_COLUMNS.id, _COLUMNS.state).where(_SERIES, _COLUMNS.next_at.is_not(None))
# The lock waits for a claim in progress, whose inserts the statements that follow then see, and keeps new ones away.
_LOCK = _OPEN.order_by(_COLUMNS.id).with_for_update()
_SPOKEN_UNTIL = select(func.max(_COLUMNS.due_at)).where(
    _SERIES,
    _COLUMNS.recipient == bindparam("to_recipient"),
    _COLUMNS.state.not_in((DeliveryState.PENDING, DeliveryState.CANCELLED)),
)
# An occurrence that a whole series took along when it moved was spoken of under a key that is later than its time.
_SPOKEN = select(_COLUMNS.occurrence).where(
    _SERIES,
    _COLUMNS.recipient == bindparam("to_recipient"),
    _COLUMNS.state.not_in((DeliveryState.PENDING, DeliveryState.CANCELLED)),
)
_SAME = select(_COLUMNS.id, _COLUMNS.state, _COLUMNS.generation, _COLUMNS.moment).where(
    _SERIES,
    _COLUMNS.recipient == bindparam("to_recipient"),
    _COLUMNS.occurrence == bindparam("at_occurrence"),
)
_CANCEL_OTHERS = (
    update(DELIVERY)
    .where(_SERIES, _COLUMNS.state == DeliveryState.PENDING, _COLUMNS.id != bindparam("but"))
    .values(state=DeliveryState.CANCELLED, **_CLOSED)
)
_TO_DUE = bindparam("to_due", type_=_COLUMNS.next_at.type)
_RENEW = (
    update(DELIVERY)
    .where(_HERE, _COLUMNS.id == bindparam("with_id"), _COLUMNS.state == DeliveryState.PENDING)
    .values(
        moment=bindparam("to_moment"),
        unasked=bindparam("is_unasked"),
        due_at=bindparam("to_due"),
        # One that waits, for the end of quiet hours or for another try, goes on waiting where its time is as it was.
        next_at=case((_COLUMNS.due_at == bindparam("to_due"), _COLUMNS.next_at), else_=_TO_DUE),
    )
)
_ADD = insert(DELIVERY)

_TO_MEMBER = _HERE & (_COLUMNS.recipient == bindparam("to_recipient"))
_SENT = select(*DUE_COLUMNS).where(_TO_MEMBER, _COLUMNS.state == DeliveryState.SENT)
# The index is by due_at, which recording a result leaves alone: a burst of results then touches half as many pages.
_LATELY = _SENT.add_columns(_COLUMNS.sent_at).order_by(_COLUMNS.due_at.desc()).limit(_LATE_AT_MOST).subquery()
_SENT_SINCE = select(_LATELY).where(_LATELY.c.sent_at >= bindparam("since")).order_by(_LATELY.c.sent_at.desc())
_LATEST_SENT = select(_LATELY).order_by(_LATELY.c.sent_at.desc(), _LATELY.c.id.desc()).limit(1)
_UNASKED = (
    select(_COLUMNS.recipient, func.count().label("many"))
    .where(
        _HERE,
        _COLUMNS.recipient.in_(bindparam("to_recipients", expanding=True)),
        _COLUMNS.sent_at >= bindparam("since"),
        _COLUMNS.unasked,
    )
    .group_by(_COLUMNS.recipient)
)
_UNSEEN = (
    select(*DUE_COLUMNS, _COLUMNS.error)
    .where(_TO_MEMBER, _COLUMNS.sent_at.is_(None), _COLUMNS.unseen)
    .order_by(_COLUMNS.due_at, _COLUMNS.id)
)
_SPOKEN_TO = (
    select(
        _COLUMNS.recipient,
        _COLUMNS.kind,
        _COLUMNS.occurrence,
        _COLUMNS.state,
        _COLUMNS.next_at,
        _COLUMNS.platform,
        _COLUMNS.destination,
    )
    .where(_HERE, _COLUMNS.recipient.in_(bindparam("to_recipients", expanding=True)))
    .order_by(_COLUMNS.due_at, _COLUMNS.generation, _COLUMNS.id)
)
_SENT_AT = select(func.max(_COLUMNS.sent_at)).where(_SERIES)
_SHOWN = update(DELIVERY).where(_HERE, _COLUMNS.id.in_(bindparam("with_ids", expanding=True))).values(unseen=False)
_OF_SUBJECTS = (
    _HERE & _COLUMNS.kind.in_(list(NoticeKind)) & _COLUMNS.subject.in_(bindparam("of_subjects", expanding=True))
)
NOBODY = ""
"""The recipient of what was being sent to a member who is gone by now."""


def _forgetting(which: ColumnElement[bool], **loosened: str) -> tuple[Executable, ...]:
    """One that is being sent stays until somebody has recorded what came of it, but says no more whom it was about.

    The first waits for a claim in progress, whose next occurrence the second then sees. Results lock in the same order.
    """
    return (
        select(_COLUMNS.id).where(which, _COLUMNS.next_at.is_not(None)).order_by(_COLUMNS.id).with_for_update(),
        delete(DELIVERY).where(which, _COLUMNS.state != DeliveryState.SENDING),
        update(DELIVERY).where(which).values(subject=_COLUMNS.id, **loosened),
    )


_FORGET_MEMBER = _forgetting(_TO_MEMBER, recipient=NOBODY)
_FORGET_SUBJECTS = _forgetting(_OF_SUBJECTS)


@dataclass(frozen=True, slots=True)
class Outbox:
    """The side of deliveries that commands write, in their own transaction."""

    _connection: AsyncConnection
    _community: CommunityId
    _put_back_at: datetime | None = None

    def putting_back(self, at: datetime) -> Outbox:
        """The same, for records that are put back as they were: what they waited for before ``at`` is not delivered
        again because its row was pruned."""
        return replace(self, _put_back_at=at)

    async def align(
        self, *, kind: NoticeKind, subject: str, recipient: MemberId, moment: Moment | None, unasked: bool
    ) -> None:
        """Have exactly one open delivery for this record, at ``moment``; none: have none.

        An occurrence that was sent, or is being sent, is not sent again: a recurring moment then continues with the
        first one after those, and a single one is over. The same wall time in another zone is another occurrence.
        """
        series = {"of_kind": kind, "of_subject": subject, "to_recipient": recipient}
        await self._rows(_LOCK, **series)
        moment = await self._unspoken(moment, series)
        if moment is None:
            await self._run(_CANCEL_OTHERS, **series, but="")
            return
        alike = await self._rows(_SAME, **series, at_occurrence=moment.key)
        same = [row for row in alike if row.moment.zone == moment.zone]
        pending = next((row.id for row in same if row.state is DeliveryState.PENDING), None)
        await self._run(_CANCEL_OTHERS, **series, but=pending or "")
        if pending is not None:
            await self._run(_RENEW, with_id=pending, to_moment=moment, is_unasked=unasked, to_due=moment.instant)
        elif all(row.state is DeliveryState.CANCELLED for row in same) and (same or not self._was_pruned(moment)):
            due = Due(DeliveryId(new_id(moment.instant)), kind, subject, recipient, moment, moment.instant, unasked)
            await self._add(due, generation=1 + max((row.generation for row in alike), default=0))

    async def follow(self, before: Sequence[Wanted], after: Sequence[Wanted]) -> None:
        """Go from what was wanted before to what is wanted now; what is wanted as before stays as it is."""
        coming = {(each.kind, each.subject) for each in after}
        over = [each for each in before if (each.kind, each.subject) not in coming]
        news = [each for each in after if each not in before]
        for each in (*over, *news):
            await self.align(
                kind=each.kind,
                subject=each.subject,
                recipient=each.recipient,
                moment=None if each in over else each.moment,
                unasked=each.unasked,
            )

    async def begin(self, wanted: Iterable[Wanted], at: datetime) -> None:
        """Have what many records want that are new: nothing was said of them yet, so nothing has to be looked up."""
        dues = [
            Due(
                DeliveryId(new_id(at)),
                each.kind,
                each.subject,
                each.recipient,
                each.moment,
                each.moment.instant,
                each.unasked,
            )
            for each in wanted
        ]
        if dues:
            await self._connection.execute(_ADD, [self._row(due, generation=1) for due in dues])

    async def cancel_all(self, member: MemberId) -> None:
        """Erase whatever this member has coming or was sent."""
        for statement in _FORGET_MEMBER:
            await self._run(statement, to_recipient=member)

    async def cancel_subjects(self, subjects: Iterable[str]) -> None:
        """Erase whatever speaks of these records."""
        of_subjects = list(subjects)
        for statement in _FORGET_SUBJECTS:
            await self._run(statement, of_subjects=of_subjects)

    async def is_being_sent(self, kind: NoticeKind, subject: str) -> bool:
        """In a unit of work that may write, the answer stays true until its end: nothing is claimed meanwhile."""
        only_reads = self._connection.sync_engine.get_execution_options().get("postgresql_readonly")
        rows = await self._rows(_OPEN if only_reads else _LOCK, of_kind=kind, of_subject=subject)
        return any(row.state is DeliveryState.SENDING for row in rows)

    async def latest_sent(self, member: MemberId) -> Arrived | None:
        rows = await self._rows(_LATEST_SENT, to_recipient=member)
        return Arrived(due_of(rows[0]), rows[0].sent_at) if rows else None

    async def sent_since(self, member: MemberId, since: datetime) -> Sequence[Arrived]:
        rows = await self._rows(_SENT_SINCE, to_recipient=member, since=since)
        return [Arrived(due_of(row), row.sent_at) for row in rows]

    async def sent(self, member: MemberId, delivery: DeliveryId) -> Due | None:
        rows = await self._rows(_SENT.where(_COLUMNS.id == bindparam("with_id")), to_recipient=member, with_id=delivery)
        return due_of(rows[0]) if rows else None

    async def sent_at(self, kind: NoticeKind, subject: str) -> datetime | None:
        return (await self._rows(_SENT_AT, of_kind=kind, of_subject=subject))[0][0]

    async def unasked_since(self, members: Sequence[MemberId], since: datetime) -> dict[MemberId, int]:
        rows = await self._rows(_UNASKED, to_recipients=list(members), since=since)
        return dict.fromkeys(members, 0) | {MemberId(row.recipient): row.many for row in rows}

    async def spoken_to(self, groups: Sequence[MemberId]) -> Sequence[Spoken]:
        rows = await self._rows(_SPOKEN_TO, to_recipients=list(groups)) if groups else ()
        return [Spoken(*row) for row in rows]

    async def unseen(self, member: MemberId) -> Sequence[Unseen]:
        return [Unseen(due_of(row), row.error or "") for row in await self._rows(_UNSEEN, to_recipient=member)]

    async def shown(self, unseen: Sequence[Unseen]) -> None:
        await self._run(_SHOWN, with_ids=[each.due.id for each in unseen])

    async def _unspoken(self, moment: Moment | None, series: dict[str, Any]) -> Moment | None:
        if moment is None or moment.rule is None:
            return moment
        until = (await self._rows(_SPOKEN_UNTIL, **series))[0][0]
        if until is not None and moment.instant <= until:
            moment = moment.following(until)
        if series["of_kind"] not in POSTS:
            return moment
        spoken = {row.occurrence for row in await self._rows(_SPOKEN, **series)}
        while moment is not None and moment.key in spoken:
            moment = moment.following(moment.instant)
        return moment

    def _was_pruned(self, moment: Moment) -> bool:
        """Of a moment without any row: only one that recurs keeps its last. What comes up by undoing itself is new."""
        if moment.rule is not None or self._put_back_at is None:
            return False
        return moment.instant <= self._put_back_at - _WITHIN_THE_MINUTE

    async def _add(self, due: Due, *, generation: int) -> None:
        await self._connection.execute(_ADD, self._row(due, generation=generation))

    def _row(self, due: Due, *, generation: int) -> dict[str, Any]:
        return {
            "community": self._community,
            "id": due.id,
            "kind": due.kind,
            "subject": due.subject,
            "recipient": due.recipient,
            "occurrence": due.moment.key,
            "generation": generation,
            "moment": due.moment,
            "due_at": due.due_at,
            "unasked": due.unasked,
            "state": DeliveryState.PENDING,
            "next_at": due.due_at,
        }

    async def _run(self, statement: Any, **values: Any) -> None:
        await self._connection.execute(statement, {"in_community": self._community, **values})

    async def _rows(self, statement: Any, **values: Any) -> Sequence[Row[Any]]:
        return (await self._connection.execute(statement, {"in_community": self._community, **values})).all()
