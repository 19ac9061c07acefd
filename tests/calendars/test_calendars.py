"""Calendar files: by the rules every calendar goes by, read by one that nobody here wrote, and read back unchanged."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import Entry, NotACalendar, read, write
from bot.domain.ids import MemberId
from bot.domain.meetups import Meetup, MeetupState, Override, upcoming
from bot.domain.times import Frequency, Moment, NthWeekday, Rule, ZoneName

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
LISBON = ZoneName("Europe/Lisbon")
TUESDAY = Moment(datetime(2026, 3, 10, 19), LISBON)
WEEKLY = replace(TUESDAY, rule=Rule(Frequency.WEEKLY))


def meetup(starts: Moment = TUESDAY, **fields: object) -> Meetup:
    made = Meetup("rustnight", MemberId("ana"), "Rust night", starts, NOW, where="Café Luz", about="Bring, a; laptop\\")
    return replace(made, **fields)  # pyright: ignore[reportArgumentType] - by name


def moved(key: str, starts: Moment | None) -> Override:
    return Override(f"o{key}", "rustnight", key, starts, NOW)


def lines(content: bytes) -> list[str]:
    """Unfolded."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_a_foreign_reader_sees_the_meetup() -> None:
    calendar = vobject.readOne(write("PyLisboa", [Entry(meetup())], NOW).decode())
    event = calendar.vevent
    assert event.summary.value == "Rust night"
    assert event.location.value == "Café Luz"
    assert event.description.value == "Bring, a; laptop\\"
    assert event.uid.value == "rustnight@hallway"
    assert event.dtstart.value.astimezone(UTC) == TUESDAY.instant
    assert event.duration.value == timedelta(hours=2)
    assert event.valarm.trigger.value == timedelta(hours=-1)


def test_a_foreign_reader_sees_what_became_of_single_occurrences() -> None:
    overrides = [
        moved("2026-03-17T19:00", None),
        moved("2026-03-24T19:00", replace(TUESDAY, local=datetime(2026, 3, 25, 20))),
    ]
    content = write("PyLisboa", [Entry(meetup(WEEKLY), overrides)], NOW)
    series, single = vobject.readOne(content.decode()).vevent_list
    found = [each.astimezone(UTC).day for each in islice(series.getrruleset(addRDate=True), 3)]
    assert found == [10, 24, 31]
    assert single.recurrence_id.value.astimezone(UTC) == TUESDAY.instant + timedelta(days=14)
    assert single.dtstart.value.astimezone(UTC) == datetime(2026, 3, 25, 20, tzinfo=UTC)
    assert single.uid.value == series.uid.value


def test_every_line_ends_and_folds_as_it_must() -> None:
    content = write("PyLisboa", [Entry(meetup(title="é" * 200, about="x\r\ny\nz\x00\x0b"))], NOW)
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert lines(content).count("BEGIN:VEVENT") == 1


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_no_text_becomes_a_line_of_its_own(title: str, where: str, about: str) -> None:
    plain = lines(write("c", [Entry(meetup(title="t", where="w", about="a", link=None))], NOW))
    content = write("c", [Entry(meetup(title=title or "t", where=where or "w", about=about or "a", link=None))], NOW)
    found = lines(content)
    names = [re.split("[:;]", line)[0] for line in found]
    assert names == [re.split("[:;]", line)[0] for line in plain]


def test_a_change_keeps_the_uid_and_counts_up() -> None:
    first, second = meetup(), meetup().changed(title="Rust morning")
    uids = [vobject.readOne(write("c", [Entry(each)], NOW).decode()).vevent for each in (first, second)]
    assert {each.uid.value for each in uids} == {"rustnight@hallway"}
    assert [each.sequence.value for each in uids] == ["0", "1"]


def test_a_cancelled_one_says_so() -> None:
    event = vobject.readOne(write("c", [Entry(meetup(state=MeetupState.CANCELLED))], NOW).decode()).vevent
    assert event.status.value == "CANCELLED"
    assert not hasattr(event, "valarm")


def test_one_occurrence_alone_is_an_event_of_its_own() -> None:
    entry = Entry(meetup(WEEKLY), [], only="2026-03-17T19:00")
    event = vobject.readOne(write("mine", [entry], NOW).decode()).vevent
    assert event.dtstart.value.astimezone(UTC) == TUESDAY.instant + timedelta(days=7)
    assert event.uid.value == "rustnight-20260317T1900@hallway"
    assert not hasattr(event, "rrule")
    assert write("mine", [Entry(meetup(WEEKLY), [], only="2026-03-18T19:00")], NOW).count(b"VEVENT") == 0


def test_the_zone_of_the_file_changes_its_clocks_when_ours_does() -> None:
    content = write("c", [Entry(meetup(WEEKLY))], NOW)
    assert lines(content).index("BEGIN:VTIMEZONE") < lines(content).index("BEGIN:VEVENT")
    zone = vobject.readOne(content.decode()).vtimezone.tzinfo
    for month in range(1, 13):
        local = datetime(2027, month, 15, 19)
        assert local.replace(tzinfo=zone).astimezone(UTC) == Moment(local, LISBON).instant


