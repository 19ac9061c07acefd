"""What a community's channels are to be told of its meetups: the outbox follows the records, whoever changed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, update

from bot.domain.announcements import announced
from bot.domain.delivery import POSTS, DeliveryState, NoticeKind
from bot.domain.ids import MemberId
from bot.domain.meetups import Meetup, Override, rekeyed
from bot.domain.noticeboard import Channel, Noticeboard
from bot.domain.rsvps import Rsvp
from bot.domain.times import Moment
from storage import shapes
from storage.renewing import posted_of, renew_meetup
from storage.tables.delivery import DELIVERY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.announcements import Topic
    from storage.shapes import Record
    from storage.unit import Unit

    Wanted = Mapping[tuple[Topic, str], Moment]

_D = DELIVERY.c
_HERE = (_D.community == bindparam("in_community")) & _D.kind.in_(POSTS)
_CLEAR = delete(DELIVERY).where(
    _HERE,
    _D.subject == bindparam("of_subject"),
    _D.recipient == bindparam("to_recipient"),
    _D.occurrence == bindparam("at_occurrence"),
    _D.state.in_((DeliveryState.PENDING, DeliveryState.CANCELLED)),
)
_MOVE = update(DELIVERY).where(_HERE, _D.id == bindparam("with_id")).values(occurrence=bindparam("to_occurrence"))


async def follow_announcements(unit: Unit, before: Record | None, after: Record | None) -> None:
    """Bring the outbox from what was wanted before to what is wanted now, and what was posted up to date."""
    match before if after is None else after:
        case Rsvp() as rsvp if _counts(before) != _counts(after):
            await renew_meetup(unit.connection, unit.community, rsvp.meetup, NoticeKind.ANNOUNCE)
        case Meetup() as meetup:
            board, overrides = await _board(unit), await _overrides(unit, meetup.id)
            old, new = (
                announced(each if isinstance(each, Meetup) else None, overrides, board) for each in (before, after)
            )
            if isinstance(before, Meetup) and isinstance(after, Meetup) and before.starts != after.starts:
                await _move_posted(unit, before, after)
            await _align(unit, old, new)
            await renew_meetup(unit.connection, unit.community, meetup.id)
        case Override() as override:
            await _follow_override(unit, override, before, after)
        case Noticeboard() as board:
            for meetup in await unit.ask(shapes.MEETUP, shapes.MEETUPS_COMING, {"after": board.since}):
                overrides = await _overrides(unit, meetup.id)
                old, new = (
                    announced(meetup, overrides, each if isinstance(each, Noticeboard) else None)
                    for each in (before, after)
                )
                await _align(unit, old, new)
        case _:
            return


def _counts(record: Record | None) -> tuple[object, ...]:
    """What of an answer is in the numbers that stand in channels."""
    return (record.answer, record.is_seated, record.offer_until) if isinstance(record, Rsvp) else ()


async def _follow_override(unit: Unit, override: Override, before: Record | None, after: Record | None) -> None:
    meetup, board = await unit.find(shapes.MEETUP, override.meetup, override.meetup), await _board(unit)
    assert meetup is not None, "nothing of a meetup outlives it"
    others = [each for each in await _overrides(unit, meetup.id) if each.key != override.key]
    old, new = (
        announced(meetup, [*others, each] if isinstance(each, Override) else others, board) for each in (before, after)
    )
    await _align(unit, old, new)
    await renew_meetup(unit.connection, unit.community, meetup.id)


async def _move_posted(unit: Unit, before: Meetup, after: Meetup) -> None:
    """What was posted of an occurrence is of the one that it became: that is not announced a second time."""
    if not before.is_series or after.told_at is None:
        return
    posted = await posted_of(unit.connection, unit.community, after.id)
    keys = rekeyed(before, after, (), after.told_at)
    forward = any(new > old for old, new in keys.items())  # none is moved over one that has yet to move
    for row in sorted(posted, key=lambda row: row.occurrence, reverse=forward):
        key = keys.get(row.occurrence, row.occurrence)
        if key != row.occurrence:
            place = {"of_subject": row.subject, "to_recipient": row.recipient, "at_occurrence": key}
            await unit.run(_CLEAR, place)
            await unit.run(_MOVE, {"with_id": row.id, "to_occurrence": key})


async def _board(unit: Unit) -> Noticeboard | None:
    return await unit.find(shapes.NOTICEBOARD, unit.community, unit.community)


async def _overrides(unit: Unit, meetup: str) -> Sequence[Override]:
    return await unit.ask(shapes.OVERRIDE, shapes.OVERRIDES_OF_MEETUP, {"of_meetup": meetup})


async def _align(unit: Unit, before: Wanted, after: Wanted) -> None:
    for topic, channel in dict.fromkeys((*before, *after)):
        moment = after.get((topic, channel))
        if moment == before.get((topic, channel)):
            continue
        if moment is None and any(each == topic for each, _ in after):
            continue  # the same goes to another channel there, and takes its place
        recipient = MemberId(Channel(unit.community, topic.platform, channel).address)
        await unit.outbox.align(kind=topic.kind, subject=str(topic), recipient=recipient, moment=moment, unasked=False)
