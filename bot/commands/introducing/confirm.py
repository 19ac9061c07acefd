"""Having a meeting confirmed by the other side, and confirming one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.confirmations import Confirmation
from bot.domain.ids import new_id
from bot.domain.introductions import Introduction
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import local_at
from bot.errors import NotFound, NotPossible, TooMuch
from bot.kinds import PersonRef
from bot.kinds.choices import YES_NO, YesNo
from bot.kinds.people import KNOWN_PERSON
from bot.notebook import acquaintance, item_of, moved, person_of
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import Code, Mention, Strong, by_name, say

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.words import Phrase

MOST_A_WEEK = 10
_WEEK = timedelta(days=7)


class Confirm(Command):
    """Let me ask the other side of a meeting you noted whether it was so."""

    person: Annotated[PersonRef, Slot("Whom you met", "Whom shall I ask?", kind=KNOWN_PERSON)]
    meeting: Annotated[ItemRef | None, Slot("Meeting", hidden=True)] = None


@command(
    "confirm",
    phrases=(
        "confirm {person}",
        "confirm with {person}",
        "confirm that i met {person}",
        "confirm my meeting with {person}",
        "ask {person} to confirm",
        "ask {person} to confirm it|that|this",
        "ask {person} to confirm that we met",
        "ask {person} to confirm our|the meeting",
        "ask {person} if|whether we met",
        "let {person} confirm it|that|this",
    ),
    examples=("ask Bo to confirm that we met",),
    effect=Effect.FINAL,
)
async def confirm(cmd: Confirm, ctx: Ctx) -> Reply:
    person = await acquaintance(ctx, cmd.person)
    if person.member is None or person.member == ctx.member.id:
        raise NotPossible(
            say("{name} is not a member here, so I cannot ask. Only members can confirm.", name=Strong(person.name))
        )
    meeting = await _meeting(cmd, person, ctx)
    asked = await ctx.work.confirming.concerning([ctx.member.id])
    before = next((each for each in asked if each.introduction == meeting.id or each.theirs == meeting.id), None)
    if before is not None:
        raise NotPossible(_again(before, ctx, person))
    if person.member in {each.member for each in await ctx.book.blocks.every()}:
        raise NotPossible(say("You blocked {name}: unblock them first, if you want that.", name=person.name))
    if sum(each.owner == ctx.member.id and each.created_at > ctx.now - _WEEK for each in asked) >= MOST_A_WEEK:
        raise TooMuch(say("You had {limit} meetings confirmed this week. Ask again next week.", limit=MOST_A_WEEK))
    confirmation = Confirmation(
        new_id(ctx.now), ctx.member.id, person.member, meeting.id, meeting.on, ctx.now, meeting.where
    )
    await ctx.work.confirming.keep(confirmation)
    return Reply.of(*_read_back(confirmation, person))


async def _meeting(cmd: Confirm, person: Person, ctx: Ctx) -> Introduction:
    """The one meant, else the latest."""
    if cmd.meeting is not None:
        found = await item_of(ctx, cmd.meeting)
        if isinstance(found, Introduction) and found.person == person.id:
            return found
        raise NotFound(say("That is no meeting of yours (any more)."))
    latest = max(await ctx.book.introductions.about(person.id), key=lambda each: (each.on, each.id), default=None)
    if latest is None:
        example = Code(f"met {person.name} at …")
        raise NotPossible(
            say(
                "You have noted no meeting with {name} yet. Tell me first: {example}.",
                name=person.name,
                example=example,
            )
        )
    return latest


def _again(before: Confirmation, ctx: Ctx, person: Person) -> Phrase:
    """The same words for no and for no answer."""
    if before.is_confirmed:
        return say("You and {name} both confirmed that meeting already.", name=person.name)
    asked_on = local_at(before.created_at, ctx.member.zone).date()
    return say("I asked {name} about that meeting on {day}, and I ask once.", name=person.name, day=asked_on)


def _read_back(confirmation: Confirmation, person: Person) -> list[Line | Small]:
    name = by_name(person)
    if confirmation.where:
        asked = say(
            "I ask {name} whether you met on {day}, at {where}.",
            name=name,
            day=confirmation.on,
            where=Strong(confirmation.where),
        )
    else:
        asked = say("I ask {name} whether you met on {day}.", name=name, day=confirmation.on)
    aside = say("Nothing else that you noted goes with it. If they say yes, it shows on the card: confirmed by both.")
    return [Line(asked), Small(aside)]


class ConfirmAnswer(Command):
    """Say whether you met, as somebody noted."""

    confirmation: Annotated[str, Slot("Meeting", hidden=True)]
    answer: Annotated[YesNo, Slot("Answer", kind=YES_NO)]


@command("confirm-answer", hidden=True)
async def confirm_answer(cmd: ConfirmAnswer, ctx: Ctx) -> Reply:
    found = (await ctx.work.confirming.by_id([cmd.confirmation])).get(cmd.confirmation)
    asker = None if found is None else (await ctx.work.subjects.members([found.owner])).get(found.owner)
    if found is None or asker is None or found.member != ctx.member.id:
        raise NotFound(say("That is not open any more."))
    if cmd.answer is YesNo.NO:
        await ctx.work.confirming.keep(found.denied(at=ctx.now))
        return Reply.of(say("No it is. Nobody is told, and nobody can tell it from no answer."))
    mine = await _my_side(found, asker.name, ctx)
    await ctx.work.confirming.keep(found.confirmed(mine.id, at=ctx.now))
    ref = ItemRef(ItemKind.INTRODUCTION, mine.id)
    name = Mention(asker.id, asker.name)
    return Reply.of(
        Line(say("Confirmed: you met {name} on {day}.", name=name, day=found.on)),
        Small(say("It is in your notebook too. What you add there, only you can see.")),
        Buttons.of(Button(say("Add a note"), call("fix", item=str(ref)))),
        focus=ref,
        person=mine.person,
    )


async def _my_side(found: Confirmation, name: str, ctx: Ctx) -> Introduction:
    """The record of it in one's own notebook: the one of that day, else a new one."""
    linked = await ctx.book.people.linked_to(found.owner)
    person = await person_of(ctx, PersonRef(name, None if linked is None else linked.id, found.owner))
    noted = [each for each in await ctx.book.introductions.about(person.id) if each.on == found.on]
    if noted:
        return noted[0]
    person = await moved(ctx, person, found.on)
    mine = Introduction(new_id(ctx.now), ctx.member.id, person.id, found.on, ctx.now, found.where)
    await ctx.book.introductions.add(mine)
    return mine
