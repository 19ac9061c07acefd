"""What members are to be told of the meetups they answered to: the outbox follows the records, whoever changed them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.domain.delivery import NoticeKind
from bot.domain.ids import MemberId
from bot.domain.meetup_notices import OF_COMING, Guest, tally_at, wanted
from bot.domain.meetups import Meetup, Override, occurrence
from bot.domain.members import Member
from bot.domain.naming_meetups import MeetupRef
from bot.domain.rsvps import Rsvp
from storage import shapes
from storage.announcing import follow_announcements
from storage.tables.members import MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Row

    from bot.domain.wanted import Wanted
    from storage.shapes import Record
    from storage.unit import Unit

_RSVPS_AT = shapes.RSVPS_OF_MEETUP.where(shapes.RSVP.table.c.key == bindparam("at_key"))
_GUESTS = select(MEMBER.c.id, MEMBER.c.zone, MEMBER.c.gather_minutes).where(
    MEMBER.c.community == bindparam("in_community"), MEMBER.c.id.in_(bindparam("of_members", expanding=True))
)
_RSVPS_OF_MEMBER = shapes.RSVP.owned.where(shapes.RSVP.table.c.member == bindparam("of_member"))
_Plan = tuple["Meetup", tuple["Override", ...]]


async def follow_gathering(unit: Unit, before: Record | None, after: Record | None) -> None:
    """Bring the outbox from what was wanted before to what is wanted now; nothing for other kinds of record."""
    await follow_announcements(unit, before, after)
    match before if after is None else after:
        case Rsvp() as rsvp:
            plan = await _plan(unit, rsvp.meetup)
            guests = await _guests(unit, [rsvp])
            old, new = (_wanted(each, plan, guests) if isinstance(each, Rsvp) else () for each in (before, after))
            await _settle(unit, rsvp, old, new)
            if not isinstance(before, Rsvp) or not isinstance(after, Rsvp) or before.key != after.key:
                await _tell_host(unit, plan, [rsvp.key])
        case Meetup() as meetup if isinstance(before, Meetup) and after is not None:
            overrides = (await _plan(unit, meetup.id))[1]
            rsvps = await unit.ask(shapes.RSVP, shapes.RSVPS_OF_MEETUP, {"of_meetup": meetup.id})
            await _align_all(unit, rsvps, (before, overrides), (meetup, overrides))
            await _tell_host(unit, (meetup, overrides), [each.key for each in rsvps])
        case Override() as override:
            meetup, overrides = await _plan(unit, override.meetup)
            others = tuple(each for each in overrides if each.key != override.key)
            old, new = ((*others, each) if isinstance(each, Override) else others for each in (before, after))
            rsvps = await unit.ask(shapes.RSVP, _RSVPS_AT, {"of_meetup": meetup.id, "at_key": override.key})
            await _align_all(unit, rsvps, (meetup, old), (meetup, new))
            await _tell_host(unit, (meetup, new), [each.key for each in rsvps])
        case Member() as member if isinstance(before, Member) and before.gather_minutes != member.gather_minutes:
            await _of_guest(unit, member, before)
        case _:
            return


async def _plan(unit: Unit, meetup: str) -> _Plan:
    found = await unit.find(shapes.MEETUP, meetup, meetup)
    assert found is not None, "nothing of a meetup outlives it"
    return found, tuple(await unit.ask(shapes.OVERRIDE, shapes.OVERRIDES_OF_MEETUP, {"of_meetup": meetup}))


async def _align_all(unit: Unit, rsvps: Sequence[Rsvp], before: _Plan, after: _Plan) -> None:
    guests = await _guests(unit, rsvps)
    for rsvp in rsvps:
        await _settle(unit, rsvp, _wanted(rsvp, before, guests), _wanted(rsvp, after, guests))


async def _tell_host(unit: Unit, plan: _Plan, keys: Iterable[str]) -> None:
    """The numbers of each occurrence that anybody answered to."""
    meetup = plan[0]
    host = meetup.host
    at_home = None if host is None else (await _these(unit, [host])).get(host)
    for key in dict.fromkeys(keys):
        found = occurrence(*plan, key)
        told = None if found is None or found.is_cancelled or at_home is None else tally_at(found, at_home.zone)
        subject = str(MeetupRef(meetup.id, key))
        await unit.outbox.align(
            kind=NoticeKind.TALLY, subject=subject, recipient=MemberId(host or ""), moment=told, unasked=False
        )


async def _of_guest(unit: Unit, member: Member, before: Member) -> None:
    """What they are told of all they said yes to, as they want it from now on."""
    old, new = ({str(member.id): _guest(each)} for each in (before, member))
    for rsvp in await unit.ask(shapes.RSVP, _RSVPS_OF_MEMBER, {"of_member": member.id}):
        plan = await _plan(unit, rsvp.meetup)
        await _settle(unit, rsvp, _wanted(rsvp, plan, old), _wanted(rsvp, plan, new))


async def _guests(unit: Unit, rsvps: Iterable[Rsvp]) -> Mapping[str, Guest]:
    return await _these(unit, list({each.member for each in rsvps}))


async def _these(unit: Unit, members: Sequence[MemberId]) -> Mapping[str, Guest]:
    return {row.id: _guest(row) for row in await unit.rows(_GUESTS, {"of_members": list(members)})} if members else {}


def _guest(member: Member | Row[Any]) -> Guest:
    return Guest(member.zone, member.gather_minutes)


def _wanted(rsvp: Rsvp, plan: _Plan, guests: Mapping[str, Guest]) -> tuple[Wanted, ...] | None:
    """None where the meetup has no such occurrence: while a series moves, its answers follow one by one."""
    takes_place = occurrence(*plan, rsvp.key)
    return None if takes_place is None else wanted(rsvp, takes_place, guests[rsvp.member])


async def _settle(unit: Unit, rsvp: Rsvp, before: tuple[Wanted, ...] | None, after: tuple[Wanted, ...] | None) -> None:
    if after is None:
        return
    if before is None:
        coming = {each.kind for each in after}
        for kind in (kind for kind in OF_COMING if kind not in coming):
            await unit.outbox.align(kind=kind, subject=rsvp.id, recipient=rsvp.member, moment=None, unasked=False)
    await unit.outbox.follow(before or (), after)
