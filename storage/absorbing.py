"""Two members who are one person: one notebook goes into the other, and nothing is lost or sent twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, exists, select, update

from bot.domain.pitches import current
from bot.domain.profiles import Showcase, as_one
from storage import shapes
from storage.between import settle_between
from storage.board_members import be_one_on_boards
from storage.forgetting import forget_everything
from storage.parting import AS_ONE, MOVED, be_one_in_introductions
from storage.referrals import be_one_in_referrals
from storage.tables import metadata
from storage.tables.boards import HAND, POST
from storage.tables.company import BLOCK
from storage.tables.delivery import DELIVERY
from storage.tables.feeds import FEED
from storage.tables.journal import INBOUND_EVENT
from storage.tables.meetups import MEETUP, RSVP
from storage.tables.members import ACCOUNT
from storage.tables.referrals import REFERRAL, VOUCH
from storage.tables.rounds import DRAW, PARTICIPATION, ROUND, SEAT
from storage.tables.thanks import THANKS
from storage.tables.volunteers import MENTORSHIP, QUESTION, SESSION, VOLUNTEER, WISH
from storage.thanks import be_one_in_thanks

if TYPE_CHECKING:
    from sqlalchemy import Select, Table, Update

    from bot.domain.ids import MemberId
    from bot.domain.profiles import Profile
    from storage.unit import Unit

_NOTEBOOK = tuple(
    shape for table in metadata.sorted_tables if "owner" in table.c and (shape := shapes.SHAPES.get(table.name))
)
"""Parents first."""

_PEOPLE = shapes.PERSON.table


def _repoint(table: Table, column: str) -> Update:
    return (
        update(table)
        .where(table.c.community == bindparam("in_community"), table.c[column] == bindparam("from_member"))
        .values({column: bindparam("to_member")})
    )


_MOVED = (
    _repoint(ACCOUNT, "member"),
    _repoint(DELIVERY, "recipient"),
    _repoint(INBOUND_EVENT, "member"),
    _repoint(MEETUP, "host"),
    _repoint(RSVP, "member"),
    _repoint(FEED, "member"),
    _repoint(BLOCK, "member"),
    _repoint(POST, "author"),
    _repoint(POST, "solved_by"),
    _repoint(HAND, "member"),
    _repoint(HAND, "author"),
    _repoint(VOLUNTEER, "member"),
    _repoint(WISH, "member"),
    *(_repoint(QUESTION, column) for column in ("seeker", "volunteer")),
    *(_repoint(MENTORSHIP, column) for column in ("mentor", "mentee", "ended_by")),
    _repoint(SESSION, "other"),
    _repoint(THANKS, "giver"),
    _repoint(THANKS, "taker"),
    _repoint(REFERRAL, "asker"),
    _repoint(VOUCH, "member"),
    _repoint(VOUCH, "asker"),
    _repoint(ROUND, "by"),
    _repoint(DRAW, "by"),
    _repoint(PARTICIPATION, "member"),
    _repoint(SEAT, "member"),
    *(_repoint(column.table, column.name) for column in MOVED),
)
_THEMSELVES = delete(BLOCK).where(
    BLOCK.c.community == bindparam("in_community"), BLOCK.c.owner == bindparam("by"), BLOCK.c.member == bindparam("by")
)


def _said_twice(table: Table, *of: str) -> Select[tuple[str]]:
    other = table.alias("other")
    return select(table.c.id).where(
        table.c.community == bindparam("in_community"),
        table.c.member == bindparam("from_member"),
        exists().where(
            other.c.community == table.c.community,
            *(other.c[column] == table.c[column] for column in of),
            other.c.member == bindparam("to_member"),
        ),
    )


# Who did the same from both accounts did it once: what the account did that stays holds.
_TWICE: tuple[tuple[shapes.Shape[Any], Select[tuple[str]]], ...] = (
    (shapes.RSVP, _said_twice(RSVP, "meetup", "key")),
    (shapes.PARTICIPATION, _said_twice(PARTICIPATION, "round")),
    (shapes.SEAT, _said_twice(SEAT, "draw")),
)
_KNOW_BOTH = select(_PEOPLE.c.owner).where(
    _PEOPLE.c.community == bindparam("in_community"), _PEOPLE.c.member == bindparam("to_member")
)
# Whoever knows both keeps two entries, one of them as somebody from outside, until they merge them.
_KNOWN_TO_OTHERS = _repoint(_PEOPLE, "member").where(_PEOPLE.c.owner.not_in(_KNOW_BOTH.scalar_subquery()))


async def absorb(unit: Unit, gone: MemberId, into: MemberId) -> None:
    """Deliveries and accounts move as they are. What ``gone`` could undo can no longer be undone."""
    records: list[tuple[shapes.Shape[Any], Any]] = [
        (shape, record) for shape in _NOTEBOOK for record in await unit.ask(shape, shape.owned, {"of_owner": gone})
    ]
    profile = as_one(await _showcase(unit, into), await _showcase(unit, gone))
    taken = {into} | {each.member for each in await unit.ask(shapes.PERSON, shapes.PERSON.owned, {"of_owner": into})}
    await unit.outbox.cancel_subjects([gone])  # the digest speaks for the member
    await be_one_on_boards(unit, gone, into)
    await settle_between(unit, gone, into)
    await be_one_in_thanks(unit, gone, into)
    await be_one_in_referrals(unit, gone, into)
    for shape, question in _TWICE:
        for row in await unit.rows(question, {"from_member": gone, "to_member": into}):
            await unit.write(shape, await unit.find(shape, row.id, row.id), None)
    for statement in (*_MOVED, *AS_ONE, _KNOWN_TO_OTHERS):
        await unit.run(statement, {"from_member": gone, "to_member": into})
    await forget_everything(unit, gone)
    for shape, record in records:
        if shape is shapes.PROFILE:
            continue
        kept = replace(record, owner=into)
        if shape is shapes.PERSON and kept.member in taken:
            kept = replace(kept, member=None)
        row = {"community": unit.community, **shape.to_row(kept, unit.box)}
        await unit.connection.execute(shape.insert, row)
    await unit.run(_THEMSELVES, {"by": into})
    await be_one_in_introductions(unit, into)
    if profile is not None:
        await _keep_profile(unit, profile)


async def _showcase(unit: Unit, member: MemberId) -> Showcase:
    found = await unit.find(shapes.MEMBER, member, member)
    assert found is not None, "both are members"
    deeds = await unit.ask(shapes.DEED, shapes.DEED.owned, {"of_owner": member})
    pitches = await unit.ask(shapes.PITCH, shapes.PITCH.owned, {"of_owner": member})
    profile = await unit.find(shapes.PROFILE, member, member)
    return Showcase(found, profile, current(pitches), tuple(deeds))


async def _keep_profile(unit: Unit, profile: Profile) -> None:
    before = await unit.find(shapes.PROFILE, profile.owner, profile.id)
    version = 1 if before is None else before.version + 1
    await unit.write(shapes.PROFILE, before, replace(profile, version=version))
