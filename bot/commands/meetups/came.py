"""Looking back at a meetup: its host sees numbers, everybody else what they see of it anyway."""

from __future__ import annotations

from typing import Annotated

from bot.aftermath import begun
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.naming_meetups import MeetupRef, Programme
from bot.domain.talk import Filling
from bot.errors import NotFound, NotPossible
from bot.kinds import Facts
from bot.kinds.meetups import called
from bot.language.dates import Tense
from bot.registry import command
from bot.reply import Reply
from bot.words import Strong, say


class MeetupCame(Command):
    """See who was at a meetup, as far as it is for everybody to see; its host sees how many came."""

    meetup: Annotated[str | None, Slot("Which meetup")] = None


@command(
    "meetup came",
    phrases=(
        "who came [last night|yesterday|today]",
        "who has come [so far]",
        "who came to {meetup} last night",
        "who came to {meetup} yesterday|today|tonight",
        "who came to {meetup}",
        "who [all] showed|turned up [to|at|for {meetup}]",
        "how many [people|members|of us|of them] came [last night|yesterday|today]",
        "how many [people|members|of us|of them] were there [last night|yesterday|today]",
        "how many [people|members|of us] came to {meetup}",
        "how many [people|members|of us] were at {meetup$}",
        "^ who [all] was|were at {meetup$}",
        "how did {meetup$} go",
        "meetup came {meetup}",
        "meetup came",
    ),
    examples=("who came to Rust night?",),
    effect=Effect.READS,
)
async def came(cmd: MeetupCame, ctx: Ctx) -> Reply:
    past = await begun(ctx.work, ctx.now)
    if cmd.meetup is not None:
        past, _ = called(cmd.meetup, Facts(ctx.member, ctx.now, meetups=Programme(past)), Tense.PAST)
        if not past:
            title = Strong(cmd.meetup.strip(" .,!?"))
            raise NotFound(say("I find no meetup called {title} in the last two weeks.", title=title))
    mine = {(each.meetup, each.key) for each in await ctx.work.meetups.rsvps_of(ctx.member.id) if each.may_come}
    own = [each for each in past if each.meetup.host == ctx.member.id or (each.meetup.id, each.key) in mine]
    found = next(iter(own or past), None)
    if found is None:
        raise NotPossible(say("No meetup took place in the last two weeks."))
    slots = {"meetup": str(MeetupRef.of(found))}
    return await ctx.conversation.carry_out((Filling("meetup show", slots, ctx.now),))
