"""Putting right what was recorded: a meeting, or that one was in touch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Literal, TypeAlias

from bot.command import Command, Ctx, Slot
from bot.domain.followups import FollowUpState
from bot.domain.introductions import Introduction
from bot.domain.people import Contact, Person
from bot.domain.talk import ItemRef
from bot.errors import NotFound, NotPossible
from bot.kinds import PersonRef
from bot.kinds.choices import Off
from bot.kinds.people import RIGHT_NAME
from bot.kinds.texts import LINE
from bot.meetings import ABOUT_SLOT, NOTE_SLOT, VIA_SLOT, WHEN_SLOT, WHERE_SLOT, read_back
from bot.notebook import item_of, meant_by_that, person_of, seen_anew
from bot.registry import command
from bot.reply import Form, Line, Reply
from bot.words import by_name, say

_Text: TypeAlias = str | Literal[Off.OFF] | None


class Fix(Command):
    """Put right what I saved of a meeting, or of being in touch."""

    item: Annotated[ItemRef | None, Slot("Meeting", hidden=True)] = None
    person: Annotated[PersonRef | None, Slot("Who you met", lead=("met", "person"), kind=RIGHT_NAME)] = None
    where: Annotated[_Text, replace(WHERE_SLOT, lead=("at", "in", "during", "where"), kind=LINE, clears=True)] = None
    about: Annotated[_Text, replace(ABOUT_SLOT, kind=LINE, clears=True)] = None
    when: Annotated[date | None, WHEN_SLOT] = None
    via: Annotated[_Text, replace(VIA_SLOT, kind=LINE, clears=True)] = None
    note: Annotated[_Text, replace(NOTE_SLOT, clears=True)] = None


@command(
    "fix",
    phrases=(
        "fix that|it",
        "fix ...",
        "[no] [actually] it|that was {when!}",
        "[no] [actually] it was {where}",
        "[no] [actually] that was at|in {where}",
        "^ no|nope|sorry|actually at|in {where}",
    ),
    examples=("fix at FOSDEM about Rust",),
)
async def fix(cmd: Fix, ctx: Ctx) -> Reply:
    ref = await meant_by_that(ctx, cmd.item)
    introduction = await item_of(ctx, ref)
    if isinstance(introduction, Contact):
        return await _fixed_contact(introduction, cmd, ref, ctx)
    if not isinstance(introduction, Introduction):
        raise NotFound(say("That is no meeting. Fix one with the button below what I saved."))
    person = await ctx.book.people.get(introduction.person)
    if not any((cmd.person, cmd.where, cmd.about, cmd.when, cmd.via, cmd.note)):
        return Reply.of(Form("fix", _as_said(ref, introduction, person), {}))
    if cmd.person is not None:
        person = await _renamed_or_other(cmd.person, person, ctx)
    fixed = replace(
        introduction,
        person=person.id,
        where=_fixed(cmd.where, introduction.where),
        about=_fixed(cmd.about, introduction.about),
        on=cmd.when or introduction.on,
        via=_fixed(cmd.via, introduction.via),
        note=_fixed(cmd.note, introduction.note),
    )
    await ctx.book.introductions.save(fixed)
    if fixed.person != introduction.person:
        await _take_along(introduction, person, ctx)
    headline = Line(say("Fixed: you met {person}.", person=by_name(person)))
    return Reply.of(headline, *read_back(fixed, None), focus=ref, person=person.id)


async def _fixed_contact(contact: Contact, cmd: Fix, ref: ItemRef, ctx: Ctx) -> Reply:
    """Its day, its topic and who it was can be put right: it has no place."""
    if any((cmd.where, cmd.via, cmd.note)) or not any((cmd.person, cmd.about, cmd.when)):
        raise NotPossible(say("Of that you can put right who, when and what about. Say it once more, as it was."))
    before = await ctx.book.people.get(contact.person)
    person = before if cmd.person is None else await _renamed_or_other(cmd.person, before, ctx)
    fixed = replace(contact, person=person.id, about=_fixed(cmd.about, contact.about), on=cmd.when or contact.on)
    await ctx.book.contacts.save(fixed)
    for each in {person.id, contact.person}:
        await seen_anew(ctx, each)
    headline = say("Fixed: in touch with {person} on {day}.", person=by_name(person), day=fixed.on)
    topic = [Line(say("About: {about}", about=fixed.about))] if fixed.about else []
    return Reply.of(Line(headline), *topic, focus=ref, person=person.id)


def _fixed(said: _Text, before: str | None) -> str | None:
    """What was said, nothing where it was emptied, and else what it was."""
    return before if said is None else None if said is Off.OFF else said


async def _take_along(meeting: Introduction, person: Person, ctx: Ctx) -> None:
    """What came of the meeting is about the other person now."""
    for promise in await ctx.book.promises.about(meeting.person):
        if promise.introduction == meeting.id:
            await ctx.book.promises.save(replace(promise, person=person.id))
    for followup in await ctx.book.followups.about(meeting.person):
        if followup.state is FollowUpState.SUGGESTED:
            await ctx.book.followups.save(replace(followup, person=person.id))


async def _renamed_or_other(ref: PersonRef, person: Person, ctx: Ctx) -> Person:
    """Another person one knows, or the same one under the name they should have had."""
    if ref.person == person.id:
        return person
    if ref.is_known or person.member is not None:
        return await person_of(ctx, ref)
    await ctx.book.people.save(replace(person, name=ref.name))
    return await ctx.book.people.get(person.id)


def _as_said(ref: ItemRef, introduction: Introduction, person: Person) -> dict[str, str]:
    values = {
        "item": str(ref),
        "person": person.name,
        "where": introduction.where,
        "about": introduction.about,
        "when": introduction.on.isoformat(),
        "via": introduction.via,
        "note": introduction.note,
    }
    return {slot: value for slot, value in values.items() if value}
