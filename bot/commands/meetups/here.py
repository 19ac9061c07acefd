"""Saying that one is at a meetup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.attending import Phase, phase
from bot.domain.ids import new_id
from bot.domain.naming_meetups import MeetupRef
from bot.domain.rsvps import Answer, Rsvp
from bot.errors import NotPossible
from bot.gatherings import coming, meant
from bot.kinds.meetups import MEETUP
from bot.registry import command
from bot.reply import Button, Buttons, Reply, Small, call
from bot.words import Exactly, Strong, say

if TYPE_CHECKING:
    from bot.domain.meetups import Occurrence


class MeetupHere(Command):
    """Say that you are at a meetup, from an hour before it on."""

    meetup: Annotated[MeetupRef | None, Slot("Which meetup", kind=MEETUP)] = None


@command(
    "meetup here",
    phrases=(
        "i'm|im here|there [now|already]",
        "i am here|there [now|already]",
        "am here|there [now|already]",
        "i'm|im just arrived",
        "i'm|im at the meetup [now|already]",
        "i am at the meetup [now|already]",
        "^ i'm|im here|already at {meetup}",
        "^ i am here|already at {meetup}",
        "^ here|already at {meetup$}",
        "check me in",
        "[i|i've|i'm] [have] [just] arrived at the|our meetup [now]",
        "^ check me in at|to|for {meetup}",
        "^ i'm|im at {meetup$}",
        "^ i am at {meetup$}",
        "^ i'm|im at {meetup$} now|already",
        "^ i am at {meetup$} now|already",
        "^ [i|i've] [have] [just] arrived at {meetup}",
        "check in",
        "meetup here {meetup}",
        "meetup here",
    ),
    examples=("I'm here",),
)
async def here(cmd: MeetupHere, ctx: Ctx) -> Reply:
    at = await _meant(cmd, ctx)
    await ctx.work.meetups.hold(at.meetup.id)
    rsvps = await ctx.work.meetups.rsvps(at.meetup.id, at.key)
    new = Rsvp(new_id(ctx.now), at.meetup.id, at.key, ctx.member.id, Answer.MAYBE, ctx.now, ctx.now)
    mine = next((each for each in rsvps if each.member == ctx.member.id), new)
    await ctx.work.meetups.answer(mine.arrived(at=ctx.now))
    title = Strong(at.meetup.title)
    told = say("Tomorrow, others who were here find your name among those they may have talked to.")
    asked = [Small(say("And I ask you whom you talked to."))] if ctx.member.afterwards else []
    choice = say("Would you like a group of three, with people you have not met? Else you are just checked in.")
    put = Buttons.of(Button(say("Put me in a group"), call("meetup group", meetup=str(MeetupRef.of(at)))))
    return Reply.of(say("Welcome to {title}.", title=title), Small(told), *asked, choice, put)


async def _meant(cmd: MeetupHere, ctx: Ctx) -> Occurrence:
    """The one named, else the one that is on: of several, one the member said they may come to."""
    if cmd.meetup is not None:
        found = await meant(ctx, cmd.meetup)
        _must_be_on(found, ctx)
        return found
    ahead = await coming(ctx.work, ctx.now)
    on = [each for each in ahead if phase(each, ctx.now) is Phase.ON]
    mine = {(each.meetup, each.key) for each in await ctx.work.meetups.rsvps_of(ctx.member.id) if each.may_come}
    best = next((each for each in on if (each.meetup.id, each.key) in mine), next(iter(on), None))
    if best is not None:
        return best
    if not ahead:
        raise NotPossible(say("No meetup is on just now."))
    _must_be_on(ahead[0], ctx)
    return ahead[0]


def _must_be_on(found: Occurrence, ctx: Ctx) -> None:
    title, when = Strong(found.meetup.title), Exactly(found.starts)
    match phase(found, ctx.now):
        case Phase.AHEAD:
            raise NotPossible(
                say("{title} is on {when}. Say that you are here from an hour before it on.", title=title, when=when)
            )
        case Phase.OVER:
            raise NotPossible(say("{title} is over: it was on {when}.", title=title, when=when))
        case Phase.ON:
            return
