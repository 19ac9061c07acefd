"""Thanking a member: they are told, once, and it stands on their card, with the name of whoever thanked."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.pacing import once_a_day
from bot.domain.thanks import MOST_A_DAY, Thanks, are_too_many, is_too_soon
from bot.errors import NotFound, NotPossible, TooMuch
from bot.kinds import Input, PersonRef
from bot.kinds.choices import NumberKind
from bot.kinds.members import MEMBER
from bot.kinds.texts import TextKind
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Button, Heading, Line, Reply, Row, Small, call
from bot.words import Code, Mention, Strong, say, say_count

_WHAT = TextKind("text", Input.AREA, limit=300, is_statement=True)


class GiveThanks(Command):
    """Thank a member: they are told, and it stands on their card with your name."""

    person: Annotated[PersonRef, Slot("Whom to thank", "Whom would you like to thank?", kind=MEMBER)]
    what: Annotated[
        str,
        Slot("What for", "What for?", lead=("for",), runs_on=True, kind=_WHAT),
    ]


@command(
    "thanks",
    phrases=(
        "thanks|thank|thx|cheers {person}",
        "thanks|thx|cheers to {person} for {what}",
        "many thanks to {person}",
        "thanks a lot to {person}",
        "thank you [so|very] [much] {person}",
        "i [would|want] [like] to thank {person}",
        "i'd like to thank {person}",
        "say thanks to {person}",
        "kudos|props|credit|shoutout|shout-out|congrats [to] {person}",
        "shout out to {person}",
        "big|huge|special thanks|thank|kudos|shoutout [you] [to] {person}",
        "hats off to {person}",
        "[i] [want|wanted] [to] thank {person}",
    ),
    examples=("thanks @bo for reviewing my talk",),
)
async def give_thanks(cmd: GiveThanks, ctx: Ctx) -> Reply:
    taker, name = cmd.person.member, cmd.person.name
    if taker is None or taker == ctx.member.id:
        raise NotPossible(say("That is you. Thank somebody else, as in {example}.", example=Code("thanks @bo for …")))
    given = await ctx.work.thanks.by(ctx.member.id)
    if is_too_soon(given, taker, ctx.now):
        raise TooMuch(say("You thanked {name} within the last day already. Once a day is enough.", name=Strong(name)))
    if are_too_many(given, ctx.now):
        raise TooMuch(say("You thanked {limit} members within a day. Go on tomorrow, please.", limit=MOST_A_DAY))
    member = await ctx.work.members.get(taker)
    told = once_a_day([each.told for each in await ctx.work.thanks.to(taker)], member, ctx.now)
    await ctx.work.thanks.add(Thanks(new_id(ctx.now), ctx.member.id, taker, cmd.what, ctx.now, told))
    said = say("I tell {name} that you say thanks for {what}.", name=Mention(taker, member.name), what=Strong(cmd.what))
    aside = say("It stands on their card with your name, and others see it where that card is shown.")
    return Reply.of(Line(said), Small(aside))


class MyThanks(Command):
    """See what others thanked you for, and take off your card what should not stand there."""

    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "my-thanks",
    phrases=(
        "[show|list|see] [me] my thanks",
        "who thanked me [for]",
        "what did others|people|members thank me for",
        "thanks i got|received",
    ),
    examples=("who thanked me?",),
    effect=Effect.READS,
    hidden=True,
)
async def my_thanks(cmd: MyThanks, ctx: Ctx) -> Reply:
    listed = [each for each in await ctx.work.thanks.to(ctx.member.id) if each.told.instant <= ctx.now]
    if not listed:
        return Reply.of(say("Nobody has thanked you here so far. To thank somebody: {example}.", example=_EXAMPLE))
    page = page_within(cmd.page, len(listed))
    shown = listed[(page - 1) * PAGE : page * PAGE]
    givers = await ctx.work.subjects.members([each.giver for each in shown])
    rows = [
        Row(
            say("{name}: for {text}", name=Mention(each.giver, givers[each.giver].name), text=each.text),
            (Button(say("Take off"), call("take-off-thanks", thanks=each.id)),),
            say("{day}", day=ctx.member.today(each.created_at).date()),
        )
        for each in shown
        if each.giver in givers
    ]
    heading = say_count("You were thanked once.", "You were thanked {count} times.", len(listed))
    return Reply.of(Heading(heading), *rows, *more("my-thanks", page, len(listed)))


_EXAMPLE = Code("thanks @bo for reviewing my talk")


class TakeOffThanks(Command):
    """Take thanks off your card."""

    thanks: Annotated[str, Slot("Which", hidden=True)]


@command("take-off-thanks", hidden=True)
async def take_off_thanks(cmd: TakeOffThanks, ctx: Ctx) -> Reply:
    mine = await ctx.work.thanks.to(ctx.member.id)
    found = next((each for each in mine if each.id == cmd.thanks), None)
    if found is None:
        raise NotFound(say("That is not on your card any more."))
    await ctx.work.thanks.remove(found)
    return Reply.of(say("Taken off your card: {text}. Whoever thanked you is not told.", text=Strong(found.text)))
