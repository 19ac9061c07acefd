"""What members with a hard time read where nobody could listen."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.kinds.choices import OFF_WORDS
from bot.kinds.texts import TextKind
from bot.registry import command
from bot.reply import Line, Reply
from bot.rights import must_organise
from bot.words import say


class OrganiseSupport(Command):
    """Say where members with a hard time find help, for when nobody could listen."""

    text: Annotated[
        str, Slot("Where help is to be found", "Where is help to be found? Or: off", kind=TextKind("text", limit=600))
    ]


@command(
    "organise support",
    phrases=("organise|organize support {text}", "organise|organize support"),
    examples=("organise support Our code of conduct team listens",),
)
async def support(cmd: OrganiseSupport, ctx: Ctx) -> Reply:
    must_organise(ctx)
    before = await ctx.work.volunteers.hospitality()
    text = None if cmd.text.strip(" .!").casefold() in OFF_WORDS else cmd.text
    await ctx.work.volunteers.receive(replace(before, elsewhere=text))
    if text is None:
        return Reply.of(Line(say("Members with a hard time are told of no other place by you.")))
    return Reply.of(Line(say("Whoever finds nobody to listen reads: {text}", text=text)))
