"""The weekly digest of the boards, as organisers set it up and read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.bulletins import DEFAULT_DAY, DEFAULT_HOUR, Bulletin, every_week
from bot.words import Code, InChannel, Weekday, say

if TYPE_CHECKING:
    from bot.command import Ctx
    from bot.domain.noticeboard import Noticeboard
    from bot.words import Phrase

_HOW = Code("/organise digest here")
_OTHERWISE = Code("/organise digest on Thursday 17:00")


def usual_digest(ctx: Ctx) -> Bulletin:
    """Where meetups are announced, on Mondays, by the clock of the organiser who sets it up."""
    return Bulletin(ctx.work.community, ctx.now, every_week(DEFAULT_DAY, DEFAULT_HOUR, ctx.member.zone, ctx.now))


async def begin_digest(ctx: Ctx, board: Noticeboard) -> Phrase | None:
    """Post it where meetups are announced from now on, unless organisers decided about it before."""
    if await ctx.work.boards.bulletin() is not None:
        return None
    begun = usual_digest(ctx)
    await ctx.work.boards.publish(begun)
    return digest_of(begun, board, ctx)


def digest_of(bulletin: Bulletin | None, board: Noticeboard | None, ctx: Ctx) -> Phrase:
    channel = None if bulletin is None else bulletin.on(board).get(ctx.place.platform)
    if bulletin is None or channel is None:
        return say("What is new on the boards is posted nowhere here. To have it: {how}, in a channel.", how=_HOW)
    return say(
        "What is new on the boards is posted in {channel} once a week: {weekday} at {hour} ({zone}). To change that: "
        "{how}",
        channel=InChannel(channel),
        weekday=Weekday(bulletin.moment.local.weekday()),
        hour=bulletin.moment.local.time(),
        zone=bulletin.moment.zone,
        how=_OTHERWISE,
    )
