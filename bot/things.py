"""One member's own things: what can be named now, what each is called, and what cannot be changed any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.domain.delivery import NoticeKind
from bot.domain.followups import FollowUp
from bot.domain.introductions import Introduction, Promise
from bot.domain.people import Contact, Note, Person
from bot.domain.reminders import Reminder
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.things import KIND_WORDS, Shelf, Thing, shortened
from bot.errors import NotPossible
from bot.words import Phrase, Strong, by_name, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command import Ctx
    from bot.notebook import Item
    from bot.ports import Book


async def shelf(book: Book, texts: Iterable[str], focus: ItemRef | None) -> Shelf:
    """What is open; notes too where one of the texts speaks of them."""
    people = {person.id: person.name for person in await book.people.every()}
    spoken_of = {kind for text in texts for word in text.casefold().split() for kind in KIND_WORDS.get(word, ())}
    things = [_reminder(each) for each in await book.reminders.active()]
    things += [_promise(each, people[each.person]) for each in await book.promises.still_open()]
    things += [_followup(each, people[each.person]) for each in await book.followups.still_open()]
    if ItemKind.NOTE in spoken_of:
        things += [_note(each, people[each.person]) for each in await book.notes.every()]
    newest_first = sorted(things, key=lambda each: each.ref.id, reverse=True)
    return Shelf(tuple(sorted(newest_first, key=lambda each: each.ref != focus)))


def _reminder(reminder: Reminder) -> Thing:
    name = say("“{text}”", text=shortened(reminder.text))
    label = say("{text}, {when}", text=shortened(reminder.text), when=reminder.moment)
    return Thing(ItemRef(ItemKind.REMINDER, reminder.id), reminder.text, name, label)


def _promise(promise: Promise, person: str) -> Thing:
    name = say("the promise to {person}", person=person)
    label = say("to {person}: {promise}", person=person, promise=shortened(promise.text))
    return Thing(ItemRef(ItemKind.PROMISE, promise.id), f"{person} {promise.text}", name, label)


def _followup(followup: FollowUp, person: str) -> Thing:
    name = say("the follow-up with {person}", person=person)
    label = say("follow up with {person}, {day}", person=person, day=followup.due.local.date())
    return Thing(ItemRef(ItemKind.FOLLOWUP, followup.id), f"{person} {followup.about or ''}", name, label)


def _note(note: Note, person: str) -> Thing:
    name = say("the note about {person}", person=person)
    label = say("about {person}: {text}", person=person, text=shortened(note.text))
    return Thing(ItemRef(ItemKind.NOTE, note.id), f"{person} {note.text}", name, label)


async def named(item: Item, ctx: Ctx) -> Phrase:
    """The thing in a few words, so that nobody has to guess what "that" was taken for."""
    match item:
        case Reminder() | Promise() | Note():
            return say("{text}", text=Strong(item.text))
        case Person():
            return say("be in touch with {person}", person=by_name(item))
        case FollowUp() | Introduction() | Contact():
            person = await ctx.book.people.get(item.person)
            return say("follow up with {person}", person=by_name(person))
        case _:
            assert_never(item)


async def must_not_be_on_its_way(ref: ItemRef, ctx: Ctx) -> None:
    """Raise NotPossible where its message is being sent this very moment."""
    kind = {each.value: each for each in NoticeKind}.get(ref.kind.value)
    if kind is not None and await ctx.work.outbox.is_being_sent(kind, ref.id):
        raise NotPossible(say("That is just being sent. Wait for the message, then use its buttons."))
