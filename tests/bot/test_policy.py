"""When a message may arrive: quiet hours, the budget, lateness."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import Drop, Due, NoticeKind, Wait
from bot.domain.ids import DeliveryId, MemberId
from bot.domain.members import Member, QuietHours
from bot.domain.times import Moment, Precision, ZoneName, local_at
from bot.notices import policy

ZONE = ZoneName("Europe/Lisbon")
ANA = Member(MemberId("ana"), "Ana", ZONE, datetime(2026, 1, 1, tzinfo=UTC), quiet=QuietHours(time(21), time(8)))
HOURS = st.builds(QuietHours, st.times(), st.times()).filter(lambda hours: hours.start != hours.end)
MINUTES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))


def due(local: datetime, precision: Precision = Precision.MINUTE, kind: NoticeKind = NoticeKind.REMINDER) -> Due:
    moment = Moment(local, ZONE, precision)
    return Due(DeliveryId("d"), kind, "s", ANA.id, moment, moment.instant)


def held(what: Due, now: datetime, member: Member = ANA, *, unasked: bool = False, spent: int = 0) -> Wait | None:
    found = policy.held(what, member, now, unasked=unasked, spent=spent)
    assert not isinstance(found, Drop), "nobody rests here"
    return found


def test_a_time_that_was_named_is_kept_at_night() -> None:
    tonight = due(datetime(2026, 3, 4, 23, 30))
    assert held(tonight, tonight.due_at) is None


def test_a_day_that_was_named_waits_for_the_morning() -> None:
    early = due(datetime(2026, 3, 4, 7, 0), Precision.DAY)
    wait = held(early, early.due_at)
    assert wait == Wait(datetime(2026, 3, 4, 8, tzinfo=UTC), "quiet hours")


def test_one_that_is_late_waits_for_the_morning_too() -> None:
    evening = due(datetime(2026, 3, 4, 20, 0))
    assert held(evening, evening.due_at + timedelta(hours=4)) is not None


def test_a_digest_arrives_at_the_hour_chosen_for_it() -> None:
    digest = due(datetime(2026, 3, 4, 6, 0), kind=NoticeKind.DIGEST)
    assert held(digest, digest.due_at) is None


def test_in_an_hour_that_comes_twice_quiet_hours_end_twice() -> None:
    berliner = replace(ANA, zone=ZoneName("Europe/Berlin"), quiet=QuietHours(time(23), time(2, 30)))
    idea = due(datetime(2026, 10, 24, 9, 0), Precision.DAY)
    first, second = datetime(2026, 10, 25, 0, 5, tzinfo=UTC), datetime(2026, 10, 25, 1, 5, tzinfo=UTC)
    for now in (first, second):
        assert held(idea, now, berliner) == Wait(now + timedelta(minutes=25), "quiet hours")


@given(HOURS, st.integers(0, 3 * 24 * 60 * 60))
def test_waiting_for_the_end_of_quiet_hours_is_waiting(hours: QuietHours, seconds: int) -> None:
    now = datetime(2026, 10, 24, tzinfo=UTC) + timedelta(seconds=seconds)
    wait = held(due(datetime(2026, 10, 20, 9, 0), Precision.DAY), now, replace(ANA, quiet=hours))
    assert wait is None or wait.until > now


def test_the_budget_holds_what_nobody_asked_for_and_nothing_else() -> None:
    noon = due(datetime(2026, 3, 4, 12, 0), Precision.DAY)
    assert held(noon, noon.due_at, unasked=True, spent=2) is None
    assert held(noon, noon.due_at, unasked=True, spent=3) == Wait(noon.due_at + policy.TRY_BUDGET_AGAIN, "budget")
    assert held(noon, noon.due_at, spent=30) is None


def test_without_quiet_hours_nothing_waits_for_the_morning() -> None:
    night = due(datetime(2026, 3, 4, 3, 0), Precision.DAY)
    assert held(night, night.due_at, replace(ANA, quiet=None)) is None


def test_waiting_for_the_morning_is_not_being_late() -> None:
    early = due(datetime(2026, 3, 4, 7, 0), Precision.DAY)
    assert not policy.is_late(early, [ANA], datetime(2026, 3, 4, 8, tzinfo=UTC))
    assert policy.is_late(early, [ANA], datetime(2026, 3, 4, 9, tzinfo=UTC))
    assert policy.is_late(early, [replace(ANA, quiet=None)], datetime(2026, 3, 4, 8, tzinfo=UTC))


@given(HOURS, MINUTES)
def test_quiet_hours_are_over_once_and_at_the_earliest_moment_outside_them(hours: QuietHours, local: datetime) -> None:
    over = hours.over(local)
    assert not hours.contains(over.time())
    assert over == hours.over(over)
    assert timedelta(0) <= over - local <= timedelta(days=1)
    assert over == local or over.time() == hours.end


@given(HOURS, MINUTES)
def test_after_waiting_for_the_end_of_quiet_hours_nothing_waits_for_them_again(
    hours: QuietHours, local: datetime
) -> None:
    member = replace(ANA, quiet=hours)
    what = due(local, Precision.DAY)
    wait = held(what, what.due_at, member)
    if wait is not None and not hours.contains(local_at(wait.until, ZONE).time()):
        assert held(what, wait.until, member) is None
