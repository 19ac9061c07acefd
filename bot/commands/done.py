"""Done: said of anything that was due, by button, by "that" or by its name."""

from __future__ import annotations

from typing import Annotated, assert_never

from bot.command import Command, Ctx, Slot
from bot.domain.followups import FollowUp
from bot.domain.introductions import Introduction, Promise, PromiseState
from bot.domain.people import Contact, ContactKind, Note, Person
from bot.domain.reminders import Reminder
from bot.domain.talk import ItemRef
from bot.errors import NotPossible
from bot.notebook import contact_with, item_of, keep_promise, meant_by_that, touch
from bot.registry import command
from bot.reply import Reply
from bot.words import Phrase, by_name, say


class Done(Command):
    """Mark what was due as done."""

    item: Annotated[ItemRef | None, Slot("Which", hidden=True)] = None


@command(
    "done",
    phrases=(
        "[all|already] done",
        "finished|completed [that|it|this]",
        "[that|this|it] [is|one] done",
        "that|this one is done|finished|sorted",
        "that|this one's done|finished|sorted",
        "that|this one's done|finished|sorted tick|check|cross it|that off",
        "done with that|it|this",
        "that's|it's [all] done|finished|sorted",
        "{item^} is|are done|finished|sorted",
        "that's|it's taken care of",
        "consider that|it done",
        "i [already] did [it|that] [already]",
        "i did|finished it|that|this [now|already|today] [so] [you] [can|may] tick|check|cross|mark it|that off|done",
        "I did it now|today|already|yesterday",
        "[you] [can|may] tick|check|cross it|that|this off",
        "i've [already] done it|that|this",
        "i have [already] done it|that|this",
        "did it|that [already]",
        "mark|set [that|it|this] [as] done",
        "i'm done [with] [that|it]",
        "I sent it|that|them",
        "it's|that's sent",
        "done with {item}",
        "i'm done with {item}",
        "i am done with {item}",
        "I finished|completed|did {item^}",
        "I done {item^}",
        "finished|completed|did {item^}",
        "mark|set {item} as done|finished|completed",
        "mark {item} done",
        "tick|check off {item}",
    ),
    examples=("done", "done with the invoice"),
)
async def done(cmd: Done, ctx: Ctx) -> Reply:
    item = await item_of(ctx, await meant_by_that(ctx, cmd.item))
    match item:
        case Reminder():
            await _save_reminder(item.done(at=ctx.now), ctx)
            return Reply.of(await _done_reminder(item, ctx))
        case Promise():
            return await _kept(item, ctx)
        case FollowUp():
            await ctx.book.followups.save(item.done(at=ctx.now))
            return await _followed_up(await ctx.book.people.get(item.person), ctx)
        case Person():
            return await _followed_up(item, ctx)
        case Introduction():
            return await _kept(await _promised_there(item, ctx), ctx)
        case Contact():
            raise NotPossible(say("That was already. Say what you would like instead."))
        case Note():
            raise NotPossible(say("A note is nothing to be done. Say what you would like instead."))
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


async def _promised_there(meeting: Introduction, ctx: Ctx) -> Promise:
    """The one promise of that meeting that is still open: a meeting itself cannot be done."""
    promises = await ctx.book.promises.about(meeting.person)
    made = [each for each in promises if each.introduction == meeting.id and each.state is PromiseState.OPEN]
    if len(made) != 1:
        raise NotPossible(say("A meeting cannot be done: it was. Say what you would like instead."))
    return made[0]


async def _kept(promise: Promise, ctx: Ctx) -> Reply:
    person = await keep_promise(ctx, promise, None)
    return Reply.of(
        say("Kept: {promise}. {person} can count on you.", promise=promise.text, person=by_name(person)),
        person=person.id,
    )


async def _followed_up(person: Person, ctx: Ctx) -> Reply:
    person = await touch(ctx, person, contact_with(ctx, person, ContactKind.WROTE, on=ctx.today))
    return Reply.of(say("Done: followed up with {person}.", person=by_name(person)), person=person.id)
