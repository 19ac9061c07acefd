"""What holds for any moment, any rule and any text."""

import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.times import (
    Cadence,
    Frequency,
    Moment,
    NthWeekday,
    Precision,
    Rule,
    Unit,
    ZoneName,
    instant_of,
    local_at,
)
from bot.language.dates import Now, Tense, cadence, find, readings, when

ZONES = st.sampled_from(
    "UTC Europe/Lisbon America/New_York Asia/Kathmandu Australia/Lord_Howe Africa/Cairo America/Havana Atlantic/Azores "
    "Antarctica/Troll Pacific/Apia America/Santiago Africa/Casablanca".split()
).map(ZoneName)
WALL_TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2060, 12, 31)).map(
    lambda each: each.replace(second=0, microsecond=0)
)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2060, 12, 31), timezones=st.just(UTC))
INTERVALS = st.integers(1, 120)
WEEKDAYS = st.lists(st.integers(0, 6), unique=True, max_size=4)
NTHS = st.lists(
    st.builds(NthWeekday, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1])), unique=True, min_size=1, max_size=2
)
MONTHS = st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=3)
MONTH_DAYS = st.lists(st.sampled_from([*range(1, 32), -1]), unique=True, min_size=1, max_size=3)
RULES = st.one_of(
    st.builds(Rule, st.just(Frequency.DAILY), INTERVALS),
    st.builds(Rule, st.just(Frequency.WEEKLY), INTERVALS, WEEKDAYS.map(lambda days: tuple(map(NthWeekday, days)))),
    st.builds(Rule, st.just(Frequency.MONTHLY), INTERVALS),
    st.builds(Rule, st.just(Frequency.MONTHLY), INTERVALS, NTHS.map(tuple)),
    st.builds(Rule, st.just(Frequency.MONTHLY), INTERVALS, st.just(()), MONTH_DAYS.map(tuple)),
    st.builds(Rule, st.just(Frequency.YEARLY), st.integers(1, 5)),
    st.builds(
        Rule, st.just(Frequency.YEARLY), st.integers(1, 5), st.just(()), MONTH_DAYS.map(tuple), MONTHS.map(tuple)
    ),
    st.builds(Rule, st.just(Frequency.YEARLY), st.integers(1, 5), NTHS.map(tuple), st.just(()), MONTHS.map(tuple)),
)
MOMENTS = st.builds(Moment, WALL_TIMES, ZONES, st.sampled_from(Precision), RULES)
WORDS = st.sampled_from(
    (
        "in on at by every the a next last this first second third 1 2 5 9 15 31 2026 9am 17:30 5pm noon midnight "
        "monday fri sat may march october tomorrow today yesterday tonight morning day days week weeks month months "
        "year hour minutes half quarter past to from now ago after before until for starting times and or of - , / . : "
        "' 15/4 2026-03-10 18h30 london time utc est weekday weekdays mondays daily monthly end early mid weekend "
        "business few couple \u65e5 \u00e9 \U0001f600"
    ).split()
)
PHRASES = st.lists(WORDS, max_size=12).map(" ".join)
NOW = Now(datetime(2026, 3, 4, 15, 30, tzinfo=UTC), ZoneName("America/New_York"))


