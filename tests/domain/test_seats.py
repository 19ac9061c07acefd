"""Seats and the waiting list: in order, never more than there are, whatever happens and whenever."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.delivery import NoticeKind
from bot.domain.ids import MemberId
from bot.domain.meetup_notices import Guest, wanted
from bot.domain.meetups import Meetup, Occurrence
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.seats import ASKED_BEFORE, CONFIRM_BY, Hall
from bot.domain.wanted import at as at_minute
from bot.gatherings import counted, place_in_line

OPENS = datetime(2026, 3, 1, 12, tzinfo=UTC)
BEGINS = OPENS + timedelta(days=10)


@dataclass
class Evening:
    """One occurrence, as members answer to it; ``now`` moves on."""

    capacity: int | None = 2
    now: datetime = OPENS
    rsvps: list[Rsvp] = field(default_factory=list[Rsvp])

    @property
    def hall(self) -> Hall:
        return Hall(self.capacity, BEGINS)

    def says(self, name: str, answer: Answer = Answer.GOING) -> Rsvp:
        new = Rsvp(name, "m", "k", MemberId(name), Answer.NOT, self.now, self.now)
        mine = next((each for each in self.rsvps if each.id == name), new)
        self.rsvps = self.hall.answered(self.rsvps, mine, answer, self.now)
        return self.of(name)

    def confirms(self, name: str) -> None:
        confirmed = [each.confirmed(at=self.now) if each.id == name else each for each in self.rsvps]
        self.rsvps = self.hall.planned(confirmed, self.now)

    def of(self, name: str) -> Rsvp:
        return next(each for each in self.rsvps if each.id == name)

    def lapses(self, name: str) -> list[datetime]:
        """When they are told that a seat went by, as far as that is known now; to the minute."""
        told = wanted(self.of(name), self.night, Guest(self.night.starts.zone, None))
        return [each.moment.instant for each in told if each.kind is NoticeKind.LAPSED]

    @property
    def night(self) -> Occurrence:
        starts = at_minute(BEGINS, is_urgent=True)
        meetup = Meetup("m", None, "Rust night", starts, OPENS, capacity=self.capacity)
        return Occurrence(meetup, starts.key, starts)

    @property
    def line(self) -> list[str]:
        """Who waits, by the place that each is told."""
        waiting = [each for each in self.rsvps if each.is_in_line(self.now)]
        return [each.id for each in sorted(waiting, key=lambda each: place_in_line(self.rsvps, each, self.now))]

    @property
    def seated(self) -> set[str]:
        return {each.id for each in self.rsvps if each.is_seated}

    @property
    def offered(self) -> set[str]:
        return {each.id for each in self.rsvps if each.is_offered(self.now)}


def full_house() -> Evening:
    evening = Evening()
    for name in ("ana", "bo", "cleo", "dan"):
        evening.says(name)
        evening.now += timedelta(minutes=1)
    return evening


def test_the_first_to_say_yes_have_the_seats_and_the_others_wait() -> None:
    evening = full_house()
    assert evening.seated == {"ana", "bo"}
    assert evening.offered == set()


def test_room_for_everybody_seats_everybody() -> None:
    evening = Evening(capacity=None)
    assert [evening.says(name).is_seated for name in "abc"] == [True] * 3


def test_a_seat_that_comes_free_is_kept_for_the_next_and_then_for_the_one_after() -> None:
    evening = full_house()
    evening.says("ana", Answer.NOT)
    assert evening.offered == {"cleo"}
    cleo, dan = evening.of("cleo"), evening.of("dan")
    assert (cleo.offer_from, cleo.offer_until) == (evening.now, evening.now + timedelta(hours=12))
    assert dan.offer_from == cleo.offer_until
    assert not evening.says("eve").is_seated, "the seat is kept, and others wait before her"
    evening.now += timedelta(hours=13)
    assert evening.offered == {"dan"}
    assert evening.says("dan").is_seated
    assert evening.seated == {"bo", "dan"}


def test_whoever_takes_the_seat_in_time_has_it() -> None:
    evening = full_house()
    evening.says("ana", Answer.NOT)
    assert evening.says("cleo").is_seated
    evening.now += timedelta(hours=13)
    assert evening.offered == set()


def test_whoever_let_a_seat_go_by_may_still_take_it_when_nobody_else_wants_it() -> None:
    evening = Evening(capacity=1)
    evening.says("ana")
    evening.says("bo")
    evening.says("ana", Answer.NOT)
    evening.now += timedelta(hours=20)
    assert evening.offered == set()
    assert evening.says("bo").is_seated


def test_whoever_let_a_seat_go_by_waits_behind_whoever_came_later() -> None:
    evening = Evening(capacity=1)
    for name in ("ana", "bo"):
        evening.says(name)
    evening.says("ana", Answer.NOT)
    evening.now += timedelta(hours=20)
    assert evening.says("cleo").is_seated
    bo = evening.says("bo")
    assert bo.is_waiting
    assert bo.said_at == evening.now


def test_near_the_start_a_seat_is_kept_for_a_shorter_time() -> None:
    hall = Hall(1, BEGINS)
    lengths = [hall.window(BEGINS - timedelta(hours=hours)) for hours in (100, 12, 3, 1)]
    assert lengths == [timedelta(hours=12), timedelta(hours=2), timedelta(minutes=30), timedelta(minutes=20)]


def test_a_seat_nobody_confirmed_goes_to_whoever_waits_and_its_owner_is_told() -> None:
    evening = full_house()
    evening.confirms("ana")
    evening.now = BEGINS - CONFIRM_BY
    assert evening.offered == {"cleo"}
    assert evening.says("cleo").is_seated
    assert evening.seated == {"ana", "cleo"}
    assert evening.of("bo").gave_way_at == evening.now


def test_a_seat_that_is_confirmed_in_time_is_kept_for_nobody_else() -> None:
    evening = full_house()
    evening.now = BEGINS - CONFIRM_BY
    evening.confirms("ana")
    evening.confirms("bo")
    assert evening.offered == set()
    assert evening.says("cleo").is_waiting


def test_whoever_says_yes_shortly_before_has_confirmed_with_it() -> None:
    evening = Evening(now=BEGINS - ASKED_BEFORE + timedelta(minutes=1))
    assert evening.says("ana").confirmed_at == evening.now


def test_more_seats_are_offered_at_once() -> None:
    evening = full_house()
    evening.capacity = 4
    evening.rsvps = evening.hall.planned(evening.rsvps, evening.now)
    assert evening.offered == {"cleo", "dan"}


def test_whoever_let_a_seat_go_by_is_in_line_no_more_and_is_told_so_at_its_end() -> None:
    evening = full_house()
    evening.says("ana", Answer.NOT)
    until = evening.of("cleo").offer_until
    assert until is not None
    assert evening.lapses("cleo") == [until]
    evening.now = until
    assert evening.line == ["dan"]
    assert evening.says("cleo").is_waiting
    assert evening.line == ["dan", "cleo"]
    assert until not in evening.lapses("cleo"), "they are in line again, and are not told that they are not"


def test_an_offer_that_ends_as_the_meetup_begins_is_told_by_its_beginning() -> None:
    evening = full_house()
    evening.confirms("ana")
    evening.confirms("bo")
    evening.now = BEGINS - timedelta(minutes=15)
    evening.says("ana", Answer.NOT)
    assert evening.offered == {"cleo"}
    assert evening.lapses("cleo") == []


def test_room_for_everybody_seats_whoever_waits_but_not_who_let_a_seat_go_by() -> None:
    evening = full_house()
    evening.says("ana", Answer.NOT)
    evening.now += timedelta(hours=13)
    evening.capacity = None
    evening.rsvps = evening.hall.planned(evening.rsvps, evening.now)
    assert evening.seated == {"bo", "dan"}


steps = st.lists(
    st.tuples(
        st.sampled_from(["going", "maybe", "not", "confirm", "capacity", "undone"]),
        st.sampled_from("abcdefg"),
        st.sampled_from([0, 1, 20, 119, 721, 1440]),
    ),
    max_size=40,
)


@given(st.integers(1, 3), st.sampled_from([0, 5, 8, 9]), steps)
@example(1, 9, [("going", "a", 0), ("going", "b", 1), ("confirm", "a", 0), ("going", "b", 0), ("going", "c", 0)])
def test_whatever_happens_nobody_sits_without_a_seat_and_nobody_is_passed_over(
    capacity: int, days: int, happened: list[tuple[str, str, int]]
) -> None:
    evening = Evening(capacity, OPENS + timedelta(days=days))
    for what, name, minutes in happened:
        evening.now += timedelta(minutes=minutes)
        _happens(evening, what, name)
        _holds(evening)
        evening.rsvps.reverse()  # in whatever order they come out of the database
        assert sorted(evening.hall.planned(evening.rsvps, evening.now), key=_id) == sorted(evening.rsvps, key=_id), (
            "planning once more, as after a restart, changes nothing"
        )


def _happens(evening: Evening, what: str, name: str) -> None:
    match what:
        case "confirm":
            evening.confirms(name)
        case "capacity":
            assert evening.capacity is not None
            evening.capacity = max(len(evening.seated), 1 + len(name) % 3)
            evening.capacity = evening.capacity or 1
            evening.rsvps = evening.hall.planned(evening.rsvps, evening.now)
        case "undone":
            evening.rsvps = evening.hall.planned([each for each in evening.rsvps if each.id != name], evening.now)
        case _:
            lapsed = {each.id for each in evening.rsvps if each.has_passed(evening.now)}
            mine = evening.says(name, Answer(what))
            if name in lapsed and what == "going":
                assert mine.is_seated or evening.line[-1] == name, "whoever comes back comes last"


def _id(rsvp: Rsvp) -> str:
    return rsvp.id


def _holds(evening: Evening) -> None:
    assert evening.capacity is not None
    assert len(evening.seated) <= evening.capacity
    loose = sum(each.is_seated and each.confirmed_at is None for each in evening.rsvps)
    for at in (evening.now + timedelta(minutes=minutes) for minutes in range(0, 2000, 97)):
        open_now = [each for each in evening.rsvps if each.is_offered(at)]
        may_go = loose if at >= BEGINS - CONFIRM_BY else 0
        assert len(open_now) <= max(0, evening.capacity - len(evening.seated) + may_go)
    coming = [evening.of(name) for name in evening.line]
    assert coming == sorted(coming, key=lambda each: (each.said_at, each.id))
    _lapses_hold(evening)
    far = datetime.max.replace(tzinfo=UTC)
    starts = [each.offer_from or far for each in coming]
    assert starts == sorted(starts), "nobody is offered a seat before somebody ahead of them"
    for each in coming:
        assert each.offer_from is None or each.offer_until is None or each.offer_from < each.offer_until <= BEGINS


def _lapses_hold(evening: Evening) -> None:
    """Whoever let a seat go by is neither counted nor offered another; each offer's end is told, and told then."""
    lapsed = [each for each in evening.rsvps if each.has_passed(evening.now)]
    counts = str(counted(evening.night, evening.rsvps, evening.now))
    assert ("waiting" in counts) == bool(evening.line)
    assert not evening.line or f"{len(evening.line)} waiting" in counts
    assert not {each.id for each in lapsed} & {*evening.line, *evening.offered, *evening.seated}
    for each in evening.rsvps:
        ends = each.offer_until if each.is_waiting else None
        told = evening.lapses(each.id)
        assert bool(told) == (ends is not None and ends < BEGINS)
        assert all(ends is not None and ends <= each_at < ends + timedelta(minutes=1) for each_at in told)


def test_a_copy_of_an_answer_is_the_same_answer() -> None:
    rsvp = Rsvp("r", "m", "k", MemberId("ana"), Answer.GOING, OPENS, OPENS)
    assert rsvp.answering(Answer.GOING, at=BEGINS) == replace(rsvp)
