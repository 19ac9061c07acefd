"""Files as other calendars write them, read into what they mean."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr

from bot.calendars import read
from bot.domain.meetups import upcoming
from bot.domain.times import Moment, ZoneName
from tests.calendars.test_calendars import LISBON, NOW, meetup

GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:PyLisboa
X-WR-TIMEZONE:Europe/Lisbon
BEGIN:VEVENT
DTSTART;TZID=Europe/Lisbon:20260310T183000
DTEND;TZID=Europe/Lisbon:20260310T203000
RRULE:FREQ=WEEKLY;WKST=SU;UNTIL=20260630T225959Z;INTERVAL=2;BYDAY=TU
EXDATE;TZID=Europe/Lisbon:20260324T183000
DTSTAMP:20260301T120000Z
ORGANIZER;CN=Somebody:mailto:somebody@example.org
UID:7kukuqrfedlm2f9t0vr3@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=other@e
 xample.org;X-NUM-GUESTS=0:mailto:other@example.org
LAST-MODIFIED:20260301T120000Z
LOCATION:Café Luz\\, Rua do Norte 1
SEQUENCE:3
STATUS:CONFIRMED
SUMMARY:PyLisboa
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:EMAIL
ATTENDEE:mailto:other@example.org
TRIGGER:-P0DT0H10M0S
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Lisbon:20260422T190000
DTEND;TZID=Europe/Lisbon:20260422T203000
RECURRENCE-ID;TZID=Europe/Lisbon:20260421T183000
DTSTAMP:20260301T120000Z
UID:7kukuqrfedlm2f9t0vr3@google.com
SUMMARY:PyLisboa
END:VEVENT
END:VCALENDAR
"""

OUTLOOK = """\
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
DESCRIPTION:Talks\\nand pizza\\n
DTEND;TZID="W. Europe Standard Time":20260312T210000
DTSTART;TZID="W. Europe Standard Time":20260312T190000
RRULE:FREQ=MONTHLY;COUNT=4;BYDAY=TH;BYSETPOS=2
SUMMARY;LANGUAGE=en-us:Rust Berlin
UID:040000008200E00074C5B7101A82E008
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
END:VCALENDAR
"""


def test_one_of_google_calendar() -> None:
    (found,) = read(GOOGLE.replace("\n", "\r\n").encode(), LISBON)
    assert (found.title, found.where, found.minutes, found.sequence) == ("PyLisboa", "Café Luz, Rua do Norte 1", 120, 3)
    assert found.problem is None
    assert dict(found.overrides) == {
        "2026-03-24T18:30": None,
        "2026-04-21T18:30": Moment(datetime(2026, 4, 22, 19), LISBON),
    }
    assert found.starts is not None
    days = [each.starts.local.date().isoformat() for each in upcoming(meetup(found.starts), [], NOW)]
    assert days[:3] == ["2026-03-10", "2026-03-24", "2026-04-07"]
    assert days[-1] == "2026-06-30"


def test_one_of_outlook() -> None:
    (found,) = read(OUTLOOK.replace("\n", "\r\n").encode(), LISBON)
    assert (found.title, found.about, found.problem) == ("Rust Berlin", "Talks\nand pizza", None)
    assert found.starts is not None
    assert found.starts.zone == ZoneName("Europe/Berlin")
    days = [each.starts.local.date().isoformat() for each in upcoming(meetup(found.starts), [], NOW)]
    assert days == ["2026-03-12", "2026-04-09", "2026-05-14", "2026-06-11"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;WKST=SU;BYDAY=TU,TH",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2",
        "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1",
        "FREQ=MONTHLY;BYMONTHDAY=10",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=2TU;COUNT=5",
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=10",
        "FREQ=DAILY;UNTIL=20260315T190000Z",
        "FREQ=DAILY;UNTIL=20260315T180000Z",
    ],
)
def test_a_rule_gives_the_days_it_gives_elsewhere(rule: str) -> None:
    start = datetime(2026, 3, 10, 18, 30)
    theirs = list(islice(rrulestr(re.sub(r"(UNTIL=\w+)Z", r"\1", rule), dtstart=start), 8))
    when = f"DTSTART;TZID=Europe/Lisbon:{start:%Y%m%dT%H%M%S}"
    (found,) = read(_file("SUMMARY:x", when, f"RRULE:{rule}"), LISBON)
    assert found.problem is None
    assert found.starts is not None
    ours = upcoming(meetup(found.starts), [], start.replace(tzinfo=UTC) - timedelta(days=1))
    days = [each.starts.local for each in islice(ours, 9)]
    assert [each for each in days if each != start or start in theirs][:8] == theirs


def _file(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", "")).encode()


@pytest.mark.parametrize(
    ("start", "rule"),
    [
        ("20260331T183000", "FREQ=MONTHLY"),
        ("20260331T183000", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("20280229T183000", "FREQ=YEARLY"),
        ("20260310T183000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU"),
        ("20260310T183000", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1"),
        ("20260310T183000", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-2"),
        ("20260310T183000", "FREQ=WEEKLY;BYHOUR=8,18"),
    ],
)
def test_a_rule_that_would_mean_other_days_here_is_left_out(start: str, rule: str) -> None:
    (found,) = read(_file("SUMMARY:x", f"DTSTART:{start}", f"RRULE:{rule}"), LISBON)
    assert "repeats in a way I cannot" in str(found.problem)


def test_a_series_on_a_clock_that_nobody_knows_is_left_out_and_a_single_time_is_not() -> None:
    zone = ("BEGIN:VTIMEZONE", "TZID:Mars", "BEGIN:STANDARD", "DTSTART:20200101T000000", "TZOFFSETFROM:+0037")
    there = "\r\n".join((*zone, "TZOFFSETTO:+0037", "END:STANDARD", "END:VTIMEZONE", ""))
    for rule, problem in (("RRULE:FREQ=WEEKLY", "Its time zone is none I know: Mars"), ("CLASS:PUBLIC", "None")):
        content = _file("SUMMARY:x", "DTSTART;TZID=Mars:20260310T183700", rule).decode()
        (found,) = read(content.replace("BEGIN:VEVENT", f"{there}BEGIN:VEVENT").encode(), LISBON)
        assert str(found.problem) == problem
    assert found.starts == Moment(datetime(2026, 3, 10, 18), LISBON)
