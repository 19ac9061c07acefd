"""What several commands do with meetups: find one, answer to it, say in words what and when it is."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from bot.domain.announcements import NOWHERE, channels_of
from bot.domain.ids import new_id
from bot.domain.meetups import Occurrence, occurrence, upcoming
from bot.domain.noticeboard import Noticeboard
from bot.domain.people import name_key
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.seats import Hall
from bot.errors import NotFound, NotPossible, Unsure
from bot.reply import Small
from bot.words import Code, Exactly, InChannel, Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.command import Ctx
    from bot.domain.meetups import Meetup
    from bot.domain.naming_meetups import MeetupRef
    from bot.ports import Work
    from bot.reply import Part
    from bot.words import Phrase

EACH = 10
"""Occurrences of one series that are looked at ahead."""


async def coming(work: Work, now: datetime) -> Sequence[Occurrence]:
    """Those not over and not cancelled, the next one first; of a series, the next few."""
    found = list[Occurrence]()
    meetups = [each for each in await work.meetups.coming(now) if not each.is_cancelled]
    overrides = await work.meetups.overrides([each.id for each in meetups])
    for meetup in meetups:
        found += islice((each for each in upcoming(meetup, overrides, now) if not each.is_cancelled), EACH)
    return sorted(found, key=lambda each: (each.begins, each.meetup.id, each.key))


async def meant(ctx: Ctx, ref: MeetupRef) -> Occurrence:
    """The occurrence. Raise NotFound where it is not there any more, NotPossible where it was cancelled."""
    meetup = await ctx.work.meetups.find(ref.meetup)
    found = None
    if meetup is not None:
        found = occurrence(meetup, await ctx.work.meetups.overrides([meetup.id]), ref.key)
    if found is None:
        raise NotFound(say("That meetup is not there any more. Say meetup list to see what is coming up."))
    if found.is_cancelled:
        raise NotPossible(say("{title} was cancelled.", title=Strong(found.meetup.title)))
    return found


async def still_ahead(ctx: Ctx, ref: MeetupRef) -> Occurrence:
    """The same, where it is not over yet."""
    found = await meant(ctx, ref)
    if found.ends <= ctx.now:
        title, when = Strong(found.meetup.title), Exactly(found.starts)
        raise NotPossible(say("{title} is over: it was on {when}.", title=title, when=when))
    return found


async def respond(ctx: Ctx, to: Occurrence, answer: Answer) -> Rsvp:
    """Keep the member's answer, and give out the seats that this frees or takes."""
    await ctx.work.meetups.hold(to.meetup.id)
    before = await ctx.work.meetups.rsvps(to.meetup.id, to.key)
    new = Rsvp(new_id(ctx.now), to.meetup.id, to.key, ctx.member.id, Answer.NOT, ctx.now, ctx.now)
    mine = next((each for each in before if each.member == ctx.member.id), new)
    after = Hall(to.meetup.capacity, to.begins).answered(before, mine, answer, ctx.now)
    known = {each.id: each for each in before}
    for each in after:
        if known.get(each.id) != each:
            await ctx.work.meetups.answer(each)
    return next(each for each in after if each.id == mine.id)


async def leave_all(ctx: Ctx) -> None:
    """Free every seat the member has at what is still to come, for those who wait."""
    rsvps = [each for each in await ctx.work.meetups.rsvps_of(ctx.member.id) if each.is_going]
    for rsvp_id, found in (await ctx.work.meetups.occurrences_of(rsvps)).items():
        if rsvp_id and found.ends > ctx.now and not found.is_cancelled:
            await respond(ctx, found, Answer.NOT)


def must_be_theirs(ctx: Ctx, meetup: Meetup) -> None:
    """Raise NotPossible for anybody but the host and organisers."""
    if meetup.host != ctx.member.id and not ctx.organises:
        title = Strong(meetup.title)
        raise NotPossible(say("Only the host of {title} and organisers can change it.", title=title))


async def must_not_clash(ctx: Ctx, planned: Sequence[Occurrence]) -> None:
    """Ask where another meetup is in the same place at the same time."""
    other = await in_the_way(ctx, planned)
    if other is not None:
        raise Unsure(
            say(
                "{title} is at {place} then, on {when}. Make it all the same?",
                title=Strong(other.meetup.title),
                place=other.meetup.where or "",
                when=Exactly(other.starts),
            ),
            "anyway",
        )


