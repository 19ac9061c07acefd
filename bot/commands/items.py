"""Done, later, never: what can be said about anything that is due, by button or by "that"."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, assert_never

from bot.command import Command, Ctx, Slot
from bot.domain.delivery import NoticeKind
from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.ids import new_id
from bot.domain.introductions import Introduction, Promise, PromiseState
from bot.domain.people import ContactKind, Person
from bot.domain.reminders import Reminder
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import Moment
from bot.errors import NotPossible
from bot.kinds.times import MOMENT
from bot.notebook import Item, at_hour_of, item_of, meant_by_that, moved, on_day, plan, settle_follow_ups, touch
from bot.registry import command
from bot.reply import Reply
from bot.words import Exactly, Phrase, Strong, say

_ITEM = Slot("Which", hidden=True)


class Done(Command):
    """Mark what was due as done."""

    item: Annotated[ItemRef | None, _ITEM] = None


@command(
    "done",
    phrases=(
        "[all] done",
        "finished|completed [that|it|this]",
        "[that|this|it] [is|one] done",
        "that|this one is done",
        "done with that|it|this",
        "that's|it's [all] done",
        "that's|it's taken care of",
        "consider that|it done",
        "i [already] did [it|that] [already]",
        "i've [already] done it|that|this",
        "i have [already] done it|that|this",
        "did it|that [already]",
        "mark|set [that|it|this] [as] done",
        "i'm done [with] [that|it]",
    ),
    examples=("done",),
)
async def done(cmd: Done, ctx: Ctx) -> Reply:
    item = await item_of(ctx, await meant_by_that(ctx, cmd.item))
    match item:
        case Reminder():
            await _save_reminder(item.done(at=ctx.now), ctx)
            return Reply.of(await _done_reminder(item, ctx))
        case Promise():
            await ctx.book.promises.save(item.kept(None, at=ctx.now))
            person = await moved(ctx, await ctx.book.people.get(item.person), ctx.today)
            await settle_follow_ups(ctx, person.id, ctx.today)
            return Reply.of(
                say("Kept: {promise}. {person} can count on you.", promise=item.text, person=Strong(person.name)),
                person=person.id,
            )
        case FollowUp():
            await ctx.book.followups.save(item.done(at=ctx.now))
            return await _followed_up(await ctx.book.people.get(item.person), ctx)
        case Person():
            return await _followed_up(item, ctx)
        case Introduction():
            raise NotPossible(say("A meeting cannot be done: it was. Say what you would like instead."))
        case _:
            assert_never(item)


async def _save_reminder(reminder: Reminder, ctx: Ctx) -> None:
    if await ctx.book.reminders.get(reminder.id) != reminder:
        await ctx.book.reminders.save(reminder)


async def _done_reminder(reminder: Reminder, ctx: Ctx) -> Phrase:
    following = reminder.moment.following(ctx.now)
    if following is not None:
        return say("Done for now: {text}. Next time: {when}.", text=reminder.text, when=following)
    return say("Done: {text}", text=reminder.text)


async def _followed_up(person: Person, ctx: Ctx) -> Reply:
    person = await touch(ctx, person, ContactKind.WROTE, on=ctx.today)
    return Reply.of(say("Done: followed up with {person}.", person=Strong(person.name)), person=person.id)


class Snooze(Command):
    """Move what was due to later."""

    item: Annotated[ItemRef | None, _ITEM] = None
    until: Annotated[Moment, Slot("Until when", "Until when?", lead=("until", "to", "for", "till"), kind=MOMENT)]


@command(
    "snooze",
    phrases=(
        "snooze {until}",
        "snooze [that|it|this] until|till|to|for|by {until}",
        "snooze that|it|this {until}",
        "snooze [that|it|this]",
        "move|postpone|push|reschedule|delay that|it|this [one] [back|out] to|until|till|for|by {until}",
        "move|postpone|push|reschedule|delay that|it|this [one] [back|out] {until}",
        "postpone|reschedule|delay [it] to|until|till|for|by {until}",
        "bring that|it|this back {until}",
        "hold|park that|it|this until|till {until}",
        "give me until|till {until}",
        "make it|that {until!}",
        "[no] {until} instead",
        "can we do {until} instead",
        "not now|today [remind] [me] {until}",
        "[ask|remind] [me] later {until}",
        "ask|remind me again {until}",
        "remind me of|about this|that|it [again] {until}",
    ),
    examples=("next Tuesday instead", "snooze that until Monday"),
)
async def snooze(cmd: Snooze, ctx: Ctx) -> Reply:
    ref = await meant_by_that(ctx, cmd.item)
    item = await item_of(ctx, ref)
    await _not_on_its_way(ref, ctx)
    match item:
        case Reminder():
            when = at_hour_of(item.moment, cmd.until)
            ref = await _move_reminder(item, when, ctx)
        case Promise():
            when = cmd.until
            await ctx.book.promises.save(item.moved_to(when))
        case FollowUp():
            when = cmd.until
            await ctx.book.followups.save(item.planned_for(when))
        case Person():
            when = cmd.until
            ref = _followup_ref(await plan(ctx, item, when))
        case Introduction():
            person = await ctx.book.people.get(item.person)
            when = cmd.until
            ref = _followup_ref(await plan(ctx, person, when))
        case _:
            assert_never(item)
    what = await _named(item, ctx)
    return Reply.of(say("I will come back on {when} to this: {what}", when=Exactly(when), what=what), focus=ref)


async def _named(item: Item, ctx: Ctx) -> Phrase:
    """The thing in a few words, so that nobody has to guess what "that" was taken for."""
    match item:
        case Reminder() | Promise():
            return say("{text}", text=Strong(item.text))
        case Person():
            return say("be in touch with {person}", person=Strong(item.name))
        case FollowUp() | Introduction():
            person = await ctx.book.people.get(item.person)
            return say("follow up with {person}", person=Strong(person.name))
        case _:
            assert_never(item)


async def _move_reminder(reminder: Reminder, when: Moment, ctx: Ctx) -> ItemRef:
    """One that recurs keeps its rule: only this once is it said again, by a reminder of its own."""
    if reminder.moment.rule is None or when.rule is not None:
        await ctx.book.reminders.save(reminder.moved_to(when))
        return ItemRef(ItemKind.REMINDER, reminder.id)
    same = [each for each in await ctx.book.reminders.active() if (each.text, each.moment) == (reminder.text, when)]
    once = same[0] if same else Reminder(new_id(ctx.now), reminder.owner, reminder.text, when, ctx.now)
    if not same:
        await ctx.book.reminders.add(once)
    return ItemRef(ItemKind.REMINDER, once.id)


def _followup_ref(followup: FollowUp) -> ItemRef:
    return ItemRef(ItemKind.FOLLOWUP, followup.id)


class Drop(Command):
    """Let go of what was due: it is not brought up again."""

    item: Annotated[ItemRef | None, _ITEM] = None


@command(
    "drop",
    phrases=(
        "cancel|drop|stop|delete|remove|skip|dismiss|ignore that|it|this [one]",
        "forget this|that one",
        "stop",
        "drop",
        "cancel",
        "cancel|drop|delete|stop|forget|remove that|this|the reminder|promise|follow-up",
        "stop reminding me [of|about] [that|this|it]",
        "don't remind me [of|about] that|this|it [again|anymore]",
        "never remind me [of|about] that|this|it [again]",
        "i don't need that|it|this [anymore]",
        "no longer needed|relevant",
        "let it|that|this go",
    ),
    examples=("cancel that",),
)
async def drop(cmd: Drop, ctx: Ctx) -> Reply:
    if cmd.item is None and ctx.conversation.talk.expects(ctx.now) is not None:
        ctx.conversation.drop_question()
        return Reply.of(say("Dropped. Nothing was saved."))
    ref = await meant_by_that(ctx, cmd.item)
    item = await item_of(ctx, ref)
    await _not_on_its_way(ref, ctx)
    return Reply.of(await _dropped(item, ctx))


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
            return say("Dropped the follow-up with {person}.", person=Strong(person.name))
        case Person():
            return await _drop_idea(item, ctx)
        case Introduction():
            return await _remove_meeting(item, ctx)
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
    return say("Removed: the meeting with {person} on {day}.", person=Strong(person.name), day=meeting.on)


async def _drop_idea(person: Person, ctx: Ctx) -> Phrase:
    """Remember that this idea was not wanted; a passed cadence starts again from today."""
    idea = FollowUp(new_id(ctx.now), ctx.member.id, person.id, Reason.NO_FOLLOW_UP, on_day(ctx, ctx.today), ctx.now)
    await ctx.book.followups.add(replace(idea, state=FollowUpState.DROPPED, settled_at=ctx.now))
    if person.nudge is not None and person.nudge.instant <= ctx.now:
        person = person.kept_every(person.cadence, today=ctx.today, zone=ctx.member.zone)
        await ctx.book.people.save(person)
    if person.nudge is not None:
        day = person.nudge.local.date()
        return say("Dropped. The next time for {person} is {day}.", person=Strong(person.name), day=day)
    return say("Dropped. I will not suggest {person} for a month.", person=Strong(person.name))


async def _not_on_its_way(ref: ItemRef, ctx: Ctx) -> None:
    kinds = {each.value: each for each in NoticeKind}
    kind = kinds.get(ref.kind.value)
    if kind is not None and await ctx.work.outbox.is_being_sent(kind, ref.id):
        raise NotPossible(say("That is just being sent. Wait for the message, then use its buttons."))
