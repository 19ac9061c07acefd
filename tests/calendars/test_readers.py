"""What we write, by the rules of RFC 5545 and as three libraries read it that nobody here wrote."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile

import ics  # pyright: ignore[reportMissingTypeStubs] - it has none
import pytest
import vobject
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from bot.calendars import Entry, write
from bot.domain.meetups import upcoming
from bot.domain.times import Moment, ZoneName, instant_of, local_at
from tests.calendars.rfc5545 import checked
from tests.calendars.test_calendars import NOW, WEEKLY, meetup, moments, moved

_HOUR = timedelta(hours=1)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """A meetup, maybe a series of which the second is called off and the third moved."""
    starts = draw(moments())
    made = replace(meetup(starts, minutes=draw(st.integers(1, 600))), title=draw(st.text(min_size=1, max_size=80)))
    keys = [each.key for each in islice(upcoming(made, [], starts.instant - _HOUR), 3)]
    overrides = []
    if starts.rule is not None and len(keys) == 3:
        aside = replace(starts, rule=None, local=starts.local + timedelta(days=400, hours=3))
        overrides = [moved(keys[1], None), moved(keys[2], aside)]
    return Entry(made, overrides)


@given(st.lists(entries(), max_size=3))
def test_it_keeps_the_rules(found: list[Entry]) -> None:
    named = [Entry(replace(each.meetup, id=f"m{n}"), each.overrides) for n, each in enumerate(found)]
    calendar = checked(write("PyLisboa, é" * 9, named, NOW))
    assert len({uid for event in calendar.named("VEVENT") for uid in event.values("UID")}) == len(found)


@settings(deadline=None)
@given(entries())
def test_another_library_sees_the_same_occurrences(entry: Entry) -> None:
    assume(entry.meetup.starts.zone != "UTC")  # where the library finds no moved occurrence
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own, on its way to its next version
        theirs = IcsCalendarStream.calendar_from_ics(write("c", [entry], NOW).decode())
        begin, end = entry.meetup.starts.instant - _HOUR, entry.meetup.starts.instant + timedelta(days=200)
        seen = {(_utc(each.start), _utc(each.end)) for each in theirs.timeline.overlapping(begin, end)}
    ours = takewhile(lambda each: each.begins < end, upcoming(entry.meetup, (), begin))
    assume(not any(_is_skipped(each.starts) for each in ours))
    found = islice(upcoming(entry.meetup, entry.overrides, begin), 600)
    assert seen == {(each.begins, each.ends) for each in found if each.begins < end and not each.is_cancelled}


def _is_skipped(moment: Moment) -> bool:
    """A wall time that the clock skips is read in several ways."""
    return local_at(moment.instant, moment.zone) != moment.local


def _utc(at: object) -> datetime:
    assert isinstance(at, datetime)
    return at.astimezone(UTC)


def test_a_third_library_sees_what_is_said_of_it() -> None:
    made = meetup(WEEKLY, link="https://example.org/a?b=c,d;e")
    (event,) = ics.Calendar(write("c", [Entry(made)], NOW).decode()).events
    assert (event.uid, event.name, event.location, event.description) == (
        "rustnight@hallway",
        "Rust night",
        "Café Luz",
        "Bring, a; laptop\\",
    )
    assert (event.begin.datetime, event.end.datetime) == (WEEKLY.instant, WEEKLY.instant + 2 * _HOUR)
    assert (event.url, event.status) == ("https://example.org/a?b=c,d;e", "CONFIRMED")
    assert [alarm.trigger for alarm in event.alarms] == [-_HOUR]


@pytest.mark.parametrize(
    "zone",
    [
        *("Europe/Lisbon", "Europe/Dublin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe"),
        *("Africa/Casablanca", "Asia/Jerusalem", "America/Santiago", "Asia/Kolkata", "Pacific/Auckland"),
    ],
)
def test_the_clocks_of_a_zone_change_when_ours_do(zone: str) -> None:
    """Each noon of four years, and every half hour of the days on which they change; a time they skip is left out."""
    made = meetup(replace(WEEKLY, zone=ZoneName(zone)))
    theirs = vobject.readOne(write("c", [Entry(made)], NOW).decode()).vtimezone.tzinfo
    noon, steps = datetime(2026, 1, 1, 12), 0
    while noon.year < 2030:
        before, after = (instant_of(noon + timedelta(days=days), ZoneName(zone)) for days in (-1, 0))
        changes = after - before != timedelta(days=1)
        for local in (noon - timedelta(minutes=30 * half) for half in range(48 if changes else 1)):
            instant, steps = instant_of(local, ZoneName(zone)), steps + 1
            if local_at(instant, ZoneName(zone)) == local:
                assert local.replace(tzinfo=theirs).astimezone(UTC) == instant, local
        noon += timedelta(days=1)
    assert steps >= 4 * 365
