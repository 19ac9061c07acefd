"""What earlier draws say about the next one: who is not to be together again, who comes first, who is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.ids import MemberId
from bot.domain.rounds.entrants import BACK
from bot.domain.rounds.history import History
from bot.domain.rounds.records import Draw, Outcome, Participation, Place, Round, Seat
from bot.domain.times import Moment, Rule
from bot.domain.zones import UTC_ZONE

ANA, BO, CLEO = MemberId("ana"), MemberId("bo"), MemberId("cleo")
MONDAY = datetime(2026, 3, 9, 10, tzinfo=UTC)
WEEK = timedelta(days=7)
TOGETHER = frozenset((ANA, BO))


def draws(many: int) -> list[Draw]:
    """Of so many weeks running, the newest first."""
    at = [MONDAY - WEEK * ago for ago in range(many)]
    return [Draw(f"d{ago}", "r", f"k{ago}", day, day + WEEK, None, 1, 0, 0, 1, 0, 0) for ago, day in enumerate(at)]


def seats(draw: Draw, *members: MemberId) -> list[Seat]:
    asks = Moment((draw.created_at + timedelta(days=3)).replace(tzinfo=None), UTC_ZONE)
    return [
        Seat(f"{draw.id}{each}", draw.id, "r", each, draw.created_at, Place.GROUPED, draw.id, len(members), asks)
        for each in members
    ]


def answered(found: list[Seat], member: MemberId, outcome: Outcome) -> list[Seat]:
    return [each.answered(outcome, at=MONDAY) if each.member == member else each for each in found]


def test_who_were_together_are_repeats_for_some_draws_and_then_only_less_fresh() -> None:
    for ago in range(BACK + 2):
        weeks = draws(ago + 1)
        history = History(weeks, seats(weeks[ago], ANA, BO))
        assert history.lately == ({TOGETHER: ago + 1} if ago < BACK else {})
        assert history.before == (frozenset() if ago < BACK else frozenset((TOGETHER,)))


def test_whoever_missed_each_other_may_be_together_again_unless_one_says_that_they_met() -> None:
    (week,) = draws(1)
    missed = answered(seats(week, ANA, BO), ANA, Outcome.NOT)
    assert History([week], missed).lately == {}
    assert History([week], missed).before == {TOGETHER}
    assert History([week], answered(missed, BO, Outcome.MET)).lately == {TOGETHER: 1}


def test_whoever_waited_or_was_left_alone_in_the_last_draw_comes_first() -> None:
    last, earlier = draws(2)
    waits = Seat("w", last.id, "r", CLEO, MONDAY, Place.WAITS)
    waited_before = replace(waits, id="e", draw=earlier.id, member=BO)
    alone = seats(last, ANA)
    assert History([last, earlier], [waits, waited_before, *alone]).waited == {CLEO, ANA}


def test_ghosts_keep_being_matched_pairing_bot_75() -> None:
    weeks = draws(3)
    found = [each for week in weeks for each in seats(week, ANA, BO)]
    ana = Participation("p", "r", ANA, MONDAY - 9 * WEEK, MONDAY - 9 * WEEK)
    now = MONDAY + WEEK
    assert History(weeks, found).is_silent(ana, now)
    assert not History(weeks, found).is_silent(replace(ana, since=MONDAY - timedelta(days=1)), now), "she came back"
    assert not History(weeks[:1], found[:2]).is_silent(ana, now), "once is not twice"
    assert not History(weeks, found).is_silent(ana, MONDAY - WEEK), "not asked yet"
    for outcome in (Outcome.MET, Outcome.NOT, Outcome.WILL):
        assert not History(weeks, answered(found, ANA, outcome)).is_silent(ana, now)
    assert not History(weeks, answered(found, BO, Outcome.MET)).is_silent(ana, now), "the other said that they met"
    assert History(weeks, answered(found, BO, Outcome.NOT)).is_silent(ana, now)


def test_a_pause_must_be_undone_by_hand_icebreaker_163() -> None:
    """Every pause has an end, that of somebody silent too, and what they did not answer is forgotten by then."""
    ana = Participation("p", "r", ANA, MONDAY, MONDAY)
    silent = ana.silenced(at=MONDAY)
    assert silent.paused_until is not None
    assert silent.is_paused(silent.paused_until - timedelta(minutes=1))
    assert not silent.is_paused(silent.paused_until)
    assert silent.since == silent.paused_until
    assert not silent.back(at=MONDAY).is_paused(MONDAY)


def test_after_a_standstill_the_latest_draw_is_the_next() -> None:
    starts = Moment(MONDAY.replace(tzinfo=None), UTC_ZONE, rule=Rule.parse("FREQ=WEEKLY;COUNT=3"))
    found = Round("r", ANA, "Coffee", starts, MONDAY, starts.instant)
    assert found.missed(MONDAY + timedelta(days=15)).starts.instant == MONDAY + 2 * WEEK
    assert found.missed(MONDAY).starts == starts
    assert found.drawn().due_at == MONDAY + WEEK
    assert found.missed(MONDAY + 9 * WEEK).drawn().is_over
    assert found.seed != found.drawn().seed
