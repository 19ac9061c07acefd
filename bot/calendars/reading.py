"""Meetups out of a calendar file that somebody brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from bot.calendars.rules import understood
from bot.calendars.writing import OTHER_LINK
from bot.domain.meetups import DEFAULT_MINUTES, MOST_MINUTES
from bot.domain.times import BadMoment, BadRule, Moment, Precision, ZoneName, local_at
from bot.domain.zones import UTC_ZONE, zone_of
from bot.words import Phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_BYTES = 1_000_000
MOST_EVENTS = 200


class NotACalendar(ValueError):
    """Not a calendar file, or one too large."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A meetup as the file has it. ``overrides`` are where single occurrences were moved, none for those cancelled, by
    their original wall times. One with a ``problem`` cannot be taken over."""

    uid: str
    title: str
    starts: Moment | None = None
    minutes: int = DEFAULT_MINUTES
    where: str | None = None
    link: str | None = None
    about: str | None = None
    sequence: int = 0
    is_cancelled: bool = False
    overrides: tuple[tuple[str, Moment | None], ...] = ()
    problem: Phrase | None = None


class _Unusable(Exception):
    def __init__(self, phrase: Phrase) -> None:
        super().__init__(str(phrase))
        self.phrase = phrase


def read(content: bytes, zone: ZoneName) -> list[Imported]:
    """What is in the file, in its order; times without a zone are in ``zone``. Raise NotACalendar."""
    if len(content) > MOST_BYTES:
        raise NotACalendar("too large")
    events = _events_in(content)
    if len(events) > MOST_EVENTS:
        raise NotACalendar("too many events")
    moved: dict[str, list[Any]] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            moved.setdefault(str(event.get("UID", "")), []).append(event)
    whole = [event for event in events if "RECURRENCE-ID" not in event]
    return [_imported(event, moved.get(str(event.get("UID", "")), []), zone) for event in whole]


def _events_in(content: bytes) -> list[Any]:
    from icalendar import Calendar

    try:
        calendars: list[Any] = Calendar.from_ical(content, multiple=True)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        # The library documents ValueError; the others are what it raised for broken files.
        raise NotACalendar(str(error)) from error
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise NotACalendar("no calendar in it")
    return [event for calendar in calendars for event in calendar.walk("VEVENT")]


def _imported(event: Any, moved: list[Any], zone: ZoneName) -> Imported:
    uid, title = str(event.get("UID", "")), _text(event, "SUMMARY") or ""
    try:
        starts = _starts(event, zone)
        return Imported(
            uid,
            title,
            starts,
            _minutes(event, starts, zone),
            _text(event, "LOCATION"),
            _text(event, "URL") or _text(event, OTHER_LINK),
            _text(event, "DESCRIPTION"),
            _number(event.get("SEQUENCE")),
            str(event.get("STATUS", "")).upper() == "CANCELLED",
            tuple(sorted(_overrides(event, moved, starts).items())),
            problem=None if title else say("It has no title."),
        )
    except _Unusable as unusable:
        return Imported(uid, title, problem=unusable.phrase)


def _starts(event: Any, zone: ZoneName) -> Moment:
    start = event.get("DTSTART")
    if start is None:
        raise _Unusable(say("It says no time."))
    if not isinstance(start.dt, datetime):
        raise _Unusable(say("It takes a whole day and says no time."))
    rule: Any = event.get("RRULE")
    # What repeats in UTC follows no zone's clock; a single time is the same one anywhere.
    is_in_utc = rule is not None and start.dt.utcoffset() == timedelta(0) and _wall(start, UTC_ZONE)[1] == UTC_ZONE
    local, zone = _wall(start, UTC_ZONE if is_in_utc else zone)
    if isinstance(rule, list) or "RDATE" in event:
        raise _Unusable(say("It repeats by several rules at once."))
    if rule is not None and start.params.get("TZID") and _zone(start) is None:
        raise _Unusable(say("Its time zone is none I know: {zone}", zone=str(start.params["TZID"])))
    told = "" if rule is None else rule.to_ical().decode()
    try:
        return Moment(local, zone, Precision.MINUTE, understood(told, local, zone) if told else None)
    except BadRule:
        raise _Unusable(say("It repeats in a way I cannot: {rule}", rule=told)) from None
    except BadMoment:
        raise _Unusable(say("Its time is none I can keep.")) from None


def _wall(stamp: Any, zone: ZoneName) -> tuple[datetime, ZoneName]:
    """The wall time in whole minutes and its zone; one in UTC or without a zone is told in ``zone``."""
    told: datetime = stamp.dt.replace(second=0, microsecond=0)
    if told.tzinfo is None:
        return told, zone
    named = _zone(stamp)
    if named is None or named == UTC_ZONE:
        return local_at(told.astimezone(UTC), zone), zone
    return told.replace(tzinfo=None), named


def _zone(stamp: Any) -> ZoneName | None:
    """The zone a time is in, by its own name or the one that Windows has for it."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = str(stamp.params.get("TZID", ""))
    known = zone_of(name) or zone_of(WINDOWS_TO_OLSON.get(name, ""))
    return known or zone_of(str(getattr(stamp.dt.tzinfo, "key", "")))


def _minutes(event: Any, starts: Moment, zone: ZoneName) -> int:
    length = timedelta(minutes=DEFAULT_MINUTES)
    if "DURATION" in event:
        length = event["DURATION"].dt
    elif "DTEND" in event and isinstance(event["DTEND"].dt, datetime):
        local, named = _wall(event["DTEND"], zone)
        length = Moment(local, named).instant - starts.instant
    minutes = int(length.total_seconds() // 60)
    if minutes <= 0:
        raise _Unusable(say("It ends before it starts."))
    if minutes > MOST_MINUTES:
        raise _Unusable(say("It lasts longer than a week."))
    return minutes


def _overrides(event: Any, moved: list[Any], starts: Moment) -> Mapping[str, Moment | None]:
    found: dict[str, Moment | None] = {_key(each, starts): None for each in _exceptions(event)}
    for each in moved:
        local, zone = _wall(each["DTSTART"], starts.zone)
        is_cancelled = str(each.get("STATUS", "")).upper() == "CANCELLED"
        found[_key(each["RECURRENCE-ID"], starts)] = None if is_cancelled else Moment(local, zone)
    return found


def _exceptions(event: Any) -> Iterator[Any]:
    dates: Any = event.get("EXDATE", [])
    for each in cast("list[Any]", dates) if isinstance(dates, list) else [dates]:
        yield from each.dts


def _key(stamp: Any, starts: Moment) -> str:
    if not isinstance(stamp.dt, datetime):
        return datetime.combine(stamp.dt, starts.local.time()).isoformat(timespec="minutes")
    local, zone = _wall(stamp, starts.zone)
    instant = Moment(local, zone).instant
    return local_at(instant, starts.zone).isoformat(timespec="minutes")


def _text(event: Any, name: str) -> str | None:
    value: Any = event.get(name)
    if isinstance(value, list):
        value = cast("list[Any]", value)[0]
    return str(value).strip() or None if value is not None else None


def _number(value: Any) -> int:
    return int(value) if value is not None else 0
