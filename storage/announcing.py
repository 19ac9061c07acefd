"""What a community's channels are to be told of its meetups: the outbox follows the records, whoever changed them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.domain.announcements import announced
from bot.domain.delivery import POSTS, DeliveryState, NoticeKind
from bot.domain.ids import MemberId, new_id
from bot.domain.meetups import Meetup, Override, rekeyed
from bot.domain.noticeboard import Channel, Noticeboard
from bot.domain.rsvps import Rsvp
from bot.domain.times import Moment, local_at
from bot.domain.zones import UTC_ZONE
from storage import shapes
from storage.tables.delivery import DELIVERY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Executable, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.announcements import Topic
    from bot.domain.ids import CommunityId
    from storage.shapes import Record
    from storage.unit import Unit

    Wanted = Mapping[tuple[Topic, str], Moment]

_D = DELIVERY.c
# What was posted of one meetup, or is on its way: everything whose subject begins with its id and a slash.
_POSTED: Executable = select(_D.id, _D.subject, _D.recipient, _D.occurrence, _D.moment, _D.due_at).where(
    _D.community == bindparam("in_community"),
    _D.kind.in_(bindparam("of_kinds", expanding=True)),
    _D.subject > bindparam("after_subject"),
    _D.subject < bindparam("before_subject"),
    _D.state.in_((DeliveryState.SENT, DeliveryState.SENDING)),
)
_REFRESHES = (
    select(
        _D.subject,
        func.max(_D.generation).label("generation"),
        func.max(case((_D.state == DeliveryState.PENDING, 1), else_=0)).label("is_wanted"),
    )
    .where(
        _D.community == bindparam("in_community"),
        _D.kind == NoticeKind.REFRESH,
        _D.subject.in_(bindparam("of_subjects", expanding=True)),
    )
    .group_by(_D.subject)
)
_ADD = insert(DELIVERY)
_ADD_ONCE = insert_or(DELIVERY).on_conflict_do_nothing()
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
        case Rsvp() as rsvp:
            await _refresh(unit, rsvp.meetup, NoticeKind.ANNOUNCE)
        case Meetup() as meetup:
            board, overrides = await _board(unit), await _overrides(unit, meetup.id)
            old, new = (
                announced(each if isinstance(each, Meetup) else None, overrides, board) for each in (before, after)
            )
            if isinstance(before, Meetup) and isinstance(after, Meetup) and before.starts != after.starts:
                await _move_posted(unit, before, after)
            await _align(unit, old, new)
            await _refresh(unit, meetup.id)
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


async def _follow_override(unit: Unit, override: Override, before: Record | None, after: Record | None) -> None:
    meetup, board = await unit.find(shapes.MEETUP, override.meetup, override.meetup), await _board(unit)
    assert meetup is not None, "nothing of a meetup outlives it"
    others = [each for each in await _overrides(unit, meetup.id) if each.key != override.key]
    old, new = (
        announced(meetup, [*others, each] if isinstance(each, Override) else others, board) for each in (before, after)
    )
    await _align(unit, old, new)
    await _refresh(unit, meetup.id)


async def _move_posted(unit: Unit, before: Meetup, after: Meetup) -> None:
    """What was posted of an occurrence is of the one that it became: that is not announced a second time."""
    if not before.is_series or after.told_at is None:
        return
    posted = await unit.rows(_POSTED, _of(after.id))
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


async def _refresh(unit: Unit, meetup: str, *kinds: NoticeKind) -> None:
    """Have everything posted of it written anew, at once. Whoever changes who comes to it holds it meanwhile."""
    await renew(unit, await unit.rows(_POSTED, _of(meetup, *kinds)))


async def renew(unit: Unit, posted: Sequence[Row[Any]]) -> None:
    """Have these deliveries, which stand in a channel or soon will, written anew there, at once."""
    rows = await _renewals(unit.connection, unit.community, posted)
    if rows:
        await unit.connection.execute(_ADD, rows)


async def recount(connection: AsyncConnection, community: CommunityId, meetup: str, now: datetime) -> None:
    """Have the numbers of a meetup written anew, which changed by time alone.

    Nobody holds the meetup for that: where somebody does the same just now, once is enough, and whatever a change to
    the meetup wants has a key of its own.
    """
    which = {"in_community": community, **_of(meetup, NoticeKind.ANNOUNCE)}
    posted = (await connection.execute(_POSTED, which)).all()
    rows = await _renewals(connection, community, posted)
    if rows:
        moment = Moment(local_at(now, UTC_ZONE).replace(second=0, microsecond=0), UTC_ZONE)
        await connection.execute(_ADD_ONCE, [{**row, "occurrence": f"counted {moment.key}"} for row in rows])


async def _renewals(
    connection: AsyncConnection, community: CommunityId, posted: Sequence[Row[Any]]
) -> list[dict[str, object]]:
    """Nothing for those that are to be written anew in any case."""
    if not posted:
        return []
    values = {"in_community": community, "of_subjects": [row.id for row in posted]}
    known = {row.subject: row for row in (await connection.execute(_REFRESHES, values)).all()}
    wanted = [row for row in posted if row.id not in known or not known[row.id].is_wanted]
    return [_refreshing(community, row, 1 + (known[row.id].generation if row.id in known else 0)) for row in wanted]


def _of(meetup: str, *kinds: NoticeKind) -> dict[str, object]:
    """Of these kinds, or of all that stand somewhere."""
    return {"after_subject": f"{meetup}/", "before_subject": f"{meetup}0", "of_kinds": kinds or POSTS}


def _refreshing(community: CommunityId, posted: Row[Any], generation: int) -> dict[str, object]:
    moment = replace(posted.moment, rule=None)
    return {
        "community": community,
        "id": new_id(posted.due_at),
        "kind": NoticeKind.REFRESH,
        "subject": posted.id,
        "recipient": posted.recipient,
        "occurrence": moment.key,
        "generation": generation,
        "moment": moment,
        "due_at": posted.due_at,
        "unasked": False,
        "state": DeliveryState.PENDING,
        "next_at": posted.due_at,
    }
