"""Starting and ending rounds, which organisers do."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.ids import new_id
from bot.domain.people import name_key
from bot.domain.rounds.entrants import Odd
from bot.domain.rounds.records import Round
from bot.domain.times import Moment, Precision
from bot.errors import BadValue, TooMuch
from bot.kinds.choices import choice_of
from bot.kinds.texts import TextKind
from bot.kinds.times import MOMENT
from bot.naming_rounds import meant, running
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.rights import must_organise
from bot.telling_rounds import rhythm
from bot.words import Code, Exactly, Strong, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.reply import Part

MOST = 20
TITLE = TextKind("title", limit=60)


class Size(StrEnum):
    PAIRS = "pairs"
    TRIOS = "trios"


class RoundNew(Command):
    """Start a round that puts those who join into pairs or trios, again and again."""

    title: Annotated[str, Slot("Title", "What is the round called?", kind=TITLE)]
    when: Annotated[
        Moment,
        Slot(
            "When it is drawn",
            "When is {title} drawn? For instance: every Monday at 10:00",
            lead=("drawn",),
            kind=MOMENT,
        ),
    ]
    size: Annotated[Size | None, Slot("Pairs or trios", lead=("in",), kind=choice_of(Size))] = None
    odd: Annotated[Odd | None, Slot("Whoever is left over", lead=("odd",), kind=choice_of(Odd))] = None

    @classmethod
    async def must_be_possible(cls, ctx: Ctx, said: Mapping[str, str]) -> None:
        del said
        must_organise(ctx)


@command(
    "round new",
    phrases=(
        "start|create|make|plan|set [up] a|the|our [new] round [called|named] {title}",
        "start|create|make|plan|set [up] a|the|our [new] round ...",
        "new round [called|named] {title}",
        "round new {title}",
    ),
    examples=("start a round called Coffee every Monday at 10:00",),
)
async def new(cmd: RoundNew, ctx: Ctx) -> Reply:
    must_organise(ctx)
    there = await running(ctx)
    if len(there) >= MOST:
        raise TooMuch(say("There are {limit} rounds already, which is all I keep.", limit=MOST))
    if any(name_key(each.title) == name_key(cmd.title) for each in there):
        raise BadValue(say("There is a round called {title} already.", title=Strong(cmd.title)), "title")
    if cmd.when.instant <= ctx.now:
        raise BadValue(say("{when} is in the past. When should it be drawn?", when=Exactly(cmd.when)), "when")
    starts = Moment(cmd.when.local, cmd.when.zone, Precision.MINUTE, cmd.when.rule)
    size = 3 if cmd.size is Size.TRIOS else 2
    made = Round(new_id(ctx.now), ctx.member.id, cmd.title, starts, ctx.now, starts.instant, size, cmd.odd or Odd.TRIO)
    await ctx.work.rounds.add(made)
    how = Code(f"join the {cmd.title} round")
    return Reply.of(
        Line(say("Started: {title}.", title=Strong(made.title))),
        Line(rhythm(made, ctx.member.zone)),
        Line(
            say(
                "Nobody is in it yet, and I announce it nowhere. Tell the others: who wants to join says {how} to me.",
                how=how,
            )
        ),
        *_once(made),
        Buttons.of(Button(say("Join it"), call("round join", round=made.id))),
    )


def _once(made: Round) -> list[Part]:
    if made.starts.rule is not None:
        return []
    return [Small(say("It has no rule such as “every Monday”, so it is drawn once, and is over after that."))]


class RoundEnd(Command):
    """End a round: nothing more is drawn."""

    round: Annotated[str | None, Slot("Which round")] = None


@command(
    "round end",
    phrases=("end|stop the|our {round} round", "end|stop the round", "round end {round}", "round end"),
    examples=("end the Coffee round",),
)
async def end(cmd: RoundEnd, ctx: Ctx) -> Reply:
    must_organise(ctx)
    found = await meant(ctx, cmd.round, "round end")
    await ctx.work.rounds.save(found.ended())
    said = say("{title} is over: nothing more is drawn. Those who are in groups still may meet.", title=found.title)
    return Reply.of(Line(said))