_RULES = st.one_of(
    st.just(None),
    st.builds(Rule, st.just(Frequency.DAILY), st.integers(1, 10)),
    st.builds(Rule, st.just(Frequency.WEEKLY), st.integers(1, 4)),
    st.builds(Rule, st.just(Frequency.MONTHLY), st.integers(1, 3)),
    st.builds(
        Rule,
        st.just(Frequency.MONTHLY),
        by_weekday=st.builds(NthWeekday, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1])).map(lambda day: (day,)),
    ),
    st.builds(Rule, st.just(Frequency.YEARLY)),
)
_ENDS = st.one_of(
    st.just({}),
    st.integers(2, 30).map(lambda count: {"count": count}),
    st.dates(date(2027, 1, 1), date(2028, 1, 1)).map(lambda until: {"until": until}),
)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """The first occurrence is one that its rule gives."""
    local = draw(
        st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
    )
    zone = draw(st.sampled_from(["Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]))
    rule = draw(_RULES)
    if rule is not None:
        rule = replace(rule, **draw(_ENDS))
        if rule.by_weekday:
            day = rule.day_after(local.date() - timedelta(days=1), since=local.date() - timedelta(days=1))
            local = datetime.combine(day or local.date(), local.time())
            rule = replace(rule, until=None)
    return Moment(local, ZoneName(zone), rule=rule)


@given(moments())
def test_a_foreign_reader_repeats_it_as_we_do(starts: Moment) -> None:
    if starts.rule is None:
        return
    event = vobject.readOne(write("c", [Entry(meetup(starts))], NOW).decode()).vevent
    theirs = rrulestr(
        re.sub(
            r"UNTIL=\d{8}T\d{6}Z",
            f"UNTIL={starts.rule.until:%Y%m%d}T235959" if starts.rule.until else "",
            event.rrule.value,
        ),
        dtstart=starts.local,
    )
    ours = [each.starts.local for each in islice(upcoming(meetup(starts), [], starts.instant - timedelta(days=1)), 12)]
    assert list(islice(theirs, 12)) == ours


@given(moments(), st.integers(1, 600), st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=50))
def test_reading_our_own_changes_nothing(starts: Moment, minutes: int, words: str) -> None:
    made = meetup(starts, minutes=minutes, title=words, link="https://example.org/a?b=c,d;e", capacity=None)
    keys = [each.key for each in islice(upcoming(made, [], starts.instant - timedelta(days=1)), 3)][1:]
    overrides = [
        moved(key, None if index else replace(starts, rule=None, local=starts.local + timedelta(days=400)))
        for index, key in enumerate(keys)
    ]
    (found,) = read(write("c", [Entry(made, overrides)], NOW), LISBON)
    assert found.problem is None
    assert (found.uid, found.title, found.minutes) == ("rustnight@hallway", words, minutes)
    assert (found.where, found.link, found.about) == (made.where, made.link, made.about)
    assert found.starts is not None
    assert (found.starts.local, found.starts.instant) == (
        starts.local if starts.zone != "UTC" else found.starts.local,
        starts.instant,
    )
    assert dict(found.overrides).keys() == {each.key for each in overrides}
    again = replace(made, starts=found.starts)
    ours = [each.begins for each in islice(upcoming(made, [], starts.instant - timedelta(days=1)), 12)]
    assert [each.begins for each in islice(upcoming(again, [], starts.instant - timedelta(days=1)), 12)] == ours


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["SUMMARY:x"], "It says no time."),
        (["SUMMARY:x", "DTSTART;VALUE=DATE:20260310"], "a whole day"),
        (["SUMMARY:x", "DTSTART:20260310T190000", "DTEND:20260310T180000"], "ends before it starts"),
        (["SUMMARY:x", "DTSTART:20260310T190000", "DURATION:P9D"], "longer than a week"),
        (["SUMMARY:x", "DTSTART:20260310T190000", "RRULE:FREQ=HOURLY"], "FREQ=HOURLY"),
        (["SUMMARY:x", "DTSTART:20260310T190000", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"], "BYSETPOS"),
        (["DTSTART:20260310T190000"], "no title"),
    ],
)
def test_what_cannot_be_taken_over_says_why(lines: list[str], problem: str) -> None:
    content = "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT", "END:VCALENDAR", ""]
    )
    (found,) = read(content.encode(), LISBON)
    assert problem in str(found.problem)


def test_a_time_without_a_zone_is_where_the_reader_lives_and_windows_names_are_known() -> None:
    content = "\r\n".join(
        [
            *[
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "BEGIN:VEVENT",
                "UID:1",
                "SUMMARY:a",
                "DTSTART:20260310T190000",
                "END:VEVENT",
            ],
            *["BEGIN:VEVENT", "UID:2", "SUMMARY:b", "DTSTART;TZID=Eastern Standard Time:20260710T190000", "END:VEVENT"],
            *["BEGIN:VEVENT", "UID:3", "SUMMARY:c", "DTSTART:20260710T190000Z", "END:VEVENT", "END:VCALENDAR", ""],
        ]
    )
    found = [each.starts for each in read(content.encode(), LISBON)]
    assert found == [
        Moment(datetime(2026, 3, 10, 19), LISBON),
        Moment(datetime(2026, 7, 10, 19), ZoneName("America/New_York")),
        Moment(datetime(2026, 7, 10, 20), LISBON),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"BEGIN:VCALENDAR\r\n", b"\xff" * 10]
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(NotACalendar):
        read(content, LISBON)


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(NotACalendar):
        read(b"x" * 1_000_001, LISBON)


@given(st.binary(max_size=400), st.integers(0, 600))
def test_a_broken_file_is_refused_or_read_and_nothing_else(noise: bytes, at: int) -> None:
    content = write("c", [Entry(meetup(WEEKLY), [moved("2026-03-17T19:00", None)])], NOW)
    for broken in (content[:at] + noise + content[at:], content[:at], content[:at] + content[at + 1 :]):
        try:
            read(broken, LISBON)
        except NotACalendar:
            continue
