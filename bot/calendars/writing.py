"""Meetups as a calendar file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.calendars.clock_changes import timezone
from bot.calendars.rules import written
from bot.calendars.uids import uid_of
from bot.domain.meetups import occurrence
from bot.domain.zones import UTC_ZONE, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.domain.meetups import Meetup, Override
    from bot.domain.times import Moment, ZoneName

MEDIA_TYPE = "text/calendar"
_ALARM = timedelta(hours=1)
_YEARS = 10
"""For how long the clock changes of a zone are written out; feeds are fetched again long before."""

OTHER_LINK = "X-HALLWAY-LINK"
"""What was given as a link and is no URI, which is all that URL may hold."""

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f]+")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A meetup in somebody's calendar: the whole of it, or the one occurrence of this original wall time."""

    meetup: Meetup
    overrides: Sequence[Override] = ()
    only: str | None = None
    is_tentative: bool = False

    def status(self, *, is_cancelled: bool) -> str:
        if is_cancelled:
            return "CANCELLED"
        return "TENTATIVE" if self.is_tentative else "CONFIRMED"


class Method(StrEnum):
    """What a calendar is to do with a file."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


def write(name: str, entries: Iterable[Entry], now: datetime, method: Method = Method.PUBLISH) -> bytes:
    """A calendar of that name: UTF-8, lines of at most 75 bytes that end in CRLF."""
    from icalendar import Calendar

    calendar: Any = Calendar()  # its types are open
    calendar.add("prodid", "-//Hallway//Meetups//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add("x-wr-calname", _clean(name))
    zones: dict[ZoneName, date] = {}
    for entry in entries:
        for moment, event in _events(entry, now):
            zones[moment.zone] = min(moment.local.date(), zones.get(moment.zone, date.max))
            calendar.add_component(event)
    _add_zones(calendar, zones, now)
    return calendar.to_ical()


def _add_zones(calendar: Any, zones: dict[ZoneName, date], now: datetime) -> None:
    """In front of the events, from the zone rules that Hallway itself goes by. UTC needs none."""
    for zone, first in sorted(zones.items()):
        if zone != UTC_ZONE:
            described = timezone(zone, first.year, max(first.year, now.year) + _YEARS)
            calendar.subcomponents.insert(0, described)


def _events(entry: Entry, now: datetime) -> Iterator[tuple[Moment, Any]]:
    meetup, overrides = entry.meetup, entry.overrides
    if entry.only is not None and meetup.is_series:
        found = occurrence(meetup, overrides, entry.only)
        if found is not None:
            event = _event(entry, found.starts, now, is_cancelled=found.is_cancelled)
            event["UID"] = uid_of(meetup.id, entry.only)
            yield found.starts, event
        return
    yield meetup.starts, _whole(entry, now)
    for override in overrides:
        if override.starts is not None and meetup.is_series:
            event = _event(entry, override.starts, now, is_cancelled=meetup.is_cancelled)
            _add_time(event, "recurrence-id", datetime.fromisoformat(override.key), meetup.starts.zone)
            yield override.starts, event


def _whole(entry: Entry, now: datetime) -> Any:
    meetup, overrides = entry.meetup, entry.overrides
    (moved,) = [each.starts for each in overrides] if overrides and not meetup.is_series else (meetup.starts,)
    event = _event(entry, moved or meetup.starts, now, is_cancelled=meetup.is_cancelled or moved is None)
    if meetup.is_series:
        from icalendar import vRecur

        event.add("rrule", vRecur.from_ical(written(meetup.starts)))
        for override in overrides:
            if override.starts is None:
                _add_time(event, "exdate", datetime.fromisoformat(override.key), meetup.starts.zone)
    return event


def _event(entry: Entry, starts: Moment, now: datetime, *, is_cancelled: bool) -> Any:
    from icalendar import Event, vText

    meetup = entry.meetup
    event: Any = Event()
    event.add("uid", uid_of(meetup.id))
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("created", meetup.created_at.replace(microsecond=0))
    event.add("sequence", meetup.sequence)
    event.add("summary", _clean(meetup.title))
    _add_time(event, "dtstart", starts.local, starts.zone)
    event.add("duration", timedelta(minutes=meetup.minutes))
    event.add("status", entry.status(is_cancelled=is_cancelled))
    link = "url" if _URI.fullmatch(meetup.link or "") else OTHER_LINK
    for name, text in (("location", meetup.where), (link, meetup.link), ("description", meetup.about)):
        if text:
            own = {"parameters": {"VALUE": "TEXT"}} if name == OTHER_LINK else {}
            event.add(name, _clean(text) if name == "url" else vText(_clean(text)), **own)
    if not is_cancelled:
        event.add_component(_alarm(meetup.title))
    return event


def _alarm(title: str) -> Any:
    from icalendar import Alarm

    alarm: Any = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _clean(title))
    alarm.add("trigger", -_ALARM)
    return alarm


def _add_time(event: Any, name: str, local: datetime, zone: ZoneName) -> None:
    if zone == UTC_ZONE:
        event.add(name, local.replace(tzinfo=UTC))
    else:
        event.add(name, local.replace(tzinfo=rules_of(zone)), parameters={"TZID": zone})


def _clean(text: str) -> str:
    """Without what a calendar could take for the end of a line or of the file."""
    return _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
