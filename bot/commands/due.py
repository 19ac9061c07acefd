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
        "~ due|overdue ~",
        "[is] [anything|something] due [today|now]",
        "~ follow-ups|followups|things|anything due ~",
        "what's|whats due|next [up] [today|now]",
        "~ due this|next week",
        "what's|whats up next",
        "what is|comes next",
        "who|whom should i follow up with [next|today]",
        "who|whom should i get back to [next|today]",
        "who|whom should i reach out to [next|today]",
        "who|whom should i talk|write|speak to [next|today]",
        "who|whom should i contact|ping|email|call [next|today]",
        "anything|anyone i should follow up on|with",
        "what should i do [next|today|now]",
        "~ suggestions ~",
        "what do i have|need|want to do [next|today|now]",
        "~ agenda|todos|to-dos ~",
        "what's|whats on my list|plate|agenda [today]",
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
