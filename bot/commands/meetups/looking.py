"""Looking at meetups: what is coming up, and one of them with who comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.aftermath import tally_parts
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.meetup_notices import tally_at
from bot.domain.naming_meetups import MeetupRef
from bot.domain.times import local_at
from bot.gatherings import coming, counted, meant
from bot.kinds.choices import NumberKind
from bot.kinds.meetups import MEETUP
from bot.kinds.periods import AHEAD, Period
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Part, Reply, Small, call
from bot.telling_meetups import answers_to, as_row, changes_to, described, file_of
from bot.words import Code, Exactly, Mention, Phrase, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.meetups import Occurrence
    from bot.domain.rsvps import Rsvp

MOST_NAMED = 20


class MeetupList(Command):
    """List the meetups that are coming up."""

    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "meetup list",
    phrases=(
        "~ meetups ~",
        "[list|show] [me] [all] [the|our] [coming|upcoming|next] meetups|events",
        "what|which meetups are there|coming|planned [up]",
        "which meetups are coming up",
        "[are there] any meetups|events this|next week|month|weekend",
        "what's|whats happening|planned in the|our community",
        "[are there] any events [coming|planned|happening|scheduled] [up] ~",
        "what|which events are there|coming|planned [up]",
        "what|which meetups|events are coming up|soon",
        "[are there] any [new|other|more] meetups [coming|planned|happening|scheduled] [up] ~",
        "~ next meetup",
        "when is the next meetup",
        "meetup list ...",
        "meetup list",
    ),
    examples=("which meetups are coming up?",),
    effect=Effect.READS,
)
async def list_meetups(cmd: MeetupList, ctx: Ctx) -> Reply:
    listed = await coming(ctx.work, ctx.now)
    if not listed:
        example = Code("announce a meetup: Rust night on 12 March at 19:00 at Café Luz")
        return Reply.of(say("No meetup is coming up. To announce one: {example}.", example=example))
    page = page_within(cmd.page, len(listed))
    shown = listed[(page - 1) * PAGE : page * PAGE]
    heading = say_count("One meetup is coming up.", "{count} meetups are coming up.", len(listed))
    return Reply.of(
        Heading(heading),
        *[await as_row(each, ctx.work, ctx.now) for each in shown],
        *more("meetup list", page, len(listed)),
    )


class MeetupShow(Command):
    """Show a meetup and who is coming."""

    meetup: Annotated[MeetupRef | None, Slot("Which meetup", kind=MEETUP)] = None
    when: Annotated[Period | None, Slot("Which days", lead=("on",), kind=AHEAD)] = None


@command(
    "meetup show",
    phrases=(
        "^ when|where is {meetup$}",
        "^ when's|where's {meetup$}",
        "^ is {meetup$} still on|happening",
        "^ is {meetup$} still taking place",
        "is the meetup {meetup} still on|happening",
        "^ who is coming|going [to] {meetup}",
        "who comes|goes [all|else] to {meetup}",
        "who all is|'s coming|going [to] {meetup}",
        "^ how many people are|is coming|going to|for {meetup}",
        "^ who else is coming|going to {meetup}",
        "^ who's|whos coming|going [to] {meetup}",
        "who is coming|going [to] [the] [next] [meetup]",
        "who's|whos coming|going [to] [the] [next] [meetup]",
        "who is coming|going {when!}",
        "who's|whos coming|going {when!}",
        "show [me] [the] meetup {meetup}",
        "^ show|see|open [me] {meetup$}",
        "meetup show {meetup}",
        "meetup show",
    ),
    examples=("who is coming to Rust night?",),
    effect=Effect.READS,
)
async def show(cmd: MeetupShow, ctx: Ctx) -> Reply:
    if cmd.meetup is not None and cmd.when is None:
        return await _shown(await meant(ctx, cmd.meetup), ctx)
    there = [each for each in await coming(ctx.work, ctx.now) if _is_within(cmd.when, each, ctx)]
    if cmd.meetup is not None:
        there = [each for each in there if each.meetup.id == cmd.meetup.meetup]
    if not there:
        return Reply.of(say("No meetup is coming up then.") if cmd.when else say("No meetup is coming up."))
    if cmd.when is None or len(there) == 1:
        return await _shown(there[0], ctx)
    return Reply.of(*[await as_row(each, ctx.work, ctx.now) for each in there[:PAGE]])


def _is_within(when: Period | None, occurrence: Occurrence, ctx: Ctx) -> bool:
    return when is None or local_at(occurrence.begins, ctx.member.zone).date() in when


async def _shown(found: Occurrence, ctx: Ctx) -> Reply:
    rsvps = await ctx.work.meetups.rsvps(found.meetup.id, found.key)
    parts: list[Part] = [*described(found), Line(counted(found, rsvps, ctx.now)), *await _named(ctx, rsvps)]
    parts += _mine(ctx, rsvps)
    if found.ends <= ctx.now:
        parts += _afterwards(ctx, found, rsvps)
    else:
        parts.append(Buttons((*answers_to(found).buttons, file_of(found))))
        if found.meetup.host == ctx.member.id or ctx.organises:
            parts.append(changes_to(found))
    return Reply.of(*parts)


def _afterwards(ctx: Ctx, found: Occurrence, rsvps: Sequence[Rsvp]) -> list[Part]:
    """Its numbers for the host, when they may be told; and the way to note whom one talked to."""
    is_host, numbers_at = found.meetup.host == ctx.member.id, tally_at(found, ctx.member.zone)
    parts: list[Part] = []
    if is_host and ctx.now < numbers_at.instant:
        parts.append(Small(say("How many came, you see from {when} on.", when=Exactly(numbers_at))))
    elif is_host:
        few = Small(say("Fewer than three said yes or pressed “I'm here”: that is too few for numbers."))
        parts += tally_parts(rsvps) or [few]
    was_there = any(each.member == ctx.member.id and (each.is_seated or each.here_at) for each in rsvps)
    if is_host or was_there:
        whom = call("meetup after", meetup=str(MeetupRef.of(found)))
        parts.append(Buttons.of(Button(say("Whom did you talk to?"), whom)))
    return parts


async def _named(ctx: Ctx, rsvps: Sequence[Rsvp]) -> list[Part]:
    """Those who have a seat, by name: coming together is for everybody in the community to see."""
    seated = [each.member for each in rsvps if each.is_seated]
    members = await ctx.work.subjects.members(seated[:MOST_NAMED])
    names = tuple(Mention(each, members[each].name) for each in seated[:MOST_NAMED] if each in members)
    if not names:
        return []
    left = len(seated) - len(names)
    if left:
        return [Line(say_count("{names} and one more", "{names} and {count} more", left, names=names))]
    return [Line(say("{names}", names=names))]


def _mine(ctx: Ctx, rsvps: Sequence[Rsvp]) -> list[Part]:
    """What the member said themselves."""
    mine = next((each for each in rsvps if each.member == ctx.member.id), None)
    if mine is None:
        return []
    return [Small(_said(mine, ctx.now))]


def _said(mine: Rsvp, now: datetime) -> Phrase:
    if mine.is_seated:
        return say("You are going.")
    if mine.has_passed(now):
        return say("A seat was kept for you, and that time is over: you are not on the waiting list any more.")
    if mine.is_waiting:
        return say("You are waiting for a seat.")
    return say("You said: {answer}.", answer=mine.answer.value)
