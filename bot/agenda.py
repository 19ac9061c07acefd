"""What is due for one member and what is worth suggesting, as rows with buttons: for the command and for the digest."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.domain.followups import FollowUpState, Reason
from bot.domain.suggestions import Facts, Suggestion, suggestions
from bot.domain.talk import ItemKind, ItemRef
from bot.kinds import PersonRef
from bot.kinds.people import exact
from bot.recurring import cadence_words
from bot.reply import Button, Row, call
from bot.words import Phrase, by_name, say, say_count

if TYPE_CHECKING:
    from bot.domain.followups import FollowUp
    from bot.domain.ids import PersonId
    from bot.domain.introductions import Promise
    from bot.domain.members import Member
    from bot.domain.people import Person
    from bot.domain.reminders import Reminder
    from bot.ports import Book

MOST_OF_A_KIND = 5
"""Reminders, promises, follow-ups each in one message: with ideas they fit the tightest platform's."""


async def agenda(book: Book, member: Member, now: datetime, *, ideas_since: date = date.min) -> list[Row]:
    """Reminders that rang and are not done, promises and follow-ups due by the end of the member's day.

    Follow-ups that were Hallway's idea come only where they are due since that day: a digest says them once. Of a long
    list of one kind the first come, and how many more there are.
    """
    today = member.today(now).date()
    people = {person.id: person for person in await book.people.every()}
    reminders = [
        each for each in await book.reminders.active() if each.moment.rule is None and each.moment.instant <= now
    ]
    promises = [each for each in await book.promises.still_open() if each.due and each.due.local.date() <= today]
    followups = [
        each
        for each in await book.followups.still_open()
        if (ideas_since if each.state is FollowUpState.SUGGESTED else date.min) <= each.due.local.date() <= today
    ]
    rows = [_reminder(each) for each in reminders[:MOST_OF_A_KIND]]
    rows += [promise_row(each, people[each.person]) for each in promises[:MOST_OF_A_KIND]]
    rows += [followup_row(each, people[each.person]) for each in followups[:MOST_OF_A_KIND]]
    left = len(reminders) + len(promises) + len(followups) - len(rows)
    if left:
        rows.append(Row(say_count("and one more, once these are done", "and {count} more, once these are done", left)))
    return rows


def _reminder(reminder: Reminder) -> Row:
    phrase = say("{text} (since {when})", text=reminder.text, when=reminder.moment)
    return Row(phrase, item_buttons(ItemRef(ItemKind.REMINDER, reminder.id)))


def promise_row(promise: Promise, person: Person) -> Row:
    assert promise.due is not None, "due by today"
    name = by_name(person)
    phrase = say("Promise to {person}: {promise} (due {due})", person=name, promise=promise.text, due=promise.due)
    return Row(phrase, item_buttons(ItemRef(ItemKind.PROMISE, promise.id), person.id))


def followup_row(followup: FollowUp, person: Person) -> Row:
    return Row(_follow_up(followup, person), item_buttons(ItemRef(ItemKind.FOLLOWUP, followup.id), person.id))


def _follow_up(followup: FollowUp, person: Person) -> Phrase:
    name = by_name(person)
    if followup.reason is Reason.JUST_MET:
        return say("Follow up with {person}: you met and have not been in touch since", person=name)
    if followup.about:
        return say("Follow up with {person} about {about}", person=name, about=followup.about)
    return say("Follow up with {person}", person=name)


async def suggestion_rows(book: Book, member: Member, now: datetime) -> list[Row]:
    """Up to five ideas, each with its reason."""
    today = member.today(now).date()
    facts = Facts(
        await book.people.every(),
        await book.introductions.every(),
        await book.contacts.every(),
        await book.followups.every(),
        await book.promises.every(),
        member.zone,
    )
    return [
        Row(why(each, today), item_buttons(ItemRef(ItemKind.NUDGE, each.person.id), each.person.id))
        for each in suggestions(facts, today)
    ]


def why(suggestion: Suggestion, today: date) -> Phrase:
    """The suggestion with its reason, always."""
    name, days = by_name(suggestion.person), (today - suggestion.since).days
    match suggestion.reason:
        case Reason.CADENCE:
            return say(
                "{person}: you wanted to be in touch {cadence}; last time was {day}",
                person=name,
                cadence=_cadence(suggestion.person),
                day=suggestion.since,
            )
        case Reason.ONLY_ASKED:
            return say("{person}: you asked for help more than once. Is there something you can give?", person=name)
        case _:
            return say_count(
                "{person}: you met yesterday and have not followed up",
                "{person}: you met {count} days ago and have not followed up",
                days,
                person=name,
            )


def _cadence(person: Person) -> Phrase:
    assert person.cadence is not None, "suggested for its cadence"
    return cadence_words(person.cadence)


def item_buttons(item: ItemRef, person: PersonId | None = None) -> tuple[Button, ...]:
    """Done, Draft where there is somebody to write to, Tomorrow, Next week, Drop."""
    ref = str(item)
    draft = Button(say("Draft"), call("draft", person=exact(PersonRef("", person)))) if person else None
    buttons = (
        Button(say("Done"), call("done", item=ref)),
        draft,
        Button(say("Tomorrow"), call("snooze", item=ref, until="tomorrow")),
        Button(say("Next week"), call("snooze", item=ref, until="in a week")),
        Button(say("Drop"), call("drop", item=ref)),
    )
    return tuple(button for button in buttons if button is not None)
