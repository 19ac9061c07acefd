"""What several commands do with a notebook: find or add a person, record a touch, point at one's own things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeAlias

from bot.confirming import seen_confirmations
from bot.domain.exports import Everything
from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.ids import PersonId, new_id
from bot.domain.introductions import Introduction, Promise, PromiseState
from bot.domain.people import Contact, ContactKind, Note, Person
from bot.domain.reminders import Reminder
from bot.domain.talk import QUESTION_LIVES_FOR, ItemKind, ItemRef
from bot.domain.things import is_spoken_of
from bot.domain.times import Moment, Precision, local_at
from bot.domain.volunteers import answers_in
from bot.errors import NotFound, NotPossible, TooMuch
from bot.introducing import seen_introductions
from bot.questing import seen_quests
from bot.words import Code, say

if TYPE_CHECKING:
    from bot.command import Ctx
    from bot.domain.members import Member
    from bot.kinds import PersonRef
    from bot.ports import Work

MOST_RECORDS = 5000
"""People, or notes, or meetings in one notebook."""

Item: TypeAlias = Reminder | Promise | FollowUp | Introduction | Person | Note | Contact


async def person_of(ctx: Ctx, ref: PersonRef) -> Person:
    """The person meant; somebody new, or a member not recorded yet, is added to the notebook."""
    if ref.person is not None:
        return await ctx.book.people.get(ref.person)
    if await ctx.book.people.count() >= MOST_RECORDS:
        raise TooMuch(
            say("Your notebook holds {limit} people, which is all it can. Forget some first.", limit=MOST_RECORDS)
        )
    person = Person(PersonId(new_id(ctx.now)), ctx.member.id, ref.name, ctx.now, member=ref.member)
    await ctx.book.people.add(person)
    return person


def contact_with(ctx: Ctx, person: Person, kind: ContactKind, *, on: date, about: str | None = None) -> Contact:
    return Contact(new_id(ctx.now), ctx.member.id, person.id, kind, on, ctx.now, about)


async def touch(ctx: Ctx, person: Person, contact: Contact) -> Person:
    """Record a contact; it moves the cadence."""
    await ctx.book.contacts.add(contact)
    return await moved(ctx, person, contact.on)


async def seen_anew(ctx: Ctx, person: PersonId) -> None:
    """Count the cadence again from the last day on record, after a contact was put right or removed."""
    known = await ctx.book.people.get(person)
    days = [each.on for each in await ctx.book.contacts.about(person)]
    days += [each.on for each in await ctx.book.introductions.about(person)]
    kept = [each.settled_at for each in await ctx.book.promises.about(person) if each.state is PromiseState.KEPT]
    days += [local_at(each, ctx.member.zone).date() for each in kept if each is not None]
    if (seen := known.seen(max(days, default=None))) != known:
        await ctx.book.people.save(seen)


async def moved(ctx: Ctx, person: Person, on: date) -> Person:
    """The person after a contact on that day, saved where that changes anything."""
    touched = person.touched(on)
    if touched == person:
        return person
    await ctx.book.people.save(touched)
    return await ctx.book.people.get(person.id)


async def plan(ctx: Ctx, person: Person, when: Moment, about: str | None = None) -> FollowUp:
    """A planned follow-up; the one there is, where the very same is planned already: buttons are pressed twice."""
    for each in await ctx.book.followups.about(person.id):
        if each.state is FollowUpState.PLANNED and (each.due, each.about) == (when, about):
            return each
    followup = FollowUp(new_id(ctx.now), ctx.member.id, person.id, Reason.PLANNED, when, ctx.now, about=about)
    await ctx.book.followups.add(followup)
    return followup


def on_day(ctx: Ctx, day: date, at: time = time(9)) -> Moment:
    """A day in the member's zone, at an hour that is ours to choose."""
    return Moment(datetime.combine(day, at), ctx.member.zone, Precision.DAY)


def at_hour_of(before: Moment, until: Moment) -> Moment:
    """A day keeps the hour the reminder had; a time is taken as said."""
    if until.precision is Precision.MINUTE or before.precision is Precision.DAY or until.zone != before.zone:
        return until
    return replace(until, local=datetime.combine(until.local.date(), before.local.time()), precision=Precision.MINUTE)


async def item_of(ctx: Ctx, ref: ItemRef) -> Item:
    """One of the member's own things. Raise NotFound where it is gone, or was never theirs."""
    book = ctx.book
    match ref.kind:
        case ItemKind.REMINDER:
            return await book.reminders.get(ref.id)
        case ItemKind.PROMISE:
            return await book.promises.get(ref.id)
        case ItemKind.FOLLOWUP:
            return await book.followups.get(ref.id)
        case ItemKind.INTRODUCTION:
            return await book.introductions.get(ref.id)
        case ItemKind.NUDGE:
            return await book.people.get(ref.id)
        case ItemKind.NOTE:
            return await book.notes.get(ref.id)
        case ItemKind.CONTACT:
            return await book.contacts.get(ref.id)


