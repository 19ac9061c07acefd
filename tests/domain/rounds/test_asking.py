"""One question for several draws of the same people: nothing is asked twice, no answer is lost, nobody counts as silent
for what they were not asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.domain.rounds.asking import answered_too, companies, standing_for
from bot.domain.rounds.history import History
from bot.domain.rounds.records import Draw, Outcome, Participation, Place, Seat
from bot.domain.times import Moment
from bot.domain.zones import UTC_ZONE

ANA, BO, CLEO = MemberId("ana"), MemberId("bo"), MemberId("cleo")
MONDAY = datetime(2026, 3, 9, 10, tzinfo=UTC)
ENDS = MONDAY + timedelta(days=400)


def seats(draw: int, at: datetime, asked_after: timedelta, *members: MemberId) -> list[Seat]:
    asks, again = (
        Moment((at + asked_after * share).replace(tzinfo=None), UTC_ZONE)
        for share in (1, 1.7)  # as the middle of a draw to somewhat before its end
    )
    return [
        Seat(f"s{draw}{each}", f"d{draw}", "r", each, at, Place.GROUPED, f"c{draw}", len(members), asks, again)
        for each in members
    ]


def draw_of(seat: Seat) -> Draw:
    return Draw(seat.draw, "r", seat.draw, seat.created_at, ENDS, None, 1, 0, 0, 1, 0, 0)


HOURS = st.integers(1, 400).map(lambda hours: timedelta(hours=hours))
STEPS = st.lists(st.tuples(HOURS, HOURS, st.sampled_from([(ANA, BO), (ANA, BO, CLEO)])), min_size=1, max_size=8)


def drawn(steps: list[tuple[timedelta, timedelta, tuple[MemberId, ...]]]) -> list[Seat]:
    at, found = MONDAY, list[Seat]()
    for number, (gap, asked_after, members) in enumerate(steps):
        at += gap
        found += seats(number, at, asked_after, *members)
    return found


@given(STEPS)
def test_what_is_not_asked_is_asked_of_a_later_draw_of_the_same_people(
    steps: list[tuple[timedelta, timedelta, tuple[MemberId, ...]]],
) -> None:
    found = drawn(steps)
    together, by_id = companies(found), {each.id: each for each in found}
    instead = standing_for(found, together)
    for of, later in instead.items():
        earlier = by_id[of]
        assert earlier.question is not None
        assert (later.member, together[later.circle or ""]) == (earlier.member, together[earlier.circle or ""])
        assert earlier.created_at < later.created_at < earlier.question.instant
        while later.id in instead:
            later = instead[later.id]
        assert later.question is not None, "one of them is asked in the end"
    asked = [each for each in found if each.member == ANA and each.id not in instead]
    for each in asked:
        between = (
            other
            for other in asked
            if other is not each and together[other.circle or ""] == together[each.circle or ""]
        )
        assert not any(each.created_at < other.created_at < each.asks.instant for other in between if each.asks)


@given(STEPS, st.sampled_from(Outcome))
def test_an_answer_counts_for_every_earlier_draw_of_the_same_people_and_for_none_that_has_one(
    steps: list[tuple[timedelta, timedelta, tuple[MemberId, ...]]], said: Outcome
) -> None:
    own = [each for each in drawn(steps) if each.member == ANA]
    together = companies(drawn(steps))
    own = [each.answered(said, at=MONDAY) if number % 3 == 0 else each for number, each in enumerate(own)]
    also = answered_too(own[-1], own, together)
    assert own[-1] not in also
    assert all(each.answer in (None, Outcome.WILL) for each in also)
    same = [each for each in own[:-1] if together[each.circle or ""] == together[own[-1].circle or ""]]
    assert [each for each in same if each.answer is None] == [each for each in also if each.answer is None]


@given(STEPS)
def test_only_questions_that_were_asked_make_somebody_silent(
    steps: list[tuple[timedelta, timedelta, tuple[MemberId, ...]]],
) -> None:
    found = drawn(steps)
    own = [each for each in found if each.member == ANA]
    instead = standing_for(found, companies(found))
    taking_part = Participation("p", "r", ANA, MONDAY, MONDAY)
    for now in (own[-1].created_at, ENDS):
        asked = [each for each in own if each.id not in instead and each.was_asked(now)]
        assert History([draw_of(each) for each in reversed(own)], found).is_silent(taking_part, now) is (len(asked) > 1)


def test_two_draws_of_one_week_are_one_question_and_not_two_silences() -> None:
    week = timedelta(days=7)
    first, second = seats(0, MONDAY, week / 2, ANA, BO), seats(1, MONDAY + timedelta(days=2), week / 2, ANA, BO)
    draws = [draw_of(second[0]), draw_of(first[0])]
    ana = Participation("p", "r", ANA, MONDAY, MONDAY)
    assert not History(draws, [*first, *second]).is_silent(ana, ENDS)
    apart = [replace(each, created_at=each.created_at + week) for each in second]
    assert History(draws, [*first, *apart]).is_silent(ana, ENDS)


def test_we_will_meet_is_asked_once_more_only_where_it_came_in_time() -> None:
    (seat,) = seats(0, MONDAY, timedelta(days=3), ANA)
    assert seat.asks_again is not None
    again = seat.asks_again.instant
    assert seat.answered(Outcome.WILL, at=again - timedelta(hours=1)).question == seat.asks_again
    assert seat.answered(Outcome.WILL, at=again + timedelta(hours=1)).question is None
    assert seat.answered(Outcome.MET, at=MONDAY).question is None
