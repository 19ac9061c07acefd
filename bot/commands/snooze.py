"""Later: moving what was due, to a time or by a length, by button, by "that" or by its name."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, assert_never

from bot.command import Command, Ctx, Slot
from bot.domain.followups import FollowUp
from bot.domain.ids import new_id
from bot.domain.introductions import Introduction, Promise
from bot.domain.people import Contact, Note, Person
from bot.domain.reminders import Reminder
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import Moment
from bot.errors import NotPossible
from bot.kinds.lengths import LENGTH, Length
from bot.kinds.times import NEW_MOMENT
from bot.notebook import Item, at_hour_of, item_of, meant_by_that, plan
from bot.registry import command
from bot.reply import Reply
from bot.things import must_not_be_on_its_way, named
from bot.words import Exactly, say

_ITEM = Slot("Which", hidden=True)


class Snooze(Command):
    """Move what was due to later."""

    item: Annotated[ItemRef | None, _ITEM] = None
    until: Annotated[Moment, Slot("Until when", "Until when?", lead=("until", "to", "for", "till"), kind=NEW_MOMENT)]


@command(
    "snooze",
    phrases=(
        "snooze {until!}",
        "snooze [that|it|this] until|till|to|for|by {until}",
        "snooze that|it|this {until}",
        "snooze [that|it|this]",
        "move|postpone|push|reschedule|delay that|it|this [one] [back|out] to|until|till|for|by {until}",
        "move|postpone|push|reschedule|delay that|it|this [one] [back|out] {until}",
        "postpone|reschedule|delay [it] to|until|till|for|by {until}",
        "bring that|it|this back {until}",
        "that|the one from earlier|before [can] [you] push|move|postpone|shift|delay it|that to|until|till {until}",
        "push|move|postpone|shift|delay that|the one from earlier|before|yesterday|today to|until|till {until}",
        "hold|park that|it|this until|till {until}",
        "give me until|till {until}",
        "make it|that {until!}",
        "make it|that {until!} instead",
        "[no] {until} instead",
        "do|finish it|that|this {until} instead",
        "can we do {until} instead",
        "not now|today [remind] [me] {until}",
        "ask|remind me later",
        "[ask|remind] [me] later {until!}",
        "ask|remind me again {until}",
        "ask|remind me {until!} again",
        "remind me of|about this|that|it [again] {until}",
        "snooze {item^} until|till|to|for {until}",
        "snooze|postpone|delay|reschedule {item^}",
        "move|postpone|push|reschedule|delay|shift {item^} to|until|till|for {until!}",
        "snooze|move|postpone|push|reschedule|delay|shift {item^} [back|out] {until!}",
        "bring {item^} back {until!}",
        "remind me of|about {item^} again {until!}",
        "not now|today {item^}",
    ),
    examples=("next Tuesday instead", "snooze that until Monday", "move the invoice reminder to Monday"),
)
async def snooze(cmd: Snooze, ctx: Ctx) -> Reply:
    ref = await meant_by_that(ctx, cmd.item)
    return await _moved(ref, await item_of(ctx, ref), cmd.until, ctx)


class Postpone(Command):
    """Move what is due later by some time, counted from when it is due now."""

    item: Annotated[ItemRef | None, _ITEM] = None
    by: Annotated[Length, Slot("By how long", "By how long?", kind=LENGTH)]


@command(
    "postpone",
    phrases=(
        "snooze|move|postpone|push|reschedule|delay|shift that|it|this [one] [back|out] by {by!}",
        "snooze|move|postpone|push|reschedule|delay|shift {item^} [back|out] by {by!}",
        "postpone|push|delay|shift {item^} [back] {by!}",
    ),
    hidden=True,
)
async def postpone(cmd: Postpone, ctx: Ctx) -> Reply:
    ref = await meant_by_that(ctx, cmd.item)
    item = await item_of(ctx, ref)
    due = _due(item, ctx)
    start = due if due.instant > ctx.now else Moment(_this_minute(ctx), ctx.member.zone)
    return await _moved(ref, item, at_hour_of(due, cmd.by.after(start)), ctx)


def _this_minute(ctx: Ctx) -> datetime:
    """What is overdue is postponed from now on, at the hour it had."""
    return ctx.member.today(ctx.now).replace(second=0, microsecond=0)


def _due(item: Item, ctx: Ctx) -> Moment:
    """When it is due, or was."""
    match item:
        case Reminder():
            due = item.next_after(ctx.now) or item.moment
        case Promise() | FollowUp():
            due = item.due
        case Person():
            due = item.nudge
        case Introduction() | Note() | Contact():
            due = None
        case _:
            assert_never(item)
    if due is None:
        raise NotPossible(say("That has no date yet. Say until when instead."))
    return due


async def _moved(ref: ItemRef, item: Item, when: Moment, ctx: Ctx) -> Reply:
    await must_not_be_on_its_way(ref, ctx)
    match item:
        case Reminder():
            same_hour = at_hour_of(item.moment, when)
            when = same_hour if same_hour.instant > ctx.now else when
            ref = await _move_reminder(item, when, ctx)
        case Promise():
            await ctx.book.promises.save(item.moved_to(when))
        case FollowUp():
            await ctx.book.followups.save(item.planned_for(when))
        case Person():
            ref = _followup_ref(await plan(ctx, item, when))
        case Introduction() | Contact():
            person = await ctx.book.people.get(item.person)
            ref = _followup_ref(await plan(ctx, person, when))
        case Note():
            raise NotPossible(say("A note has no time to move. To be reminded of it, say remind me."))
        case _:
            assert_never(item)
    what = await named(item, ctx)
    return Reply.of(say("I will come back on {when} to this: {what}", when=Exactly(when), what=what), focus=ref)


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
