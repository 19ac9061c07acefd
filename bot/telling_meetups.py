"""A meetup in words, with its buttons: the same wherever it is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.naming_meetups import MeetupRef
from bot.gatherings import counted, length
from bot.recurring import rule_words
from bot.reply import Button, Buttons, Heading, Line, Part, Row, Small, call
from bot.words import Code, Exactly, Strong, say

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.meetups import Meetup, Occurrence
    from bot.ports import Work
    from bot.words import Phrase


def described(occurrence: Occurrence) -> list[Part]:
    """Title, time, place and the rest of it."""
    when = say(
        "{when}, {length}", when=Exactly(occurrence.starts), length=length(timedelta(minutes=occurrence.meetup.minutes))
    )
    return [Heading(say("{title}", title=occurrence.meetup.title)), Line(when), *_rest_of(occurrence.meetup)]


def posted(occurrence: Occurrence, host: str | None, counts: Phrase) -> list[Part]:
    """The same for a whole channel, where each reads the time on their own clock."""
    meetup, starts = occurrence.meetup, occurrence.starts
    when = say("{when}, {length}", when=starts, length=length(timedelta(minutes=meetup.minutes)))
    there = say("{time} in {zone}", time=starts.local.time(), zone=starts.zone)
    hosted = [] if host is None else [Small(say("Hosted by {name}.", name=host))]
    return [Line(when), Small(there), *_rest_of(meetup), *hosted, Line(counts)]


def _rest_of(meetup: Meetup) -> list[Part]:
    parts = list[Part]()
    if meetup.is_series:
        parts.append(Line(say("{rule}", rule=rule_words(meetup.starts))))
    if meetup.where:
        parts.append(Line(say("At {place}", place=Strong(meetup.where))))
    if meetup.link:
        parts.append(Line(say("Online: {link}", link=meetup.link)))
    if meetup.about:
        parts.append(Line(say("{about}", about=meetup.about)))
    return parts


def answers_to(occurrence: Occurrence) -> Buttons:
    ref = str(MeetupRef.of(occurrence))
    return Buttons.of(
        Button(say("Going"), call("meetup going", meetup=ref)),
        Button(say("Maybe"), call("meetup maybe", meetup=ref)),
        Button(say("Not going"), call("meetup not", meetup=ref)),
    )


def file_of(occurrence: Occurrence) -> Button:
    """For whoever keeps a calendar elsewhere."""
    return Button(say("Calendar file"), call("meetup file", meetup=str(MeetupRef.of(occurrence))))


def changes_to(occurrence: Occurrence) -> Buttons:
    """For the host and organisers."""
    ref = str(MeetupRef.of(occurrence))
    return Buttons.of(
        Button(say("Fix"), call("meetup edit", meetup=ref)),
        Button(say("Cancel it"), call("meetup cancel", meetup=ref), danger=True),
    )


def whole_series(occurrence: Occurrence) -> list[Part]:
    """That the others of a series are as they were."""
    if not occurrence.meetup.is_series:
        return []
    example = Code(f"/meetup edit {occurrence.meetup.title} scope all")
    return [Small(say("The others of this series stay as they are. To change all of them: {example}", example=example))]


async def as_row(occurrence: Occurrence, work: Work, now: datetime) -> Row:
    """As an item of a list, with how many come."""
    rsvps = await work.meetups.rsvps(occurrence.meetup.id, occurrence.key)
    ref, count, when = str(MeetupRef.of(occurrence)), counted(occurrence, rsvps, now), Exactly(occurrence.starts)
    buttons = (
        Button(say("Going"), call("meetup going", meetup=ref)),
        Button(say("Show"), call("meetup show", meetup=ref)),
    )
    place = occurrence.meetup.where
    detail = (
        say("{when}, {place}: {count}", when=when, place=place, count=count)
        if place
        else say("{when}: {count}", when=when, count=count)
    )
    return Row(say("{title}", title=Strong(occurrence.meetup.title)), buttons, detail)
