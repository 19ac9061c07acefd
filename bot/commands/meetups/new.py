"""Announcing a meetup, once or as a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.announcements import NOWHERE
from bot.domain.ids import new_id
from bot.domain.meetups import DEFAULT_MINUTES, MOST_MINUTES, Meetup, upcoming
from bot.domain.noticeboard import Channel
from bot.domain.times import Moment, Precision, ZoneName
from bot.errors import BadValue, TooMuch
from bot.gatherings import EACH, announcing, must_not_clash
from bot.kinds.choices import NumberKind, Off, choice_of
from bot.kinds.lengths import LENGTH, Length
from bot.kinds.meetups import ALL_THE_SAME
from bot.kinds.texts import NOTE, TextKind
from bot.kinds.times import HOUR, MOMENT, ZONE
from bot.registry import command
from bot.reply import Reply
from bot.telling_meetups import answers_to, changes_to, described
from bot.words import Exactly, say

MOST_COMING = 200
FURTHEST = timedelta(days=2 * 366)
TITLE = TextKind("title", limit=100)
SEATS = NumberKind("seats", least=1, most=10_000, units=("people", "persons", "seats", "places", "spots", "guests"))
_AT_MOST = ("capacity", "seats", "max", "at most", "for at most", "up to")


class Announced(StrEnum):
    """Where, if not in the community's channel for that."""

    HERE = "here"
    NOWHERE = "nowhere"


class MeetupNew(Command):
    """Announce a meetup: title, time, place, once or as a series."""

    title: Annotated[str, Slot("Title", "What is the meetup called?", lead=("called|named|titled",), kind=TITLE)]
    when: Annotated[
        Moment, Slot("When it starts", "When does {title} start?", lead=("for",), kind=MOMENT, timed_by="hour")
    ]
    where: Annotated[str | None, Slot("Place", lead=("at", "in"))] = None
    until: Annotated[time | Off | None, Slot("Until what time", lead=("until", "till", "to"), kind=HOUR)] = None
    length: Annotated[Length | None, Slot("How long", lead=("for", "lasting"), kind=LENGTH)] = None
    about: Annotated[str | None, Slot("What it is about", lead=("about",), kind=NOTE)] = None
    link: Annotated[str | None, Slot("Link", lead=("link", "online at"))] = None
    capacity: Annotated[int | None, Slot("Seats", lead=_AT_MOST, kind=SEATS)] = None
    channel: Annotated[Announced | None, Slot("Announce it", lead=("announced",), kind=choice_of(Announced))] = None
    zone: Annotated[ZoneName | None, Slot("Time zone", lead=("zone", "time zone"), kind=ZONE)] = None
    hour: Annotated[time | Off | None, Slot("At what time", "At what time does it start?", kind=HOUR)] = None
    anyway: Annotated[str | None, Slot("All the same", kind=ALL_THE_SAME, hidden=True)] = None


@command(
    "meetup new",
    phrases=(
        "announce|plan|schedule|host|organise|organize [a|the|our] [new] meetup {title}",
        "new meetup {title}",
        "announce|plan|schedule|host|organise|create [a|the|our] [new] meetup {when} called|named|titled {title}",
        "WHEN host|organise|organize a|an|the|our|my {title$}",
        "schedule|announce {title$+}",
        "announce|event {title<}",
        "create|add|make|set [up] a|the [new] meetup {title}",
        "announce|plan|schedule|host|organise|organize [a|the|our] [new] meetup ...",
        "new meetup ...",
        "create|add|make|set [up] a|the [new] meetup ...",
        "meetup new {title}",
    ),
    examples=("announce a meetup: Rust night on 12 March at 19:00 at Café Luz",),
)
async def new(cmd: MeetupNew, ctx: Ctx) -> Reply:
    starts = _starts(cmd)
    if starts.instant <= ctx.now:
        raise BadValue(say("{when} is in the past. When should it be?", when=Exactly(starts)), "when")
    if starts.instant - ctx.now > FURTHEST:
        raise BadValue(say("That is more than two years away, further than I can promise."), "when")
    if len([each for each in await ctx.work.meetups.coming(ctx.now) if not each.is_cancelled]) >= MOST_COMING:
        raise TooMuch(say("There are {limit} meetups already, which is all I keep.", limit=MOST_COMING))
    meetup = Meetup(
        new_id(ctx.now),
        ctx.member.id,
        cmd.title,
        starts,
        ctx.now,
        minutes_between(starts, cmd.until, cmd.length),
        cmd.where,
        cmd.link,
        cmd.about,
        cmd.capacity,
        channel_said(cmd.channel, ctx),
    ).reaching()
    first = next(upcoming(meetup, (), ctx.now))
    if cmd.anyway is None:
        await must_not_clash(ctx, list(islice(upcoming(meetup, (), ctx.now), EACH)))
    await ctx.work.meetups.add(meetup)
    told = await announcing(ctx, meetup)
    return Reply.of(*described(first), *told, answers_to(first), changes_to(first))


def channel_said(said: Announced | None, ctx: Ctx) -> str | None:
    """What the meetup keeps of it. Raise BadValue for "here" where no channel is."""
    if said is not Announced.HERE:
        return NOWHERE if said is Announced.NOWHERE else None
    if ctx.place.channel is None:
        raise BadValue(say("Only you and I are here. Say it in the channel where I should announce it."), "channel")
    return Channel(ctx.work.community, ctx.place.platform, ctx.place.channel).address


def _starts(cmd: MeetupNew) -> Moment:
    """The wall time in the zone said, if one was; on a day alone, at the hour said beside it."""
    starts = cmd.when if cmd.zone is None else replace(cmd.when, zone=cmd.zone)
    if starts.precision is Precision.MINUTE or not isinstance(cmd.hour, time):
        return replace(starts, precision=Precision.MINUTE)
    return replace(starts, local=datetime.combine(starts.local.date(), cmd.hour), precision=Precision.MINUTE)


def minutes_between(starts: Moment, until: time | Off | None, length: Length | None) -> int:
    """How long it lasts. An end before the start is one after midnight where that is soon; else it is refused."""
    if length is not None:
        once = replace(starts, rule=None)
        minutes = int((length.after(once).instant - once.instant) / timedelta(minutes=1))
        if not 0 < minutes <= MOST_MINUTES:
            raise BadValue(say("A meetup lasts from a minute to a week."), "length")
        return minutes
    if not isinstance(until, time):
        return DEFAULT_MINUTES
    ends = datetime.combine(starts.local.date(), until)
    if ends <= starts.local:
        ends += timedelta(days=1)
    if ends - starts.local > timedelta(hours=12):
        begin = starts.local.time()
        raise BadValue(say("It would end at {end}, before it starts at {begin}.", end=until, begin=begin), "until")
    return int((ends - starts.local) / timedelta(minutes=1))
