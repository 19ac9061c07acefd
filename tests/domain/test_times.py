"""Moments and cadences."""

from datetime import UTC, date, datetime, time

import pytest

from bot.domain.times import (
    BadMoment,
    Cadence,
    Moment,
    Precision,
    Rule,
    Unit,
    ZoneName,
    instant_of,
    local_at,
    months_after,
)

LISBON = ZoneName("Europe/Lisbon")
NEW_YORK = ZoneName("America/New_York")


def moment(local: str, rule: str | None = None, zone: ZoneName = LISBON) -> Moment:
    return Moment(datetime.fromisoformat(local), zone, rule=Rule.parse(rule) if rule else None)


def test_a_time_that_the_clock_skips_moves_forward_by_the_gap() -> None:
    skipped = moment("2026-03-08T02:30", zone=NEW_YORK)
    assert skipped.instant == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert local_at(skipped.instant, NEW_YORK) == datetime(2026, 3, 8, 3, 30)
    assert skipped.key == "2026-03-08T02:30"


def test_a_time_that_the_clock_shows_twice_is_the_first() -> None:
    assert moment("2026-11-01T01:30", zone=NEW_YORK).instant == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_the_fold_of_the_given_time_does_not_matter() -> None:
    second = datetime(2026, 11, 1, 1, 30, fold=1)
    assert instant_of(second, NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert local_at(datetime(2026, 11, 1, 6, 30, tzinfo=UTC), NEW_YORK).fold == 0


@pytest.mark.parametrize(
    "local", ["2026-03-06T09:00:30", "9999-01-01T00:00", "1899-12-31T23:59", "2026-03-06T09:00+00:00"]
)
def test_what_is_not_a_wall_time_in_whole_minutes_of_our_age_is_refused(local: str) -> None:
    with pytest.raises(BadMoment):
        moment(local)


def test_a_moment_is_shown_with_its_instant() -> None:
    assert moment("2026-07-06T09:00", "FREQ=MONTHLY;BYDAY=1MO").reading() == {
        "local": "2026-07-06T09:00",
        "zone": "Europe/Lisbon",
        "utc": "2026-07-06T08:00:00Z",
        "rule": "FREQ=MONTHLY;BYDAY=1MO",
        "precision": "minute",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"local": None},
        {"local": "soon"},
        {"local": "2026-03-06T09:00:01"},
        {"precision": "hour"},
        {"rule": "FREQ=HOURLY"},
        {"zone": None},
        {"zone": "EST5"},
        {"zone": "Europe/Nowhere"},
        {"precision": None},
    ],
)
def test_a_stored_moment_that_is_damaged_is_refused(change: dict[str, str | None]) -> None:
    stored = moment("2026-03-06T09:00", "FREQ=DAILY").to_json()
    with pytest.raises(ValueError, match=r"."):
        Moment.from_json(stored | change)


def test_a_stored_moment_without_a_part_is_refused() -> None:
    with pytest.raises(BadMoment):
        Moment.from_json({"zone": "UTC"})


def test_a_day_s_precision_is_kept() -> None:
    due = Moment(datetime.combine(date(2026, 3, 6), time(9)), LISBON, Precision.DAY)
    assert Moment.from_json(due.to_json()).precision is Precision.DAY


# Cadences.


@pytest.mark.parametrize("cadence", [Cadence(1, Unit.DAYS), Cadence(6, Unit.WEEKS), Cadence(60, Unit.MONTHS)])
def test_a_cadence_is_written_as_it_is_read(cadence: Cadence) -> None:
    assert Cadence.parse(str(cadence)) == cadence


def test_one_is_said_in_the_singular() -> None:
    assert [str(Cadence(count, Unit.MONTHS)) for count in (1, 2)] == ["1 month", "2 months"]


@pytest.mark.parametrize(
    "text", ["", "weeks", "0 weeks", "6 years", "61 months", "-1 days", "1.5 weeks", "² days", "99999999999 days"]
)
def test_what_is_no_cadence_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Cadence.parse(text)


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (Cadence(10, Unit.DAYS), "2026-02-10"),
        (Cadence(6, Unit.WEEKS), "2026-03-14"),
        (Cadence(1, Unit.MONTHS), "2026-02-28"),
    ],
)
def test_the_day_one_cadence_later(cadence: Cadence, expected: str) -> None:
    assert cadence.after(date(2026, 1, 31)) == date.fromisoformat(expected)


def test_months_go_back_too() -> None:
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_after(date(2026, 1, 15), -13) == date(2024, 12, 15)
