"""A round whose worker dies anywhere between its draw and the last message about it is drawn once all the same, and
everybody in it is told once where they are."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.domain.ids import MemberId, new_id
from bot.domain.members import Account, Member
from bot.domain.rounds.records import Participation, Place, Round
from bot.domain.times import Moment, Rule, local_at
from bot.matchmaking import drawn_aside
from bot.notices import Notices
from scheduler.drawing import Drawing
from scheduler.failpoints import DRAWS, NAMES, Died, arm, waiting
from tests.stores import NOW, ZONE, Town

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator

    from bot.domain.ids import CommunityId
    from bot.ports import Store, Work
    from scheduler.delivery import Delivery
    from tests.scheduler.stage import Stage

MEMBERS = 9
REACHED = sorted((NAMES | DRAWS) - {"before_audit", "after_audit_lookup", "after_remove", "after_audit"})
"""There is nothing to take back where every message was looked for before it was sent again."""


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    yield
    arm("")


@dataclass
class Mortal:
    """A store whose process dies at its first commit, just before it or right after."""

    store: Store
    is_after: bool
    is_spent: bool = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    @asynccontextmanager
    async def work(self, community: CommunityId) -> AsyncGenerator[Work]:
        async with self.store.work(community) as work:
            yield cast("Work", work if self.is_spent else _Commits(self, work))


@dataclass
class _Commits:
    mortal: Mortal
    real: Work

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    async def commit(self) -> None:
        self.mortal.is_spent = True
        if self.mortal.is_after:
            await self.real.commit()
        raise Died


async def _begin(town: Town) -> Round:
    """Nobody rests at any hour, so that the same is told on every day of the year."""
    starts = Moment(local_at(NOW + timedelta(hours=1), ZONE), ZONE, rule=Rule.parse("FREQ=WEEKLY"))
    of = Round(new_id(NOW), town.ana, "Coffee", starts, NOW, starts.instant)
    async with town.store.work(town.community) as work:
        await work.rounds.add(of)
        for number in range(MEMBERS):
            member = Member(MemberId(new_id(NOW)), f"Member {number}", ZONE, NOW, quiet=None)
            await work.members.join(member, Account(town.community, "local", f"user{number}", member.id))
            await work.rounds.join(Participation(new_id(NOW), of.id, member.id, NOW, NOW))
        await work.commit()
    return of


async def _survived(stage: Stage, store: Store, until: datetime) -> int:
    """How many replicas it took until then: each that dies is followed by another."""
    for number in count(1):
        replica = _replica(stage, store, f"replica{number}")
        with suppress(BaseExceptionGroup, Died):
            await stage.pass_time(replica, until=until)
            return number
    raise AssertionError


def _replica(stage: Stage, store: Store, name: str) -> Delivery:
    drawing = Drawing(store, drawn_aside, stage.clock)
    return stage.replica(name, composer=Notices(stage.town.store), drawing=drawing)


async def _is_as_it_should_be(stage: Stage, of: Round) -> None:
    """One draw, everybody in one group of it, each told once, and all of each group together once."""
    async with stage.town.store.reading(stage.town.community) as work:
        (draw,) = await work.rounds.draws(of.id, limit=9)
        seats = await work.rounds.seats([draw.id])
        after = await work.rounds.get(of.id)
    assert len({seat.member for seat in seats}) == len(seats) == MEMBERS
    assert {seat.place for seat in seats} == {Place.GROUPED}
    assert sorted(Counter(seat.circle for seat in seats).values()) == [2, 2, 2, 3]
    said = [each.partition("\n")[0] for copies in stage.post.held.values() for _, each in copies]
    assert Counter(said)["Coffee: whom you meet this time"] == MEMBERS
    assert all(len(copies) <= 1 for copies in stage.post.held.values())
    assert after.due_at == of.starts.instant + timedelta(days=7)
    assert await stage.is_sound()


@pytest.mark.parametrize(
    ("name", "act"), [*((name, "die") for name in REACHED), *((name, "raise") for name in sorted(DRAWS))]
)
async def test_a_draw_survives_a_worker_that_ends_there(name: str, act: str, stage: Stage) -> None:
    of = await _begin(stage.town)
    lookups = {"before_lookup", "after_lookup"}
    arm(f"{name}={act}@1" + (",after_http=die@1" if name in lookups else ""))
    workers = await _survived(stage, stage.town.store, of.starts.instant + timedelta(days=1))
    assert waiting() == set()
    assert workers > 1 or act == "raise"
    await _is_as_it_should_be(stage, of)


@pytest.mark.parametrize("is_after", [False, True])
async def test_a_draw_survives_a_worker_that_ends_while_it_is_written_down(stage: Stage, *, is_after: bool) -> None:
    of = await _begin(stage.town)
    mortal = Mortal(stage.town.store, is_after)
    workers = await _survived(stage, cast("Store", mortal), of.starts.instant + timedelta(days=1))
    assert (workers, mortal.is_spent) == (2, True)
    await _is_as_it_should_be(stage, of)
