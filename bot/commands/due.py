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
        "[is] [anything|something] due [today|now]",
        "what's|whats due|next [up] [today|now]",
        "what's|whats due this|next week",
        "what's|whats up next",
        "what is due|next [today|now]",
        "what is due this|next week",
        "what things are due",
        "who|whom should i follow up with [next|today]",
        "who|whom should i get back to [next|today]",
        "who|whom should i reach out to [next|today]",
        "who|whom should i talk|write|speak to [next|today]",
        "who|whom should i contact|ping|email [next|today]",
        "what should i do [next|today|now]",
        "[any|some] suggestions",
        "what do i have to do [next|today]",
        "what's|whats on my list|plate|agenda [today]",
        "[show] [me] [my] agenda",
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
