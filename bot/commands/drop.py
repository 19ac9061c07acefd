"""Letting go of what was due, and removing what was written: by button, by "that" or by its name."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, assert_never

from bot.command import Command, Ctx, Slot
from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.ids import new_id
from bot.domain.introductions import Introduction, Promise, PromiseState
from bot.domain.people import Contact, Note, Person
from bot.domain.reminders import Reminder
from bot.domain.talk import ItemRef
from bot.notebook import Item, item_of, last_spoken_of, on_day, seen_anew
from bot.registry import command
from bot.reply import Button, Buttons, Reply, Small, call
from bot.things import must_not_be_on_its_way
from bot.words import Phrase, by_name, say


class Drop(Command):
    """Let go of what was due: it is not brought up again."""

    item: Annotated[ItemRef | None, Slot("Which", hidden=True)] = None


@command(
    "drop",
    phrases=(
        "cancel|drop|stop|delete|remove|skip|dismiss|ignore that|it|this [one]",
        "forget this|that one",
        "stop",
        "skip",
        "drop",
        "cancel",
        "cancel|drop|delete|stop|forget|remove that|this|the reminder|promise|follow-up",
        "stop reminding me [of|about] [that|this|it]",
        "don't remind me [of|about] that|this|it [again|anymore]",
        "never remind me [of|about] that|this|it [again]",
        "i don't need that|it|this [anymore]",
        "no longer needed|relevant",
        "let it|that|this go",
        "no need anymore [for] [that|it|this]",
        "no need [anymore] for the|that thing|one|reminder you [just] reminded|remembered|told me of|about [drop] [it]",
        "cancel|drop|stop|delete|remove|skip|dismiss|ignore {item^}",
        "forget [about] {item&}",
        "let {item^} go",
        "let go of {item^}",
        "i don't need {item^}",
        "i don't need {item^} anymore",
        "i don't need {item^} any more",
        "stop reminding me of|about|to {item}",
        "no more reminders about|for|of {item}",
        "stop bugging|nagging|bothering|pestering me about {item}",
        "don't|never bug|nag|bother|pester me about {item}",
        "don't|never bug|nag|bother|pester me about {item} again|anymore",
        "don't|never bug|nag|bother|pester|remind me [of|about] {item} any more",
        "i no longer need|want {item^}",
        "don't|never remind me of|about {item}",
        "don't|never remind me again of|about {item}",
        "don't|never remind me of|about {item} again|anymore",
    ),
    examples=("cancel that", "delete the invoice reminder"),
)
async def drop(cmd: Drop, ctx: Ctx) -> Reply:
    if cmd.item is None and ctx.conversation.talk.expects(ctx.now) is not None:
        ctx.conversation.drop_question()
        return Reply.of(say("Dropped. Nothing was saved."))
    ref = cmd.item or await last_spoken_of(ctx)
    if ref is None:
        return _nothing_to_drop()
    item = await item_of(ctx, ref)
    await must_not_be_on_its_way(ref, ctx)
    return Reply.of(await _dropped(item, ctx))


def _nothing_to_drop() -> Reply:
    """Whoever only says "stop" may mean all that they get."""
    return Reply.of(
        say("I am not sure what you mean: nothing is open that I could stop. Name it, or press the button below it."),
        Small(say("To hear less from me, change your settings.")),
        Buttons.of(Button(say("Settings"), call("settings"))),
    )


async def _dropped(item: Item, ctx: Ctx) -> Phrase:
    match item:
        case Reminder():
            await ctx.book.reminders.save(item.stopped())
            return say("Stopped: {text}", text=item.text)
        case Promise():
            await ctx.book.promises.save(item.dropped(at=ctx.now))
            return say("Let go: {promise}", promise=item.text)
        case FollowUp():
            person = await ctx.book.people.get(item.person)
            await ctx.book.followups.save(item.dropped(at=ctx.now))
            return say("Dropped the follow-up with {person}.", person=by_name(person))
        case Person():
            return await _drop_idea(item, ctx)
        case Introduction():
            return await _remove_meeting(item, ctx)
        case Contact():
            person = await ctx.book.people.get(item.person)
            await ctx.book.contacts.remove(item.id)
            await seen_anew(ctx, person.id)
            return say("Removed: in touch with {person} on {day}.", person=by_name(person), day=item.on)
        case Note():
            person = await ctx.book.people.get(item.person)
            await ctx.book.notes.remove(item.id)
            return say("Removed the note about {person}: {text}", person=by_name(person), text=item.text)
        case _:
            assert_never(item)


async def _remove_meeting(meeting: Introduction, ctx: Ctx) -> Phrase:
    """With it goes what came of it: promises still open, and the follow-up that was suggested."""
    for promise in await ctx.book.promises.about(meeting.person):
        if promise.introduction == meeting.id:
            loose = promise.dropped(at=ctx.now) if promise.state is PromiseState.OPEN else promise
            await ctx.book.promises.save(replace(loose, introduction=None))
    for followup in await ctx.book.followups.about(meeting.person):
        if followup.state is FollowUpState.SUGGESTED:
            await ctx.book.followups.save(followup.dropped(at=ctx.now))
    await ctx.book.introductions.remove(meeting.id)
    person = await ctx.book.people.get(meeting.person)
    return say("Removed: the meeting with {person} on {day}.", person=by_name(person), day=meeting.on)


async def _drop_idea(person: Person, ctx: Ctx) -> Phrase:
    """Remember that this idea was not wanted; a passed cadence starts again from today."""
    idea = FollowUp(new_id(ctx.now), ctx.member.id, person.id, Reason.NO_FOLLOW_UP, on_day(ctx, ctx.today), ctx.now)
    await ctx.book.followups.add(replace(idea, state=FollowUpState.DROPPED, settled_at=ctx.now))
    if person.nudge is not None and person.nudge.instant <= ctx.now:
        person = person.kept_every(person.cadence, today=ctx.today, zone=ctx.member.zone)
        await ctx.book.people.save(person)
    if person.nudge is not None:
        day = person.nudge.local.date()
        return say("Dropped. The next time for {person} is {day}.", person=by_name(person), day=day)
    return say("Dropped. I will not suggest {person} for a month.", person=by_name(person))
