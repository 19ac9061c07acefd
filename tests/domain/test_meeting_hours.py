"""Hours at which two could meet: the same instants, whoever of the two reads them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.ids import MemberId
from bot.domain.meeting_hours import hours_for
from bot.domain.members import Member
from bot.domain.times import ZoneName

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Asia/Kathmandu", "America/New_York", "Europe/Lisbon"])
def test_both_read_of_the_same_hours(zone: str) -> None:
    ana = Member(MemberId("a"), "Ana Silva", ZoneName("Europe/Lisbon"), NOW)
    priya = Member(MemberId("b"), "Priya Nair", ZoneName(zone), NOW)
    for_ana, for_priya = hours_for(ana, priya, NOW), hours_for(priya, ana, NOW)
    assert [(each.mine, each.theirs) for each in for_ana] == [(each.theirs, each.mine) for each in for_priya]
    assert len(for_ana) == 3
    assert {each.mine.zone for each in for_ana} == {ana.zone}
