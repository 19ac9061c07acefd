"""Who was there, and numbers from which nobody can be guessed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attending import FEW, Vague, attendees, tally
from bot.domain.ids import MemberId
from bot.domain.rsvps import Answer, Rsvp

NOW = datetime(2026, 3, 12, 19, tzinfo=UTC)
_AT = st.none() | st.just(NOW)


@st.composite
def rsvps(draw: st.DrawFn) -> list[Rsvp]:
    return [
        Rsvp(
            f"r{n}",
            "m",
            "k",
            MemberId(f"member{n}"),
            draw(st.sampled_from(Answer)),
            NOW,
            NOW,
            seated_at=draw(_AT),
            confirmed_at=draw(_AT),
            here_at=draw(_AT),
            talked_at=draw(_AT),
        )
        for n in range(draw(st.integers(0, 8)))
    ]


@given(rsvps())
def test_whoever_said_that_they_are_here_is_among_the_attendees_once(answers: list[Rsvp]) -> None:
    there = attendees(answers, None)
    assert len(there) == len(set(there))
    assert {each.member for each in answers if each.here_at} <= set(there)


@given(rsvps())
def test_nobody_is_an_attendee_who_neither_came_nor_had_a_seat(answers: list[Rsvp]) -> None:
    there = set(attendees(answers, None))
    assert there <= {each.member for each in answers if each.here_at or each.is_seated}


@given(rsvps())
def test_where_enough_said_that_they_are_here_nobody_else_is_listed(answers: list[Rsvp]) -> None:
    came = {each.member for each in answers if each.here_at}
    if len(came) >= FEW:
        assert set(attendees(answers, None)) == came


@given(rsvps(), st.integers(0, 8))
def test_the_host_is_an_attendee_unless_they_said_no_and_did_not_come(answers: list[Rsvp], number: int) -> None:
    host = MemberId(f"member{number}")
    there, without = attendees(answers, host), attendees(answers, None)
    said_no = any(each.member == host and each.answer is Answer.NOT and each.here_at is None for each in answers)
    assert (host in there) != said_no
    assert [each for each in there if each != host] == [each for each in without if each != host]
    assert len(there) == len(set(there))


@given(rsvps())
def test_a_number_that_is_told_is_of_three_or_more_and_leaves_out_three_or_more(answers: list[Rsvp]) -> None:
    told = tally(answers)
    if isinstance(told.talked_told, int):
        assert told.talked_told >= FEW
        assert told.asked - told.talked_told >= FEW
    if isinstance(told.came_told, int):
        assert told.came_told >= FEW


@given(rsvps(), st.integers(0, 7))
def test_one_more_or_less_below_three_makes_no_difference_to_what_is_told(answers: list[Rsvp], at: int) -> None:
    few = [each for each in answers if each.talked_at is None]
    if at < len(few):
        one = [*few[:at], few[at].talked(at=NOW + timedelta(days=1)), *few[at + 1 :]]
        assert tally(one).talked_told is tally(few).talked_told is Vague.FEW
