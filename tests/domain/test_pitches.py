"""A pitch says who, what for whom, one proof and one ask, in about 75 words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import MemberId
from bot.domain.pitches import Lack, Pitch, current, lacks

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
GOOD = Pitch(
    "p",
    MemberId("ana"),
    NOW,
    "I'm Ana, a data engineer in Lisbon",
    "I help small newsrooms trust their numbers, so that nobody has to take back a headline for a broken pipeline.",
    "three papers publish from my pipeline every day, and none had to print a correction since 2024",
    "Do you know a newsroom that would try it with me for a month?",
)


def test_a_good_one_lacks_nothing_and_is_said_in_sentences() -> None:
    assert lacks(GOOD) == ()
    assert GOOD.text.startswith("I'm Ana, a data engineer in Lisbon. I help")
    assert "pipeline. Three papers" in GOOD.text


@pytest.mark.parametrize(
    ("pitch", "lack"),
    [
        (replace(GOOD, who=None), Lack.WHO),
        (replace(GOOD, what=None), Lack.WHAT),
        (replace(GOOD, what="I build dashboards"), Lack.FOR_WHOM),
        (replace(GOOD, proof=None), Lack.PROOF),
        (replace(GOOD, proof="everybody says it is very good"), Lack.HARD_PROOF),
        (replace(GOOD, ask=None), Lack.ASK),
        (replace(GOOD, ask="Do you have a job? Or an intro?"), Lack.ONE_ASK),
        (replace(GOOD, what="I help teams. " * 40), Lack.LONG),
        (replace(GOOD, what="I help you", proof="2 users"), Lack.SHORT),
    ],
)
def test_it_says_what_is_missing(pitch: Pitch, lack: Lack) -> None:
    assert lack in lacks(pitch)


def test_the_newest_counts() -> None:
    later = replace(GOOD, id="q", created_at=NOW + timedelta(days=1))
    assert current([later, GOOD]) == later
    assert current([]) is None
