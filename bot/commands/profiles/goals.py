"""Goals: setting one, seeing how far they are, letting one go."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.aims import Aim
from bot.domain.goals import Goal
from bot.domain.ids import new_id
from bot.domain.searching import holds
from bot.errors import NotFound, TooMuch
from bot.goals import goal_rows, how_counted, open_goals
from bot.kinds.goals import AIM, UNTIL
from bot.registry import command
from bot.reply import Heading, Line, Part, Reply, Row, Small
from bot.words import Code, Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_OPEN = 10
_ANY = "any"
_MOST_REACHED = 5


class SetGoal(Command):
    """Set yourself a goal that counts itself, or see how far you are."""

    aim: Annotated[Aim | None, Slot("What you aim at", kind=AIM)] = None
    by: Annotated[
        date | None,
        Slot(
            "Until when",
            "Until when?",
            lead=("by", "until", "till"),
            kind=UNTIL,
        ),
    ] = None
    drop: Annotated[str | None, Slot("Which to let go", hidden=True)] = None


@command(
    "goal",
    phrases=(
        "goal",
        "goal {aim!}",
        "[my] [new] goal [is] [to] {aim!}",
        "my [new] goal is [to] {aim}",
        "[set|add] [a|another] [new] goal [to] {aim!}",
        "[set|add] a goal [of] {aim!}",
        "my aim is to {aim}",
        "i want|plan|hope|aim|intend to {aim!}",
        "i would like to {aim!}",
        "i'd like to {aim!}",
        "i'm|im trying|hoping|planning to {aim!}",
        "~ my goals|goal ~",
        "~ goals ~",
        "how far am i with my goals|goal",
        "drop|cancel|delete|remove|end my|the goal [to|of|about] {drop}",
        "let go of my|the goal [to|of|about] {drop}",
        f"drop|cancel|delete|remove|end my|the goal =drop:{_ANY}",
    ),
    examples=("my goal is to meet 3 people who know Kafka by 30 June",),
)
async def goal(cmd: SetGoal, ctx: Ctx) -> Reply:
    if cmd.drop is not None:
        return await _let_go(cmd.drop, ctx)
    if cmd.aim is None:
        return await _shown(ctx)
    if len(await open_goals(ctx.book)) >= MOST_OPEN:
        raise TooMuch(say("You have {limit} goals open, which is plenty. Let one go first.", limit=MOST_OPEN))
    aim, until = cmd.aim, cmd.by or cmd.aim.until
    new = Goal(new_id(ctx.now), ctx.member.id, aim.text, aim.kind, aim.target, ctx.now, aim.topic, until)
    await ctx.book.goals.add(new)
    text = Strong(aim.text)
    said = (
        say("Your goal: {goal}.", goal=text)
        if until is None
        else say("Your goal: {goal}, until {day}.", goal=text, day=until)
    )
    return Reply.of(Line(said), *how_counted(new), Small(say("Only you can see your goals.")))


async def _shown(ctx: Ctx) -> Reply:
    rows = await goal_rows(ctx.book, ctx.member, ctx.now)
    reached = await _reached(ctx)
    if not rows and not reached:
        example = Code("my goal is to meet 3 people who know Kafka by 30 June")
        return Reply.of(say("You have set no goal yet. As in: {example}", example=example))
    heading = say_count("You have one goal.", "You have {count} goals.", len(rows))
    parts: list[Part] = [Heading(heading), *rows] if rows else []
    return Reply.of(*parts, *reached)


async def _reached(ctx: Ctx) -> list[Part]:
    """The last ones."""
    done = [(each.reached_at, each) for each in await ctx.book.goals.every() if each.reached_at is not None]
    latest = sorted(done, key=lambda pair: pair[0], reverse=True)[:_MOST_REACHED]
    lines = [
        Line(say("{goal}: reached on {day}", goal=each.text, day=ctx.member.today(at).date())) for at, each in latest
    ]
    return [Heading(say("Reached")), *lines] if lines else []


async def _let_go(which: str, ctx: Ctx) -> Reply:
    """By its id, as buttons carry it, or by words of it."""
    goals = await open_goals(ctx.book)
    named = [each for each in goals if which == _ANY or holds([each.text], which)]
    meant = [each for each in goals if each.id == which] or named
    if not meant:
        raise NotFound(say("I find no open goal like “{text}”. Say goal to see yours.", text=which))
    if len(meant) > 1:
        return Reply.of(say("Which one?"), *_rows(meant, await goal_rows(ctx.book, ctx.member, ctx.now), goals))
    await ctx.book.goals.save(meant[0].dropped(at=ctx.now))
    return Reply.of(say("Let go: {goal}", goal=meant[0].text))


def _rows(meant: Sequence[Goal], rows: Sequence[Row], goals: Sequence[Goal]) -> list[Row]:
    return [row for each, row in zip(goals, rows, strict=True) if each in meant]
