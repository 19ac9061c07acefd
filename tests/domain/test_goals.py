"""Goals: what is aimed at, and what counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.aims import aim_in
from bot.domain.deeds import Deed
from bot.domain.goals import Goal, GoalKind
from bot.domain.ids import MemberId, PersonId
from bot.domain.introductions import Introduction, Promise
from bot.domain.people import Contact, ContactKind, Note
from bot.domain.progress import Recorded, progress
from bot.domain.times import ZoneName

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ANA, BO, CARLA = MemberId("ana"), PersonId("bo"), PersonId("carla")
NOTHING = Recorded((), (), (), (), (), ZoneName("UTC"))
GOAL = Goal("g", ANA, "meet 3 people", GoalKind.MEET, 3, NOW)


@pytest.mark.parametrize(
    ("text", "kind", "target", "topic"),
    [
        ("meet 3 people who know Kafka", GoalKind.MEET, 3, "Kafka"),
        ("to meet three Kafka engineers", GoalKind.MEET, 3, "Kafka"),
        ("meet 10 new people", GoalKind.MEET, 10, None),
        ("meet 2 founders", GoalKind.MEET, 2, "founders"),
        ("get to know a dozen people from Mozilla", GoalKind.MEET, 12, "Mozilla"),
        ("talk to five people about Rust compilers", GoalKind.TALK, 5, "Rust compilers"),
        ("help 2 newcomers", GoalKind.HELP, 2, None),
        ("keep 4 promises", GoalKind.KEEP, 4, None),
        ("give 2 talks", GoalKind.DO, 2, "talks"),
        ("publish a post about Arrow", GoalKind.DO, 1, "post about Arrow"),
    ],
)
def test_an_aim_is_so_many_of_something(text: str, kind: GoalKind, target: int, topic: str | None) -> None:
    aim = aim_in(text)
    assert aim is not None
    assert (aim.kind, aim.target, aim.topic) == (kind, target, topic)


@pytest.mark.parametrize("text", ["be famous", "meet Ana", "meet 0 people", "keep 3 cats", "meet people", "", "meet 3"])
def test_what_cannot_be_counted_is_no_aim(text: str) -> None:
    assert aim_in(text) is None


def met(person: PersonId, at: datetime, about: str | None = None) -> Introduction:
    return Introduction(f"{person}{at}", ANA, person, at.date(), at, about=about)


def test_people_count_once_and_only_from_then_on() -> None:
    earlier, later = NOW - timedelta(minutes=1), NOW + timedelta(minutes=1)
    recorded = replace(NOTHING, introductions=(met(BO, earlier), met(CARLA, later), met(CARLA, later)))
    assert progress(GOAL, recorded).people == (CARLA,)
    assert progress(GOAL, replace(recorded, introductions=(*recorded.introductions, met(BO, later)))).count == 2


def test_a_topic_may_be_in_any_note_about_them() -> None:
    goal = replace(GOAL, topic="Kafka")
    recorded = replace(NOTHING, introductions=(met(BO, NOW), met(CARLA, NOW, "Kafka streams")))
    assert progress(goal, recorded).people == (CARLA,)
    noted = replace(recorded, notes=(Note("n", ANA, BO, "runs kafka at work", NOW - timedelta(days=9)),))
    assert set(progress(goal, noted).people) == {BO, CARLA}


def test_what_comes_after_the_last_day_does_not_count() -> None:
    goal = replace(GOAL, until=NOW.date())
    recorded = replace(NOTHING, introductions=(met(BO, NOW), met(CARLA, NOW + timedelta(days=1))))
    assert progress(goal, recorded).people == (BO,)


def test_each_kind_counts_its_own() -> None:
    helped = Contact("c", ANA, BO, ContactKind.HELPED, NOW.date(), NOW)
    kept = Promise("p", ANA, CARLA, "send slides", NOW).kept(None, at=NOW)
    talk, old = Deed("d", ANA, "gave a talk on Arrow", NOW.date(), NOW), Deed("e", ANA, "talk", date(2019, 1, 1), NOW)
    recorded = replace(NOTHING, contacts=(helped,), promises=(kept,), deeds=(talk, old))
    counts = {kind: progress(replace(GOAL, kind=kind), recorded).count for kind in GoalKind}
    expected = {GoalKind.MEET: 0, GoalKind.TALK: 1, GoalKind.HELP: 1, GoalKind.KEEP: 1, GoalKind.DO: 1}
    assert counts == expected
    assert progress(replace(GOAL, kind=GoalKind.DO, topic="talks"), recorded).count == 1
    assert progress(replace(GOAL, kind=GoalKind.DO, topic="posts"), recorded).count == 0


_MEETINGS = st.lists(
    st.builds(met, st.sampled_from([BO, CARLA]), st.integers(-9, 9).map(lambda hours: NOW + timedelta(hours=hours)))
)


@given(_MEETINGS, _MEETINGS)
def test_more_that_is_recorded_never_counts_less(some: list[Introduction], more: list[Introduction]) -> None:
    less = progress(GOAL, replace(NOTHING, introductions=tuple(some))).count
    assert less <= progress(GOAL, replace(NOTHING, introductions=(*some, *more))).count
