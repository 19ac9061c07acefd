"""What members are told of the meetups they answered to, as it stands when it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.aftermath import asked_who, attendee_parts, tally_parts, who_was_there
from bot.circles import circle_parts
from bot.domain.circles import PATIENCE
from bot.domain.delivery import Drop, Due, NoticeKind
from bot.domain.meetups import occurrence
from bot.domain.naming_meetups import MeetupRef
from bot.domain.rsvps import Rsvp
from bot.domain.seats import Hall
from bot.domain.times import Moment, local_at
from bot.notices.writing import Members, Message, Written
from bot.reply import Button, Buttons, Line, Part, Reply, Small, call
from bot.words import Exactly, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.meetups import Occurrence
    from bot.domain.members import Member
    from bot.domain.times import ZoneName
    from bot.ports import Work
    from bot.words import Phrase

MEETUP_NOTICES = (
    NoticeKind.CHECK,
    NoticeKind.GATHER,
    NoticeKind.SEAT,
    NoticeKind.LAPSED,
    NoticeKind.GAVE_WAY,
    NoticeKind.CHANGED,
    NoticeKind.AFTER,
    NoticeKind.CIRCLE,
)
_A_MINUTE = timedelta(minutes=1)
"""A notice may be due so much before the instant it speaks of: it is due at a whole minute."""

_LATEST_AFTER = timedelta(days=3)


async def write_meetup_notices(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    rsvps = await work.meetups.rsvps_by_id([_rsvp_of(due) for due in dues])
    occurrences = await work.meetups.occurrences_of(list(rsvps.values()))
    written: Written = {}
    for due in dues:
        rsvp, occurrence = rsvps.get(_rsvp_of(due)), occurrences.get(_rsvp_of(due))
        if rsvp is None or occurrence is None or rsvp.member != due.recipient:
            written[due.id] = Drop("nothing of it is left")
        elif due.kind is NoticeKind.CIRCLE:
            written[due.id] = await _circle(work, due, rsvp, occurrence, now)
        elif due.kind is NoticeKind.LAPSED:
            written[due.id] = await _lapsed(work, rsvp, occurrence, members[due.recipient].zone, now)
        elif due.kind is NoticeKind.AFTER:
            written[due.id] = await _after(work, rsvp, occurrence, members[due.recipient], now)
        else:
            written[due.id] = _written(due, rsvp, occurrence, members[due.recipient].zone, now)
    return written


def _rsvp_of(due: Due) -> str:
    return due.subject.partition("/")[0]


def _written(due: Due, rsvp: Rsvp, occurrence: Occurrence, zone: ZoneName, now: datetime) -> Message | Drop:
    if due.kind is NoticeKind.CHANGED:
        return _changed(due, rsvp, occurrence, now)
    if occurrence.is_cancelled:
        return Drop("cancelled")
    if occurrence.begins <= now:
        return Drop("it has begun")
    match due.kind:
        case NoticeKind.CHECK:
            return _check(rsvp, occurrence)
        case NoticeKind.GATHER:
            return _gather(rsvp, occurrence)
        case NoticeKind.SEAT:
            return _seat(rsvp, occurrence, zone, now)
        case _:
            return _gave_way(rsvp, occurrence)


def _changed(due: Due, rsvp: Rsvp, occurrence: Occurrence, now: datetime) -> Message | Drop:
    if not rsvp.is_going or due.subject != f"{rsvp.id}/{occurrence.sequence}":
        return Drop("superseded")
    if occurrence.ends <= now:
        return Drop("it is over")
    title, when = Strong(occurrence.meetup.title), Exactly(occurrence.starts)
    if occurrence.is_cancelled:
        cancelled = say("{title} is cancelled: it does not take place on {when}.", title=title, when=when)
        return Message(Reply.of(cancelled, Buttons.of(_file(occurrence))))
    changed = say("{title} was changed. It takes place on {when}.", title=title, when=when)
    buttons = _buttons(occurrence, say("Still going"))
    return Message(
        Reply.of(changed, *_before(occurrence), *_place(occurrence), Buttons((*buttons.buttons, _file(occurrence))))
    )


def _before(occurrence: Occurrence) -> list[Part]:
    """Which date of a series it was, for whoever goes to several."""
    if not occurrence.meetup.is_series or occurrence.key == occurrence.starts.key:
        return []
    was = replace(occurrence.meetup.starts, local=datetime.fromisoformat(occurrence.key), rule=None)
    return [Small(say("It was to be on {when}.", when=Exactly(was)))]


def _check(rsvp: Rsvp, occurrence: Occurrence) -> Message | Drop:
    if not rsvp.is_seated or rsvp.confirmed_at is not None:
        return Drop("confirmed, or not going")
    title, when, ref = Strong(occurrence.meetup.title), Exactly(occurrence.starts), str(MeetupRef.of(occurrence))
    asked = say("{title} is on {when}. Are you still coming?", title=title, when=when)
    topic = Button(say("I'd like to talk about …"), call("meetup topic", meetup=ref))
    buttons = _buttons(occurrence, say("Yes, I'm coming"))
    return Message(Reply.of(asked, *_place(occurrence), Buttons((*buttons.buttons, topic))))


def _gather(rsvp: Rsvp, occurrence: Occurrence) -> Message | Drop:
    if not rsvp.is_seated or rsvp.confirmed_at is None:
        return Drop("not coming")
    title, when = Strong(occurrence.meetup.title), Exactly(occurrence.starts)
    return Message(Reply.of(say("{title} begins soon: {when}.", title=title, when=when), *_place(occurrence)))


def _seat(rsvp: Rsvp, occurrence: Occurrence, zone: ZoneName, now: datetime) -> Message | Drop:
    if rsvp.offer_until is None or not (rsvp.is_offered(now) or rsvp.is_offered(now + _A_MINUTE)):
        return Drop("the seat is gone")
    until = _minute(rsvp.offer_until, zone)
    offered = say(
        "A seat is free for you at {title}, {when}. It is kept for you until {until}; then it is the next one's.",
        title=Strong(occurrence.meetup.title),
        when=Exactly(occurrence.starts),
        until=Exactly(until),
    )
    return Message(Reply.of(offered, _buttons(occurrence, say("Take the seat"))))


async def _lapsed(work: Work, rsvp: Rsvp, occurrence: Occurrence, zone: ZoneName, now: datetime) -> Message | Drop:
    if occurrence.is_cancelled or occurrence.begins <= now:
        return Drop("cancelled, or it has begun")
    if rsvp.offer_until is None or not rsvp.has_passed(now):
        return Drop("seated, waiting again, or not going")
    until, when, title = _minute(rsvp.offer_until, zone), Exactly(occurrence.starts), Strong(occurrence.meetup.title)
    rsvps = await work.meetups.rsvps(rsvp.meetup, rsvp.key)
    if Hall(occurrence.meetup.capacity, occurrence.begins).would_seat(rsvps, rsvp, now):
        told = say(
            "Until {until} a seat was kept for you at {title}, {when}. You are not on the waiting list any more, but "
            "nobody has taken the seat yet: it goes to whoever asks first.",
            until=Exactly(until),
            title=title,
            when=when,
        )
        return Message(Reply.of(told, _buttons(occurrence, say("Take the seat"))))
    told = say(
        "Until {until} a seat was kept for you at {title}, {when}. It is the next one's now, and you are not on the "
        "waiting list any more. To be on it again, at its end, press the button.",
        until=Exactly(until),
        title=title,
        when=when,
    )
    return Message(Reply.of(told, _buttons(occurrence, say("Wait again"))))


def _minute(instant: datetime, zone: ZoneName) -> Moment:
    return Moment(local_at(instant, zone).replace(second=0, microsecond=0, fold=0), zone)


def _gave_way(rsvp: Rsvp, occurrence: Occurrence) -> Message | Drop:
    if not rsvp.is_waiting:
        return Drop("seated again, or not going")
    told = say(
        "You had not confirmed that you come to {title}, {when}, so somebody who was waiting has your seat now. "
        "You are waiting for the next one.",
        title=Strong(occurrence.meetup.title),
        when=Exactly(occurrence.starts),
    )
    return Message(Reply.of(told, _buttons(occurrence, say("I'd still come"))))


async def _after(work: Work, rsvp: Rsvp, occurrence: Occurrence, member: Member, now: datetime) -> Message | Drop:
    if occurrence.is_cancelled or not member.afterwards:
        return Drop("cancelled, or not wanted")
    if not (rsvp.is_seated or rsvp.here_at) or now - occurrence.ends > _LATEST_AFTER:
        return Drop("not there, or too long ago")
    there = await who_was_there(work, member.id, occurrence)
    return Message(Reply.of(*asked_who(occurrence), *attendee_parts(occurrence, there, page=1)))


async def _circle(work: Work, due: Due, rsvp: Rsvp, occurrence: Occurrence, now: datetime) -> Message | Drop:
    if occurrence.is_cancelled or occurrence.ends + PATIENCE <= now:
        return Drop("cancelled, or over")
    told = (rsvp.circle_at, rsvp.circle_news_at)
    if due.subject not in {f"{rsvp.id}/{at.isoformat()}" for at in told if at is not None}:
        return Drop("put together otherwise")
    parts = await circle_parts(work, rsvp, occurrence, now + _A_MINUTE)
    return Message(Reply.of(*parts)) if parts else Drop("nobody else is left")


async def write_tallies(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    """The numbers of a meetup, for its host."""
    return {due.id: await _tally(work, due, now) for due in dues if due.recipient in members}


async def _tally(work: Work, due: Due, now: datetime) -> Message | Drop:
    ref = MeetupRef.parse(due.subject)
    meetup = None if ref is None else await work.meetups.find(ref.meetup)
    if ref is None or meetup is None or meetup.host != due.recipient:
        return Drop("nothing of it is left")
    found = occurrence(meetup, await work.meetups.overrides([meetup.id]), ref.key)
    if found is None or found.is_cancelled or now - found.ends > _LATEST_AFTER:
        return Drop("cancelled, or too long ago")
    rsvps = await work.meetups.rsvps(ref.meetup, ref.key)
    parts = tally_parts(rsvps)
    if not parts:
        return Drop("too few for numbers")
    heading = say("{title} is over. How it went:", title=Strong(meetup.title))
    again = Button(say("Look again"), call("meetup show", meetup=str(ref)))
    whom = Button(say("Whom did you talk to?"), call("meetup after", meetup=str(ref)))
    answered = {each.member for each in rsvps}
    return Message(Reply.of(Line(heading), *parts, Buttons((again, *([] if due.recipient in answered else [whom])))))


def _buttons(occurrence: Occurrence, yes: Phrase) -> Buttons:
    ref = str(MeetupRef.of(occurrence))
    return Buttons.of(
        Button(yes, call("meetup going", meetup=ref)),
        Button(say("I can't come"), call("meetup not", meetup=ref)),
    )


def _file(occurrence: Occurrence) -> Button:
    """What it has become, for whoever has it in a calendar."""
    return Button(say("Calendar file"), call("meetup file", meetup=str(MeetupRef.of(occurrence))))


def _place(occurrence: Occurrence) -> list[Part]:
    meetup = occurrence.meetup
    parts: list[Part] = [Line(say("At {place}", place=Strong(meetup.where)))] if meetup.where else []
    return [*parts, Line(say("Online: {link}", link=meetup.link))] if meetup.link else parts
