"""Ending what one has of mentoring: an offer, a wish, or a mentorship itself."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.volunteers import Help
from bot.errors import NotPossible
from bot.kinds import PersonRef
from bot.kinds.choices import choice_of
from bot.kinds.members import MEMBER
from bot.mentoring import meant, mention, over, running_of, thanking
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.volunteering import offered, replan, take_back, withdraw
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.mentoring import Mentorship
    from bot.domain.volunteers import Volunteer, Wish


class What(StrEnum):
    OFFERING = "offering"
    LOOKING = "looking"
    MENTORING = "mentoring"


class MentorStop(Command):
    """Stop offering to mentor, stop looking for a mentor, or end a mentorship."""

    what: Annotated[What | None, Slot("What to stop", kind=choice_of(What))] = None
    member: Annotated[PersonRef | None, Slot("With whom", lead=("with",), kind=MEMBER)] = None
    mentorship: Annotated[str | None, Slot("Which mentorship", hidden=True)] = None


@command(
    "mentor stop",
    phrases=(
        "stop offering [to] mentor|mentoring|mentorship =what:offering",
        "i can't|cannot|won't mentor [people|others|anybody|anyone] [anymore|any more|any longer] =what:offering",
        "i don't want to mentor [people|others|anybody|anyone] [anymore|any more] =what:offering",
        "i don't want to be a mentor [anymore|any more] =what:offering",
        "stop looking|searching for a mentor [for] [me] =what:looking",
        "i'm|im not|no [longer] looking|searching for a mentor [anymore|any more] =what:looking",
        "i don't need|want a mentor [anymore|any more|any longer] =what:looking",
        "i no longer need|want a mentor =what:looking",
        "end|stop|finish my|our|the mentoring|mentorship with {member} =what:mentoring",
        "end|stop|finish my|our|the mentorship|mentoring =what:mentoring",
        "stop mentoring",
        "stop|quit mentoring people|others|anybody|anyone|everybody|everyone =what:offering",
        "stop|quit|end mentoring {member} =what:mentoring",
        "stop|quit|end mentoring with {member} =what:mentoring",
        "i don't want to mentor {member} [anymore|any more] =what:mentoring",
        "i no longer mentor {member} =what:mentoring",
        "mentor stop {what!}",
        "mentor stop",
    ),
    examples=("stop looking for a mentor",),
    effect=Effect.FINAL,
)
async def stop(cmd: MentorStop, ctx: Ctx) -> Reply:
    if cmd.mentorship is not None or cmd.member is not None:
        await ctx.work.volunteers.hold()
        return await _end(await _named(cmd, ctx), ctx)
    offer, wish, running = await _there(ctx)
    match cmd.what or _only(offer, wish, running):
        case What.OFFERING:
            return await _no_offer(offer, ctx)
        case What.LOOKING:
            return await _no_wish(wish, ctx)
        case What.MENTORING:
            return await _end(await meant(ctx, None), ctx)
        case None:
            return _which(offer, wish, running)


async def _there(ctx: Ctx) -> tuple[Volunteer | None, Wish | None, list[Mentorship]]:
    offer = await offered(ctx, Help.MENTOR)
    wishes = await ctx.work.volunteers.wishes_of(ctx.member.id)
    wish = next((each for each in wishes if each.kind is Help.MENTOR and each.is_open), None)
    return offer, wish, list(await running_of(ctx))


def _only(offer: Volunteer | None, wish: Wish | None, running: list[Mentorship]) -> What | None:
    """What must be meant, since there is nothing else."""
    there = [
        *([] if offer is None else [What.OFFERING]),
        *([] if wish is None else [What.LOOKING]),
        *[What.MENTORING for _ in running],
    ]
    return there[0] if len(there) == 1 else None


def _which(offer: Volunteer | None, wish: Wish | None, running: list[Mentorship]) -> Reply:
    if not (offer or wish or running):
        raise NotPossible(say("There is nothing to stop: you neither look for a mentor nor offer to be one."))
    buttons = [
        *([] if offer is None else [Button(say("Stop offering"), call("mentor stop", what=What.OFFERING))]),
        *([] if wish is None else [Button(say("Stop looking"), call("mentor stop", what=What.LOOKING))]),
        *([Button(say("See whom to end with"), call("mentor show"))] if running else []),
    ]
    return Reply.of(Line(say("What would you like to stop?")), Buttons(tuple(buttons)))


async def _no_offer(offer: Volunteer | None, ctx: Ctx) -> Reply:
    if offer is None:
        raise NotPossible(say("You do not offer to mentor."))
    await withdraw(ctx, offer)
    stays = Small(say("Whom you mentor already, you go on with until one of you ends it."))
    return Reply.of(Line(say("You are not asked to mentor any more. Thank you for having offered.")), stays)


async def _no_wish(wish: Wish | None, ctx: Ctx) -> Reply:
    if wish is None:
        raise NotPossible(say("You do not look for a mentor."))
    await take_back(ctx.work, wish, ctx.now)
    await replan(ctx.work, Help.MENTOR, ctx.now)
    return Reply.of(Line(say("I ask nobody for you any more. What you wrote for it is erased.")))


async def _named(cmd: MentorStop, ctx: Ctx) -> Mentorship:
    if cmd.mentorship is None:
        assert cmd.member is not None
        return await meant(ctx, cmd.member.member, cmd.member.name)
    found = [each for each in await running_of(ctx) if each.id == cmd.mentorship]
    if not found:
        raise NotPossible(say("That has come to its end already."))
    return found[0]


async def _end(mentorship: Mentorship, ctx: Ctx) -> Reply:
    await ctx.work.mentoring.keep(mentorship.ended(by=ctx.member.id, at=ctx.now))
    await replan(ctx.work, Help.MENTOR, ctx.now)
    other = mentorship.other(ctx.member.id)
    member = (await ctx.work.subjects.members([other]))[other]
    same = Small(say("{name} is told the same.", name=member.name))
    return Reply.of(Line(over(mention(member))), same, thanking(member))
