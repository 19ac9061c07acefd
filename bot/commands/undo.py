"""Taking back what a command changed, for a day."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.changes import UNDO_FOR, Change
from bot.domain.ids import ChangeId
from bot.errors import NotPossible
from bot.registry import command
from bot.reply import Reply
from bot.words import say


class Undo(Command):
    """Take back the last thing you changed, within 24 hours."""

    change: Annotated[str | None, Slot("Change", hidden=True)] = None


@command(
    "undo",
    phrases=(
        "[no|nope|oops|sorry|wait|hm] [no|wait|actually] undo [that|it|this]",
        "undo [the|my|that|this] [last] [one|thing|change]",
        "revert|reverse [that|it|this]",
        "roll that|it|this back",
        "take that|it|this back",
        "scratch|strike that|this|it",
        "take back that|it|this",
        "take back what i [just] said|wrote",
        "that was|is|wasn't|isn't [all] wrong|right",
        "that was|is a mistake",
        "that's wrong|incorrect",
        "that's not right|correct|true",
        "no that's|that wrong",
        "no that is|was wrong",
    ),
    examples=("undo",),
    effect=Effect.FINAL,
)
async def undo(cmd: Undo, ctx: Ctx) -> Reply:
    change = await _meant(cmd, ctx)
    if change.undone_at is not None:
        raise NotPossible(say("That is undone already."))
    if ctx.now - change.created_at > UNDO_FOR:
        raise NotPossible(say("That is more than a day ago. Undo reaches back 24 hours."))
    await ctx.book.changes.undo(change, at=ctx.now)
    return Reply.of(say("Undone: “{summary}”", summary=change.summary))


async def _meant(cmd: Undo, ctx: Ctx) -> Change:
    if cmd.change is not None:
        return await ctx.book.changes.get(ChangeId(cmd.change))
    latest = await ctx.book.changes.latest(since=ctx.now - UNDO_FOR)
    if latest is None:
        raise NotPossible(say("There is nothing to undo from the last 24 hours."))
    return latest
