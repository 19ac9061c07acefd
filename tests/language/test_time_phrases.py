"""Time phrases against what people mean by them."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.times import Cadence, Moment, Precision, Unit, ZoneName
from bot.language.dates import Now, Tense, cadence, find, readings, when
from bot.language.dates.syntax import Syntax
from tests.language.time_scoring import Expected, Verdict, load, score

HERE = Path(__file__).parent
SAMPLE = HERE.parents[2] / "shared" / "dates-sample.jsonl"
CORPORA = [load(HERE / name) for name in ("time_phrases.jsonl", "time_phrases_in_spring.jsonl")]
WEDNESDAY = Now(datetime(2026, 3, 4, 10, 30, tzinfo=UTC), ZoneName("UTC"))


@pytest.mark.parametrize(
    ("now", "line"),
    [pytest.param(now, line, id=f"{now.zone} {line.tense} {line.phrase}") for now, lines in CORPORA for line in lines],
)
def test_a_phrase_means_what_people_mean_by_it(now: Now, line: Expected) -> None:
    wanted = Verdict.ASKED if line.kind == "ask" else Verdict.OUTRIGHT
    assert line.verdict(now) is wanted, [str(moment.reading()) for moment in line.found(now)]


def test_nothing_in_the_sample_is_wrong_in_silence_and_nearly_all_is_understood() -> None:
    if not SAMPLE.exists():
        pytest.skip("the sample of time phrases is not beside the repository")
    now, lines = load(SAMPLE)
    phrases = score(now, lines)
    assert phrases[Verdict.WRONG] == []
    assert len(phrases[Verdict.OUTRIGHT]) >= 0.95 * len(lines), phrases[Verdict.ASKED]


def local(phrase: str, now: Now = WEDNESDAY, tense: Tense = Tense.FUTURE) -> list[str]:
    return [moment.key for moment in readings(phrase, now, tense)]


def on(day: str, clock: str = "10:30") -> Now:
    return Now(datetime.fromisoformat(f"{day}T{clock}+00:00"), ZoneName("UTC"))


# The same words on other days and at other hours.


@pytest.mark.parametrize(
    ("phrase", "now", "expected"),
    [
        ("at 3", on("2026-03-04", "16:00"), ["2026-03-05T15:00"]),
        ("at 3", on("2026-03-04", "01:00"), ["2026-03-04T03:00", "2026-03-04T15:00"]),
        ("at 6", on("2026-03-04", "05:00"), ["2026-03-04T06:00"]),
        ("at 6", on("2026-03-04", "19:00"), ["2026-03-05T06:00", "2026-03-05T18:00"]),
        ("at 9", on("2026-03-04", "08:00"), ["2026-03-04T09:00"]),
        ("at 9", on("2026-03-04", "22:00"), ["2026-03-05T09:00"]),
        ("at 12", on("2026-03-04", "13:00"), ["2026-03-05T00:00", "2026-03-05T12:00"]),
        ("today", on("2026-03-04", "07:00"), ["2026-03-04T09:00"]),
        ("today", on("2026-03-04", "16:30"), ["2026-03-04T20:00"]),
        ("today", on("2026-03-04", "21:15"), ["2026-03-04T22:15"]),
        ("today", on("2026-03-04", "23:30"), ["2026-03-04T23:59"]),
        ("today", on("2026-03-04", "23:59"), []),
        ("end of day", on("2026-03-04", "18:00"), ["2026-03-04T19:00"]),
        ("tonight", on("2026-03-04", "22:30"), ["2026-03-04T23:30"]),
        ("tonight", on("2026-03-04", "23:30"), []),
        ("tonight at 8", on("2026-03-04", "21:00"), []),
        ("this morning", on("2026-03-04", "07:00"), ["2026-03-04T09:00"]),
        ("in the evening", on("2026-03-04", "20:00"), ["2026-03-05T19:00"]),
        ("in the morning", on("2026-03-04", "09:30"), ["2026-03-05T09:00"]),
        ("next monday", on("2026-03-08"), ["2026-03-09T09:00"]),
        ("next sunday", on("2026-03-07"), ["2026-03-15T09:00", "2026-03-08T09:00"]),
        ("friday", on("2026-03-06"), ["2026-03-13T09:00"]),
        ("this friday", on("2026-03-06"), ["2026-03-06T17:00"]),
        ("friday week", on("2026-03-06"), ["2026-03-20T09:00", "2026-03-13T09:00"]),
        ("this weekend", on("2026-03-08"), ["2026-03-08T17:00"]),
        ("end of the week", on("2026-03-07"), []),
        ("later this week", on("2026-03-05"), ["2026-03-06T09:00"]),
        ("the 31st", on("2026-04-10"), []),
        ("the 30th", on("2026-01-31"), []),
        ("in a month", on("2026-01-31"), ["2026-02-28T09:00"]),
        ("in a year", on("2028-02-29"), ["2029-02-28T09:00"]),
        ("end of the month", on("2028-02-10"), ["2028-02-29T09:00"]),
        ("jan 1", on("2026-12-31", "23:59"), ["2027-01-01T09:00"]),
        ("in 2 minutes", on("2026-12-31", "23:59"), ["2027-01-01T00:01"]),
        ("next month", on("2026-12-15"), ["2027-01-01T09:00"]),
        ("in 2 business days", on("2026-03-06"), ["2026-03-10T09:00"]),
    ],
)
def test_the_same_words_at_another_time(phrase: str, now: Now, expected: list[str]) -> None:
    assert local(phrase, now) == expected


def test_part_of_a_minute_is_never_too_early() -> None:
    now = Now(datetime(2026, 3, 4, 10, 30, 45, tzinfo=UTC), ZoneName("UTC"))
    assert local("in 20 minutes", now) == ["2026-03-04T10:51"]


def test_hours_are_counted_on_the_clock_that_changes() -> None:
    night_before = Now(datetime(2026, 3, 7, 22, 0, tzinfo=UTC), ZoneName("America/New_York"))
    assert local("in 24 hours", night_before) == ["2026-03-08T18:00"]
    assert local("tomorrow at 5pm", night_before) == ["2026-03-08T17:00"]


def test_a_day_lands_at_the_hour_the_member_chose() -> None:
    early = Now(WEDNESDAY.instant, WEDNESDAY.zone, morning=time(7, 30))
    [moment] = readings("friday", early)
    assert (moment.key, moment.precision) == ("2026-03-06T07:30", Precision.DAY)
    assert local("tomorrow morning", early) == ["2026-03-05T07:30"]
    after = Now(datetime(2026, 3, 4, 8, 0, tzinfo=UTC), WEDNESDAY.zone, morning=time(7, 30))
    assert local("in the morning", after) == ["2026-03-05T07:30"]
    late = Now(WEDNESDAY.instant, WEDNESDAY.zone, morning=time(14))
    assert local("tomorrow morning", late) == ["2026-03-05T09:00"]


def test_a_phrase_keeps_the_zone_it_names() -> None:
    [moment] = readings("tomorrow at 9am London time", Now(WEDNESDAY.instant, ZoneName("America/New_York")))
    assert (moment.key, moment.zone) == ("2026-03-05T09:00", "Europe/London")


def test_an_offset_is_no_zone_to_keep() -> None:
    [moment] = readings("2026-07-10T14:00+02:00", Now(WEDNESDAY.instant, ZoneName("Europe/Lisbon")))
    assert (moment.key, moment.zone) == ("2026-07-10T13:00", "Europe/Lisbon")


def test_where_it_is_already_tomorrow_there_both_days_are_meant() -> None:
    evening = Now(datetime(2026, 3, 5, 2, 0, tzinfo=UTC), ZoneName("America/New_York"))
    assert local("tomorrow 3pm Tokyo time", evening) == ["2026-03-06T15:00", "2026-03-05T15:00"]


def test_midnight_where_the_clock_skips_it() -> None:
    [moment] = readings("29 march at 0:30", Now(WEDNESDAY.instant, ZoneName("Asia/Beirut")))
    assert moment.instant == datetime(2026, 3, 28, 22, 30, tzinfo=UTC)


# Inside sentences.


def spans(text: str, tense: Tense = Tense.FUTURE) -> list[tuple[str, int]]:
    return [(text[each.start : each.end], len(each.readings)) for each in find(text, WEDNESDAY, tense)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("remind me on Friday at 3pm, please", [("on Friday at 3pm", 1)]),
        ("promised to send her my benchmark by Friday", [("by Friday", 1)]),
        ("remind me in two weeks to ask Bo", [("in two weeks", 1)]),
        ("every first Monday at 9 review my people", [("every first Monday at 9", 1)]),
        ("remind me tomorrow to call Bo at 5pm", [("tomorrow", 1), ("at 5pm", 1)]),
        ("met Bo, see her next friday", [("next friday", 2)]),
        ("met Ana at PyLisboa about Arrow", []),
        ("sat down with Sun Li in the sun and wed", []),
        ("I may march with April and June", []),
        ("the 3rd chapter, the 5th floor, a 20 min talk", []),
        ("a weekly meeting and the daily report", []),
        ("remind me daily to stretch", [("daily", 1)]),
        ("write to friday@example.com about https://x.org/today/9am", []),
        ("v2.5, #3, $5 and 50% of 3/4", []),
        ("pay on 31 April", [("on 31 April", 0)]),
        ("call at 5pm EST", [("at 5pm EST", 1)]),
        ("call 30 min before standup", [("30 min before", 0)]),
        ("call a week after the conference", [("a week after", 0)]),
        ("meet at 5 Main Street", [("at 5", 0)]),
        ("meet at 5 events", []),
        ("on the 5th floor", []),
        ("on the 5th pay the rent", [("on the 5th", 1)]),
        ("on the 5th cook for Ana", [("on the 5th", 0)]),
        ("met her yesterday and last friday", []),
        ("met her last weekend and last december", []),
        ("plan it for next december", [("next december", 2)]),
        ("ask any friday", [("friday", 0)]),
        ("ask most mondays", [("mondays", 0)]),
        ("ask tomorrow or so", [("tomorrow", 0)]),
        ("see tomorrow.io or ...tomorrow", [("tomorrow", 1)]),
        ("call 9am-10am", [("9am", 0)]),
        ("call on Friday or on Monday", [("on Friday", 0), ("on Monday", 0)]),
        ("call 9am Sydney", [("9am Sydney", 2)]),
        ("do it wed 3pm", [("wed 3pm", 2)]),
        ("do it on sat", [("on sat", 1)]),
        ("tomorrow to a friend, tomorrow to sun the cat", [("tomorrow", 1), ("tomorrow", 1)]),
        ("off tomorrow to friday", [("tomorrow", 0), ("friday", 0)]),
        ("one by one, stop at 2,000 until 2.8.2", []),
        ("this time at the same time in a D", []),
        ("on 29 February 2028, not before", [("on 29 February 2028", 1)]),
        ("meet at Sunday brunch", [("Sunday", 1)]),
        ("meet at 37signals, 1Password, 3M or 7 Eleven", []),
        ("meet at Christmas", [("at Christmas", 1)]),
    ],
)
def test_time_phrases_are_found_where_they_stand(text: str, expected: list[tuple[str, int]]) -> None:
    assert spans(text) == expected


def test_what_was_is_found_when_it_is_looked_for() -> None:
    assert spans("met Ana yesterday, call tomorrow", Tense.PAST) == [("yesterday", 1)]
    assert spans("met Ana on 3 March 2027", Tense.PAST) == [("on 3 March 2027", 0)]


def test_a_sentence_that_says_a_day_here_and_a_time_there_says_one_time() -> None:
    [moment] = when("remind me at 3pm to call Bo tomorrow", WEDNESDAY)
    assert moment.key == "2026-03-05T15:00"


def test_two_times_in_a_sentence_are_none() -> None:
    assert when("on friday call Ana, on monday call Bo", WEDNESDAY) == ()


# Cadences.


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("every 6 weeks", Cadence(6, Unit.WEEKS)),
        ("6 weeks", Cadence(6, Unit.WEEKS)),
        ("every 10 days", Cadence(10, Unit.DAYS)),
        ("every 14 days", Cadence(2, Unit.WEEKS)),
        ("monthly", Cadence(1, Unit.MONTHS)),
        ("every month.", Cadence(1, Unit.MONTHS)),
        ("once a quarter", Cadence(3, Unit.MONTHS)),
        ("quarterly", Cadence(3, Unit.MONTHS)),
        ("twice a year", Cadence(6, Unit.MONTHS)),
        ("3 times a year", Cadence(4, Unit.MONTHS)),
        ("twice a month", Cadence(15, Unit.DAYS)),
        ("twice a week", Cadence(3, Unit.DAYS)),
        ("twice a fortnight", Cadence(1, Unit.WEEKS)),
        ("every other month", Cadence(2, Unit.MONTHS)),
        ("every second week", Cadence(2, Unit.WEEKS)),
        ("every couple of months", Cadence(2, Unit.MONTHS)),
        ("half-yearly", Cadence(6, Unit.MONTHS)),
        ("a year", Cadence(12, Unit.MONTHS)),
        ("every two and a half years", Cadence(30, Unit.MONTHS)),
        ("daily", Cadence(1, Unit.DAYS)),
    ],
)
def test_a_cadence_is_read(phrase: str, expected: Cadence) -> None:
    assert cadence(phrase) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "often",
        "biweekly",
        "every few weeks",
        "every hour",
        "every 3 working days",
        "1 month and 2 days",
        "0 weeks",
        "every 6 years",
        "every 400 weeks",
        "0 times a week",
        "9 times a week",
        "every friday",
        "every 6 weeks or so",
    ],
)
def test_what_is_no_cadence_is_not_guessed_at(phrase: str) -> None:
    assert cadence(phrase) is None


def test_a_reading_far_from_now_is_refused_at_exactly_five_years() -> None:
    assert local("in 5 years") == ["2031-03-04T09:00"]
    assert local("in 61 months") == []


def test_a_series_from_the_end_of_a_month_keeps_to_it() -> None:
    [moment] = readings("every month", on("2026-01-31"))
    assert (moment.key, str(moment.rule)) == ("2026-02-28T09:00", "FREQ=MONTHLY;BYMONTHDAY=31")


def test_readings_are_moments_ready_to_store() -> None:
    [moment] = readings("every monday at 10", WEDNESDAY)
    assert Moment.from_json(moment.to_json()) == moment
    assert moment.following(moment.instant + timedelta(days=30)) is not None


def test_a_pattern_says_something() -> None:
    with pytest.raises(ValueError, match="optional"):
        Syntax[int]({}).says("a? b?")(lambda: 1)
