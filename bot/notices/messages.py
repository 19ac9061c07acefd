"""The messages themselves, one writer per kind of notice. A writer sees only records of the recipients themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from bot.agenda import agenda, item_buttons, suggestion_rows
from bot.domain.delivery import Drop, Due, NoticeKind
from bot.domain.followups import FollowUp, FollowUpState
from bot.domain.reminders import ReminderState
from bot.domain.talk import ItemKind, ItemRef
from bot.notices.announcing import write_unannounced
from bot.notices.boards import BOARD_NOTICES, write_board_notices
from bot.notices.confirming import write_confirmations
from bot.notices.first_days import write_first_days
from bot.notices.introducing import write_introductions, write_questions
from bot.notices.meetups import MEETUP_NOTICES, write_meetup_notices, write_tallies
from bot.notices.mentoring import (
    MENTORSHIP_NOTICES,
    SESSION_NOTICES,
    write_mentorship_notices,
    write_session_notices,
)
from bot.notices.questing import write_inquiries
from bot.notices.referrals import REFERRAL_NOTICES, write_referral_notices
from bot.notices.rounds import ROUND_NOTICES, write_round_notices
from bot.notices.thanks import write_thanks
from bot.notices.volunteering import VOLUNTEER_NOTICES, write_volunteer_notices
from bot.notices.writing import Members, Message, Written
from bot.reply import Button, Buttons, Heading, Line, Reply, Row, Small, call
from bot.words import Phrase, Strong, by_name, say

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.domain.reminders import Reminder
    from bot.ports import Work


Writer: TypeAlias = Callable[["Work", Sequence[Due], Members, datetime], Awaitable[Written]]
Writers: TypeAlias = Mapping[NoticeKind, Writer]


async def write_reminders(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    del members, now
    reminders = await work.subjects.reminders([due.subject for due in dues])
    return {due.id: _reminder(reminders.get(due.subject)) for due in dues}


def _reminder(reminder: Reminder | None) -> Message | Drop:
    if reminder is None or reminder.state is not ReminderState.ACTIVE:
        return Drop("reminder is gone")
    item = str(ItemRef(ItemKind.REMINDER, reminder.id))
    buttons = Buttons.of(
        Button(_DONE, call("done", item=item)),
        Button(_TOMORROW, call("snooze", item=item, until="tomorrow")),
        Button(_NEXT_WEEK, call("snooze", item=item, until="in a week")),
        Button(_STOP, call("drop", item=item)),
    )
    return Message(Reply.of(say("Reminder: {text}", text=Strong(reminder.text)), buttons))


_DONE, _TOMORROW, _NEXT_WEEK, _STOP = say("Done"), say("Tomorrow"), say("Next week"), say("Stop")


async def write_promises(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    del members, now
    promises = await work.subjects.promises([due.subject for due in dues])
    people = await work.subjects.people([each.person for each in promises.values()])
    written: Written = {}
    for due in dues:
        promise = promises.get(due.subject)
        if promise is None or promise.wake is None:
            written[due.id] = Drop("promise is settled")
            continue
        person = people[promise.person]
        phrase = say("You promised {person}: {promise}", person=by_name(person), promise=Strong(promise.text))
        item = ItemRef(ItemKind.PROMISE, promise.id)
        written[due.id] = Message(Reply.of(phrase, Buttons(item_buttons(item, person.id))))
    return written


async def write_followups(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    del now
    followups = await work.subjects.followups([due.subject for due in dues])
    people = await work.subjects.people([each.person for each in followups.values()])
    written: Written = {}
    for due in dues:
        followup = followups.get(due.subject)
        if followup is None or not followup.is_open:
            written[due.id] = Drop("follow-up is settled")
        elif followup.state is FollowUpState.SUGGESTED:
            written[due.id] = await _suggested(work, due, followup, members)
        else:
            written[due.id] = Message(
                Reply.of(_planned(followup, people[followup.person]), Buttons(_followup_buttons(followup)))
            )
    return written


def _planned(followup: FollowUp, person: Person) -> Phrase:
    if followup.about:
        return say("Time to follow up with {person} about {about}", person=by_name(person), about=followup.about)
    return say("Time to follow up with {person}", person=by_name(person))


def _followup_buttons(followup: FollowUp) -> tuple[Button, ...]:
    return item_buttons(ItemRef(ItemKind.FOLLOWUP, followup.id), followup.person)


async def _suggested(work: Work, due: Due, followup: FollowUp, members: Members) -> Message | Drop:
    """One message for all one met that day: the eldest suggestion speaks for the others, and the digest for all."""
    digest = members[due.recipient].digest
    if digest is not None and digest.local.date() <= followup.due.local.date():
        return Drop("told in the digest")
    open_ones = await work.book(due.recipient).followups.still_open()
    together = [
        each for each in open_ones if each.state is FollowUpState.SUGGESTED and each.due.key == followup.due.key
    ]
    if together[0].id != followup.id:
        return Drop("told together with another")
    people = await work.subjects.people([each.person for each in together])
    rows = [Row(say("{person}", person=by_name(people[each.person])), _followup_buttons(each)) for each in together]
    why = Buttons.of(
        Button(say("Why this?"), call("why", delivery=due.id)),
        Button(say("Less of this"), call("settings", less="yes")),
    )
    return Message(
        Reply.of(
            Heading(say("You met lately. A short message now is worth ten later.")),
            *rows,
            Small(say("I suggest this because you noted no follow-up yet.")),
            why,
        ),
        unasked=True,
    )


async def write_nudges(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    people = await work.subjects.people([due.subject for due in dues])
    written: Written = {}
    for due in dues:
        person = people.get(due.subject)
        if person is None or person.nudge is None or person.nudge.instant > now:
            written[due.id] = Drop("they were in touch")
        elif members[due.recipient].digest is not None:
            written[due.id] = Drop("told in the digest")
        else:
            written[due.id] = Message(_nudge(person))
    return written


def _nudge(person: Person) -> Reply:
    buttons = Buttons(item_buttons(ItemRef(ItemKind.NUDGE, person.id), person.id))
    name = by_name(person)
    if person.seen_on is None:
        return Reply.of(
            say("You wanted to keep in touch with {person}. How about a short message?", person=name), buttons
        )
    last = say(
        "You wanted to keep in touch with {person}; last time was {day}. How about a short message?",
        person=name,
        day=person.seen_on,
    )
    return Reply.of(last, buttons)


async def write_digests(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    written: Written = {}
    for due in dues:
        member = members[due.recipient]
        book = work.book(member.id)
        today = member.today(now).date()
        planned = await agenda(book, member, now, ideas_since=today)
        ideas = await suggestion_rows(book, member, now)
        if member.digest is None or not (planned or ideas):
            written[due.id] = Drop("nothing is due")
            continue
        due_part = [Heading(say("Due today")), *planned] if planned else []
        ideas_part = [Heading(say("Worth doing")), *ideas] if ideas else []
        greeting = Line(say("Hello {name}, here is your day.", name=member.name))
        written[due.id] = Message(Reply.of(greeting, *due_part, *ideas_part))
    return written


WRITERS: Writers = {
    NoticeKind.REMINDER: write_reminders,
    NoticeKind.PROMISE: write_promises,
    NoticeKind.FOLLOWUP: write_followups,
    NoticeKind.NUDGE: write_nudges,
    NoticeKind.DIGEST: write_digests,
    NoticeKind.UNANNOUNCED: write_unannounced,
    NoticeKind.TALLY: write_tallies,
    NoticeKind.WOULD_MEET: write_questions,
    NoticeKind.INTRODUCED: write_introductions,
    NoticeKind.CAME_ABOUT: write_introductions,
    NoticeKind.DID_MEET: write_introductions,
    NoticeKind.CONFIRM: write_confirmations,
    NoticeKind.KNOWS: write_inquiries,
    NoticeKind.WOULD_HELP: write_inquiries,
    NoticeKind.FIRST_DAYS: write_first_days,
    **dict.fromkeys(MEETUP_NOTICES, write_meetup_notices),
    **dict.fromkeys(BOARD_NOTICES, write_board_notices),
    **dict.fromkeys(VOLUNTEER_NOTICES, write_volunteer_notices),
    **dict.fromkeys(MENTORSHIP_NOTICES, write_mentorship_notices),
    **dict.fromkeys(SESSION_NOTICES, write_session_notices),
    NoticeKind.THANKED: write_thanks,
    **dict.fromkeys(REFERRAL_NOTICES, write_referral_notices),
    **dict.fromkeys(ROUND_NOTICES, write_round_notices),
}
