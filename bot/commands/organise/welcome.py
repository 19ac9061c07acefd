"""Whether newcomers are offered a guide, and how many took it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.few import at_least_a_few
from bot.kinds.profiles import SWITCH, Switch
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, call
from bot.rights import must_organise
from bot.words import say

_LATELY = timedelta(days=90)


class OrganiseWelcome(Command):
    """Offer newcomers a guide through their first 30 days, or stop it; and how many took it."""

    switch: Annotated[Switch | None, Slot("On or off", kind=SWITCH)] = None


@command(
    "organise welcome",
    phrases=(
        "organise|organize welcome {switch!}",
        "organise|organize welcome",
        "welcome newcomers =switch:on",
        "stop welcoming newcomers =switch:off",
    ),
    examples=("organise welcome on",),
)
async def welcome(cmd: OrganiseWelcome, ctx: Ctx) -> Reply:
    must_organise(ctx)
    before = await ctx.work.volunteers.hospitality()
    match cmd.switch:
        case Switch.ON:
            after = before if before.welcome_since is not None else replace(before, welcome_since=ctx.now)
        case Switch.OFF:
            after = replace(before, welcome_since=None)
        case None:
            after = before
    if after != before:
        await ctx.work.volunteers.receive(after)
    if after.welcome_since is None:
        turn = Buttons.of(Button(say("Switch on"), call("organise welcome", switch=Switch.ON)))
        return Reply.of(Line(say("Newcomers are offered nothing by themselves.")), turn)
    begun = await ctx.work.counting.guided(ctx.now - _LATELY)
    turn = Buttons.of(Button(say("Switch off"), call("organise welcome", switch=Switch.OFF)))
    return Reply.of(
        Line(
            say("Whoever joins from now on is offered a guide once, at the first word to me, and gets it after a yes.")
        ),
        Line(say("Guided in the last 90 days: {count}.", count=at_least_a_few(begun))),
        turn,
    )
