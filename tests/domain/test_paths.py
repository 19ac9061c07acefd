"""A newcomer's path: no two messages of it in one week, none before a yes, none after a stop."""

import itertools
from datetime import timedelta

from bot.domain.ids import MemberId
from bot.domain.paths import NEW_FOR, Path
from bot.notices.policy import STALE_IDEA
from tests.stores import NOW

_WEEK = timedelta(days=7)


def test_its_messages_are_a_week_apart_however_late_each_may_be() -> None:
    times = [each.moment.instant for each in Path("p", MemberId("m"), NOW).begun(at=NOW).wanted]
    assert all(later - (earlier + STALE_IDEA) >= _WEEK for earlier, later in itertools.pairwise(times))
    assert all(each.unasked for each in Path("p", MemberId("m"), NOW).begun(at=NOW).wanted)
    assert max(times) < NOW + NEW_FOR


def test_it_says_nothing_before_a_yes_and_after_a_stop_and_does_not_begin_again() -> None:
    offered = Path("p", MemberId("m"), NOW)
    assert offered.wanted == ()
    stopped = offered.begun(at=NOW).stopped(at=NOW + _WEEK)
    assert stopped.wanted == ()
    assert stopped.begun(at=NOW + _WEEK).is_over(NOW + _WEEK)
    assert offered.stopped(at=NOW).is_over(NOW)
