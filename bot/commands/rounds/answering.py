"""What became of a group: met, will meet, could not. Only having met counts as having met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.asking_rounds import keep_answer
from bot.command import Command, Ctx, Slot
from bot.domain.rounds.records import AWAY, Outcome
from bot.errors import BadValue, NotFound, NotPossible
from bot.kinds import PersonRef
from bot.kinds.choices import choice_of
from bot.kinds.people import exact
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Row, Small, call
from bot.telling_rounds import told_of
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.members import Member
    from bot.domain.rounds.records import Round, Seat
    from bot.reply import Part

_MOST_NAMED = 5


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
        "^ we will meet =outcome:will-meet",
        "^ we could not [meet] =outcome:could-not",
        "^ we couldn't [meet] =outcome:could-not",
        "round answer [we] met =outcome:met",
        "round answer [we] will [meet] =outcome:will-meet",
        "round answer [we] could not [meet] =outcome:could-not",
        "round answer [we] couldn't [meet] =outcome:could-not",
        "round answer {outcome!}",
        "round answer",
    ),
    examples=("my round group met",),
)
async def answer(cmd: RoundAnswer, ctx: Ctx) -> Reply:
    seat = await _seat(ctx, cmd.seat, cmd.outcome)
    found = await ctx.work.rounds.get(seat.round)
    seat = await keep_answer(ctx.work, seat, cmd.outcome, ctx.now)
    others = (await told_of(ctx.work, [seat])).get(seat.id, [])
    return Reply.of(_read_back(found, cmd.outcome, others), *_what_next(seat, found, others))


def _read_back(found: Round, outcome: Outcome, others: Sequence[Member]) -> Line:
    """Of which round it is noted, and with whom: whoever says it in words must see what was meant."""
    title = Strong(found.title)
    names = tuple(Mention(each.id, each.name) for each in others) or say("your group")
    match outcome:
        case Outcome.MET:
            return Line(say("{title}: you met {names}. Glad to hear that!", title=title, names=names))
        case Outcome.WILL:
            return Line(say("{title}: you will meet {names}. Good.", title=title, names=names))
        case Outcome.NOT:
            return Line(say("{title}: you and {names} could not meet. That happens.", title=title, names=names))


def _what_next(seat: Seat, found: Round, others: Sequence[Member]) -> list[Part]:
    match seat.answer:
        case Outcome.MET:
            return _to_note(found, others)
        case Outcome.WILL if seat.question is not None:
            return [Line(say("I ask once more, shortly before the next draw."))]
        case Outcome.WILL | None:
            return [Line(say("I do not ask again; when you have met, tell me."))]
        case Outcome.NOT:
            return [Small(say("You may be put together again some time; whoever met is not, for a while."))]


async def _seat(ctx: Ctx, which: str | None, outcome: Outcome) -> Seat:
    if which is None:
        return await _meant(ctx, outcome)
    seat = (await ctx.work.rounds.seats_by_id([which])).get(which)
    if seat is None or seat.member != ctx.member.id:
        raise NotFound(say("I don't have that (any more)."))
    return seat


async def _meant(ctx: Ctx, outcome: Outcome) -> Seat:
    """The one about which a question is open; where none is, the latest. Raise BadValue where that may be several."""
    own = [each for each in await ctx.work.rounds.seats_of(ctx.member.id) if each.circle is not None]
    if not own:
        raise NotPossible(say("No round has put you in a group yet."))
    lately = [each for each in own if each.created_at > ctx.now - AWAY] or own[:1]
    open_ones = [each for each in lately if each.is_open and each.was_asked(ctx.now)] or lately
    found = list({each.round: each for each in reversed(open_ones)}.values())
    if len(found) > 1:
        titles = {each.id: each.title for each in await ctx.work.rounds.every()}
        error = BadValue(say("Which round do you mean?"), "seat")
        error.also = (Buttons(tuple(_said_of(each, titles[each.round], outcome) for each in found[:_MOST_NAMED])),)
        raise error
    return found[0]


def _said_of(seat: Seat, title: str, outcome: Outcome) -> Button:
    return Button(say("{title}", title=title), call("round answer", outcome=outcome.value, seat=seat.id))


def _to_note(found: Round, others: Sequence[Member]) -> list[Part]:
    """Each of the others, to be noted as met there today."""
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
    return [*rows, Small(say("What you note is for you alone."))] if rows else []
