"""Rules of recurrence, and the moments that follow by them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.times import (
    BadRule,
    Frequency,
    Moment,
    NthWeekday,
    Rule,
    ZoneName,
)

LISBON = ZoneName("Europe/Lisbon")
NEW_YORK = ZoneName("America/New_York")


def moment(local: str, rule: str | None = None, zone: ZoneName = LISBON) -> Moment:
    return Moment(datetime.fromisoformat(local), zone, rule=Rule.parse(rule) if rule else None)


def series(first: Moment, count: int) -> list[str]:
    """The keys of the first moments of a series, the first one included."""
    keys = [first.key]
    here = first
    while len(keys) < count and (following := here.following(here.instant)) is not None:
        here = following
        keys.append(here.key)
    return keys


@pytest.mark.parametrize(
    ("first", "rule", "expected"),
    [
        ("2026-01-31T09:00", "FREQ=MONTHLY", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
        ("2026-01-30T09:00", "FREQ=MONTHLY", ["2026-01-30", "2026-02-28", "2026-03-30"]),
        ("2028-01-29T09:00", "FREQ=MONTHLY", ["2028-01-29", "2028-02-29", "2028-03-29"]),
        ("2026-01-31T09:00", "FREQ=MONTHLY;BYMONTHDAY=-1", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("2026-01-30T09:00", "FREQ=MONTHLY;BYMONTHDAY=30,31", ["2026-01-30", "2026-01-31", "2026-02-28", "2026-03-30"]),
        ("2026-02-28T09:00", "FREQ=MONTHLY;BYMONTHDAY=31", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2028-02-29T09:00", "FREQ=YEARLY", ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
        ("2026-05-03T09:00", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3", ["2026-05-03", "2027-05-03"]),
        ("2026-05-03T09:00", "FREQ=YEARLY;BYMONTH=5,11;BYMONTHDAY=3", ["2026-05-03", "2026-11-03", "2027-05-03"]),
        ("2026-11-26T09:00", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26", "2027-11-25"]),
        ("2026-03-30T09:00", "FREQ=MONTHLY;BYDAY=5MO", ["2026-03-30", "2026-06-29", "2026-08-31"]),
        ("2026-03-27T09:00", "FREQ=MONTHLY;BYDAY=-1FR", ["2026-03-27", "2026-04-24", "2026-05-29"]),
        (
            "2026-03-05T09:00",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
            ["2026-03-05", "2026-03-16", "2026-03-19", "2026-03-30"],
        ),
        ("2026-03-05T09:00", "FREQ=WEEKLY;INTERVAL=3", ["2026-03-05", "2026-03-26", "2026-04-16"]),
        ("2026-03-05T09:00", "FREQ=DAILY;INTERVAL=10", ["2026-03-05", "2026-03-15", "2026-03-25"]),
    ],
)
def test_the_days_of_a_series(first: str, rule: str, expected: list[str]) -> None:
    keys = series(moment(first, rule), len(expected))
    assert keys == [f"{day}T09:00" for day in expected]


def test_a_series_ends_after_its_count() -> None:
    assert series(moment("2026-03-05T09:00", "FREQ=DAILY;COUNT=3"), 9) == [
        "2026-03-05T09:00",
        "2026-03-06T09:00",
        "2026-03-07T09:00",
    ]


def test_what_was_missed_counts_too() -> None:
    first = moment("2026-03-05T09:00", "FREQ=DAILY;COUNT=3")
    [last] = [first.following(datetime(2026, 3, 6, 12, tzinfo=UTC))]
    assert last is not None
    assert (last.key, last.rule) == ("2026-03-07T09:00", Rule(Frequency.DAILY, count=1))
    assert first.following(datetime(2026, 3, 7, 12, tzinfo=UTC)) is None


def test_a_series_ends_with_its_last_day() -> None:
    assert series(moment("2026-03-05T09:00", "FREQ=WEEKLY;UNTIL=20260319"), 9)[-1] == "2026-03-19T09:00"


def test_what_happens_once_has_nothing_following() -> None:
    assert moment("2026-03-05T09:00").following(datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_the_following_one_is_after_this_one_even_when_asked_early() -> None:
    following = moment("2026-03-05T09:00", "FREQ=DAILY").following(datetime(2020, 1, 1, tzinfo=UTC))
    assert following is not None
    assert following.key == "2026-03-06T09:00"


def test_the_series_goes_on_to_the_last_year_and_stops() -> None:
    assert moment("9998-12-30T09:00", "FREQ=DAILY").following(datetime(2026, 1, 1, tzinfo=UTC)) is not None
    assert moment("9998-12-31T09:00", "FREQ=DAILY").following(datetime(2026, 1, 1, tzinfo=UTC)) is None
    assert moment("9998-02-28T09:00", "FREQ=YEARLY").following(datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_a_day_that_the_calendar_skipped_is_not_sent_twice() -> None:
    apia = ZoneName("Pacific/Apia")
    keys = series(moment("2011-12-29T09:00", "FREQ=DAILY", apia), 3)
    assert keys == ["2011-12-29T09:00", "2011-12-30T09:00", "2012-01-01T09:00"]


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;INTERVAL=2"]
)
def test_twenty_years_of_downtime_cost_no_more_than_a_day(rule: str) -> None:
    """Bounded by steps, not by a stopwatch: the walk from the first to the next takes at most a handful of days."""
    long_ago = moment("2006-01-02T09:00", rule)
    after = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
    found = long_ago.following(after)
    assert found is not None
    assert found.instant > after
    assert found.instant - after < timedelta(days=732)


# The text of a rule.


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
        "FREQ=MONTHLY;BYDAY=1MO,-1FR",
        "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3",
        "FREQ=DAILY;COUNT=5",
        "FREQ=WEEKLY;UNTIL=20260531",
    ],
)
def test_a_rule_is_written_as_it_is_read(text: str) -> None:
    assert str(Rule.parse(text)) == text
    assert Rule.parse(f"RRULE:{text.lower()}") == Rule.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "DAILY", "FREQ=", "FREQ=HOURLY", "FREQ=SECONDLY", "INTERVAL=2", "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;"),
        *("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=121", "FREQ=DAILY;INTERVAL=x", "FREQ=DAILY;COUNT=0"),
        *("FREQ=DAILY;COUNT=501", "FREQ=DAILY;COUNT=2;UNTIL=20260101", "FREQ=DAILY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=1MO"),
        *("FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=MO,MO", "FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=MONTHLY;BYDAY=MO"),
        *(
            "FREQ=MONTHLY;BYDAY=6MO",
            "FREQ=MONTHLY;BYDAY=-2MO",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=MONTHLY;BYMONTHDAY=32",
        ),
        *("FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=MONTHLY;BYMONTH=5", "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=1"),
        *(
            "FREQ=YEARLY;BYMONTH=5",
            "FREQ=YEARLY;BYMONTHDAY=5",
            "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
            "FREQ=DAILY;BYHOUR=9",
        ),
        *(
            "FREQ=DAILY;UNTIL=20260230",
            "FREQ=DAILY;UNTIL=2026",
            "FREQ=DAILY;UNTIL=20260101T000000Z",
            "FREQ=DAILY;UNTIL=18000101",
        ),
        *(
            "FREQ=DAILY;INTERVAL=" + "9" * 5000,
            "FREQ=YEARLY;BYMONTH=5;BYDAY=MO",
            "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO;BYMONTHDAY=1",
        ),
    ],
)
def test_a_rule_outside_the_subset_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        Rule.parse(text)


def test_a_weekday_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadRule):
        NthWeekday(7)
