"""Being put in a group of three at a meetup, with people one has not met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.circles import circle_parts
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.attending import Phase, phase
from bot.domain.circles import PATIENCE, Ties, asking, grouped
from bot.domain.naming_meetups import MeetupRef
from bot.errors import NotPossible
from bot.gatherings import meant
from bot.kinds.meetups import MEETUP
from bot.registry import command
from bot.reply import Line, Reply
from bot.words import Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.rsvps import Rsvp


class MeetupGroup(Command):
    """Be put in a group of three at a meetup."""

    meetup: Annotated[MeetupRef, Slot("Which meetup", kind=MEETUP, hidden=True)]


@command("meetup group", effect=Effect.FINAL, hidden=True)
async def group(cmd: MeetupGroup, ctx: Ctx) -> Reply:
    at = await meant(ctx, cmd.meetup)
    title = Strong(at.meetup.title)
    if phase(at, ctx.now) is not Phase.ON:
        raise NotPossible(say("{title} is not on just now.", title=title))
    await ctx.work.meetups.hold(at.meetup.id)
    rsvps = await ctx.work.meetups.rsvps(at.meetup.id, at.key)
    mine = next((each for each in rsvps if each.member == ctx.member.id and each.here_at is not None), None)
    if mine is None:
        raise NotPossible(say("Say first that you are at {title}: I'm here.", title=title))
    mine = await _put_together(ctx, rsvps, mine)
    if not asking(mine, ctx.now):
        return Reply.of(*await circle_parts(ctx.work, mine, at, ctx.now))
    return Reply.of(_waiting(mine))


async def _put_together(ctx: Ctx, rsvps: Sequence[Rsvp], mine: Rsvp) -> Rsvp:
    """Write down the groups as they are with this one more who asks for one."""
    there = [each.mingling(at=ctx.now) if each.id == mine.id else each for each in rsvps]
    asked = [each.member for each in there if each.circle is not None]
    company = ctx.work.company
    ties = Ties(await company.acquainted(asked, ctx.now), await company.kept_apart(asked))
    after = grouped(there, ties, ctx.now)
    for was, each in zip(rsvps, after, strict=True):
        if each != was:
            await ctx.work.meetups.answer(each)
    return next(each for each in after if each.id == mine.id)


def _waiting(mine: Rsvp) -> Line:
    if mine.circle_at is None:
        return Line(say("Nobody else has asked for a group yet. I write to you as soon as somebody does."))
    return Line(
        say(
            "I am looking for others whom you have not met yet, and write to you in {minutes} minutes at the latest.",
            minutes=PATIENCE.seconds // 60,
        )
    )
