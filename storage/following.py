"""What depends on a record and is written with it: its deliveries, and the index over a member's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert

from bot.domain.delivery import NoticeKind
from bot.domain.followups import FollowUp, FollowUpState
from bot.domain.ids import MemberId
from bot.domain.introductions import Promise
from bot.domain.members import Member
from bot.domain.people import Person, name_key
from bot.domain.reminders import Reminder
from bot.domain.wanted import Telling
from storage.gatherings import follow_gathering
from storage.publishing import follow_boards
from storage.tables.members import MEMBER_NAME

if TYPE_CHECKING:
    from bot.domain.times import Moment
    from bot.domain.wanted import Wanted
    from storage.shapes import Record
    from storage.unit import Unit

Woken = Person | Promise | FollowUp | Reminder | Member

_NOTICES: dict[type[Woken], NoticeKind] = {
    Person: NoticeKind.NUDGE,
    Promise: NoticeKind.PROMISE,
    FollowUp: NoticeKind.FOLLOWUP,
    Reminder: NoticeKind.REMINDER,
    Member: NoticeKind.DIGEST,
}

_FORGET_NAME = delete(MEMBER_NAME).where(
    MEMBER_NAME.c.community == bindparam("in_community"), MEMBER_NAME.c.member == bindparam("of_member")
)
_INDEX_NAME = insert(MEMBER_NAME)


async def follow(unit: Unit, before: Record | None, after: Record | None) -> None:
    """Bring what depends on a record from its state before to its state after; none means that it is not there."""
    record = before if after is None else after
    if isinstance(record, Woken):
        await _move_delivery(unit, record, before, after)
    if isinstance(record, Member):
        await _index_name(unit, before, after)
    if isinstance(record, Telling):
        await unit.outbox.follow(_wanted(before), _wanted(after))
    await follow_gathering(unit, before, after)
    await follow_boards(unit, before, after)


async def _move_delivery(unit: Unit, record: Woken, before: Record | None, after: Record | None) -> None:
    moment, unasked = _wake(after)
    if _wake(before) == (moment, unasked):
        return
    recipient = record.id if isinstance(record, Member) else record.owner
    await unit.outbox.align(
        kind=_NOTICES[type(record)],
        subject=record.id,
        recipient=MemberId(recipient),
        moment=moment,
        unasked=unasked,
    )


def _wake(record: Record | None) -> tuple[Moment | None, bool]:
    if not isinstance(record, Woken):
        return None, False
    return record.wake, isinstance(record, FollowUp) and record.state is FollowUpState.SUGGESTED


def _wanted(record: Record | None) -> tuple[Wanted, ...]:
    return record.wanted if isinstance(record, Telling) else ()


async def _index_name(unit: Unit, before: Record | None, after: Record | None) -> None:
    old, new = _name_parts(before), _name_parts(after)
    if old == new:
        return
    if isinstance(before, Member):
        await unit.run(_FORGET_NAME, {"of_member": before.id})
    if isinstance(after, Member) and new:
        rows = [{"community": unit.community, "part": part, "member": after.id} for part in sorted(new)]
        await unit.connection.execute(_INDEX_NAME, rows)


def _name_parts(record: Record | None) -> set[str]:
    """The name key from each of its words on: "ana silva" and "silva"."""
    if not isinstance(record, Member):
        return set()
    words = name_key(record.name).split()
    return {" ".join(words[at:]) for at in range(len(words))}
