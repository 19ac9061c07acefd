"""The channel in which meetups are announced."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.digests import begin_digest
from bot.errors import BadValue
from bot.gatherings import lengths, noticeboard_of
from bot.kinds.choices import choice_of
from bot.registry import command
from bot.reply import Line, Reply, Small
from bot.rights import must_organise
from bot.words import Code, InChannel, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from bot.words import Phrase


class Where(StrEnum):
    HERE = "here"
    OFF = "off"


class OrganiseChannel(Command):
    """Choose the channel where meetups are announced: say it there."""

    where: Annotated[Where | None, Slot("Announce meetups", kind=choice_of(Where))] = None


@command(
    "organise channel",
    phrases=(
        "announce [all|the|our] meetups {where}",
        "announce [all|the|our] meetups in this channel",
        "organise|organize channel {where}",
        "organise|organize channel",
    ),
    examples=("announce meetups here",),
)
async def channel(cmd: OrganiseChannel, ctx: Ctx) -> Reply:
    must_organise(ctx)
    board = await noticeboard_of(ctx.work, ctx.now)
    here, platform = ctx.place.channel, ctx.place.platform
    if cmd.where is Where.OFF:
        await ctx.work.meetups.hang(board.using(platform, None, at=ctx.now))
        return Reply.of(say("I announce no meetups here any more. What was posted stays."))
    if here is None:
        how = Code("/organise channel")
        raise BadValue(say("Only you and I are here. Say {how} in the channel where I should announce.", how=how))
    hung = board.using(platform, here, at=ctx.now)
    await ctx.work.meetups.hang(hung)
    told = _told(InChannel(here), board.plan)
    digest = await begin_digest(ctx, hung)
    more = [] if digest is None else [Line(digest)]
    return Reply.of(told, *more, Small(say("I must be in that channel to post there; invite me if I am not.")))


def _told(here: InChannel, plan: Sequence[timedelta]) -> Phrase:
    if not plan:
        return say("From now on I announce meetups in {channel}: when they are new, and not again.", channel=here)
    return say(
        "From now on I announce meetups in {channel}: when they are new, and {when} before each.",
        channel=here,
        when=lengths(plan),
    )
