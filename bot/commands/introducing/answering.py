"""Answering to an introduction: whether one would like it, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.warm import Outcome, Side
from bot.errors import NotFound
from bot.introducing import asked_now, named_parts
from bot.kinds.choices import YES_NO, YesNo, choice_of
from bot.registry import command
from bot.reply import Button, Buttons, Form, Line, Reply, Small, call
from bot.words import Mention, say

if TYPE_CHECKING:
    from bot.domain.warm import WarmIntroduction
    from bot.words import Phrase

_WHICH = Slot("Introduction", hidden=True)


class IntroAnswer(Command):
    """Say whether you would like to be introduced."""

    introduction: Annotated[str, _WHICH]
    answer: Annotated[YesNo, Slot("Answer", kind=YES_NO)]


@command("intro-answer", effect=Effect.FINAL, hidden=True)
async def intro_answer(cmd: IntroAnswer, ctx: Ctx) -> Reply:
    found = await _open(cmd.introduction, ctx)
    side = found.side_of(ctx.member.id)
    assert side is not None, "it is one of the two who is asked"
    named = await named_parts(ctx.work, found, side)
    if cmd.answer is YesNo.NO:
        await ctx.work.introducing.keep(found.declined(ctx.member.id, at=ctx.now))
        return Reply.of(
            *named,
            Line(say("No it is. Nobody is told, and nobody can tell it from no answer.")),
            Buttons.of(Button(say("Never ask me this"), call("questions", introductions="off"))),
        )
    accepted = found.accepted(ctx.member.id, at=ctx.now)
    await ctx.work.introducing.keep(accepted)
    return Reply.of(*([] if accepted.came_about else named), *await _what_next(accepted, ctx))


async def _open(introduction: str, ctx: Ctx) -> WarmIntroduction:
    """One that the member is asked now, or has said yes to. All others read like one that never was."""
    found = (await ctx.work.introducing.by_id([introduction])).get(introduction)
    hopes = found is not None and found.first == ctx.member.id and found.is_hoped_for(Side.FIRST, ctx.now)
    turn = (await asked_now(ctx.work, [ctx.member], ctx.now)).get(ctx.member.id)
    if found is None or not (hopes or turn == found):
        raise _gone()
    return found


async def _introduced(introduction: str, ctx: Ctx) -> WarmIntroduction:
    found = (await ctx.work.introducing.by_id([introduction])).get(introduction)
    if found is None or ctx.member.id not in found.pair or not found.came_about:
        raise _gone()
    return found


def _gone() -> NotFound:
    return NotFound(say("That is not open any more."))


async def _what_next(accepted: WarmIntroduction, ctx: Ctx) -> list[Line | Small]:
    if not accepted.came_about:
        return [
            Line(say("Thank you. Now I ask the other, with your name. If they say yes, you both hear from me.")),
            Small(say("If you do not hear, it has not come about. Until then you find it among your introductions.")),
        ]
    others = await ctx.work.subjects.members([each for each in accepted.pair if each != ctx.member.id])
    named = (Mention(each.id, each.name) for each in others.values())
    return [Line(say("You and {name} both said yes: I introduce you now.", name=each)) for each in named]


class IntroOutcome(Command):
    """Say what became of an introduction."""

    introduction: Annotated[str, _WHICH]
    outcome: Annotated[Outcome, Slot("Outcome", kind=choice_of(Outcome))]


@command("intro-outcome", effect=Effect.FINAL, hidden=True)
async def intro_outcome(cmd: IntroOutcome, ctx: Ctx) -> Reply:
    found = await _introduced(cmd.introduction, ctx)
    side = found.side_of(ctx.member.id) or Side.FIRST
    is_second_time, other = found.outcome_of(side) is Outcome.NOT_YET, await _other(found, side, ctx)
    await ctx.work.introducing.keep(found.told(ctx.member.id, cmd.outcome, at=ctx.now))
    match cmd.outcome:
        case Outcome.MET:
            note = Button(say("Note it"), call("intro-note", introduction=found.id))
            return Reply.of(
                say("You met {name}: good to hear.", name=other),
                Line(say("Would you like to note it in your notebook, with what you talked about?")),
                Buttons.of(note),
            )
        case Outcome.NOT_YET if not is_second_time:
            return Reply.of(say("Not yet with {name}: then I ask once more, in two weeks.", name=other))
        case Outcome.NOT_YET:
            return Reply.of(say("I do not ask again about {name}. When you meet, tell me as always.", name=other))
        case Outcome.NO:
            return Reply.of(say("Closed, with {name}. Nobody is told.", name=other))


async def _other(found: WarmIntroduction, side: Side, ctx: Ctx) -> Mention | Phrase:
    other = found.member_at(side.other)
    member = (await ctx.work.subjects.members([other])).get(other) if other is not None else None
    return say("the other") if member is None else Mention(member.id, member.name)


class IntroNote(Command):
    """Note in your notebook that you met whom you were introduced to."""

    introduction: Annotated[str, _WHICH]


@command("intro-note", effect=Effect.READS, hidden=True)
async def intro_note(cmd: IntroNote, ctx: Ctx) -> Reply:
    """The form of `met`, filled in as far as it is known: what is saved is saved there, with all that goes with it."""
    found = await _introduced(cmd.introduction, ctx)
    side = found.side_of(ctx.member.id)
    other = None if side is None else found.member_at(side.other)
    people = await ctx.work.subjects.members([each for each in (other, found.asker) if each is not None])
    if other is None or other not in people:
        raise _gone()
    values = {"person": people[other].name, "when": "today"}
    if found.asker is not None and found.asker in people and found.is_of_a_third:
        values["via"] = people[found.asker].name
    return Reply.of(Form("met", values, {}))
