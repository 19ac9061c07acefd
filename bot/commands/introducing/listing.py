"""One's introductions: what one asked for, said yes to and is asked now; and taking back what one asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.seen_introductions import SeenIntroduction, Standing
from bot.domain.times import local_at
from bot.errors import NotFound
from bot.introducing import answer_buttons, asked_now, outcome_buttons, question_parts, seen_introductions
from bot.kinds.choices import NumberKind
from bot.paging import PAGE, more, page_within
from bot.questing import asked_of, inquiry_parts, seen_quests, sought
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Reply, Row, Small, call
from bot.words import Code, Strong, say

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.domain.quests import SeenQuest
    from bot.reply import Part
    from bot.words import Phrase

LISTED_FOR = timedelta(days=90)


class Introductions(Command):
    """See the introductions you asked for, said yes to, or are asked about."""

    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "introductions",
    phrases=(
        "[show|list] [me] [my|the|all] [my] introductions",
        "introductions ...",
        "what became of my introduction|introductions",
        "whom did i ask you to introduce",
        "did my introduction|introductions work [out]",
    ),
    examples=("my introductions",),
    effect=Effect.READS,
)
async def introductions(cmd: Introductions, ctx: Ctx) -> Reply:
    seen = await seen_introductions(ctx.work, ctx.member.id, ctx.now - LISTED_FOR, ctx.now)
    page = page_within(cmd.page, len(seen))
    rows = [_row(each, ctx) for each in seen[(page - 1) * PAGE : page * PAGE]]
    asked = [*await _asked_of_me(ctx), *await _inquired_of_me(ctx), *await _quests(ctx)] if page == 1 else []
    if not seen and not asked:
        example = Code("introduce Ana to Bo because both work on Arrow")
        return Reply.of(
            Line(say("No introductions in the last 90 days. To make one, say: {example}.", example=example)),
            Small(say("Both are asked first, and names appear only after a yes.")),
        )
    heading = [Heading(say("Your introductions"))] if seen else []
    return Reply.of(*asked, *heading, *rows, *more("introductions", page, len(seen)))


async def _asked_of_me(ctx: Ctx) -> list[Part]:
    found = (await asked_now(ctx.work, [ctx.member], ctx.now)).get(ctx.member.id)
    side = None if found is None else found.asks(ctx.now)
    if found is None or side is None:
        return []
    members = await ctx.work.subjects.members(list(found.parties))
    parts = await question_parts(ctx.work, found, side, members)
    return [Heading(say("You are asked")), *parts, *answer_buttons(found)]


async def _inquired_of_me(ctx: Ctx) -> list[Part]:
    inquiry = (await asked_of(ctx.work, {ctx.member.id: ctx.member}, ctx.now)).get(ctx.member.id)
    if inquiry is None:
        return []
    quest = (await ctx.work.questing.quests([inquiry.quest])).get(inquiry.quest)
    asker = (await ctx.work.subjects.members([inquiry.asker])).get(inquiry.asker)
    parts = [] if quest is None or asker is None else await inquiry_parts(ctx.book, inquiry, quest, asker)
    return [Heading(say("Somebody looks for help")), *parts] if parts else []


async def _quests(ctx: Ctx) -> list[Part]:
    """What the member looks for, or looked for lately."""
    quests = await seen_quests(ctx.work, ctx.member.id, ctx.now - LISTED_FOR)
    return [Heading(say("You look for")), *(_quest(each, ctx) for each in quests)] if quests else []


def _quest(quest: SeenQuest, ctx: Ctx) -> Row:
    what, asked = sought(quest.where, quest.about), _day(quest.asked_at, ctx)
    if quest.helpers:
        return Row(what, (), say("{names} would help", names=quest.helpers))
    if quest.is_withdrawn:
        return Row(what, (), say("Asked on {day}, and withdrawn", day=asked))
    if ctx.now >= quest.until:
        return Row(what, (), say("Asked on {day}: nobody said yes", day=asked))
    detail = say("Asked on {day}, open until {until}", day=asked, until=_day(quest.until, ctx))
    return Row(what, (Button(say("Withdraw"), call("quest-withdraw", quest=quest.id)),), detail)


def _row(seen: SeenIntroduction, ctx: Ctx) -> Row:
    return Row(_who(seen), _buttons(seen), _how_it_stands(seen, ctx))


def _who(seen: SeenIntroduction) -> Phrase:
    names = tuple(Strong(name) for name in seen.between)
    if seen.asked_by_me and len(names) > 1:
        return say("{first} and {second}, because {reason}", first=names[0], second=names[1], reason=seen.reason or "")
    if names and seen.reason:
        return say("You and {name}, because {reason}", name=names[0], reason=seen.reason)
    if names:
        return say("You and {name}", name=names[0])
    if seen.standing is Standing.CAME_ABOUT:
        return say("You and somebody who is not here any more")
    return say("You and another member, because {reason}", reason=seen.reason or "")


def _how_it_stands(seen: SeenIntroduction, ctx: Ctx) -> Phrase:
    proposed = _day(seen.proposed_at, ctx)
    match seen.standing:
        case Standing.OPEN:
            return say("Asked on {day}, open until {until}", day=proposed, until=_day(seen.until, ctx))
        case Standing.OVER:
            return say("Asked on {day}: it has not come about", day=proposed)
        case Standing.WITHDRAWN:
            return say("Asked on {day}, and withdrawn", day=proposed)
        case Standing.CAME_ABOUT:
            return say("Introduced on {day}", day=_day(seen.introduced_at or seen.proposed_at, ctx))


def _buttons(seen: SeenIntroduction) -> tuple[Button, ...]:
    if seen.standing is Standing.OPEN and seen.asked_by_me:
        return (Button(say("Withdraw"), call("intro-withdraw", introduction=seen.id)),)
    if seen.standing is Standing.OPEN:
        return (Button(say("Take my yes back"), call("intro-answer", introduction=seen.id, answer="no")),)
    is_of_others = seen.asked_by_me and len(seen.between) > 1
    if seen.standing is Standing.CAME_ABOUT and not is_of_others and seen.between and seen.outcome is None:
        return outcome_buttons(seen.id)
    return ()


def _day(instant: datetime, ctx: Ctx) -> date:
    return local_at(instant, ctx.member.zone).date()


class IntroWithdraw(Command):
    """Take back an introduction you asked for."""

    introduction: Annotated[str, Slot("Introduction", hidden=True)]


@command("intro-withdraw", effect=Effect.FINAL, hidden=True)
async def intro_withdraw(cmd: IntroWithdraw, ctx: Ctx) -> Reply:
    found = (await ctx.work.introducing.by_id([cmd.introduction])).get(cmd.introduction)
    if found is None or found.asker != ctx.member.id:
        raise NotFound(say("That is not open any more."))
    await ctx.work.introducing.keep(found.withdrawn(ctx.member.id, at=ctx.now))
    return Reply.of(
        Line(say("Withdrawn. Nobody is asked about it any more.")),
        Small(say("Whoever read the question already is not told why it ends.")),
        Buttons.of(Button(say("My introductions"), call("introductions"))),
    )
