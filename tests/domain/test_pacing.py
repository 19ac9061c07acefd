"""Nobody is told of the like more than once a day, and nothing is left untold."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MemberId
from bot.domain.members import Member, QuietHours
from bot.domain.pacing import once_a_day
from bot.domain.times import Moment, Precision, ZoneName, local_at

START = datetime(2026, 3, 1, tzinfo=UTC)
zones = st.sampled_from(["UTC", "Europe/Lisbon", "America/New_York", "Pacific/Apia"]).map(ZoneName)
whole = st.times().map(lambda at: at.replace(second=0, microsecond=0))
quiet = st.none() | st.builds(QuietHours, whole, whole)


@given(zone=zones, quiet=quiet, gaps=st.lists(st.integers(0, 40 * 60), max_size=20))
def test_once_a_day(zone: ZoneName, quiet: QuietHours | None, gaps: list[int]) -> None:
    member = Member(MemberId("m"), "M", zone, START, quiet=quiet)
    told, now = list[Moment](), START
    for gap in gaps:
        now += timedelta(minutes=gap)
        moment = once_a_day(told, member, now)
        assert moment.instant > now - timedelta(minutes=1), "not in the past"
        assert moment.instant < now + timedelta(days=3), "not put off for long"
        assert moment.precision is Precision.DAY
        told.append(moment)
    instants = sorted({each.instant for each in told})
    days = [local_at(each, zone).date() for each in instants]
    assert len(days) == len(set(days)), "one message a day"


def test_the_first_of_a_day_comes_at_once() -> None:
    member = Member(MemberId("m"), "M", ZoneName("Europe/Lisbon"), START)
    noon = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)
    first = once_a_day([], member, noon)
    assert first.instant == noon.replace(second=0)
    second = once_a_day([first], member, noon + timedelta(minutes=5))
    assert (second.local.date() - first.local.date(), second.local.hour) == (timedelta(days=1), 9)
    assert once_a_day([first, second], member, noon + timedelta(hours=5)) == second
