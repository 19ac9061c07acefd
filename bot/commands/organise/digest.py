"""Where and when what is new on the boards is posted."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.digests import digest_of, usual_digest
from bot.domain.times import Moment
from bot.errors import BadValue
from bot.kinds.choices import choice_of
from bot.kinds.weekly import WEEKLY
from bot.registry import command
from bot.reply import Line, Reply, Small
from bot.rights import must_organise
from bot.words import Code, say


class Where(StrEnum):
    HERE = "here"
    OFF = "off"


class OrganiseDigest(Command):
    """Choose where and when what is new on the boards is posted, once a week."""

    where: Annotated[Where | None, Slot("Post it", kind=choice_of(Where))] = None
    when: Annotated[Moment | None, Slot("Day and hour", lead=("on", "every"), kind=WEEKLY)] = None


@command(
    "organise digest",
    phrases=(
        "post the [weekly] digest {where!}",
        "post the [weekly] digest in this channel =where:here",
        "post the [weekly] digest on|every {when!}",
        "stop posting the [weekly] digest =where:off",
        "organise|organize digest {where!}",
        "organise|organize digest [on|every] {when!}",
        "organise|organize digest",
    ),
    examples=("post the digest every Monday at 10:00",),
)
async def digest(cmd: OrganiseDigest, ctx: Ctx) -> Reply:
    must_organise(ctx)
    before = await ctx.work.boards.bulletin()
    after, platform, here = before or usual_digest(ctx), ctx.place.platform, ctx.place.channel
    if cmd.when is not None:
        after = after.weekly(cmd.when, at=ctx.now)
    if cmd.where is Where.OFF:
        after = after.using(platform, None, at=ctx.now)
    if cmd.where is Where.HERE:
        if here is None:
            how = Code("/organise digest here")
            raise BadValue(say("Only you and I are here. Say {how} in the channel where it should stand.", how=how))
        after = after.using(platform, here, at=ctx.now)
    if cmd.where is not None or cmd.when is not None:
        await ctx.work.boards.publish(after)
        before = after
    board = await ctx.work.meetups.noticeboard()
    aside = Small(say("Where nothing is new, nothing is posted. What stands there follows what becomes of it."))
    return Reply.of(Line(digest_of(before, board, ctx)), aside)
