"""Every clock change of the current year, in every zone that changes, at every quarter-hour of the day.

The changes are found by looking at the offsets themselves, not by what the code under test does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain.times import Frequency, Moment, Rule, ZoneName, instant_of

YEAR = datetime.now(UTC).year
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
DAILY = Rule(Frequency.DAILY)
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    """The instant from which a zone's clock shows ``gap`` more (or, negative, less) than before."""

    zone: ZoneName
    at: datetime
    gap: timedelta

    @property
    def wall_before(self) -> datetime:
        """What the clock would show at the change, had it not been changed."""
        return (self.at + _offset(self.zone, self.at - _MINUTE)).replace(tzinfo=None)


def _offset(zone: str, at: datetime) -> timedelta:
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset


def _changes(zone: ZoneName) -> Iterator[Change]:
    day, end = datetime(YEAR, 1, 1, tzinfo=UTC), datetime(YEAR + 1, 1, 1, tzinfo=UTC)
    while day < end:
        before, after = _offset(zone, day), _offset(zone, day + _DAY)
        if before != after:
            yield Change(zone, _bisected(zone, day), after - before)
        day += _DAY


def _bisected(zone: ZoneName, day: datetime) -> datetime:
    """The minute at which the offset changes within a day."""
    low, high = 0, 24 * 60
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, day + middle * _MINUTE) == _offset(zone, day):
            low = middle
        else:
            high = middle
    return day + high * _MINUTE


@cache
def changes() -> tuple[Change, ...]:
    zones = sorted(available_timezones() - {"localtime"})
    return tuple(change for zone in zones for change in _changes(ZoneName(zone)))


def expected_instant(local: datetime, change: Change) -> datetime:
    """By the rule, from the offsets alone: what is skipped keeps the old offset, what comes twice is the first."""
    old = _offset(change.zone, change.at - _MINUTE)
    has_changed = local >= change.wall_before and (
        change.gap < timedelta(0) or local >= change.wall_before + change.gap
    )
    return (local - (old + change.gap if has_changed else old)).replace(tzinfo=UTC)


def test_there_are_changes_to_look_at() -> None:
    gaps = {change.gap for change in changes()}
    assert len({change.zone for change in changes()}) > 100
    assert {timedelta(hours=1), timedelta(hours=-1), timedelta(minutes=30)} <= gaps


def test_every_quarter_hour_around_every_change_has_the_instant_the_rule_says() -> None:
    wrong = [
        (change.zone, local, instant_of(local, change.zone))
        for change in changes()
        for quarter in QUARTERS
        for local in (datetime.combine(change.wall_before.date(), quarter),)
        if instant_of(local, change.zone) != expected_instant(local, change)
    ]
    assert wrong == []


def test_a_daily_series_misses_no_day_and_repeats_none_across_every_change() -> None:
    wrong: list[tuple[str, str]] = []
    for change in changes():
        eve = change.wall_before.date() - 2 * _DAY
        for quarter in QUARTERS:
            here = Moment(datetime.combine(eve, quarter), change.zone, rule=DAILY)
            for days in range(1, 5):
                following = here.following(here.instant)
                if following is None or following.local != datetime.combine(eve + days * _DAY, quarter):
                    wrong.append((change.zone, here.key))
                    break
                if following.instant <= here.instant:
                    wrong.append((change.zone, following.key))
                here = following
    assert wrong == []


@pytest.mark.parametrize("quarter", [time(9), time(2, 30)])
def test_a_yearful_of_days_does_not_drift(quarter: time) -> None:
    for change in changes():
        here = Moment(datetime.combine(datetime(YEAR, 1, 1, tzinfo=UTC).date(), quarter), change.zone, rule=DAILY)
        last = here.following(here.instant + 364 * _DAY)
        assert last is not None
        assert last.local.time() == quarter
