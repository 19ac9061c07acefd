"""How long before a meetup it is announced again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.gatherings import noticeboard_of, plan_of
from bot.kinds.plans import PLAN
from bot.registry import command
from bot.reply import Reply
from bot.rights import must_organise

_ASKED = "How long before a meetup? Such as: 7 days, 1 day and 1 hour. Or off, for no more than when it is new."


class OrganisePlan(Command):
    """Choose how long before a meetup it is announced again."""

    plan: Annotated[tuple[timedelta, ...], Slot("How long before", _ASKED, kind=PLAN)]


@command(
    "organise plan",
    phrases=(
        "announce [all|the|our] meetups {plan} before",
        "organise|organize plan {plan}",
        "organise|organize plan",
    ),
    examples=("announce meetups 7 days, 1 day and 1 hour before",),
)
async def plan(cmd: OrganisePlan, ctx: Ctx) -> Reply:
    must_organise(ctx)
    board = replace(await noticeboard_of(ctx.work, ctx.now), plan=cmd.plan)
    await ctx.work.meetups.hang(board)
    return Reply.of(plan_of(board))
