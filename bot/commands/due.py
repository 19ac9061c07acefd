"""What is due, and what might be worth doing."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from bot.agenda import agenda, suggestion_rows
from bot.ahead import agenda_of
from bot.command import Command, Ctx, Effect, Slot
from bot.goals import goal_rows
from bot.kinds.periods import AHEAD, Period
from bot.registry import command
from bot.reply import Heading, Line, Part, Reply
from bot.words import Exactly, Phrase, say

_BROUGHT_UP_FOR = timedelta(days=7)
"""How long a goal that was not reached by its day is still shown here."""


class Due(Command):
    """Show what is due, now or in some days to come, and a few suggestions with their reasons."""

    when: Annotated[Period | None, Slot("Which days", lead=("on", "for", "in"), kind=AHEAD)] = None


@command(
    "due",
    phrases=(
        "due",
        "~ due|overdue|pending ~",
        "~ reminders|promises|follow-ups|followups|things due ~",
        "~ follow-ups|followups ~",
        "~ follow ups ~",
        "~ follow ups for|on|due {when!}",
        "~ due|overdue|pending|waiting {when!}",
        "~ due|overdue|pending today =when:today",
        "~ reminders|promises|follow-ups|followups ~ {when!}",
        "~ reminders|promises|follow-ups|followups|agenda|todo|todos|schedule|plan|plans for|on {when!}",
        "what do i have [planned|due] {when!}",
        "what do i have on {when!}",
        "what have i got coming|planned|due [up] {when!}",
        "do i have anything|something|plans [due|planned|on] {when!}",
        "[is there] anything [due|planned|on|left] {when!}",
        "what's|whats|how's|hows {when!} like|looking",
        "what is|does|will {when!} like|look|be [like]",
        "how is|does|will {when!} look|looking|be",
        "what's|whats on|planned|happening|up|left {when!}",
        "what's|whats on my list|plate|agenda {when!}",
        "what's|whats coming [up] {when!}",
        "what is on|planned|happening|left {when!}",
        "what should|must i [be] do|doing {when!}",
        "what do i need|have|want to do {when!}",
        "what am i supposed|meant to do {when!}",
        "~ left to do {when!}",
        "[is there] anything for me {when!}",
        "[is there] [do] [i] [have] anything on my plate|list|agenda {when!}",
        "[is there] [do] [i] [have] anything on my plate|list|agenda",
        "[is there] anything i should|must|can do {when!}",
        "~ my day",
        "~ waiting [for me]",
        "~ coming up [next]",
        "~ left to do",
        "~ agenda|todo|todos|to-dos ~",
        "what's|whats my day like =when:today",
        "~ today's list|agenda",
        "[show] [me] [my|the] to do list",
        "[my] to do",
        "what's|whats next [up]",
        "what's|whats up next",
        "what is|comes next",
        "what's|whats on my list|plate|agenda",
        "~ follow up on|with [next]",
        "~ needs|need a follow-up|followup",
        "~ needs|need [a|to] follow up",
        "who ~ follow up with [next]",
        "who|whom ~ getting|coming|going back to [next]",
        "who|whom ~ getting|coming|going back to {when!}",
        "who|whom ~ writing|talking|speaking|reaching [out] to {when!}",
        "who|whom ~ following|catching up with {when!}",
        "who|whom ~ contacting|calling|emailing|pinging {when!}",
        "who|whom ~ get back to [next]",
        "who|whom ~ reach out to [next]",
        "who|whom ~ talk|write|speak to [next]",
        "who|whom ~ catch up with [next]",
        "who|whom ~ contact|ping|email|call [next]",
        "who|whom ~ contact|ping|email|call {when!}",
        "who|whom ~ talk|write|speak to {when!}",
        "who|whom ~ get back to {when!}",
        "who|whom ~ reach out to {when!}",
        "who|whom ~ follow|catch up with {when!}",
        "~ who to contact|ping|email|call",
        "who haven't i talked|spoken|written to [lately|recently]",
        "who have|haven't i [not] talked|spoken|written [to] [for|in] [a] [while|long|ages] [time]",
        "who have i not talked|spoken|written to [lately|recently]",
        "which|what follow-ups|followups|reminders are due|open|planned|left",
        "[is there] anyone|anybody|someone i should contact|ping|call|email|write|message [to|back]",
        "who needs|wants|awaits|expects a|an reply|answer|response [from me]",
        "who is waiting for a|an reply|answer|response [from me]",
        "who's|whos waiting for a|an reply|answer|response [from me]",
        "who am i neglecting|forgetting",
        "who|whom have|did i neglected|forgotten|neglect|forget [lately|recently]",
        "what did i forget",
        "what should i do [next|now]",
        "what now",
        "what am i supposed|meant to do [next|now]",
        "who|whom ~ get in touch with [next]",
        "what needs doing",
        "what needs to be done",
        "what's|whats next on my list|agenda|plate",
        "[is there] anything i should|must|can do [now]",
        "what should i be doing [now]",
        "what do i have|need|want to do [next|now]",
        "~ suggestions ~",
    ),
    examples=("what's due?", "what's due this week?"),
    effect=Effect.READS,
)
async def due(cmd: Due, ctx: Ctx) -> Reply:
    if cmd.when is not None and cmd.when != Period(ctx.today, ctx.today):
        return await _in_days(cmd.when, ctx)
    planned = await agenda(ctx.book, ctx.member, ctx.now)
    goals = await goal_rows(ctx.book, ctx.member, ctx.now, since=ctx.today - _BROUGHT_UP_FOR)
    ideas = await suggestion_rows(ctx.book, ctx.member, ctx.now)
    parts: list[Part] = []
    if planned:
        heading = say("Due") if cmd.when is None else say("Due today, {day}", day=ctx.today)
        parts += [Heading(heading), *planned]
    if ideas:
        parts += [Heading(say("Worth doing")), *ideas]
    if not parts:
        parts.append(Line(await _nothing(ctx)))
    return Reply.of(*parts, *([Heading(say("Your goals")), *goals] if goals else []))


async def _in_days(days: Period, ctx: Ctx) -> Reply:
    rows = await agenda_of(ctx.book, ctx.member, ctx.now, days)
    is_one, first, last = days.first == days.last, days.first, days.last
    if rows:
        heading = (
            say("Due on {day}", day=first) if is_one else say("Due from {first} to {last}", first=first, last=last)
        )
        return Reply.of(Heading(heading), *rows)
    if is_one:
        return Reply.of(say("Nothing is due on {day}.", day=first))
    return Reply.of(say("Nothing is due from {first} to {last}.", first=first, last=last))


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
