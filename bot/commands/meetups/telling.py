"""A meetup in words, with its buttons: the same wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.naming_meetups import MeetupRef
from bot.recurring import rule_words
from bot.reply import Button, Buttons, Heading, Line, Part, Small, call
from bot.words import Code, Exactly, Strong, say, say_count

if TYPE_CHECKING:
    from bot.domain.meetups import Meetup, Occurrence
    from bot.words import Phrase


def described(occurrence: Occurrence) -> list[Part]:
    """Title, time, place and the rest of it."""
    meetup = occurrence.meetup
    parts: list[Part] = [Heading(say("{title}", title=meetup.title)), Line(_when(occurrence))]
    if meetup.is_series:
        parts.append(Line(say("{rule}", rule=rule_words(meetup.starts))))
    if meetup.where:
        parts.append(Line(say("At {place}", place=Strong(meetup.where))))
    if meetup.link:
        parts.append(Line(say("Online: {link}", link=meetup.link)))
    if meetup.about:
        parts.append(Line(say("{about}", about=meetup.about)))
    return parts


def _when(occurrence: Occurrence) -> Phrase:
    return say("{when}, {length}", when=Exactly(occurrence.starts), length=length_of(occurrence.meetup))


def length_of(meetup: Meetup) -> Phrase:
    hours, minutes = divmod(meetup.minutes, 60)
    if not minutes:
        return say_count("one hour", "{count} hours", hours)
    if not hours:
        return say_count("one minute", "{count} minutes", minutes)
    return say("{hours} h {minutes} min", hours=hours, minutes=minutes)


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
