"""A month of a lively community, drawn by a seed: fifty members, twenty meetups, and nobody hears too much."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.domain.delivery import NoticeKind
from bot.domain.meetup_notices import OF_COMING
from bot.domain.members import DEFAULT_BUDGET
from storage.store import Store
from tests.blank import put_blank
from tests.scheduler.spending import most_unasked, sent_to_members
from tests.scheduler.test_meetups_told_once import Life
from tests.stores import SECRET, settle

_MEMBERS = [f"member{number:02}" for number in range(50)]
_MEETUPS = 20
_FIRST = datetime(2026, 3, 2, tzinfo=UTC)
_DAYS = 30
_OF_ANSWERS = (*OF_COMING, NoticeKind.CHANGED)
_TOPICS = ("Rust", "Kafka", "Arrow", "hiring", "gardening")


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[Life]:
    async with Store.open(put_blank(tmp_path), SECRET) as store:
        yield Life(await settle(store), "2026-03-02T06:00")


async def test_a_month_stays_within_everybodys_budget(life: Life) -> None:
    dice = Random(20_260_302)
    await life.does("ana", "/organise channel")
    for day in range(_DAYS):
        for who, what in _day(dice, day):
            await life.does(who, what)
            await life.waits(1)
        next_day = _FIRST + timedelta(days=day + 1, hours=6)
        await life.waits(int((next_day - life.stage.clock.at) / timedelta(minutes=1)))
    sent = await sent_to_members(life)
    assert len({kind for kind, *_ in sent}) >= 6, "a month in which little happened proves nothing"
    assert most_unasked(sent) == DEFAULT_BUDGET, "more was never sent, and somebody had as much as that"
    answered = await _who_answered(life)
    assert {recipient for kind, recipient, *_ in sent if kind in _OF_ANSWERS} <= answered
    assert await life.stage.is_sound()


def _day(dice: Random, day: int) -> Iterator[tuple[str, str]]:
    """What happens on one day, in some order: meetups are planned in the first three weeks."""
    if day < _MEETUPS:
        begins = _FIRST + timedelta(days=day + dice.randint(1, 9))
        seats = dice.choice(["", " capacity 5", " capacity 10"])
        host = dice.choice(_MEMBERS)
        yield host, f"/meetup new Evening {day} on {begins:%Y-%m-%d} at {dice.randint(17, 20)}:00 at House {day}{seats}"
    for _ in range(dice.randint(8, 16)):
        who = dice.choice(_MEMBERS[: dice.choice((6, 50))])  # a few are out every evening
        evening = f"Evening {max(0, min(day, _MEETUPS) - dice.randint(0, 3))}"
        yield (
            who,
            dice.choice(
                [
                    f"/meetup going {evening}",
                    f"/meetup going {evening}",
                    f"/meetup maybe {evening}",
                    f"/meetup not {evening}",
                    f"met {dice.choice(('Lea', 'Tom', 'Mia', 'Ole', 'Ida'))} at {evening} about {dice.choice(_TOPICS)}",
                    f"met Kai at {evening}, promised to send the slides by Friday",
                    "keep in touch with Lea every week",
                ]
            ),
        )
    if day % 5 == 4:
        yield "ana", f"/meetup edit Evening {day} at Bar {day}"
    if day % 9 == 8:
        yield "ana", f"/meetup cancel Evening {day - 1}"


async def _who_answered(life: Life) -> set[str]:
    async with life.stage.town.store.reading(life.stage.town.community) as work:
        meetups = await work.meetups.coming(_FIRST)
        return {rsvp.member for meetup in meetups for rsvp in await work.meetups.rsvps(meetup.id)}
