"""What a change to a meetup brings with it: answers that move along, seats that come free, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from bot.domain.ids import new_id
from bot.domain.meetups import Override, occurrence, rekeyed, upcoming
from bot.domain.seats import ASKED_BEFORE, Hall
from bot.domain.times import Moment, Precision, local_at
from bot.errors import BadValue
from bot.gatherings import EACH
from bot.words import Code, Exactly, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Ctx
    from bot.domain.meetups import Meetup, Occurrence


class Scope(StrEnum):
    """How much of a series."""

    THIS = "this"
    ALL = "all"


def moved_to(occurrence: Occurrence, to: Moment | time, ctx: Ctx) -> Moment:
    """Where this moves, on the meetup's own clock: an hour alone keeps the day, a day alone keeps the hour."""
    old = occurrence.starts
    if isinstance(to, time):
        new = replace(old, local=datetime.combine(old.local.date(), to))
    elif to.precision is Precision.DAY:
        new = replace(old, local=datetime.combine(to.local.date(), old.local.time()), rule=to.rule)
    else:
        new = replace(old, local=local_at(to.instant, old.zone).replace(fold=0), rule=to.rule)
    if new.instant <= ctx.now:
        raise BadValue(say("{when} is in the past. When should it be?", when=Exactly(new)), "when")
    return new


def series_from(meetup: Meetup, occurrence: Occurrence, to: Moment) -> Moment:
    """The time of the whole series once this occurrence is at ``to``. One that moves to other days needs a new rule."""
    if to.rule is not None or not meetup.is_series:
        return to
    if to.local.date() != occurrence.starts.local.date():
        example = Code("every Wednesday at 20:00")
        raise BadValue(say("On which days, then, is the series? Say {example}, for instance.", example=example), "when")
    return replace(meetup.starts, local=datetime.combine(meetup.starts.local.date(), to.local.time()))


async def override(ctx: Ctx, occurrence: Occurrence, starts: Moment | None) -> Meetup:
    """Move or cancel this one of a series, and tell whoever said yes. The meetup as it is from here on."""
    meetup = occurrence.meetup
    overrides = await ctx.work.meetups.overrides([meetup.id])
    before = next((each for each in overrides if each.key == occurrence.key), None)
    fresh = before or Override(new_id(ctx.now), meetup.id, occurrence.key, None, ctx.now)
    after = meetup.changed()
    if starts is not None and after.over_at is not None:
        ends = replace(occurrence, starts=starts).ends
        after = replace(after, over_at=max(after.over_at, ends))
    await ctx.work.meetups.override(replace(fresh, starts=starts, sequence=after.sequence, told_at=ctx.now))
    await ctx.work.meetups.save(after)
    return await ctx.work.meetups.get(meetup.id)


async def retimed(ctx: Ctx, before: Meetup, starts: Moment) -> Meetup:
    """Move all of it, with who answered, and tell whoever said yes. The meetup as it is from here on."""
    await ctx.work.meetups.save(before.changed(told_at=ctx.now, starts=starts))
    after = await ctx.work.meetups.get(before.id)
    await move_answers(ctx, before, after)
    return after


async def move_answers(ctx: Ctx, before: Meetup, after: Meetup) -> None:
    """What became of an occurrence of the series, and who answered to it, goes with the one that it became."""
    overrides = await ctx.work.meetups.overrides([before.id])
    keys = {was: key for was, key in rekeyed(before, after, overrides, ctx.now).items() if was != key}
    forward = any(key > was for was, key in keys.items())  # none is moved over one that has yet to move
    for each in sorted(overrides, key=lambda each: each.key, reverse=forward):
        if each.key in keys:
            moved = each.rekeyed(keys[each.key], sequence=after.sequence, now=ctx.now)
            await ctx.work.meetups.override(moved)
    rsvps = await ctx.work.meetups.rsvps(before.id)
    for each in sorted(rsvps, key=lambda each: each.key, reverse=forward):
        if each.key in keys:
            await ctx.work.meetups.answer(replace(each, key=keys[each.key]))


async def seat_again(ctx: Ctx, meetup: Meetup, *, moved: bool) -> None:
    """Plan the seats of what is to come anew. Whoever confirmed a time that is no more is asked again, in time."""
    overrides = await ctx.work.meetups.overrides([meetup.id])
    rsvps = await ctx.work.meetups.rsvps(meetup.id)
    for key in dict.fromkeys(each.key for each in rsvps):
        found = occurrence(meetup, overrides, key)
        if found is None or found.begins <= ctx.now:
            continue
        answers = [each for each in rsvps if each.key == key]
        is_far = moved and found.begins - ctx.now > ASKED_BEFORE and found.told_at == ctx.now
        asked = [replace(each, confirmed_at=None) if is_far else each for each in answers]
        for was, each in zip(answers, Hall(meetup.capacity, found.begins).planned(asked, ctx.now), strict=True):
            if each != was:
                await ctx.work.meetups.answer(each)


async def must_fit(ctx: Ctx, meetup: Meetup, capacity: int) -> None:
    """Raise BadValue where more already have a seat at what is to come."""
    coming = {each.key for each in islice(upcoming(meetup, await _overrides(ctx, meetup), ctx.now), EACH)}
    seated = [each.key for each in await ctx.work.meetups.rsvps(meetup.id) if each.is_seated and each.key in coming]
    most = max((seated.count(key) for key in set(seated)), default=0)
    if capacity < most:
        raise BadValue(
            say_count(
                "One member already has a seat, so there must be at least one.",
                "{count} members already have a seat, so there must be at least as many.",
                most,
            ),
            "capacity",
        )


async def _overrides(ctx: Ctx, meetup: Meetup) -> Sequence[Override]:
    return await ctx.work.meetups.overrides([meetup.id])
