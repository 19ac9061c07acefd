"""Recording that one met somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from bot.aftermath import note_talk
from bot.command import Command, Ctx, Slot
from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.ids import new_id
from bot.domain.introductions import Introduction, Promise
from bot.domain.people import Person
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import Moment
from bot.kinds import PersonRef
from bot.kinds.people import PERSON, exact
from bot.meetings import ABOUT_SLOT, BY_SLOT, NOTE_SLOT, PROMISE_SLOT, VIA_SLOT, WHEN_SLOT, WHERE_SLOT, read_back
from bot.notebook import moved, on_day, person_of
from bot.registry import command
from bot.reply import Button, Buttons, Line, Part, Reply, Small, call
from bot.shortcuts import Shortcut, ShortcutOn
from bot.words import Phrase, by_name, say


class Met(Command):
    """Record that you met someone."""

    person: Annotated[PersonRef, Slot("Who you met", "Who did you meet?", kind=PERSON)]
    where: Annotated[str | None, WHERE_SLOT] = None
    about: Annotated[str | None, ABOUT_SLOT] = None
    when: Annotated[date | None, WHEN_SLOT] = None
    via: Annotated[str | None, VIA_SLOT] = None
    promise: Annotated[str | None, PROMISE_SLOT] = None
    by: Annotated[Moment | None, BY_SLOT] = None
    note: Annotated[str | None, NOTE_SLOT] = None


_SORT = "guy|girl|woman|man|person|one|dev|developer|lady|dude|speaker|colleague"


@command(
    "met",
    phrases=(
        "I met [up] [with] {person}",
        "I met ...",
        "I met {when} [with] {person}",
        "I ran|bumped into {person}",
        "I ran|bumped in to {person}",
        "I ran|came across {person}",
        "I linked|teamed up with {person}",
        "it was {via@} who|that introduced|presented|connected me to|with {person}",
        "I got|came|returned|walked out of|from {where} and [i] [have] met {person}",
        "myself|me and {person} [have] met ...",
        "[i|we] made|found [some|a|a few] [new] friend|friends ...",
        "{via@} [just|finally|kindly] introduced|presented me and {person}",
        "I became|got acquainted with {person}",
        "I made acquaintance with|of {person}",
        "I was able|lucky to meet {person}",
        "I finally|just|randomly|unexpectedly|actually met [up] [with] {person}",
        "I got|had|have|managed to meet {person}",
        "I ended up meeting {person}",
        "I [ended] [up] sharing|shared a|the table with {person}",
        "I sat at a|the [same] table with {person}",
        "I ended up sitting|standing|queueing|queuing next to|beside|behind {person}",
        "I was|got seated|placed next to|beside {person}",
        "I crossed paths with {person}",
        "I stumbled upon|across|into {person}",
        "I [was|got|been] introduced by {via@} to {person}",
        "{via@} [just|finally|kindly] connected|hooked|linked|matched me [up] with {person}",
        "{via@} [just|finally|kindly] connected|presented me to {person}",
        "{via@} [just|finally|kindly] put|got|brought me in [a] room|touch|contact|together with {person}",
        "{via@} [just|finally|kindly] got me in a room with {person}",
        "new face|faces|contact|contacts|acquaintance|person|people ...",
        "{person+} met ...",
        "[a] [new] contact|person|acquaintance {person+} encountered|met ...",
        "log|record|add|save|register [a] [new] contact|person|acquaintance|meeting {person+}",
        "log|record|add|save|register [a] [new] contact|person|acquaintance|meeting {person} encountered|met ...",
        "{where} {when} that's|is [also] where i met {person}",
        "{where} that's|is [also] where i met {person}",
        "{when} that's|is [also] when i met {person}",
        "guess|guesss who i [have] [just] met|meet ...",
        "there was a|an|this [really|very] [*] guy|girl|woman|man|person|one|dev|developer|lady|dude ...",
        f"the {_SORT} i met {{when}} at|in {{where}} was|is {{person}}",
        f"the {_SORT} [that|who] i met|encountered [at {{where}}|in {{where}}] was|is {{person}}",
        f"the {_SORT} [that|who] i met|encountered [at {{where}}|in {{where}}] {{when}} was|is {{person}}",
        f"the {_SORT} [that|who] i sat|stood [next] to|beside [at {{where}}|in {{where}}] was|is {{person}}",
        f"the {_SORT} [that|who] i sat|stood [next] to|beside [at {{where}}|in {{where}}] {{when}} was|is {{person}}",
        "I was|went {when} at|to|in {where} and [have] [there|i] met {person}",
        "I was|went at|to|in {where} {when} and [have] [there|i] met {person}",
        "I was|went at|to|in {where} and [have] [there|i] met {person}",
        "I encountered {person}",
        "I sat next to {person}",
        "I sat beside {person}",
        "I shook hands with {person}",
        "WHEN i knew {person}",
        "WHEN i have|had|i've been meeting {person}",
        "[add] [a] new contact|person|acquaintance {person+}",
        "[add] [a] new contact|person|acquaintance {person} met ...",
        "add contact|person {person} met ...",
        "I got to know|meet {person}",
        "I [was|got|been] introduced to {person}",
        "I [was|got|been] introduced to {person} [at {where}|in {where}|{when}] by {via}",
        "[i|we] have|had|did|i've|i'd meet|met|meeted [with] {person}",
        "WHEN i meet [with] {person}",
        "I made the acquaintance of {person}",
        "I made friends with {person}",
        "I had the pleasure|chance|honour|honor|opportunity|privilege of|to meet|meeting {person}",
        "[it was] [so] great|nice|lovely|good [to] meet|meeting {person}",
        "{person} and i|me [just|finally] met [up] ...",
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
    await note_talk(ctx, cmd.where, day)
    promise = await _promise(cmd, ctx, introduction)
    suggested = await _suggest_follow_up(ctx, person, promise)
    ref = ItemRef(ItemKind.INTRODUCTION, introduction.id)
    parts: list[Part] = [Line(say("Saved: you met {person}.", person=by_name(person)))]
    parts += read_back(introduction, promise)
    parts.append(Small(_what_next(person, suggested, promise)))
    who = exact(PersonRef(person.name, person.id))
    parts.append(
        Buttons.of(
            Button(say("Fix"), call("fix", item=str(ref))),
            Button(
                say("Follow up in a week"),
                call("follow-up", person=who, when="in a week"),
            ),
            *([] if person.member is None else [_ask_to_confirm(person.name, who, ref)]),
        )
    )
    return Reply.of(*parts, focus=ref, person=person.id)


def _ask_to_confirm(name: str, who: str, ref: ItemRef) -> Button:
    """Only where one wants it: what is recorded is nobody else's business."""
    return Button(say("Ask {name} to confirm", name=name), call("confirm", person=who, meeting=str(ref)))


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
