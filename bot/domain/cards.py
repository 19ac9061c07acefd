"""A person's timeline: everything recorded about them as one list, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.domain.introductions import Introduction, Promise, PromiseState
from bot.domain.people import Contact, ContactKind, Note
from bot.domain.times import ZoneName, local_at
from bot.words import Phrase, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """``at`` is when it was recorded, which orders one day's entries."""

    on: date
    at: datetime
    what: Phrase


def timeline(
    introductions: Mapping[Introduction, bool],
    contacts: Iterable[Contact],
    notes: Iterable[Note],
    promises: Iterable[Promise],
    zone: ZoneName,
) -> Sequence[TimelineEntry]:
    """Newest first. Days of things without a day of their own are days in ``zone``. Of each meeting: whether both sides
    say that it was."""
    entries = [
        TimelineEntry(each.on, each.created_at, what)
        for each, is_confirmed in introductions.items()
        for what in _of_meeting(each, is_confirmed=is_confirmed)
    ]
    entries += [TimelineEntry(each.on, each.created_at, _of_contact(each)) for each in contacts]
    entries += [
        TimelineEntry(local_at(each.created_at, zone).date(), each.created_at, say("noted: {text}", text=each.text))
        for each in notes
    ]
    entries += [
        TimelineEntry(local_at(each.settled_at, zone).date(), each.settled_at, _of_kept(each))
        for each in promises
        if each.state is PromiseState.KEPT and each.settled_at is not None
    ]
    return sorted(entries, key=lambda entry: (entry.on, entry.at), reverse=True)


def _of_meeting(meeting: Introduction, *, is_confirmed: bool) -> Iterable[Phrase]:
    match meeting.where, meeting.about:
        case None, None:
            yield say("met")
        case where, None:
            yield say("met at {where}", where=where)
        case None, about:
            yield say("met, about {about}", about=about)
        case where, about:
            yield say("met at {where}, about {about}", where=where, about=about)
    if is_confirmed:
        yield say("confirmed by both")
    if meeting.via:
        yield say("brought together by {via}", via=meeting.via)
    if meeting.note:
        yield say("noted: {text}", text=meeting.note)


def _of_contact(contact: Contact) -> Phrase:
    about = contact.about
    match contact.kind:
        case ContactKind.MET:
            return say("met, about {about}", about=about) if about else say("met")
        case ContactKind.TALKED:
            return _talked(contact)
        case ContactKind.WROTE:
            return say("wrote about {about}", about=about) if about else say("wrote")
        case ContactKind.HELPED:
            return say("you helped with {about}", about=about) if about else say("you helped")
        case ContactKind.ASKED:
            return say("you asked about {about}", about=about) if about else say("you asked for something")


def _talked(contact: Contact) -> Phrase:
    match contact.about, contact.topic:
        case None, _:
            return say("talked")
        case about, topic if about == topic:
            return say("talked about {about}", about=about)
        case about, _:
            return say("talked {about}", about=about)


def _of_kept(promise: Promise) -> Phrase:
    if promise.outcome:
        return say("kept your promise: {promise} ({outcome})", promise=promise.text, outcome=promise.outcome)
    return say("kept your promise: {promise}", promise=promise.text)
