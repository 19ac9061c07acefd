"""The pitch: built from four questions over several messages, checked, and kept with the earlier ones."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.pitches import WORDS, Lack, Pitch, current, lacks
from bot.domain.talk import Filling
from bot.errors import NotFound
from bot.kinds.choices import Off, choice_of
from bot.kinds.profiles import ANSWER
from bot.registry import command
from bot.reply import Button, Buttons, Form, Heading, Line, Part, Reply, Row, Small, call
from bot.words import Phrase, say, say_count

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_SHOWN = 8
PARTS = ("who", "what", "proof", "ask")
_Answer = str | Literal[Off.OFF]


class Way(StrEnum):
    EDIT = "edit"
    NEW = "new"
    EARLIER = "earlier"


class ShowPitch(Command):
    """Build your pitch of half a minute from four questions, or see the one you have."""

    who: Annotated[_Answer | None, Slot("Who you are", lead=("who",), kind=ANSWER, clears=True)] = None
    what: Annotated[_Answer | None, Slot("What you do, and for whom", lead=("what",), kind=ANSWER, clears=True)] = None
    proof: Annotated[_Answer | None, Slot("One proof of it", lead=("proof",), kind=ANSWER, clears=True)] = None
    ask: Annotated[_Answer | None, Slot("What you ask for", lead=("ask",), kind=ANSWER, clears=True)] = None
    way: Annotated[Way | None, Slot("Way", kind=choice_of(Way), hidden=True)] = None


@command(
    "pitch",
    phrases=(
        "pitch",
        "pitch ...",
        "~ my pitch",
        "~ my elevator pitch",
        "[~] [sorted|sort|did|wrote|write|make|made] [out] my|a [30|thirty] [second] [elevator] pitch",
        "change|edit|fix|improve|update my pitch =way:edit",
        "[start|make|build|write|create] a|my new pitch =way:new",
        "[let's] build|write|make|create|prepare|practise|practice my|a pitch",
        "help me build|write|make|prepare|practise|practice|with my|a pitch",
        "~ earlier|old pitches =way:earlier",
    ),
    examples=("my pitch",),
    effect=Effect.READS,
)
async def pitch(cmd: ShowPitch, ctx: Ctx) -> Reply:
    now = current(await ctx.book.pitches.every())
    if cmd.way is Way.EARLIER:
        return await _earlier(ctx)
    if cmd.way is Way.EDIT:
        return Reply.of(Form("pitch", _as_said(now), {}))
    said = {name: ANSWER.write(value) for name in PARTS if (value := getattr(cmd, name)) is not None}
    if now is not None and not said and cmd.way is None:
        return Reply.of(*told(now), *await _buttons(ctx))
    before = {} if cmd.way is Way.NEW or now is None else dict.fromkeys(PARTS, "skip") | _as_said(now)
    return await ctx.conversation.carry_out((Filling("build-pitch", {**before, **said}, ctx.now),))


def _as_said(pitch: Pitch | None) -> dict[str, str]:
    return {name: text for name in PARTS if pitch is not None and (text := getattr(pitch, name))}


class BuildPitch(Command):
    """Answer the four questions of a pitch."""

    who: Annotated[
        _Answer,
        Slot(
            "Who you are",
            "A pitch of half a minute takes four answers. First: who are you? One sentence, such as “I'm Ana, a data "
            "engineer in Lisbon.”",
            kind=ANSWER,
        ),
    ]
    what: Annotated[
        _Answer,
        Slot(
            "What you do, and for whom",
            "What do you do, and for whom? Such as “I help small newsrooms trust their numbers.”",
            kind=ANSWER,
        ),
    ]
    proof: Annotated[
        _Answer,
        Slot(
            "One proof of it",
            "What shows it? One number, name or result, such as “Three papers publish from my pipeline every day.”",
            kind=ANSWER,
        ),
    ]
    ask: Annotated[
        _Answer,
        Slot("What you ask for", "And your one ask? Such as “I'm looking for a newsroom to try it with.”", kind=ANSWER),
    ]


@command("build-pitch", hidden=True)
async def build_pitch(cmd: BuildPitch, ctx: Ctx) -> Reply:
    who, what, proof, ask = (None if each is Off.OFF else each for each in (cmd.who, cmd.what, cmd.proof, cmd.ask))
    before = current(await ctx.book.pitches.every())
    made = Pitch(new_id(ctx.now), ctx.member.id, ctx.now, who, what, proof, ask)
    if before is None or before.text != made.text:
        await ctx.book.pitches.add(made)
    return Reply.of(*told(made), *await _buttons(ctx))


def told(pitch: Pitch) -> list[Part]:
    """The pitch as one says it, how long that is, and what would make it better."""
    count = say_count(
        "One word; about {words} take half a minute.",
        "{count} words; about {words} take half a minute.",
        pitch.words,
        words=WORDS,
    )
    found = lacks(pitch)
    better = [Line(_ADVICE[lack]) for lack in found] or [
        Line(say("It says who you are, what you do for whom, one proof and one ask. Now say it aloud."))
    ]
    return [Heading(say("Your pitch")), Line(say("{pitch}", pitch=pitch.text)), Small(count), *better]


_ADVICE: Mapping[Lack, Phrase] = {
    Lack.WHO: say("Missing: who you are, in one sentence."),
    Lack.WHAT: say("Missing: what you do, and for whom."),
    Lack.FOR_WHOM: say("For whom do you do it? Name them."),
    Lack.PROOF: say("Missing: one proof. A number, a name or a result."),
    Lack.HARD_PROOF: say("Make the proof hard: one number, name or result says more than a word of praise."),
    Lack.ASK: say("Missing: one ask. What should the other do, or whom should they know?"),
    Lack.ONE_ASK: say("That sounds like more than one ask. Choose the one that matters most."),
    Lack.LONG: say("It is too long for half a minute. Cut what the other would not ask about."),
    Lack.SHORT: say("There is room: a little more about what changes for those you do it for."),
}


async def _buttons(ctx: Ctx) -> list[Part]:
    earlier = await ctx.book.pitches.count() - 1
    buttons = [
        Button(say("Change"), call("pitch", way=Way.EDIT)),
        Button(say("Start anew"), call("pitch", way=Way.NEW)),
    ]
    if earlier > 0:
        buttons.append(Button(say("Earlier ones"), call("pitch", way=Way.EARLIER)))
    return [Buttons(tuple(buttons)), Small(say("Others see it where you show your card, and nowhere else."))]


async def _earlier(ctx: Ctx) -> Reply:
    made = sorted(await ctx.book.pitches.every(), key=lambda each: (each.created_at, each.id), reverse=True)[1:]
    if not made:
        return Reply.of(say("You have no earlier pitch."))
    rows = [
        Row(
            say("{day}: {pitch}", day=ctx.member.today(each.created_at).date(), pitch=each.text),
            (Button(say("Use again"), call("use-pitch", pitch=each.id)),),
        )
        for each in made[:MOST_SHOWN]
    ]
    return Reply.of(Heading(say("Earlier pitches")), *rows)


class UsePitch(Command):
    """Use an earlier pitch again."""

    pitch: Annotated[str, Slot("Which")]


@command("use-pitch", hidden=True)
async def use_pitch(cmd: UsePitch, ctx: Ctx) -> Reply:
    found = await ctx.book.pitches.find(cmd.pitch)
    if found is None:
        raise NotFound(say("I don't have that pitch any more."))
    again = replace(found, id=new_id(ctx.now), created_at=ctx.now, version=1)
    await ctx.book.pitches.add(again)
    return Reply.of(*told(again), *await _buttons(ctx))


class DeletePitch(Command):
    """Erase your pitch, earlier ones included."""


@command(
    "delete-pitch",
    phrases=(
        "delete|erase|remove|forget my [elevator] pitch|pitches",
        "delete|erase|remove|forget all my pitches",
    ),
    examples=("delete my pitch",),
    hidden=True,
)
async def delete_pitch(cmd: DeletePitch, ctx: Ctx) -> Reply:
    del cmd
    there = await ctx.book.pitches.every()
    if not there:
        raise NotFound(say("You have no pitch here."))
    for each in there:
        await ctx.book.pitches.remove(each.id)
    return Reply.of(say("Your pitch is gone, and stands on your card no more."))
