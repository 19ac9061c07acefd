"""Before a meetup: whom to meet there, what one knows of them, what to ask, and what to say of oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.naming_meetups import MeetupRef
from bot.domain.preparing import questions
from bot.domain.times import local_at
from bot.gatherings import coming, still_ahead
from bot.kinds.meetups import MEETUP
from bot.kinds.periods import AHEAD, Period
from bot.preparing import known_among, known_parts, match_parts, matches_among, pitch_parts
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Part, Reply, Small, call
from bot.words import Exactly, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetups import Occurrence
    from bot.domain.rsvps import Rsvp


class Prep(Command):
    """Prepare for a meetup: whom to meet there, what you know of them, what to ask."""

    meetup: Annotated[MeetupRef | None, Slot("Which meetup", kind=MEETUP)] = None
    when: Annotated[Period | None, Slot("Which days", lead=("on",), kind=AHEAD)] = None


@command(
    "prep",
    phrases=(
        "^ prepare|prep|brief me for|on {meetup}",
        "^ help me prepare|prep for {meetup}",
        "^ get me ready for {meetup}",
        "prepare|prep|brief me for|on the|our meetup {meetup}",
        "prepare|prep|brief me for|on [the] [next] meetup",
        "help me prepare|prep for [the] [next] meetup",
        "who|whom should|could|can i meet|find {when!}",
        "who|whom should|could i talk|speak to {when!}",
        "^ who|whom should|could|can i meet|find at {meetup}",
        "^ who|whom should|could i talk|speak to at {meetup}",
        "who|whom should|could|can i meet|find at the [next] meetup",
        "prep for {meetup}",
        "prep {meetup}",
        "prep",
    ),
    examples=("prepare me for Rust night", "who should I meet on Thursday?"),
    effect=Effect.READS,
)
async def prep(cmd: Prep, ctx: Ctx) -> Reply:
    to = await _meant(cmd, ctx)
    if to is None:
        return Reply.of(say("No meetup is coming up then.") if cmd.when else say("No meetup is coming up."))
    rsvps = await ctx.work.meetups.rsvps(to.meetup.id, to.key)
    mine = next((each for each in rsvps if each.member == ctx.member.id), None)
    if mine is None or not mine.may_come:
        return _not_going(to)
    title = Strong(to.meetup.title)
    parts: list[Part] = [Heading(say("Before {title}, {when}", title=title, when=Exactly(to.starts)))]
    if ctx.now < to.begins:
        parts.append(Line(say("Come ten minutes early: before it begins, nobody stands in a circle yet.")))
    parts += await pitch_parts(ctx.book)
    return Reply.of(*parts, *await _people(ctx, to, mine, rsvps))


async def _meant(cmd: Prep, ctx: Ctx) -> Occurrence | None:
    """The one named, or the next within these days: of those the member goes to, if there are any."""
    if cmd.meetup is not None and cmd.when is None:
        return await still_ahead(ctx, cmd.meetup)
    there = await coming(ctx.work, ctx.now)
    if cmd.when is not None:
        there = [each for each in there if local_at(each.begins, ctx.member.zone).date() in cmd.when]
    if cmd.meetup is not None:
        there = [each for each in there if each.meetup.id == cmd.meetup.meetup]
    mine = {(each.meetup, each.key) for each in await ctx.work.meetups.rsvps_of(ctx.member.id) if each.may_come}
    return next((each for each in there if (each.meetup.id, each.key) in mine), next(iter(there), None))


async def _people(ctx: Ctx, to: Occurrence, mine: Rsvp, rsvps: Sequence[Rsvp]) -> list[Part]:
    """Who comes and fits, who comes and is known, and what to ask them."""
    others = [each.member for each in rsvps if each.is_seated and each.member != ctx.member.id]
    found = await matches_among(ctx.work, ctx.member.id, others)
    known = await known_among(ctx.book, others)
    parts: list[Part] = [Heading(say("Whom to meet"))] if found else [_nobody(others)]
    for each in found:
        parts += match_parts(each, known.pop(each.who.member, None))
    parts += known_parts(list(known.values()))
    asked = [Line(each) for each in questions(found, to.meetup.title, mine.topic)]
    parts += [Heading(say("Three questions to ask")), *asked]
    parts.append(Small(say("Only you see this. Of others it holds what they agreed to show before a meetup.")))
    return parts


def _nobody(others: Sequence[object]) -> Line:
    if not others:
        return Line(say("Nobody else has said yet that they are going."))
    return Line(
        say(
            "Of those who go, nobody shows something that meets your interests, offers, asks or goals. The more your "
            "own profile says, the more I find."
        )
    )


def _not_going(to: Occurrence) -> Reply:
    ref = str(MeetupRef.of(to))
    asked = say("Are you going to {title}, {when}? Then I prepare you.", title=to.meetup.title, when=Exactly(to.starts))
    going = Button(say("Going"), call("meetup going", meetup=ref))
    return Reply.of(asked, Buttons.of(going, Button(say("Maybe"), call("meetup maybe", meetup=ref))))
