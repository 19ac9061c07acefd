"""A time said alone: it puts right, or moves, what was spoken of last or what has just arrived."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.talk import Filling, ItemKind, ItemRef
from bot.errors import BadValue, NotFound
from bot.kinds import Facts
from bot.kinds.times import DAY, SAID_TIME
from bot.notebook import meant_lately
from bot.registry import command
from bot.reply import Reply
from bot.words import Code, say


class Correct(Command):
    """Say when it was, or when it should be."""

    when: Annotated[str, Slot("When", kind=SAID_TIME)]


@command(
    "correct",
    phrases=(
        "^ [no|nope|sorry] [no|sorry] [actually|rather|make|maybe|better] [it] {when!}",
        "^ [no|sorry] [i] meant|mean {when!}",
        "^ [no] it|that is|was {when!}",
        "^ [no] it's|that's {when!}",
        "^ not now {when!}",
    ),
    effect=Effect.READS,
    hidden=True,
)
async def correct(cmd: Correct, ctx: Ctx) -> Reply:
    ref = await meant_lately(ctx)
    if ref is None:
        raise NotFound(
            say(
                "What should be {when}? Name it, such as {one}, or begin anew: {two}.",
                when=cmd.when,
                one=Code(f"move the invoice to {cmd.when}"),
                two=Code(f"remind me {cmd.when} to …"),
            )
        )
    return await ctx.conversation.carry_out((_meant(cmd.when, ref, ctx),))


def _meant(when: str, ref: ItemRef, ctx: Ctx) -> Filling:
    """A meeting and a contact were on a day that is past; all else, a follow-up to that meeting too, is to come."""
    if ref.kind in (ItemKind.INTRODUCTION, ItemKind.CONTACT) and _is_past(when, ctx):
        return Filling("fix", {"item": str(ref), "when": when}, ctx.now)
    return Filling("snooze", {"item": str(ref), "until": when}, ctx.now)


def _is_past(when: str, ctx: Ctx) -> bool:
    try:
        return bool(DAY.readings(when, Facts(ctx.member, ctx.now)))
    except BadValue:
        return False
