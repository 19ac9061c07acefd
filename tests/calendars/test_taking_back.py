"""What we wrote, brought back as somebody pastes it, changes nothing; what was changed in it is all that changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import Changes, Entry, changes, foreign_id, known_by, read, uid_of, write
from bot.domain.ids import new_id
from bot.domain.meetups import MeetupState, upcoming
from bot.domain.times import Moment, Rule
from bot.kinds.texts import clean
from tests.calendars.test_calendars import LISBON, NOW, TUESDAY, WEEKLY, meetup, moments, moved

_TEXTS = st.text(max_size=200).map(clean)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """A meetup as it may be here, changed and called off in parts."""
    starts, state = draw(moments()), draw(st.sampled_from(MeetupState))
    made = replace(
        meetup(starts),
        title=draw(_TEXTS.filter(bool)),
        where=draw(_TEXTS) or None,
        about=draw(_TEXTS) or None,
        link=draw(_TEXTS) or None,
        minutes=draw(st.integers(1, 7 * 24 * 60)),
        state=state,
        sequence=draw(st.integers(0, 9)),
    )
    keys = [each.key for each in islice(upcoming(made, [], starts.instant - timedelta(days=1)), 6)][1:]
    times = st.none() | st.integers(-900, 900).map(lambda hours: starts.local + timedelta(hours=hours))
    drawn = {key: draw(times) for key in keys if starts.rule is not None and draw(st.booleans())}
    return Entry(made, [moved(key, at and Moment(at, starts.zone)) for key, at in drawn.items()])


@given(entries())
def test_our_own_changes_nothing(entry: Entry) -> None:
    pasted = clean(write("PyLisboa", [entry], NOW).decode())
    (found,) = read(pasted.encode(), LISBON)
    assert found.problem is None
    assert changes(entry.meetup, entry.overrides, found, NOW) == Changes()


@pytest.mark.parametrize(
    ("now_here", "expected"),
    [
        ({"title": "Rust morning"}, Changes(fields={"title": "Rust night"})),
        ({"where": None, "minutes": 60}, Changes(fields={"where": "Café Luz", "minutes": 120})),
        ({"about": "else"}, Changes(fields={"about": "Bring, a; laptop\\"})),
        ({"starts": replace(WEEKLY, local=datetime(2026, 3, 10, 20))}, Changes(WEEKLY)),
        ({"starts": replace(WEEKLY, rule=Rule.parse("FREQ=WEEKLY;INTERVAL=2"))}, Changes(WEEKLY)),
        ({"starts": TUESDAY}, Changes(WEEKLY)),
        ({"capacity": 3, "sequence": 4}, Changes()),
    ],
)
def test_what_is_different_is_all_that_changes(now_here: dict[str, object], expected: Changes) -> None:
    (found,) = read(write("c", [Entry(meetup(WEEKLY))], NOW), LISBON)
    ours = replace(meetup(WEEKLY), **now_here)  # pyright: ignore[reportArgumentType] - by name
    assert changes(ours, (), found, NOW) == expected


def test_one_called_off_in_the_file_is_called_off_and_nothing_else() -> None:
    (found,) = read(write("c", [Entry(meetup(state=MeetupState.CANCELLED, title="x"))], NOW), LISBON)
    assert changes(meetup(), (), found, NOW) == Changes(is_cancelled=True)


def test_single_occurrences_that_are_over_are_left_alone() -> None:
    keys = ["2026-03-17T19:00", "2026-03-24T19:00", "2026-03-31T19:00"]
    later = Moment(datetime(2026, 3, 31, 21), LISBON)
    file = write("c", [Entry(meetup(WEEKLY), [moved(keys[0], None), moved(keys[2], later)])], NOW)
    (found,) = read(file, LISBON)
    ours = [moved(keys[1], None)]
    wanted = {keys[0]: None, keys[1]: Moment(datetime(2026, 3, 24, 19), LISBON), keys[2]: later}
    assert changes(meetup(WEEKLY), ours, found, NOW).overrides == wanted
    assert changes(meetup(WEEKLY), ours, found, datetime.fromisoformat("2026-03-25T00:00Z")).overrides == {
        keys[2]: later
    }


def test_a_uid_leads_back_to_the_meetup_and_to_its_occurrence() -> None:
    meetup_id = new_id(NOW)
    assert (known_by(uid_of(meetup_id)).meetup, known_by(uid_of(meetup_id)).key) == (meetup_id, None)
    single = known_by(uid_of(meetup_id, "2026-03-17T19:00"))
    assert (single.meetup, single.key) == (meetup_id, "2026-03-17T19:00")


@given(st.text(max_size=80), st.text(max_size=80))
def test_another_programs_uid_is_the_same_id_each_time_and_nobody_elses(one: str, other: str) -> None:
    assert known_by(one).meetup == foreign_id(one)
    assert len(foreign_id(one)) == len(new_id(NOW))
    assert (foreign_id(one) == foreign_id(other)) == (one == other)
