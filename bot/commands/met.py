"""Recording that one met somebody, and putting that record right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Literal, TypeAlias

from bot.command import Command, Ctx, Shortcut, ShortcutOn, Slot
from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.ids import new_id
from bot.domain.introductions import Introduction, Promise
from bot.domain.people import Person
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import Moment
from bot.errors import NotFound
from bot.kinds import PersonRef
from bot.kinds.choices import Off
from bot.kinds.people import PERSON, RIGHT_NAME, exact
from bot.kinds.texts import LINE, NOTE
from bot.kinds.times import DAY, DUE
from bot.notebook import item_of, meant_by_that, moved, on_day, person_of
from bot.registry import command
from bot.reply import Button, Buttons, Form, Line, Part, Reply, Small, call
from bot.words import Exactly, Phrase, by_name, say

_CALLS = "zoom|teams|skype|facetime|jitsi|hangouts|call|webinar|huddle|phone"
_NETWORKS = "slack|discord|signal|whatsapp|telegram|matrix|irc|linkedin|twitter|mastodon|bluesky|x"
"""Where one meets who is elsewhere, "via Zoom"; through a network one may also be brought together, "via LinkedIn"."""
_WILL = ("i'd|i'll", "i would|will")

_WHERE = Slot(
    "Event or place",
    "Where was that?",
    lead=("at", "in", "during"),
    keeps=(
        *"after before outside near over on behind".split(),
        f"on|over|via|through [a|an|the] [quick|video|phone|zoom|slack|discord|teams] {_CALLS}",
        *(f"on|over [the] {_NETWORKS}", "next to"),
    ),
)
_ABOUT = Slot(
    "What you talked about",
    "What did you talk about?",
    lead=(
        "about",
        "regarding|concerning|re|topic",
        "[i|we] [mostly|mainly] talked|spoke|chatted|talking|chatting [with] [her|him|them] about",
        "[i|we] talked|spoke|chatted [a lot|a bit|for hours|for ages|for a while|for an hour|at length] about",
        "[we|to] discussed|discussing|discuss",
        "to talk|speak|chat about",
        "[we] had a [nice|great|good|long|quick] chat|talk|conversation about",
        "we speak|talk|chat|spoken about",
    ),
)
_WHEN = Slot("When you met", "When was that?", lead=("on",), kind=DAY)
_VIA = Slot("Who brought you together", lead=("via", "through", "thanks to", "introduced by", "by way of"))
_PROMISE = Slot(
    "What you promised",
    "What did you promise?",
    lead=(
        "[i|i've|i have] [also] promised [him|her|them] [to]",
        *(f"[i|i've|i have] [also] promised [him|her|them] [that] {will}" for will in _WILL),
        *(f"[i] told him|her|them [that] {will}" for will in _WILL),
        *(f"[i] said [that] {will}" for will in _WILL),
        "[i] will|i'll",
        "i'm going|gonna [to]",
        "promise [him|her|them] [to]",
        "[i] agreed|offered|promised to",
        "[i] need|have|ought to",
        "[i] must|should",
        "[i] [still] owe him|her|them",
    ),
    runs_on=True,
    dated_by="by",
)
_BY = Slot("When the promise is due", "When is that due?", lead=("by", "before", "until"), kind=DUE)
_NOTE = Slot(
    "Anything to remember",
    lead=("note", "notes", "remember", "nb"),
    kind=NOTE,
    runs_on=True,
    bare=True,
    keeps=tuple("from of for who whose she he they she's he's they're works working".split()),
)


class Met(Command):
    """Record that you met someone."""

    person: Annotated[PersonRef, Slot("Who you met", "Who did you meet?", kind=PERSON)]
    where: Annotated[str | None, _WHERE] = None
    about: Annotated[str | None, _ABOUT] = None
    when: Annotated[date | None, _WHEN] = None
    via: Annotated[str | None, _VIA] = None
    promise: Annotated[str | None, _PROMISE] = None
    by: Annotated[Moment | None, _BY] = None
    note: Annotated[str | None, _NOTE] = None


@command(
    "met",
    phrases=(
        "I met [up] [with] {person}",
        "I met ...",
        "I met {when} {person}",
        "I ran|bumped into {person}",
        "I got to know|meet {person}",
        "I [was|got|been] introduced to {person}",
        "I [was|got|been] introduced to {person} [at {where}|in {where}|{when}] by {via}",
        "[i|we] have|had|did|i've|i'd meet|met|meeted [with] {person}",
        "WHEN i meet [with] {person}",
        "I made the acquaintance of {person}",
        "I made friends with {person}",
        "I had the pleasure|chance|honour|honor|opportunity|privilege of|to meet|meeting {person}",
        "[it was] [so] great|nice|lovely|good [to] meet|meeting {person}",
        "{person} and i [just|finally] met [up] ...",
        "{via@} [just|finally|kindly] introduced me to {person}",
    ),
    examples=(
        "met Ana Silva at PyLisboa about Arrow, promised to send her my benchmark by Friday",
        "met Bo and Priya at the sprint",
        "ran into Tomás yesterday in Madrid, via Ana",
    ),
    shortcuts=(
        Shortcut("I met someone", ShortcutOn.NOTHING),
        Shortcut("I met this person", ShortcutOn.PERSON, person="person"),
    ),
)
async def met(cmd: Met, ctx: Ctx) -> Reply:
    day = cmd.when or ctx.today
    person = await moved(ctx, await person_of(ctx, cmd.person), day)
    introduction = Introduction(
        new_id(ctx.now), ctx.member.id, person.id, day, ctx.now, cmd.where, cmd.about, cmd.via, cmd.note
    )
    await ctx.book.introductions.add(introduction)
    promise = await _promise(cmd, ctx, introduction)
    suggested = await _suggest_follow_up(ctx, person, promise)
    ref = ItemRef(ItemKind.INTRODUCTION, introduction.id)
    parts: list[Part] = [Line(say("Saved: you met {person}.", person=by_name(person)))]
    parts += _read_back(introduction, promise)
    parts.append(Small(_what_next(person, suggested, promise)))
    parts.append(
        Buttons.of(
            Button(say("Fix"), call("fix", item=str(ref))),
            Button(
                say("Follow up in a week"),
                call("follow-up", person=exact(PersonRef(person.name, person.id)), when="in a week"),
            ),
        )
    )
    return Reply.of(*parts, focus=ref, person=person.id)


async def _promise(cmd: Met, ctx: Ctx, introduction: Introduction) -> Promise | None:
    if cmd.promise is None:
        return None
    promise = Promise(
        new_id(ctx.now), ctx.member.id, introduction.person, cmd.promise, ctx.now, cmd.by, introduction.id
    )
    await ctx.book.promises.add(promise)
    return promise


async def _suggest_follow_up(ctx: Ctx, person: Person, promise: Promise | None) -> FollowUp | None:
    """One suggestion for the day after, unless something is planned with them already or none is wanted."""
    if ctx.member.budget == 0 and ctx.member.digest is None:
        return None
    if (promise is not None and promise.due) or any(each.is_open for each in await ctx.book.followups.about(person.id)):
        return None
    due = on_day(ctx, ctx.today + timedelta(days=1))
    followup = FollowUp(
        new_id(ctx.now), ctx.member.id, person.id, Reason.JUST_MET, due, ctx.now, FollowUpState.SUGGESTED
    )
    await ctx.book.followups.add(followup)
    return followup


def _read_back(introduction: Introduction, promise: Promise | None) -> list[Part]:
    """Every slot that was understood, so that nothing is wrong in silence."""
    lines: list[Phrase | str | None] = [
        introduction.where and say("Where: {where}", where=introduction.where),
        introduction.about and say("About: {about}", about=introduction.about),
        say("When: {day}", day=introduction.on),
        introduction.via and say("Via: {via}", via=introduction.via),
        introduction.note and say("Note: {note}", note=introduction.note),
    ]
    if promise is not None and promise.due is not None:
        lines.append(
            say(
                "You promised: {promise}. I will remind you on {due}.",
                promise=promise.text,
                due=Exactly(promise.due),
            )
        )
    elif promise is not None:
        lines.append(say("You promised: {promise} (no date given, so no reminder)", promise=promise.text))
    return [Line(line) for line in lines if isinstance(line, Phrase)]


def _what_next(person: Person, suggested: FollowUp | None, promise: Promise | None) -> Phrase:
    if suggested is not None:
        return say(
            "Only you can see this. If you are not in touch by {day}, I will suggest a follow-up with {person}.",
            day=suggested.due.local.date(),
            person=person.name,
        )
    if promise is not None and promise.due is not None:
        return say("Only you can see this. Keeping the promise is the follow-up.")
    return say("Only you can see this.")


_Text: TypeAlias = str | Literal[Off.OFF] | None


class Fix(Command):
    """Put a recorded meeting right."""

    item: Annotated[ItemRef | None, Slot("Meeting", hidden=True)] = None
    person: Annotated[PersonRef | None, Slot("Who you met", lead=("met", "person"), kind=RIGHT_NAME)] = None
    where: Annotated[_Text, replace(_WHERE, lead=("at", "in", "during", "where"), kind=LINE, clears=True)] = None
    about: Annotated[_Text, replace(_ABOUT, kind=LINE, clears=True)] = None
    when: Annotated[date | None, _WHEN] = None
    via: Annotated[_Text, replace(_VIA, kind=LINE, clears=True)] = None
    note: Annotated[_Text, replace(_NOTE, clears=True)] = None


@command(
    "fix",
    phrases=(
        "fix that|it",
        "fix ...",
        "[no] [actually] it|that was {when!}",
        "[no] [actually] it was {where}",
        "[no] [actually] that was at|in {where}",
    ),
    examples=("fix at FOSDEM about Rust",),
)
async def fix(cmd: Fix, ctx: Ctx) -> Reply:
    ref = await meant_by_that(ctx, cmd.item)
    introduction = await item_of(ctx, ref)
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
    return Reply.of(headline, *_read_back(fixed, None), focus=ref, person=person.id)


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
