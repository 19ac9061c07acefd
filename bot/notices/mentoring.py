"""What mentors and mentees are told: what was agreed last time, whether it goes on, and that it has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import Drop, Due, NoticeKind
from bot.domain.mentoring import ASKED_AFTER
from bot.mentoring import mention, over, thanking, when
from bot.notices.writing import Members, Message, Written
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.members import Member
    from bot.domain.mentoring import Mentorship, Session
    from bot.ports import Work

MENTORSHIP_NOTICES = (NoticeKind.MENTORING_ON, NoticeKind.MENTORING_OVER, NoticeKind.MENTORING_GONE)
SESSION_NOTICES = (NoticeKind.AGENDA, NoticeKind.SESSION)
_A_MINUTE = timedelta(minutes=1)
"""A notice may be due so much before the instant it speaks of: it is due at a whole minute."""


async def write_mentorship_notices(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    del members
    found = await work.mentoring.by_id([_record(due) for due in dues])
    written: Written = {}
    for due in dues:
        mentorship = found.get(_record(due))
        if due.kind is NoticeKind.MENTORING_GONE:
            written[due.id] = Message(Reply.of(Line(_GONE)))
        elif mentorship is None or due.recipient not in mentorship.both:
            written[due.id] = Drop("nothing of it is left")
        else:
            other = mentorship.other(due.recipient)
            written[due.id] = _of_both(due, mentorship, (await work.subjects.members([other]))[other], now)
    return written


_GONE = say(
    "A mentoring of yours has come to its end: the other of you two is not here any more, and nothing of theirs is "
    "kept. Thank you for the time you gave each other. What you noted of it stays yours."
)
"""Without a name, since nothing is kept of whoever is gone, and without a reason, since nobody has to give one."""


def _of_both(due: Due, mentorship: Mentorship, other: Member, now: datetime) -> Message | Drop:
    if due.kind is NoticeKind.MENTORING_OVER:
        is_over = not mentorship.is_active(now + _A_MINUTE)
        return Message(Reply.of(Line(over(mention(other))), thanking(other))) if is_over else Drop("it goes on")
    if not mentorship.is_active(now) or now + _A_MINUTE - mentorship.quiet_since < ASKED_AFTER:
        return Drop("it is over, or was not quiet")
    return Message(_goes_on(mentorship, mention(other)))


def _record(due: Due) -> str:
    return due.subject.partition("/")[0]


def _goes_on(mentorship: Mentorship, name: Mention) -> Reply:
    asked = say(
        "It has been quiet in your mentoring with {name} for six weeks, as far as I know. Does it go on?", name=name
    )
    aside = say("Either is fine. If neither of you says anything, it comes to its end in two weeks.")
    return Reply.of(
        Line(asked),
        Small(aside),
        Buttons.of(
            Button(say("It goes on"), call("mentor go-on", mentorship=mentorship.id)),
            Button(say("It has come to its end"), call("mentor stop", mentorship=mentorship.id)),
        ),
    )


async def write_session_notices(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    sessions = await work.mentoring.sessions([_record(due) for due in dues])
    mentorships = await work.mentoring.by_id([each.mentorship for each in sessions.values()])
    written: Written = {}
    for due in dues:
        session = sessions.get(_record(due))
        mentorship = None if session is None else mentorships.get(session.mentorship)
        if session is None or mentorship is None or due.recipient not in {member for _, member in session.readers}:
            written[due.id] = Drop("nothing of it is left")
        elif due.kind is NoticeKind.SESSION:
            written[due.id] = Message(await _shared(work, session))
        elif not mentorship.is_active(now) or await _is_outdated(work, session, now):
            written[due.id] = Drop("over, or another was agreed on")
        else:
            written[due.id] = Message(await _agenda(work, session, members[due.recipient]))
    return written


async def _shared(work: Work, session: Session) -> Reply:
    name = mention((await work.subjects.members([session.owner]))[session.owner])
    told = say("{name} shares with you what they noted of your session: “{text}”", name=name, text=session.text)
    coming = [] if session.next is None else [Line(say("Next: {when}.", when=when(session.next)))]
    return Reply.of(Line(told), *coming)


async def _is_outdated(work: Work, session: Session, now: datetime) -> bool:
    """Whether it was meanwhile, or whoever noted it has noted a later one."""
    if session.next is None or session.next.instant <= now:
        return True
    mine = await work.book(session.owner).sessions.every()
    return any(each.mentorship == session.mentorship and each.created_at > session.created_at for each in mine)


async def _agenda(work: Work, session: Session, reader: Member) -> Reply:
    is_mine = session.owner == reader.id
    other = session.other if is_mine else session.owner
    name = mention((await work.subjects.members([other]))[other])
    assert session.next is not None, "checked"
    coming = say("Your next mentoring session with {name} is on {when}.", name=name, when=when(session.next))
    text = Strong(session.text)
    last = say("Last time you noted: {text}", text=text) if is_mine else say("Last time they noted: {text}", text=text)
    return Reply.of(Line(coming), Line(last), Small(say("What would you like to bring? A question or two is plenty.")))
