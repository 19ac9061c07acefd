"""Two entries for one person made one, with both histories."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.followups import FollowUpState
from bot.domain.people import Person
from bot.errors import NotPossible
from bot.kinds import PersonRef
from bot.kinds.people import KNOWN_PERSON
from bot.notebook import acquaintance, person_of
from bot.registry import command
from bot.reply import Line, Reply
from bot.words import Strong, say


class Merge(Command):
    """Make one person of two entries, with both histories."""

    person: Annotated[PersonRef, Slot("Who they are", "Who is it really?", kind=KNOWN_PERSON)]
    other: Annotated[
        PersonRef, Slot("Who is the same", "Who is the same as {person}?", lead=("with",), kind=KNOWN_PERSON)
    ]


_ONE = "guy|man|woman|human|person|one|individual"


@command(
    "merge",
    phrases=(
        "merge|combine|join|unite {other} and|with|into {person}",
        "{other} and {person} are the same",
        "{other} and {person} are the same person",
        f"{{other}} and {{person}} are [actually] the same {_ONE} [please] [put|merge|join|combine] [them] [together]",
        "{other} and {person} are one person",
        "they are the same [person] {other} and {person}",
        "they're the same [person] {other} and {person}",
        "{other} is the same as {person}",
        "{other} is the same person as {person}",
    ),
    examples=("merge Ana and Ana Silva",),
)
async def merge(cmd: Merge, ctx: Ctx) -> Reply:
    other, person = await acquaintance(ctx, cmd.other), await person_of(ctx, cmd.person)
    if other.id == person.id:
        raise NotPossible(say("That is one person already: {person}.", person=Strong(person.name)))
    if other.member is not None and person.member is not None:
        raise NotPossible(say("Both are members here, each with an account of their own, so they stay two."))
    if other.member is not None:
        other, person = person, other
    moved = await _moved(other, person, ctx)
    await ctx.book.people.remove(other.id)
    one = _one_of(person, other, ctx)
    await ctx.book.people.save(one)
    first, second, name = Strong(other.name), Strong(person.name), Strong(one.name)
    said = say("{first} and {second} are one person now: {name}.", first=first, second=second, name=name)
    return Reply.of(Line(said), moved, person=one.id)


def _one_of(person: Person, other: Person, ctx: Ctx) -> Person:
    """The fuller name, the later contact, and a cadence where either had one."""
    is_fuller = person.member is None and len(other.name) > len(person.name)
    seen = [day for day in (person.seen_on, other.seen_on) if day is not None]
    one = replace(person, name=other.name if is_fuller else person.name, seen_on=max(seen, default=None))
    cadence = person.cadence or other.cadence
    return one if cadence is None else one.kept_every(cadence, today=ctx.today, zone=ctx.member.zone)


async def _moved(other: Person, person: Person, ctx: Ctx) -> Line:
    """Everything about the one is about the other from now on."""
    book, to = ctx.book, person.id
    meetings, notes = await book.introductions.about(other.id), await book.notes.about(other.id)
    promises, contacts = await book.promises.about(other.id), await book.contacts.about(other.id)
    followups = await book.followups.about(other.id)
    for meeting in meetings:
        await book.introductions.save(replace(meeting, person=to))
    for note in notes:
        await book.notes.save(replace(note, person=to))
    for promise in promises:
        await book.promises.save(replace(promise, person=to))
    for contact in contacts:
        await book.contacts.save(replace(contact, person=to))
    is_suggested = any(each.state is FollowUpState.SUGGESTED for each in await book.followups.about(to))
    for followup in followups:
        is_double = is_suggested and followup.state is FollowUpState.SUGGESTED
        await book.followups.save(replace(followup.dropped(at=ctx.now) if is_double else followup, person=to))
    return Line(
        say(
            "Moved from {name}: meetings {meetings}, notes {notes}, promises {promises}, contacts {contacts}, "
            "follow-ups {followups}.",
            name=other.name,
            meetings=len(meetings),
            notes=len(notes),
            promises=len(promises),
            contacts=len(contacts),
            followups=len(followups),
        )
    )
