"""Undoing what others were told of: the records go back, and what has changed with that is told as a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.meetups import Meetup, Override, occurrence
from bot.domain.rsvps import Rsvp
from bot.domain.seats import Hall
from storage import shapes
from storage.holding import HOLD
from storage.unit import changed_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storage.journal import Entry
    from storage.shapes import Record
    from storage.unit import Unit


async def as_it_was(unit: Unit, before: Record | None, now: Record | None, at: datetime) -> Record | None:
    """What stands in the database once a record was undone. A meetup, and an occurrence of its own time, go on to the
    next sequence instead of back: members and calendars have seen the last one."""
    if isinstance(before, Meetup) and isinstance(now, Meetup):
        return before.put_back_over(now, at=at)
    if isinstance(now, Override):
        return await _override_as_it_was(unit, before, now, at)
    return before


async def _override_as_it_was(unit: Unit, before: Record | None, now: Override, at: datetime) -> Override:
    meetup = await unit.find(shapes.MEETUP, now.meetup, now.meetup)
    assert meetup is not None, "an override belongs to its meetup"
    sequence = max(meetup.sequence, now.sequence + 1)
    if isinstance(before, Override):
        return replace(before, sequence=sequence, told_at=at)
    original = replace(meetup.starts, local=datetime.fromisoformat(now.key), rule=None)
    return replace(now, starts=original, sequence=sequence, told_at=at, version=now.version + 1)


async def touched_by(unit: Unit, entries: Iterable[Entry]) -> Sequence[str]:
    """The meetups whose records are about to be put back, held until the unit ends."""
    ids: dict[str, None] = {}
    for entry in entries:
        record = entry.before or await unit.find(entry.shape, entry.owner, entry.id)
        if isinstance(record, Rsvp | Override):
            ids[record.meetup] = None
        elif isinstance(record, Meetup):
            ids[record.id] = None
    if ids:
        await unit.rows(HOLD, {"with_ids": list(ids)})
    return list(ids)


async def seats_again(unit: Unit, meetups: Iterable[str], at: datetime) -> None:
    """Plan anew who may sit. Raise NotPossible where somebody else has by now what would be taken back."""
    for meetup in [await unit.find(shapes.MEETUP, each, each) for each in meetups]:
        if meetup is None:
            continue
        rsvps = await unit.ask(shapes.RSVP, shapes.RSVPS_OF_MEETUP, {"of_meetup": meetup.id})
        overrides = await unit.ask(shapes.OVERRIDE, shapes.OVERRIDES_OF_MEETUP, {"of_meetup": meetup.id})
        for key in sorted({each.key for each in rsvps}):
            takes_place = occurrence(meetup, overrides, key)
            if takes_place is not None and takes_place.begins > at:
                hall, answers = Hall(meetup.capacity, takes_place.begins), [each for each in rsvps if each.key == key]
                await _reseat(unit, hall, answers, at)


async def _reseat(unit: Unit, hall: Hall, rsvps: Sequence[Rsvp], at: datetime) -> None:
    if hall.capacity is not None and sum(each.is_seated for each in rsvps) > hall.capacity:
        raise changed_since()
    for before, after in zip(rsvps, hall.planned(rsvps, at), strict=True):
        if before != after:
            await unit.write(shapes.RSVP, before, replace(after, version=before.version + 1))
