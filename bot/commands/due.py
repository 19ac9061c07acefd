"""What is due, and what might be worth doing."""

from __future__ import annotations

from bot.agenda import agenda, suggestion_rows
from bot.command import Command, Ctx, Effect
from bot.registry import command
from bot.reply import Heading, Part, Reply
from bot.words import say


class Due(Command):
    """Show what is due, and a few suggestions with their reasons."""


@command(
    "due",
    phrases=(
        "due",
        "what's|whats due [today|now|this|week]",
        "what is due [today|now]",
        "what's|whats next",
        "what|whom should i do|follow|contact [up] [next|today]",
        "who should i follow up with",
        "who should i talk|write|get back to",
        "[any] suggestions",
        "what do i have to do [today]",
        "what's|whats on [my] [list|plate|today] [today]",
        "[my] agenda",
    ),
    examples=("what's due?",),
    effect=Effect.READS,
)
async def due(cmd: Due, ctx: Ctx) -> Reply:
    del cmd
    planned = await agenda(ctx.book, ctx.member, ctx.now)
    ideas = await suggestion_rows(ctx.book, ctx.today)
    parts: list[Part] = []
    if planned:
        parts += [Heading(say("Due")), *planned]
    if ideas:
        parts += [Heading(say("Worth doing")), *ideas]
    return Reply.of(*parts) if parts else Reply.of(say("Nothing is due. You are up to date with everybody."))
