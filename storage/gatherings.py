"""What members are to be told of the meetups they answered to: the outbox follows the records, whoever changed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.delivery import NoticeKind
from bot.domain.ids import MemberId
from bot.domain.meetup_notices import OF_COMING, tally_at, wanted
from bot.domain.meetups import Meetup, Override, occurrence
from bot.domain.naming_meetups import MeetupRef
from bot.domain.rsvps import Rsvp
from storage import shapes
from storage.announcing import follow_announcements
from storage.tables.members import MEMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.times import ZoneName
    from bot.domain.wanted import Wanted
    from storage.shapes import Record
    from storage.unit import Unit

_RSVPS_AT = shapes.RSVPS_OF_MEETUP.where(shapes.RSVP.table.c.key == bindparam("at_key"))
_ZONES = select(MEMBER.c.id, MEMBER.c.zone).where(
    MEMBER.c.community == bindparam("in_community"), MEMBER.c.id.in_(bindparam("of_members", expanding=True))
)
_Plan = tuple["Meetup", tuple["Override", ...]]


async def follow_gathering(unit: Unit, before: Record | None, after: Record | None) -> None:
    """Bring the outbox from what was wanted before to what is wanted now; nothing for other kinds of record."""
    await follow_announcements(unit, before, after)
    match before if after is None else after:
        case Rsvp() as rsvp:
            plan = await _plan(unit, rsvp.meetup)
            zones = await _zones(unit, [rsvp])
            old, new = (_wanted(each, plan, zones) if isinstance(each, Rsvp) else () for each in (before, after))
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
        case _:
            return


async def _plan(unit: Unit, meetup: str) -> _Plan:
    found = await unit.find(shapes.MEETUP, meetup, meetup)
    assert found is not None, "nothing of a meetup outlives it"
    return found, tuple(await unit.ask(shapes.OVERRIDE, shapes.OVERRIDES_OF_MEETUP, {"of_meetup": meetup}))


async def _align_all(unit: Unit, rsvps: Sequence[Rsvp], before: _Plan, after: _Plan) -> None:
    zones = await _zones(unit, rsvps)
    for rsvp in rsvps:
        await _settle(unit, rsvp, _wanted(rsvp, before, zones), _wanted(rsvp, after, zones))


async def _tell_host(unit: Unit, plan: _Plan, keys: Iterable[str]) -> None:
    """The numbers of each occurrence that anybody answered to."""
    meetup = plan[0]
    host = meetup.host
    zone = None if host is None else (await _zones_of(unit, [host])).get(host)
    for key in dict.fromkeys(keys):
        found = occurrence(*plan, key)
        told = None if found is None or found.is_cancelled or zone is None else tally_at(found, zone)
        subject = str(MeetupRef(meetup.id, key))
        await unit.outbox.align(
            kind=NoticeKind.TALLY, subject=subject, recipient=MemberId(host or ""), moment=told, unasked=False
        )


async def _zones(unit: Unit, rsvps: Iterable[Rsvp]) -> Mapping[str, ZoneName]:
    return await _zones_of(unit, list({each.member for each in rsvps}))


async def _zones_of(unit: Unit, members: Sequence[MemberId]) -> Mapping[str, ZoneName]:
    return {row.id: row.zone for row in await unit.rows(_ZONES, {"of_members": list(members)})} if members else {}


def _wanted(rsvp: Rsvp, plan: _Plan, zones: Mapping[str, ZoneName]) -> tuple[Wanted, ...] | None:
    """None where the meetup has no such occurrence: while a series moves, its answers follow one by one."""
    takes_place = occurrence(*plan, rsvp.key)
    return None if takes_place is None else wanted(rsvp, takes_place, zones[rsvp.member])


async def _settle(unit: Unit, rsvp: Rsvp, before: tuple[Wanted, ...] | None, after: tuple[Wanted, ...] | None) -> None:
    if after is None:
        return
    if before is None:
        coming = {each.kind for each in after}
        for kind in (kind for kind in OF_COMING if kind not in coming):
            await unit.outbox.align(kind=kind, subject=rsvp.id, recipient=rsvp.member, moment=None, unasked=False)
    await unit.outbox.follow(before or (), after)
