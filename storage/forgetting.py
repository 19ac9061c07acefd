"""Erasing: rows go, and with them what could bring them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select, update

from bot.domain.delivery import DeliveryState, NoticeKind
from storage import shapes
from storage.board_members import leave_boards
from storage.journal import Journal
from storage.parting import FORGET
from storage.referrals import leave_referrals
from storage.tables import metadata
from storage.tables.company import BLOCK
from storage.tables.delivery import DELIVERY
from storage.tables.feeds import FEED
from storage.tables.journal import CHANGE, INBOUND_EVENT, TALK
from storage.tables.meetups import MEETUP, RSVP
from storage.tables.members import ACCOUNT, LINK_CODE, MEMBER, MEMBER_NAME
from storage.tables.rounds import DRAW, PARTICIPATION, ROUND, SEAT
from storage.tables.volunteers import MENTORSHIP, QUESTION, VOLUNTEER, WISH
from storage.thanks import leave_no_thanks
from storage.unit import not_found

if TYPE_CHECKING:
    from sqlalchemy import Delete, Table

    from bot.domain.ids import MemberId, PersonId
    from storage.unit import Unit


def _delete(table: Table, column: str) -> Delete:
    return delete(table).where(
        table.c.community == bindparam("in_community"), table.c[column] == bindparam("of_member")
    )


_CHILDREN_FIRST = tuple(reversed(metadata.sorted_tables))
_NOTEBOOK = tuple(_delete(table, "owner") for table in _CHILDREN_FIRST if "owner" in table.c)
_HISTORY = _delete(CHANGE, "owner"), _delete(TALK, "owner")
# What tells others of it goes too; what is left of it for them is to be settled before.
_SHARED = (
    (QUESTION, ("seeker", "volunteer"), ("",)),
    (WISH, ("member",), ("",)),
    (MENTORSHIP, ("mentor", "mentee"), ("/mentor", "/mentee")),
)
_TOLD_OF = tuple(
    (
        select(table.c.id).where(
            table.c.community == bindparam("in_community"), table.c[column] == bindparam("of_member")
        ),
        endings,
    )
    for table, columns, endings in _SHARED
    for column in columns
)
_MEMBER = (
    *(_delete(table, column) for table, columns, _ in _SHARED for column in columns),
    *(_delete(table, "member") for table in (SEAT, PARTICIPATION)),
    *(_delete(table, "member") for table in (MEMBER_NAME, LINK_CODE, FEED, RSVP, BLOCK, VOLUNTEER, ACCOUNT)),
    _delete(MEMBER, "id"),
)
_ABOUT_PERSON = tuple(
    _delete(table, "owner").where(table.c.person == bindparam("of_person"))
    for table in _CHILDREN_FIRST
    if "owner" in table.c and "person" in table.c
)
_PERSON = _delete(shapes.PERSON.table, "owner").where(shapes.PERSON.table.c.id == bindparam("of_person"))
_WOKEN_ABOUT_PERSON = tuple(
    select(columns.id).where(
        columns.community == bindparam("in_community"),
        columns.owner == bindparam("of_member"),
        columns.person == bindparam("of_person"),
    )
    for columns in (shapes.PROMISE.table.c, shapes.FOLLOWUP.table.c, shapes.INQUIRY.table.c)
)
# The people of others stay, as people from outside; meetups stay, without a host. The events stay too, without the
# sender: one that is delivered again must not bring the member back.
_LOOSEN = tuple(
    update(column.table)
    .where(column.table.c.community == bindparam("in_community"), column == bindparam("of_member"))
    .values({column.name: None})
    for column in (shapes.PERSON.table.c.member, INBOUND_EVENT.c.member, MEETUP.c.host, ROUND.c.by, DRAW.c.by)
)


_D, _M = DELIVERY.c, MENTORSHIP.c
_ENDED = select(_M.id).where(
    _M.community == bindparam("in_community"),
    (_M.mentor == bindparam("of_member")) | (_M.mentee == bindparam("of_member")),
    _M.ended_at.is_not(None),
)
# Whoever was to be told that a mentoring is over is told so still, without the record that named the one who is gone.
_OTHERS_WHO_ARE_TOLD = (
    update(DELIVERY)
    .where(
        _D.community == bindparam("in_community"),
        _D.kind == NoticeKind.MENTORING_OVER,
        _D.subject.in_(bindparam("of_subjects", expanding=True)),
        _D.recipient != bindparam("of_member"),
        _D.state == DeliveryState.PENDING,
    )
    .values(kind=NoticeKind.MENTORING_GONE, subject=_D.id)
)


async def forget_person(unit: Unit, owner: MemberId, person: PersonId) -> None:
    """Raise NotFound where there is no such person in this notebook."""
    if await unit.find(shapes.PERSON, owner, person) is None:
        raise not_found()
    values = {"of_member": owner, "of_person": person}
    subjects = [row.id for question in _WOKEN_ABOUT_PERSON for row in await unit.rows(question, values)]
    await unit.outbox.cancel_subjects([person, *subjects])
    for statement in (*_ABOUT_PERSON, _PERSON, *_HISTORY):
        await unit.run(statement, values)
    _lose_track(unit)


async def forget_everything(unit: Unit, owner: MemberId) -> None:
    """The member's whole trace. Nothing is kept of them, not even that they were here."""
    await leave_boards(unit, owner)
    await leave_no_thanks(unit, owner)
    await leave_referrals(unit, owner)
    await unit.outbox.cancel_all(owner)
    await _leave_word(unit, owner)
    await unit.outbox.cancel_subjects(await _told_of(unit, owner))
    for statement in (*FORGET, *_NOTEBOOK, *_LOOSEN, *_MEMBER):
        await unit.run(statement, {"of_member": owner})
    unit.forgotten.add(owner)
    _lose_track(unit)


async def _leave_word(unit: Unit, owner: MemberId) -> None:
    """What has ended is told still. Of what has not, nobody hears at its time: ending it comes before forgetting."""
    ended = [row.id for row in await unit.rows(_ENDED, {"of_member": owner})]
    subjects = [f"{each}/{role}" for each in ended for role in ("mentor", "mentee")]
    if subjects:
        await unit.run(_OTHERS_WHO_ARE_TOLD, {"of_subjects": subjects, "of_member": owner})


async def _told_of(unit: Unit, owner: MemberId) -> list[str]:
    """What others are told of that was between them and this member."""
    of_member = {"of_member": owner}
    return [
        f"{row.id}{ending}"
        for question, endings in _TOLD_OF
        for row in await unit.rows(question, of_member)
        for ending in endings
    ]


def _lose_track(unit: Unit) -> None:
    """What this unit did before can no longer be undone either."""
    unit.seen.clear()
    unit.journal = Journal()
    unit.has_changes = False