def everything(text: str, now: Now = NOW) -> None:
    """Whatever is asked of a text; it must not raise."""
    for tense in Tense:
        found = find(text, now, tense)
        assert all(0 <= each.start < each.end <= len(text) for each in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
        readings(text, now, tense)
    when(text, now)
    cadence(text)


@given(MOMENTS, INSTANTS)
def test_following_is_strictly_later_and_keeps_the_time_of_day(moment: Moment, after: datetime) -> None:
    following = moment.following(after)
    if following is not None:
        assert following.instant > max(after, moment.instant)
        assert following.local.time() == moment.local.time()
        assert (following.zone, following.precision) == (moment.zone, moment.precision)


@given(MOMENTS, INSTANTS)
def test_jumping_over_a_downtime_lands_where_walking_does(moment: Moment, after: datetime) -> None:
    here: Moment | None = moment
    for _ in range(40):
        here = here and here.following(here.instant)
        if here is None or here.instant > after:
            assert here == moment.following(after)
            return


@given(MOMENTS)
def test_a_moment_is_stored_and_read_unchanged(moment: Moment) -> None:
    assert Moment.from_json(moment.to_json()) == moment
    assert moment.rule is not None
    assert Rule.parse(str(moment.rule)) == moment.rule


@given(WALL_TIMES, ZONES)
def test_an_instant_shows_the_wall_time_it_came_from_unless_the_clock_skips_it(local: datetime, zone: ZoneName) -> None:
    instant = instant_of(local, zone)
    shown = local_at(instant, zone)
    assert instant.tzinfo is UTC
    assert shown == local or shown - local == _gap(local, zone)


def _gap(local: datetime, zone: ZoneName) -> timedelta:
    before, after = (local.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
    assert before is not None
    assert after is not None
    return after - before


_FREQUENCIES = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}


@given(WALL_TIMES, RULES)
def test_a_series_has_the_days_that_the_standard_gives_it(first: datetime, rule: Rule) -> None:
    """Where no month is too short for the rule: there the standard skips it, and we take its last day."""
    if first.day > 28 or any(day > 28 for day in rule.by_month_day):
        return
    oracle = rrule.rrulestr(str(rule), dtstart=first)
    here = Moment(first, ZoneName("UTC"), rule=rule)
    expected = [each for each in oracle.xafter(first, count=6) if each.year < 2120]
    for local in expected:
        following = here.following(here.instant)
        assert following is not None
        assert following.local == local
        here = following


@given(WALL_TIMES, st.integers(29, 31), st.integers(1, 12))
def test_the_end_of_a_month_is_its_last_day_where_it_is_shorter(first: datetime, day: int, interval: int) -> None:
    start = first.replace(month=1, day=day)
    here = Moment(start, ZoneName("UTC"), rule=Rule(Frequency.MONTHLY, interval))
    for step in range(1, 15):
        following = here.following(here.instant)
        assert following is not None
        month = start.month - 1 + step * interval
        year, month = start.year + month // 12, month % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        assert following.local.date() == date(year, month, min(day, last))
        here = following


@given(st.sampled_from(Unit), st.integers(1, 60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_cadence_goes_forward(unit: Unit, count: int, day: date) -> None:
    cadence_ = Cadence(count, unit)
    assert cadence_.after(day) > day
    assert Cadence.parse(str(cadence_)) == cadence_


@given(PHRASES, INSTANTS, ZONES)
def test_a_reading_lies_ahead_within_five_years(text: str, instant: datetime, zone: ZoneName) -> None:
    for moment in readings(text, Now(instant, zone)) + when(text, Now(instant, zone)):
        assert timedelta(0) < moment.instant - instant <= timedelta(days=5 * 366)
        assert moment.rule is None or moment.following(instant) is None or moment.rule.count != 1


@given(PHRASES, INSTANTS, ZONES)
def test_a_reading_of_the_past_is_not_ahead(text: str, instant: datetime, zone: ZoneName) -> None:
    assert all(moment.instant <= instant for moment in readings(text, Now(instant, zone), Tense.PAST))


@given(PHRASES)
def test_a_phrase_found_in_a_sentence_reads_the_same_on_its_own(text: str) -> None:
    for found in find(text, NOW):
        if len(found.readings) == 1:
            alone = readings(text[found.start : found.end], NOW)
            assert not alone or found.readings[0] in alone


@given(st.text(max_size=200))
@example("\u0130\u0130 tomorrow")
@example("\u0661\u0665 \u0665pm")
@example("at 9\u00bd tomorrow \u00b2")
@example("\x00\ud83d 1st of \ufdfa")
def test_any_text_has_an_answer(text: str) -> None:
    everything(text)


@given(PHRASES)
def test_any_words_of_time_have_an_answer(text: str) -> None:
    everything(text)


HOSTILE = [
    *(
        "9",
        "1 ",
        "a",
        "a ",
        " ",
        "in ",
        "at 5 ",
        "5-",
        "1/",
        "9:",
        "2026-",
        "12.",
        "1h30",
        "20m ",
        "twenty-",
        "the ",
        "'",
        "p.",
    ),
    *(
        "monday ",
        "every ",
        "1st and ",
        "mon,",
        "monday and ",
        "1 day 4 hours ",
        "a week on ",
        "9am ",
        "9am america/",
        "utc+",
        "of ",
    ),
    *(
        "half ",
        "quarter to ",
        "and ",
        "until ",
        "march ",
        "may 5 ",
        "tomorrow and ",
        "30 min before ",
        "\u0660",
        "\U0001f600",
    ),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_longest_text_costs_steps_in_proportion(piece: str) -> None:
    """No stopwatch: the tokens looked at, counted, grow with the text and not with its square."""
    long, longer = (piece * (length // len(piece)) for length in (2000, 4000))
    assert _looks(longer) <= 2.5 * _looks(long) + 2000


def _looks(text: str) -> int:
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        find(text, NOW)
        when(text, NOW)
        readings(text, NOW)
        cadence(text)
    finally:
        sys.setprofile(None)
    return count


def test_digits_without_end_are_no_number() -> None:
    everything("9" * 4000)
    everything(f"in {'9' * 4000} days, on the {'1' * 4000}th at {'7' * 4000}pm")
