"""Occurrences of meetups: by the rule, moved, cancelled, over both clock changes of the year."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.domain.meetups import Meetup, Occurrence, Override, last_of, occurrence, rekeyed, upcoming
from bot.domain.times import BadMoment, Moment, Rule, ZoneName, local_at
from bot.errors import NotPossible

NEW_YORK = ZoneName("America/New_York")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def meetup(local: str = "2026-03-05T19:00", rule: str | None = "FREQ=WEEKLY") -> Meetup:
    starts = Moment(datetime.fromisoformat(local), NEW_YORK, rule=Rule.parse(rule) if rule else None)
    return Meetup("m", MemberId("ana"), "Rust night", starts, NOW).reaching()


def override(key: str, to: str | None, sequence: int = 1) -> Override:
    starts = None if to is None else Moment(datetime.fromisoformat(to), NEW_YORK)
    return Override(f"o{key}", "m", key, starts, NOW, sequence, NOW)


def coming(of: Meetup, *overrides: Override, after: datetime = NOW, most: int = 3) -> list[Occurrence]:
    return list(islice(upcoming(of, overrides, after), most))


def test_a_series_keeps_its_wall_time_over_a_clock_change() -> None:
    before, after, later = coming(meetup())
    assert [each.key for each in (before, after, later)] == ["2026-03-05T19:00", "2026-03-12T19:00", "2026-03-19T19:00"]
    assert after.begins - before.begins == WEEK - timedelta(hours=1)
    assert later.begins - after.begins == WEEK


def test_a_single_one_is_the_only_one() -> None:
    assert [each.key for each in coming(meetup(rule=None))] == ["2026-03-05T19:00"]


def test_what_is_over_is_not_coming_and_what_goes_on_is() -> None:
    begins = meetup().starts.instant
    assert coming(meetup(), after=begins + timedelta(minutes=119))[0].key == "2026-03-05T19:00"
    assert coming(meetup(), after=begins + timedelta(minutes=120))[0].key == "2026-03-12T19:00"
    assert coming(meetup(rule=None), after=begins + timedelta(minutes=120)) == []


def test_one_that_was_moved_takes_place_when_it_was_moved_to() -> None:
    first, second, _ = coming(meetup(), override("2026-03-12T19:00", "2026-03-13T20:00"))
    assert (second.key, second.starts.key) == ("2026-03-12T19:00", "2026-03-13T20:00")
    assert (first.sequence, second.sequence) == (0, 1)


def test_one_that_was_moved_far_is_found_long_after_its_day() -> None:
    late = override("2026-03-05T19:00", "2026-05-07T19:00")
    found = coming(meetup(), late, after=datetime(2026, 5, 2, tzinfo=UTC))
    assert [each.starts.key for each in found] == ["2026-05-07T19:00", "2026-05-07T19:00", "2026-05-14T19:00"]


def test_one_that_was_cancelled_says_so_and_the_others_do_not() -> None:
    found = coming(meetup(), override("2026-03-12T19:00", None))
    assert [each.is_cancelled for each in found] == [False, True, False]


def test_a_cancelled_meetup_takes_place_no_more_whatever_was_moved() -> None:
    over = meetup().cancelled(at=NOW)
    found = coming(over, override("2026-03-12T19:00", "2026-03-13T20:00"))
    assert all(each.is_cancelled for each in found)
    assert {(each.sequence, each.told_at) for each in found} == {(1, NOW)}
    with pytest.raises(NotPossible):
        over.changed(title="Go night")


@pytest.mark.parametrize(
    "key", ["2026-03-06T19:00", "2026-03-05T18:00", "2026-13-05T19:00", "soon", "2026-02-26T19:00"]
)
def test_a_key_that_the_rule_never_had_is_no_occurrence(key: str) -> None:
    assert occurrence(meetup(), (), key) is None


def test_an_occurrence_is_found_by_its_original_time() -> None:
    moved = override("2026-03-12T19:00", "2026-03-13T20:00")
    found = occurrence(meetup(), [moved], "2026-03-12T19:00")
    assert found is not None
    assert found.starts.key == "2026-03-13T20:00"
    assert occurrence(meetup(), [moved], "2026-03-13T20:00") is None


@given(
    st.sampled_from(["America/New_York", "Europe/Lisbon", "Australia/Lord_Howe", "America/St_Johns", "UTC"]),
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1SU", "FREQ=MONTHLY"]),
    st.times().map(lambda at: time(at.hour, at.minute)),
    st.integers(0, 330),
)
def test_each_occurrence_is_there_once_at_its_wall_time_whichever_clock_change_is_near(
    zone: str, rule: str, at: time, day: int
) -> None:
    first = datetime.combine(datetime(2026, 1, 1) + timedelta(days=day), at)
    series = replace(meetup(), starts=Moment(first, ZoneName(zone), rule=Rule.parse(rule)))
    found = coming(series, after=series.starts.instant - timedelta(days=1), most=20)
    assert len({each.key for each in found}) == 20
    assert {each.starts.local.time() for each in found} == {at}
    begins = [each.begins for each in found]
    assert begins == sorted(set(begins))
    for each in found:
        again = occurrence(series, (), each.key)
        assert again is not None
        assert (again.key, again.begins) == (each.key, each.begins)
        shown = local_at(each.begins, ZoneName(zone)).replace(fold=0)
        assert shown - each.starts.local in (timedelta(), timedelta(hours=1), timedelta(minutes=30))


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        (None, "2026-03-05T19:00"),
        ("FREQ=WEEKLY;COUNT=3", "2026-03-19T19:00"),
        ("FREQ=DAILY;UNTIL=20260310", "2026-03-10T19:00"),
    ],
)
def test_a_rule_that_ends_is_over_with_its_last(rule: str | None, last: str) -> None:
    found = last_of(meetup(rule=rule).starts)
    assert found is not None
    assert found.key == last
    assert meetup(rule=rule).over_at == found.instant + timedelta(minutes=120)


def test_a_rule_without_an_end_is_never_over() -> None:
    assert last_of(meetup().starts) is None
    assert meetup().over_at is None


def test_when_the_series_moves_each_occurrence_to_come_becomes_another_in_order() -> None:
    before = meetup()
    starts = Moment(datetime(2026, 3, 6, 20), NEW_YORK, rule=Rule.parse("FREQ=WEEKLY"))
    keys = rekeyed(before, before.changed(starts=starts), (), NOW + WEEK)
    assert keys["2026-03-12T19:00"] == "2026-03-13T20:00"
    assert keys["2026-03-19T19:00"] == "2026-03-20T20:00"
    assert "2026-03-05T19:00" not in keys


def test_what_was_undone_is_told_to_be_no_more() -> None:
    before = meetup()
    moved = before.changed(told_at=NOW, where="Café Luz")
    back = before.put_back_over(moved, at=NOW + WEEK)
    assert (back.where, back.sequence, back.told_sequence, back.told_at) == (None, 2, 2, NOW + WEEK)
    renamed = before.changed(about="compilers")
    quiet = before.put_back_over(renamed, at=NOW + WEEK)
    assert (quiet.sequence, quiet.told_sequence, quiet.told_at) == (2, 0, None)


# Ahead of the time.


def ahead(local: str, **before: int) -> Moment:
    return Moment(datetime.fromisoformat(local), NEW_YORK, ahead=timedelta(**before))


def test_days_ahead_are_wall_time_and_hours_are_time_that_passes() -> None:
    change = "2026-03-08T12:00"  # at two in the morning the clocks went forward
    assert local_at(ahead(change, days=1).instant, NEW_YORK) == datetime(2026, 3, 7, 12)
    assert local_at(ahead(change, hours=12).instant, NEW_YORK) == datetime(2026, 3, 7, 23)
    assert local_at(ahead(change, days=1, hours=1).instant, NEW_YORK) == datetime(2026, 3, 7, 11)


def test_the_key_is_that_of_the_occurrence_however_long_ahead() -> None:
    assert ahead("2026-03-08T12:00", days=7).key == "2026-03-08T12:00"


@given(st.sampled_from([0, 60, 90, 24 * 60, 7 * 24 * 60]), st.integers(0, 400), st.sampled_from(["DAILY", "WEEKLY"]))
def test_a_series_comes_up_once_for_each_occurrence_however_long_ahead(minutes: int, day: int, frequency: str) -> None:
    first = datetime(2026, 1, 1, 2, 30) + timedelta(days=day)
    at: Moment | None = Moment(first, NEW_YORK, rule=Rule.parse(f"FREQ={frequency}"), ahead=timedelta(minutes=minutes))
    keys = list[str]()
    while at is not None and len(keys) < 12:
        keys.append(at.key)
        at = at.following(at.instant)
    series = replace(meetup(), starts=Moment(first, NEW_YORK, rule=Rule.parse(f"FREQ={frequency}")))
    plain = coming(series, after=datetime(2025, 1, 1, tzinfo=UTC), most=12)
    assert keys == [each.key for each in plain]


def test_ahead_is_stored_only_where_there_is_any() -> None:
    plain, early = ahead("2026-03-08T12:00"), ahead("2026-03-08T12:00", days=2)
    assert "ahead" not in plain.to_json()
    assert Moment.from_json(plain.to_json()) == plain
    assert Moment.from_json(early.to_json()) == early


@pytest.mark.parametrize("minutes", ["-1", "x", "99999999", "9" * 400])
def test_an_ahead_that_cannot_be_is_refused(minutes: str) -> None:
    with pytest.raises(BadMoment):
        Moment.from_json(ahead("2026-03-08T12:00").to_json() | {"ahead": minutes})
