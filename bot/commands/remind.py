"""Reminders: set once or by a rule, listed, changed, stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.people import Note
from bot.domain.reminders import Reminder
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import Moment, Precision
from bot.errors import BadValue, NotFound, NotPossible, TooMuch
from bot.kinds.choices import NumberKind
from bot.kinds.texts import NOTE
from bot.kinds.things import CHANGEABLE
from bot.kinds.times import MOMENT, NEW_MOMENT
from bot.notebook import at_hour_of, item_of, meant_by_that
from bot.paging import PAGE, more, page_within
from bot.recurring import rule_words
from bot.registry import command
from bot.reply import Button, Buttons, Form, Heading, Reply, Row, call
from bot.words import Exactly, Phrase, Strong, by_name, say, say_count

MOST_ACTIVE = 200
FURTHEST = timedelta(days=5 * 366)

_WHAT = Slot(
    "What to remind you of",
    "What should I remind you of?",
    lead=(
        *("to", "about", "of", "that", "for", "re|regarding|concerning", "what for", "because of"),
        "so [that] i don't|won't forget to|about",
    ),
    kind=NOTE,
    runs_on=True,
)
_WHEN = Slot("When", "When should I remind you?", lead=("on", "at", "in", "by", "every", "next"), kind=MOMENT)


_ACTS = (
    "call|email|e-mail|mail|text|ping|nudge|message|dm|write|phone|send|reply|answer|contact|review|read|buy|pay|"
    "submit|finish|prepare|book|check|fix|update|thank|visit|bring|pick|renew|return|order|cancel|file|publish|share|"
    "get|give|do|make|draft|register|apply|sign|print|upload|organise|organize|follow|tell|ask|talk|look|clean|water"
)
"""What people do on a day: to be remembered when "I need to" or a time with a colon stands before it."""
_CALLS = (
    "call|email|e-mail|mail|text|message|dm|phone|write|send|reply|contact|thank|buy|pay|submit|finish|prepare|book|"
    "renew|return|review|visit|pick|bring|ask|order|water|clean|register|apply|sign|print|upload"
)
"""Of these, what a time alone makes something to be reminded of: "email Ana tomorrow"."""

_KIND_OF = "quick|short|video|phone|zoom|team|virtual|early|late|long|first|second|job"
"""What kind of coffee or call it will be."""

_TALKS = "call|meeting|chat|interview|appointment|sync|coffee|lunch|dinner"
"""What one arranges with somebody."""

_SETTING = (
    "[set|get|create|add|make|new|put|give|i need|i want|i'd like|schedule|i would be grateful for|"
    "i'd be grateful for|i'd appreciate|i would appreciate|can i have|could i have|can i get|could i get|may i have] "
    "[me] [in|up] [a|another] reminder"
)


class Remind(Command):
    """Set a reminder, once or recurring."""

    what: Annotated[str, _WHAT]
    when: Annotated[Moment, _WHEN]


@command(
    "remind",
    phrases=(
        "remind me ...",
        "remind me {when?} to|about|of|that|re|regarding {what}",
        "remind me {when} {what}",
        "remind me {what}",
        "ping|nudge|poke|prod|buzz|alert|notify me ...",
        "ping|nudge|poke|prod|buzz|alert|notify me {when} {what}",
        "ping|nudge|poke|prod|buzz|alert|notify me {when} to|about|of|that|re|regarding {what}",
        "tell me {when} to {what}",
        "tell me to {what}",
        "be reminding me ...",
        "[if] [i] [could] [to] be reminded ...",
        f"remember me to >{_ACTS} {{what}}",
        "remember me {when} to {what}",
        "wake me [up] {when} for|to {what}",
        "be reminded {when} to|about|of|that {what}",
        "be reminded to|about|of|that {what}",
        "WHEN >give {what}",
        ">ping|nudge {what}",
        f"i need|want|have|ought to >{_ACTS} {{what}}",
        f"i must|should|gotta >{_ACTS} {{what}}",
        f"gotta|must >{_ACTS} {{what}}",
        f"^ i need|want|have|ought|got to >{_ACTS} {{what}}",
        f"^ need|have|got to >{_ACTS} {{what}}",
        f"^ i must|should|gotta >{_ACTS} {{what}}",
        f"{{when:}} >{_ACTS} {{what}}",
        f"{{when}} i need|want|have to >{_ACTS} {{what}}",
        f"{{when}} i must|should|gotta >{_ACTS} {{what}}",
        f">{_CALLS} {{what}}",
        "WHEN >read {what}",
        f"WHEN >{_KIND_OF} coffee|lunch|dinner|breakfast|brunch|tea|beer|beers|drinks with {{what}}",
        "WHEN >coffee|lunch|dinner|breakfast|brunch|tea|beer|beers|drinks with {what}",
        f"WHEN >{_KIND_OF} call|chat|meeting|sync|interview|catch-up with {{what}}",
        "WHEN >call|chat|meeting|sync|interview|catch-up with {what}",
        "WHEN {when:} {what}",
        "let me know {when} to {what}",
        "let me know {when} that {what}",
        f"{_SETTING} ...",
        f"{_SETTING} {{what}}",
        f"{_SETTING} {{when}} {{what}}",
        f"{_SETTING} {{when}} to|about|of|that {{what}}",
        f"{_SETTING} for {{when}} to|about|of|that {{what}}",
        f"{_SETTING} for {{when}} {{what}}",
        f"{_SETTING} for {{when!}}",
        "don't let me forget ...",
        "don't let me forget {what}",
        "don't forget to {what}",
        "i must|should not forget to {what}",
        "i have|need to remember to {what}",
        "i must|should remember to {what}",
        "i mustn't|can't|cannot|shouldn't|won't forget to {what}",
        "{when*} to {what}",
        "{when*} {what}",
        "remind us {when} to|about|of|that {what}",
        "remind us to|about|of|that {what}",
        "{when*} reminder to|for|about {what}",
        f">schedule|arrange|plan a|the|my|our [{_KIND_OF}] {_TALKS} {{what}}",
        "remind ...",
        "remember to {what}",
    ),
    examples=(
        "remind me in two weeks to ask Bo about the grant",
        "every first Monday at 9 review my people",
        "remind me tomorrow at 15:00 to send the slides",
    ),
)
async def remind(cmd: Remind, ctx: Ctx) -> Reply:
    if len(await ctx.book.reminders.moments()) >= MOST_ACTIVE:
        raise TooMuch(
            say("You have {limit} reminders, which is all I keep. Stop some first: say reminders.", limit=MOST_ACTIVE)
        )
    if cmd.when.instant - ctx.now > FURTHEST:
        raise BadValue(say("That is more than five years away, further than I can promise."))
    reminder = Reminder(new_id(ctx.now), ctx.member.id, cmd.what, cmd.when, ctx.now)
    await ctx.book.reminders.add(reminder)
    ref = ItemRef(ItemKind.REMINDER, reminder.id)
    buttons = Buttons.of(Button(say("Change"), call("change", item=str(ref))))
    return Reply.of(_read_back(reminder), buttons, focus=ref)


def _read_back(reminder: Reminder) -> Phrase:
    text, moment = Strong(reminder.text), reminder.moment
    if moment.rule is None:
        return say("I will remind you on {when}: {text}", when=Exactly(moment), text=text)
    rule = rule_words(moment)
    return say("I will remind you {rule}, first on {when}: {text}", rule=rule, when=Exactly(moment), text=text)


class Reminders(Command):
    """List your reminders, the next one first."""

    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "reminders",
    phrases=(
        "~ reminders ~",
        "what|which reminders are|is [still] pending|active|set|running|open|left|there",
        "what did i ask you to remind me of|about",
        "what will you remind me of|about",
        "what have|do you [got|have] scheduled|planned [for me]",
        "~ remind me of|about",
    ),
    examples=("reminders",),
    effect=Effect.READS,
)
async def reminders(cmd: Reminders, ctx: Ctx) -> Reply:
    moments = await ctx.book.reminders.moments()
    listed = sorted(moments, key=lambda each: (moments[each].next_after(ctx.now) or moments[each]).instant)
    if not listed:
        return Reply.of(say("You have no reminders. Set one: remind me tomorrow at 9 to write to Ana."))
    page = page_within(cmd.page, len(listed))
    shown = await ctx.book.reminders.these(listed[(page - 1) * PAGE : page * PAGE])
    heading = say_count("You have one reminder.", "You have {count} reminders.", len(listed))
    return Reply.of(Heading(heading), *(_row(each, ctx.now) for each in shown), *more("reminders", page, len(listed)))


def _row(reminder: Reminder, now: datetime) -> Row:
    item, coming = str(ItemRef(ItemKind.REMINDER, reminder.id)), reminder.next_after(now)
    if coming is None:
        detail = say("Rang {when}, not done yet", when=reminder.moment)
    elif coming.rule is None:
        detail = say("{when}", when=Exactly(coming))
    else:
        detail = say("{rule}, next {when}", rule=rule_words(coming), when=Exactly(coming))
    buttons = (
        Button(say("Done"), call("done", item=item)),
        Button(say("Change"), call("change", item=item)),
        Button(say("Stop"), call("drop", item=item)),
    )
    return Row(say("{text}", text=Strong(reminder.text)), buttons, detail)


class Change(Command):
    """Change a reminder's text or time, or a note's text."""

    item: Annotated[ItemRef | None, Slot("Reminder", hidden=True, kind=CHANGEABLE)] = None
    what: Annotated[str | None, _WHAT] = None
    when: Annotated[Moment | None, replace(_WHEN, kind=NEW_MOMENT)] = None


def _as_typed(moment: Moment, ctx: Ctx) -> str:
    """The time as one would type it; empty, which leaves it as it is, for a rule, another zone or a time gone by."""
    if moment.rule is not None or moment.zone != ctx.member.zone or moment.instant <= ctx.now:
        return ""
    return f"{moment.local:%Y-%m-%d}" if moment.precision is Precision.DAY else f"{moment.local:%Y-%m-%d %H:%M}"


@command(
    "change",
    phrases=(
        "change|edit that|it",
        "change that|it to {what}",
        "change|edit that|the|my reminder",
        "change|edit {item^} to {when!}",
        "change|edit|rename|reword {item^} to {what}",
        "change|edit {item^}",
    ),
    examples=("change that", "change the invoice reminder to pay the invoice"),
)
async def change(cmd: Change, ctx: Ctx) -> Reply:
    ref = await meant_by_that(ctx, cmd.item)
    reminder = await item_of(ctx, ref)
    if isinstance(reminder, Note):
        return await _reworded(reminder, cmd, ctx)
    if not isinstance(reminder, Reminder):
        raise NotFound(say("That is no reminder and no note. Say reminders to see yours."))
    if cmd.what is None and cmd.when is None:
        values = {"item": str(ref), "what": reminder.text, "when": _as_typed(reminder.moment, ctx)}
        return Reply.of(Form("change", {slot: text for slot, text in values.items() if text}, {}))
    changed = reminder
    if cmd.what is not None and cmd.what != reminder.text:
        changed = changed.saying(cmd.what)
    if cmd.when is not None and cmd.when != reminder.moment:
        changed = changed.moved_to(at_hour_of(changed.moment, cmd.when))
    if changed != reminder:
        await ctx.book.reminders.save(changed)
    return Reply.of(_read_back(changed), focus=ref)


async def _reworded(note: Note, cmd: Change, ctx: Ctx) -> Reply:
    ref = ItemRef(ItemKind.NOTE, note.id)
    if cmd.when is not None:
        raise NotPossible(say("A note has no time. To be reminded of it, say remind me."))
    if cmd.what is None:
        return Reply.of(Form("change", {"item": str(ref), "what": note.text}, {}))
    await ctx.book.notes.save(replace(note, text=cmd.what))
    person = await ctx.book.people.get(note.person)
    name = by_name(person)
    return Reply.of(say("Now noted about {person}: {text}", person=name, text=cmd.what), focus=ref, person=person.id)