async def meant_by_that(ctx: Ctx, item: ItemRef | None) -> ItemRef:
    """The item named, else what the conversation was about last. Raise NotFound where that is nothing."""
    meant = item or await last_spoken_of(ctx)
    if meant is None:
        raise NotFound(say("I am not sure what you mean by that. Say which, or use the button on its message."))
    return meant


async def meant_lately(ctx: Ctx) -> ItemRef | None:
    """What the conversation is about now: nothing from before the last hours, in which a question would wait."""
    return await last_spoken_of(ctx, since=ctx.now - QUESTION_LIVES_FOR)


async def last_spoken_of(ctx: Ctx, *, since: datetime | None = None) -> ItemRef | None:
    """What was said last, or what arrived after that."""
    talk, arrived = ctx.conversation.talk, await ctx.work.outbox.latest_sent(ctx.member.id)
    focus, at = talk.focus, talk.focused_at
    if arrived is not None and (at is None or arrived.sent_at > at):
        kind = {each.value: each for each in ItemKind}.get(arrived.due.kind.value)
        if kind is not None:
            focus, at = ItemRef(kind, arrived.due.subject), arrived.sent_at
    return None if since is not None and (at is None or at < since) else focus


async def settle_follow_ups(ctx: Ctx, person: PersonId, on: date) -> bool:
    """A contact is the follow-up: what was suggested by then, or planned for then, is done. Whether there was any."""
    zone, settled = ctx.member.zone, False
    for each in await ctx.book.followups.about(person):
        is_ripe = each.state is FollowUpState.SUGGESTED or each.due.local.date() <= on
        if each.is_open and is_ripe and local_at(each.created_at, zone).date() <= on:
            await ctx.book.followups.save(each.done(at=ctx.now))
            settled = True
    return settled


async def keep_promise(ctx: Ctx, promise: Promise, outcome: str | None) -> Person:
    """The promise is kept, which is a contact too. Give whom it was made to."""
    await ctx.book.promises.save(promise.kept(outcome, at=ctx.now))
    person = await moved(ctx, await ctx.book.people.get(promise.person), ctx.today)
    await settle_follow_ups(ctx, person.id, ctx.today)
    return person


async def kept_by(ctx: Ctx, person: Person, what: str) -> Promise | None:
    """The one open promise to this person that speaks of what was given: it is kept, with that."""
    about_them = [each for each in await ctx.book.promises.about(person.id) if each.state is PromiseState.OPEN]
    spoken_of = [each for each in about_them if is_spoken_of(what, each.text)]
    if len(spoken_of) != 1:
        return None
    await keep_promise(ctx, spoken_of[0], what)
    return spoken_of[0]


async def acquaintance(ctx: Ctx, ref: PersonRef) -> Person:
    """The person meant, for looking only: nobody is added. Raise NotPossible where nothing is noted about them."""
    if ref.person is not None:
        return await ctx.book.people.get(ref.person)
    example = Code(f"met {ref.name} at …")
    raise NotPossible(
        say("You have noted nothing about {name} yet. If you met, tell me: {example}.", name=ref.name, example=example)
    )


async def everything_of(work: Work, member: Member, now: datetime) -> Everything:
    """The whole notebook and profile, with what they answered to meetups and those they host, to take along."""
    book = work.book(member.id)
    return Everything(
        member,
        tuple(await book.people.every()),
        tuple(await book.introductions.every()),
        tuple(await book.promises.every()),
        tuple(await book.notes.every()),
        tuple(await book.contacts.every()),
        tuple(await book.followups.every()),
        tuple(await book.reminders.every()),
        tuple(await work.meetups.rsvps_of(member.id)),
        tuple(await work.meetups.hosted_by(member.id)),
        tuple(await book.profiles.every()),
        tuple(await book.pitches.every()),
        tuple(await book.goals.every()),
        tuple(await book.deeds.every()),
        tuple(await book.blocks.every()),
        tuple(await work.boards.of(member.id)),
        tuple(await work.boards.hands_of(member.id)),
        tuple(await work.volunteers.offers_of(member.id)),
        tuple(await work.volunteers.wishes_of(member.id)),
        tuple(answers_in(await work.volunteers.questions_to(member.id))),
        tuple(replace(each, ended_by=None) for each in await work.mentoring.of(member.id)),
        tuple(await book.sessions.every()),
        (*await work.thanks.by(member.id), *await work.thanks.to(member.id)),
        tuple(await work.referrals.of(member.id)),
        tuple(await work.referrals.vouches_of(member.id)),
        tuple(await work.rounds.participations_of(member.id)),
        tuple(await work.rounds.seats_of(member.id)),
        tuple(await seen_introductions(work, member.id, member.joined_at, now)),
        tuple(await seen_confirmations(work, member.id)),
        tuple(await seen_quests(work, member.id, member.joined_at)),
        tuple(each for each in await book.inquiries.every() if each.answer is not None),
        tuple(await book.paths.every()),
    )
