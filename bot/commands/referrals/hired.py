"""Hired: what one looked for is over, and whoever helped is thanked, if one likes."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.referrals import is_same_company
from bot.kinds import PersonRef
from bot.kinds.companies import COMPANY
from bot.kinds.people import exact
from bot.referring import told_yes
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import Code, say

_SHORT = 24


class Hired(Command):
    """Say that you got the job: your search is over, and you can thank whoever helped."""

    company: Annotated[str | None, Slot("Company", lead=("at", "by"), kind=COMPANY)] = None
    referral: Annotated[str | None, Slot("Which search", hidden=True)] = None


@command(
    "hired",
    phrases=(
        "I got|was hired [at|by] {company}",
        "I got hired",
        "I was hired",
        "I got a|the|my [new] job at {company}",
        "hired at|by {company}",
        "hired",
    ),
    examples=("I got hired at Acme",),
)
async def hired(cmd: Hired, ctx: Ctx) -> Reply:
    over = [each for each in await ctx.work.referrals.of(ctx.member.id) if each.is_open(ctx.now)]
    if cmd.referral is not None:
        over = [each for each in over if each.id == cmd.referral]
    elif cmd.company is not None:
        over = [each for each in over if is_same_company(each.company, cmd.company)]
    buttons: list[Button] = []
    for each in over:
        await ctx.work.referrals.save(each.closed(now=ctx.now))
        what = f"the referral at {each.company}" if len(each.company) <= _SHORT else "the referral"
        buttons += [
            Button(
                say("Thank {name}", name=helper.name),
                call("thanks", person=exact(PersonRef("", None, helper.member)), what=what),
            )
            for helper in await told_yes(ctx.work, each, ctx.now)
        ]
    congratulations = Line(say("Congratulations! I am glad with you."))
    if not buttons:
        thanks = Code("thanks @bo for …")
        return Reply.of(congratulations, Small(say("Somebody helped? To thank them: {thanks}", thanks=thanks)))
    asked = Line(say("These members were ready to refer you. A word of thanks?"))
    return Reply.of(congratulations, asked, Buttons(tuple(buttons[:5])))
