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
from bot.words import Phrase, Strong, say, say_count

if TYPE_CHECKING:
    from bot.domain.followups import FollowUp
    from bot.domain.ids import PersonId
    from bot.domain.members import Member
    from bot.domain.people import Person
    from bot.ports import Book

MOST = 12
"""Rows of what is due in one message; the rest comes when these are done."""


async def agenda(book: Book, member: Member, now: datetime, *, ideas_since: date = date.min) -> list[Row]:
    """Reminders that rang and are not done, promises and follow-ups due by the end of the member's day.

    Follow-ups that were Hallway's idea come only where they are due since that day: a digest says them once.
    """
    today = member.today(now).date()
    people = {person.id: person for person in await book.people.every()}
    rows = [
        Row(
            say("{text} (since {when})", text=each.text, when=each.moment),
            item_buttons(ItemRef(ItemKind.REMINDER, each.id)),
        )
        for each in await book.reminders.active()
        if each.moment.rule is None and each.moment.instant <= now
    ]
    rows += [
        Row(
            say(
                "Promise to {person}: {promise} (due {due})",
                person=Strong(people[each.person].name),
                promise=each.text,
                due=each.due,
            ),
            item_buttons(ItemRef(ItemKind.PROMISE, each.id), people[each.person].id),
        )
        for each in await book.promises.still_open()
        if each.due is not None and each.due.local.date() <= today
    ]
    rows += [
        Row(_follow_up(each, people[each.person]), item_buttons(ItemRef(ItemKind.FOLLOWUP, each.id), each.person))
        for each in await book.followups.still_open()
        if (ideas_since if each.state is FollowUpState.SUGGESTED else date.min) <= each.due.local.date() <= today
    ]
    return rows[:MOST]


def _follow_up(followup: FollowUp, person: Person) -> Phrase:
    name = Strong(person.name)
    if followup.reason is Reason.JUST_MET:
        return say("Follow up with {person}: you met and have not been in touch since", person=name)
    if followup.about:
        return say("Follow up with {person} about {about}", person=name, about=followup.about)
    return say("Follow up with {person}", person=name)


async def suggestion_rows(book: Book, today: date) -> list[Row]:
    """Up to five ideas, each with its reason."""
    facts = Facts(
        await book.people.every(),
        await book.introductions.every(),
        await book.contacts.every(),
        await book.followups.every(),
        await book.promises.every(),
    )
    return [
        Row(why(each, today), item_buttons(ItemRef(ItemKind.NUDGE, each.person.id), each.person.id))
        for each in suggestions(facts, today)
    ]


def why(suggestion: Suggestion, today: date) -> Phrase:
    """The suggestion with its reason, always."""
    name, days = Strong(suggestion.person.name), (today - suggestion.since).days
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
