"""What became of a group: met, will meet, could not. Only having met counts as having met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.rounds.records import Outcome
from bot.errors import NotFound, NotPossible
from bot.kinds import PersonRef
from bot.kinds.choices import choice_of
from bot.kinds.people import exact
from bot.registry import command
from bot.reply import Button, Line, Reply, Row, Small, call
from bot.telling_rounds import told_of
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from bot.domain.rounds.records import Round, Seat
    from bot.reply import Part


class RoundAnswer(Command):
    """Say whether your group of a round met."""

    outcome: Annotated[Outcome, Slot("What became of it", kind=choice_of(Outcome))]
    seat: Annotated[str | None, Slot("Which group", hidden=True)] = None


@command(
    "round answer",
    phrases=(
        "my [round] group met =outcome:met",
        "we met in the|our round =outcome:met",
        "my [round] group will meet =outcome:will-meet",
        "my [round] group could not meet =outcome:could-not",
        "my [round] group couldn't meet =outcome:could-not",
        "we couldn't meet in the|our round =outcome:could-not",
    ),
    examples=("my round group met",),
)
async def answer(cmd: RoundAnswer, ctx: Ctx) -> Reply:
    seat = await _seat(ctx, cmd.seat)
    found = await ctx.work.rounds.get(seat.round)
    await ctx.work.rounds.answer(seat.answered(cmd.outcome, at=ctx.now))
    match cmd.outcome:
        case Outcome.MET:
            return Reply.of(Line(say("Glad to hear that!")), *await _to_note(ctx, found, seat))
        case Outcome.WILL:
            return Reply.of(Line(say("Good. I ask once more, shortly before the next draw.")))
        case Outcome.NOT:
            return Reply.of(
                Line(say("That happens. You may be put together again some time; whoever met is not, for a while."))
            )


async def _seat(ctx: Ctx, which: str | None) -> Seat:
    if which is None:
        own = [each for each in await ctx.work.rounds.seats_of(ctx.member.id) if each.circle is not None]
        if not own:
            raise NotPossible(say("No round has put you in a group yet."))
        return own[0]
    seat = (await ctx.work.rounds.seats_by_id([which])).get(which)
    if seat is None or seat.member != ctx.member.id:
        raise NotFound(say("I don't have that (any more)."))
    return seat


async def _to_note(ctx: Ctx, found: Round, seat: Seat) -> list[Part]:
    """Each of the others, to be noted as met there today."""
    others = (await told_of(ctx.work, [seat])).get(seat.id, [])
    rows = [
        Row(
            say("Note that you met {name}?", name=Mention(each.id, each.name)),
            (
                Button(
                    say("Note it"), call("met", person=exact(PersonRef(each.name, None, each.id)), where=found.title)
                ),
            ),
        )
        for each in others
    ]
    return [*rows, Small(say("What you note is for you alone.", title=Strong(found.title)))] if rows else []
