"""What is due in some days to come, in the order of its time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.agenda import followup_row, item_buttons, promise_row
from bot.domain.talk import ItemKind, ItemRef
from bot.domain.times import instant_of
from bot.reply import Row
from bot.words import Strong, by_name, say, say_count

if TYPE_CHECKING:
    from bot.domain.members import Member
    from bot.domain.reminders import Reminder
    from bot.domain.times import Moment
    from bot.kinds.periods import Period
    from bot.ports import Book

MOST = 15
"""Rows in one message, which the tightest platform takes with their buttons."""


async def agenda_of(book: Book, member: Member, now: datetime, days: Period) -> list[Row]:
    """Reminders, promises, follow-ups and people to be in touch with in these days; what is overdue counts as today's.

    Of a long list the first come, and how many more there are.
    """
    today = member.today(now).date()
    people = {person.id: person for person in await book.people.every()}
    due: list[tuple[Moment, Row]] = []
    for reminder in await book.reminders.active():
        moment = _rings(reminder, member, now, days)
        if moment is not None:
            due.append((moment, _reminder_row(reminder, moment)))
    due += [(each.due, promise_row(each, people[each.person])) for each in await book.promises.still_open() if each.due]
    due += [(each.due, followup_row(each, people[each.person])) for each in await book.followups.still_open()]
    for person in people.values():
        if person.nudge is not None:
            phrase = say("Be in touch with {person}", person=by_name(person))
            due.append((person.nudge, Row(phrase, item_buttons(ItemRef(ItemKind.NUDGE, person.id), person.id))))
    rows = [
        Row(say("{day}: {what}", day=moment.local.date(), what=row.phrase), row.buttons)
        for moment, row in sorted(due, key=lambda pair: pair[0].instant)
        if max(moment.local.date(), today) in days
    ]
    left = len(rows) - MOST
    more = [Row(say_count("and one more, once these are done", "and {count} more, once these are done", left))]
    return rows if left <= 0 else rows[:MOST] + more


def _rings(reminder: Reminder, member: Member, now: datetime, days: Period) -> Moment | None:
    """When it rings first in these days, or rang and waits to be done."""
    coming = reminder.next_after(now) or reminder.moment
    eve = instant_of(datetime.combine(days.first, time()), member.zone) - timedelta(minutes=1)
    return coming if coming.instant > eve or coming.rule is None else coming.following(eve)


def _reminder_row(reminder: Reminder, moment: Moment) -> Row:
    item = ItemRef(ItemKind.REMINDER, reminder.id)
    return Row(say("{text}, {time}", text=Strong(reminder.text), time=moment.local.time()), item_buttons(item))
