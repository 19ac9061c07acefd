"""Proposing an introduction of two members, or of oneself to one."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.nameless import names_any
from bot.domain.profiles import Consent
from bot.domain.times import local_at
from bot.domain.warm import WarmIntroduction, WarmState
from bot.errors import NotPossible, TooMuch, Unsure
from bot.kinds import PersonRef
from bot.kinds.parties import PARTY
from bot.kinds.texts import TextKind
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.shortcuts import Shortcut, ShortcutOn
from bot.words import Code, Strong, say

if TYPE_CHECKING:
    from bot.domain.ids import MemberId

MOST_A_WEEK = 5
_WEEK = timedelta(days=7)
_BEGINS = re.compile(r"^because\s+", re.IGNORECASE)
"""How many answer "why?"; what reads it back says so by itself."""
_LIKE_REASONS = frozenset({"about-me", "card", "contact", "did", "goal", "met", "note", "people", "promise"})
_BECAUSE = Slot(
    "Why (both read it first: no names)",
    "Why should they meet? Both read it before they know who the other is, so leave out their names.",
    lead=("because", "since", "as"),
    keeps=("they're|they've|they|both",),
    kind=TextKind("text", limit=300, reads_like=_LIKE_REASONS),
    runs_on=True,
)


class Introduce(Command):
    """Introduce two members, or yourself to one: each is asked first, and names appear only after a yes."""

    first: Annotated[PersonRef, Slot("Who", "Whom shall I introduce? Name a member, or say me.", kind=PARTY)]
    second: Annotated[PersonRef, Slot("To whom", "To whom?", lead=("to",), kind=PARTY, whom=True)]
    because: Annotated[str, _BECAUSE]


@command(
    "introduce",
    phrases=(
        "introduce|intro {first} to|and|with {second}",
        "introduce|intro {first} {second}",
        "^ introduce|intro {first}",
        "introduce|intro me to {second} =first:me",
        "introduce|intro {first} to|and|with me ... =second:me",
        "introduce|intro me and {second} [to each other] =first:me",
        "[please] make an intro|introduction between|of {first} and|to {second}",
        "[please] make an intro|introduction to {second} =first:me",
        "connect {first} with|to|and {second}",
        "connect me with|to {second} =first:me",
        "put me in touch|contact with {second} =first:me",
        "put {first} in touch|contact with {second}",
        "put {first} in touch|contact with me ... =second:me",
        "put {first} and {second} in touch|contact ...",
        "[i'd] like|want to be introduced to {second} =first:me",
        "i would like|love to be introduced to {second} =first:me",
        "i'd like|love to be introduced to {second} =first:me",
        "i'd like|love an intro|introduction to {second} =first:me",
        "i [need|want] an intro|introduction to {second} =first:me",
        "can|could|would you [please] introduce|intro me to {second} =first:me",
        "can|could i get|have an intro|introduction to {second} =first:me",
        "{first} and {second} should meet|know [each other] ...",
        "{first} should meet|know {second}",
        "bring {first} and {second} together ...",
    ),
    examples=("introduce Ana to Bo because both work on Arrow", "introduce me to Bo because I start with Kafka"),
    effect=Effect.FINAL,
    shortcuts=(Shortcut("Introduce…", ShortcutOn.PERSON, person="first"),),
)
async def introduce(cmd: Introduce, ctx: Ctx) -> Reply:
    first, second = _in_order(cmd, ctx.member.id)
    await _must_be_possible(first, second, ctx)
    is_mine = first.member == ctx.member.id
    if not is_mine and names_any(cmd.because, (first.name, second.name)):
        raise Unsure(
            say("Each of the two reads that before the other said yes. Please say it once more, without their names."),
            "because",
        )
    why = _BEGINS.sub("", cmd.because) or cmd.because
    proposed = WarmIntroduction(
        new_id(ctx.now), ctx.member.id, first.member, second.member, first.name, second.name, why, ctx.now
    )
    if is_mine:
        proposed = proposed.accepted(ctx.member.id, at=ctx.now)
    await ctx.work.introducing.keep(proposed)
    return _read_back(proposed, ctx)


def _in_order(cmd: Introduce, me: MemberId) -> tuple[PersonRef, PersonRef]:
    """Whoever asks for themselves has said yes with it, and is the first."""
    if cmd.second.member == me and cmd.first.member != me:
        return cmd.second, cmd.first
    return cmd.first, cmd.second


async def _must_be_possible(first: PersonRef, second: PersonRef, ctx: Ctx) -> None:
    if first.member == second.member:
        example = Code("introduce me to @bo because …")
        raise NotPossible(say("That is one and the same member. Name two, as in {example}.", example=example))
    blocked = {each.member for each in await ctx.book.blocks.every()}
    gone = next((each for each in (first, second) if each.member in blocked), None)
    if gone is not None:
        raise NotPossible(say("You blocked {name}: unblock them first, if you want that.", name=gone.name))
    lately = await ctx.work.introducing.concerning([ctx.member.id], ctx.now - _WEEK)
    mine = [each for each in lately if each.asker == ctx.member.id]
    if len(mine) >= MOST_A_WEEK:
        day = local_at(mine[-1].created_at + _WEEK, ctx.member.zone).date()
        raise TooMuch(
            say(
                "You asked for {limit} introductions within a week, which is the most there can be. The next one is "
                "possible on {day}.",
                limit=MOST_A_WEEK,
                day=day,
            )
        )


def _read_back(proposed: WarmIntroduction, ctx: Ctx) -> Reply:
    """The same words whatever becomes of it."""
    names = {"first": Strong(proposed.first_name or ""), "second": Strong(proposed.second_name or "")}
    until = local_at(proposed.over_at, ctx.member.zone).date()
    withdraw = Button(say("Withdraw"), call("intro-withdraw", introduction=proposed.id))
    every = Button(say("My introductions"), call("introductions"))
    if proposed.state is WarmState.FIRST_YES:
        how = say("I ask {second} whether they would like to be introduced to you.", **names)
        see = (Button(say("What they see of me"), call("as-seen", to=Consent.INTRODUCTIONS)),)
    else:
        how = say("I ask {first} first, without naming {second}, and then {second}. Both have to say yes.", **names)
        see = ()
    return Reply.of(
        Line(how),
        Line(say("They read: {reason}", reason=Strong(proposed.reason or ""))),
        Line(say("If it comes about, you hear of it. Else it is over on {day}; why, I tell nobody.", day=until)),
        Small(say("I ask nobody twice about the same two within 90 days.")),
        Buttons.of(*see, every, withdraw),
    )
