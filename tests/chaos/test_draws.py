"""A round whose processes are killed one after the other, each further on, is drawn once and told once to each."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.ids import MemberId, new_id
from bot.domain.members import Account, Member
from bot.domain.rounds.records import Participation, Round
from bot.domain.times import Moment, ZoneName
from storage.ledger import Ledger
from storage.store import Store
from tests.blank import put_blank
from tests.chaos import drawing_worker
from tests.chaos.worker import PLATFORM, SECRET, TERMS, Setup
from tests.fakes.platform import Platform, serving
from tests.forking import FORKING

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.ids import CommunityId

MEMBERS = 21
_UTC = ZoneName("UTC")
KILLED_AT = ("before_draw", "after_solve", "after_draw", "after_claim", "after_http")


async def _begin(store: Store, community: CommunityId, now: datetime) -> Round:
    """A round that is due now, of members who never rest."""
    starts = Moment(now.replace(tzinfo=None, second=0, microsecond=0), _UTC)
    of = Round(new_id(now), None, "Coffee", starts, now, now)
    async with store.work(community) as work:
        await work.rounds.add(of)
        for number in range(MEMBERS):
            member = MemberId(new_id(now))
            await work.members.join(
                Member(member, f"Member {number}", _UTC, now, quiet=None),
                Account(community, PLATFORM, f"user{number}", member),
            )
            await work.rounds.join(Participation(new_id(now), of.id, member, now, now))
        await work.commit()
    return of


def _killed(setup: Setup, name: str) -> int | None:
    """How a process ended that dies at this failpoint."""
    process = FORKING.Process(target=drawing_worker.main, args=(replace(setup, failpoints=f"{name}=kill@1"),))
    process.start()
    process.join(30)
    return process.exitcode


async def _finished(setup: Setup, ledger: Ledger) -> None:
    """Run one more until nothing is due any more but what comes minutes later."""
    process = FORKING.Process(target=drawing_worker.main, args=(setup,))
    process.start()
    try:
        async with asyncio.timeout(60):
            while await _has_more(ledger):  # noqa: ASYNC110 - it is another process that ends it
                await asyncio.sleep(0.2)
    finally:
        process.terminate()
        await asyncio.to_thread(process.join, 12)


async def _has_more(ledger: Ledger) -> bool:
    due = await ledger.next_due()
    return due is not None and due < datetime.now(UTC) + timedelta(minutes=2)


@pytest.mark.timeout(120)
async def test_a_round_whose_processes_are_killed_on_the_way_is_drawn_and_told_once(tmp_path: Path) -> None:
    platform, url = Platform(1, nonce_window=0.0), put_blank(tmp_path)
    async with Store.open(url, SECRET) as store, serving(platform) as address:
        now = datetime.now(UTC)
        community = await store.community(PLATFORM, "chaos", "Chaos", now)
        of = await _begin(store, community, now)
        setup = Setup(url, address, "replica", 1, batch=500)
        for number, name in enumerate(KILLED_AT):
            ended = await asyncio.to_thread(_killed, replace(setup, holder=f"replica{number}"), name)
            assert ended == -signal.SIGKILL, name
        ledger = Ledger(store.database, TERMS)
        await _finished(replace(setup, holder="the last"), ledger)
        async with store.reading(community) as work:
            (draw,) = await work.rounds.draws(of.id, limit=9)
            seats = await work.rounds.seats([draw.id])
        assert Counter(seat.member for seat in seats) == dict.fromkeys({seat.member for seat in seats}, 1)
        assert len(seats) == MEMBERS
        told = {user: [each.text for each in held.values()] for user, held in platform.channels.items()}
        assert sorted(told) == sorted(f"user{number}" for number in range(MEMBERS))
        assert all(len(texts) == 1 and texts[0].startswith("Coffee: whom you meet") for texts in told.values()), told
        assert await ledger.violations() == []
