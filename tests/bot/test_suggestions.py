"""Suggestions say why, and never nag."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.ids import MemberId, PersonId
from bot.domain.introductions import Introduction
from bot.domain.people import Contact, ContactKind, Person
from bot.domain.suggestions import COOLDOWN, FRESH, MOST, Facts, suggestions
from bot.domain.times import Cadence, Moment, Unit, ZoneName

TODAY = date(2026, 3, 4)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
ME = MemberId("me")
ZONE = ZoneName("UTC")


def person(name: str = "bo") -> Person:
    return Person(PersonId(name), ME, name.title(), NOON)


def met(name: str, days_ago: int) -> Introduction:
    return Introduction(f"i-{name}-{days_ago}", ME, PersonId(name), TODAY - timedelta(days=days_ago), NOON)


def contact(name: str, kind: ContactKind, days_ago: int) -> Contact:
    return Contact(f"c-{name}-{days_ago}-{kind}", ME, PersonId(name), kind, TODAY - timedelta(days=days_ago), NOON)


def settled(name: str, state: FollowUpState, days_ago: int) -> FollowUp:
    at = NOON - timedelta(days=days_ago)
    due = Moment(datetime(2026, 3, 1, 9), ZONE)
    return FollowUp(f"f-{name}", ME, PersonId(name), Reason.NO_FOLLOW_UP, due, at, state, settled_at=at)


def reasons(
    *introductions: Introduction,
    people: tuple[Person, ...] = (person(),),
    contacts: tuple[Contact, ...] = (),
    followups: tuple[FollowUp, ...] = (),
) -> list[Reason]:
    return [each.reason for each in suggestions(Facts(people, introductions, contacts, followups, (), ZONE), TODAY)]


def test_a_meeting_without_a_follow_up_is_suggested_from_the_day_after() -> None:
    assert reasons(met("bo", 0)) == []
    assert reasons(met("bo", 1)) == [Reason.NO_FOLLOW_UP]
    assert reasons(met("bo", FRESH.days + 1)) == []


def test_a_contact_since_is_the_follow_up() -> None:
    assert reasons(met("bo", 5), contacts=(contact("bo", ContactKind.WROTE, 5),)) == []
    assert reasons(met("bo", 5), contacts=(contact("bo", ContactKind.WROTE, 6),)) == [Reason.NO_FOLLOW_UP]


def test_a_passed_cadence_is_suggested_until_the_next_contact() -> None:
    kept = person().touched(TODAY - timedelta(days=50)).kept_every(Cadence(6, Unit.WEEKS), today=TODAY, zone=ZONE)
    overdue = replace(kept, nudge=Moment(datetime(2026, 3, 1, 9), ZONE))
    assert reasons(people=(overdue,)) == [Reason.CADENCE]
    assert reasons(people=(overdue.touched(TODAY),)) == []


def test_only_ever_asking_is_pointed_out_until_one_gives() -> None:
    asked = (contact("bo", ContactKind.ASKED, 9), contact("bo", ContactKind.ASKED, 3))
    assert reasons(contacts=asked[:1]) == []
    assert reasons(contacts=asked) == [Reason.ONLY_ASKED]
    assert reasons(contacts=(*asked, contact("bo", ContactKind.HELPED, 1))) == []


def test_what_was_dropped_is_not_suggested_again_for_a_month() -> None:
    assert reasons(met("bo", 5), followups=(settled("bo", FollowUpState.DROPPED, 3),)) == []
    assert reasons(met("bo", 55), followups=(settled("bo", FollowUpState.DROPPED, COOLDOWN.days + 1),)) == [
        Reason.NO_FOLLOW_UP
    ]


def test_what_was_done_or_is_planned_is_not_suggested() -> None:
    assert reasons(met("bo", 5), followups=(settled("bo", FollowUpState.DONE, 2),)) == []
    assert reasons(met("bo", 5), followups=(settled("bo", FollowUpState.PLANNED, 2),)) == []


@given(st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 90)), max_size=40))
def test_there_are_five_at_most_each_person_once_the_longest_ago_first(meetings: list[tuple[str, int]]) -> None:
    people = tuple(person(name) for name in "abcdefghij")
    found = suggestions(Facts(people, [met(*each) for each in meetings], (), (), (), ZONE), TODAY)
    assert len(found) <= MOST
    assert len({each.person.id for each in found}) == len(found)
    assert [each.since for each in found] == sorted(each.since for each in found)
