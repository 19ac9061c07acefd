"""What is due, and what might be worth doing."""

from __future__ import annotations

from bot.agenda import agenda, suggestion_rows
from bot.command import Command, Ctx, Effect
from bot.registry import command
from bot.reply import Heading, Part, Reply
from bot.words import Exactly, Phrase, say


class Due(Command):
    """Show what is due, and a few suggestions with their reasons."""


@command(
    "due",
    phrases=(
        "due",
        "~ due|overdue|pending ~",
        "~ reminders|promises|follow-ups|followups|things due ~",
        "~ follow-ups|followups ~",
        "~ due|pending|waiting this|next week",
        "~ waiting [for me]",
        "~ coming up [today|next]",
        "~ left to do [today]",
        "what's|whats up for today",
        "~ agenda|todo|todos|to-dos ~",
        "~ my day",
        "~ today's list|agenda",
        "[my] to do list",
        "what's|whats next [up]",
        "what's|whats up next",
        "what is|comes next",
        "what's|whats on today|tomorrow",
        "what's|whats on this|next week",
        "what's|whats on my list|plate|agenda [today]",
        "~ follow up on|with [next|today]",
        "~ needs|need a follow-up|followup",
        "who ~ follow up with [next|today]",
        "who|whom ~ get back to [next|today]",
        "who|whom ~ reach out to [next|today]",
        "who|whom ~ talk|write|speak to [next|today]",
        "who|whom ~ catch up with [next|today]",
        "who|whom ~ contact|ping|email|call [next|today]",
        "~ who to contact|ping|email|call",
        "who haven't i talked|spoken|written to [lately|recently]",
        "who am i neglecting|forgetting",
        "what did i forget",
        "what should i do [next|today|now]",
        "what now",
        "what needs doing",
        "what needs to be done",
        "what's|whats next on my list|agenda|plate",
        "[is there] anything i should|must|can do [today|now]",
        "what should i be doing [today|now]",
        "what do i have|need|want to do [next|today|now]",
        "~ suggestions ~",
    ),
    examples=("what's due?",),
    effect=Effect.READS,
)
async def due(cmd: Due, ctx: Ctx) -> Reply:
    del cmd
    planned = await agenda(ctx.book, ctx.member, ctx.now)
    ideas = await suggestion_rows(ctx.book, ctx.member, ctx.now)
    parts: list[Part] = []
    if planned:
        parts += [Heading(say("Due")), *planned]
    if ideas:
        parts += [Heading(say("Worth doing")), *ideas]
    return Reply.of(*parts) if parts else Reply.of(await _nothing(ctx))


async def _nothing(ctx: Ctx) -> Phrase:
    """Nothing now, and what comes next where something does."""
    book = ctx.book
    coming = [(each.next_after(ctx.now), each.text) for each in await book.reminders.active()]
    coming += [(each.wake, each.text) for each in await book.promises.still_open()]
    ahead = [(moment, text) for moment, text in coming if moment is not None and moment.instant > ctx.now]
    if not ahead:
        return say("Nothing is due. You are up to date with everybody.")
    moment, text = min(ahead, key=lambda pair: pair[0].instant)
    return say("Nothing is due now. Next, on {when}: {text}", when=Exactly(moment), text=text)