async def in_the_way(ctx: Ctx, planned: Sequence[Occurrence]) -> Occurrence | None:
    """Another meetup in the same place at the same time, if there is one."""
    there = await coming(ctx.work, ctx.now)
    pairs = ((other, each) for each in planned for other in there)
    return next((other for other, each in pairs if _is_in_the_way(other, each)), None)


def _is_in_the_way(other: Occurrence, planned: Occurrence) -> bool:
    where = name_key(planned.meetup.where or "")
    is_another = bool(where) and other.meetup.id != planned.meetup.id
    return is_another and planned.overlaps(other) and name_key(other.meetup.where or "") == where


async def noticeboard_of(work: Work, now: datetime) -> Noticeboard:
    """Where and when meetups are announced: as organisers decided, or nowhere yet and by the usual plan."""
    return await work.meetups.noticeboard() or Noticeboard(work.community, now)


def plan_of(board: Noticeboard) -> Phrase:
    if not board.plan:
        return say("Meetups are announced when they are new, and not again.")
    return say("Meetups are announced when they are new, and {when} before each.", when=lengths(board.plan))


async def announcing(ctx: Ctx, meetup: Meetup) -> list[Part]:
    """What the host has to know of where others learn of it."""
    board = await noticeboard_of(ctx.work, ctx.now)
    there = channels_of(meetup, board)
    if not there:
        how = Code("/organise channel")
        if meetup.channel == NOWHERE:
            return [Small(say("It is announced nowhere."))]
        return [Small(say("It is announced nowhere yet: an organiser says {how} in the channel for that.", how=how))]
    here = there.get(ctx.place.platform)
    where = say("{platforms}", platforms=tuple(there)) if here is None else say("{channel}", channel=InChannel(here))
    return [Small(_announced(where, board.plan, on_platforms=here is None))]


def _announced(where: Phrase, plan: Sequence[timedelta], *, on_platforms: bool) -> Phrase:
    if on_platforms and plan:
        return say("I announce it on {platform}: now, and {when} before.", platform=where, when=lengths(plan))
    if on_platforms:
        return say("I announce it on {platform}, once: now.", platform=where)
    if plan:
        return say("I announce it in {channel}: now, and {when} before.", channel=where, when=lengths(plan))
    return say("I announce it in {channel}, once: now.", channel=where)


def lengths(plan: Sequence[timedelta]) -> Phrase:
    """Such as "7 days, one day, one hour"."""
    return say("{lengths}", lengths=tuple(length(each) for each in plan))


def length(span: timedelta) -> Phrase:
    hours, minutes = divmod(span // timedelta(minutes=1), 60)
    if not minutes and hours % 24 == 0 and hours:
        return say_count("one day", "{count} days", hours // 24)
    if not minutes:
        return say_count("one hour", "{count} hours", hours)
    if not hours:
        return say_count("one minute", "{count} minutes", minutes)
    return say("{hours} h {minutes} min", hours=hours, minutes=minutes)


def place_in_line(rsvps: Sequence[Rsvp], mine: Rsvp, now: datetime) -> int:
    """How many would be offered a seat before them, and one."""
    waiting = [each for each in rsvps if each.is_in_line(now)]
    return 1 + sum((each.said_at, each.id) < (mine.said_at, mine.id) for each in waiting)


def counted(occurrence: Occurrence, rsvps: Sequence[Rsvp], now: datetime) -> Phrase:
    """Such as "3 going (of 10 seats), 2 waiting"."""
    going = sum(each.is_seated for each in rsvps)
    waiting = sum(each.is_in_line(now) for each in rsvps)
    maybe = sum(each.answer is Answer.MAYBE for each in rsvps)
    capacity = occurrence.meetup.capacity
    parts = [
        say_count("{count} going", "{count} going", going)
        if capacity is None
        else say_count("{count} going of {capacity}", "{count} going of {capacity}", going, capacity=capacity)
    ]
    if waiting:
        parts.append(say_count("{count} waiting", "{count} waiting", waiting))
    if maybe:
        parts.append(say_count("{count} maybe", "{count} maybe", maybe))
    return say("{parts}", parts=tuple(parts))
