"""Ten thousand reminders due in the same minute, and a steady stream of them."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.claims import Tried
from bot.notices.composing import Notices
from bot.ports import Composer
from config.memory import settle_memory
from scheduler.clock import DeliveryClock
from tests.benchmarks.apscheduler_baseline import seconds_for
from tests.benchmarks.crowd import Crowd, compose, crowd, later, watching_the_loop
from tests.benchmarks.table import Line, bench

_BURST = 10_000
_OTHERS = 100_000
_ROUNDS = 3
_PACE = 100
_SECONDS = 10


@bench("burst")
async def burst(folder: Path) -> Sequence[Line]:
    """Taken in turns, so that both have the machine's good and bad moments."""
    plain, real, theirs, held = list[float](), list[float](), list[float](), list[float]()
    for turn in range(_ROUNDS):
        async with crowd(folder / f"burst{turn}.db") as town:
            await town.expect(later(_OTHERS))
            plain.append(await _burst(town, compose, held))
            real.append(await _burst(town, Notices(town.store), held))
        theirs.append(await seconds_for(folder / f"jobs{turn}.db", _BURST))
    ours, composed, baseline = (_BURST / statistics.median(taken) for taken in (plain, real, theirs))
    return [
        Line("10,000 due at once: APScheduler with its job store", baseline, "/s"),
        Line("10,000 due at once: Hallway, plain words", ours, "/s"),
        Line("10,000 due at once: Hallway, composed from the notebooks", composed, "/s"),
        Line("10,000 due at once: plain words, times APScheduler", ours / baseline, "x", 5, at_least=True),
        Line("10,000 due at once: composed, times APScheduler", composed / baseline, "x"),
        Line("10,000 due at once: longest hold of the event loop", max(held), "ms", 100),
    ]


async def _burst(town: Crowd, composer: Composer, held: list[float]) -> float:
    """Seconds from the claim of the first to the recorded result of the last."""
    town.clock.at += timedelta(minutes=1)
    await town.expect([town.clock.at] * _BURST)
    delivery = town.delivery(composer=composer)
    settle_memory()
    async with watching_the_loop() as holds:
        begun = time.perf_counter()
        done = await delivery.run_due()
        taken = time.perf_counter() - begun
    held += holds
    if done != {Tried.ACCEPTED: _BURST}:
        raise RuntimeError(f"not everything was sent: {done}")
    return taken


class _WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@bench("steady")
async def steady(folder: Path) -> Sequence[Line]:
    """The clock itself, real time, a reminder every ten milliseconds."""
    async with crowd(folder / "steady.db") as town:
        begin = datetime.now(UTC) + timedelta(seconds=3)
        dues = [begin + timedelta(seconds=number / _PACE) for number in range(_PACE * _SECONDS)]
        await town.expect(dues)
        settle_memory()
        async with DeliveryClock(town.delivery(clock=_WallClock(), composer=Notices(town.store))):
            await asyncio.sleep(_SECONDS + 5)
    arrived = sorted(at for _, at in town.messenger.sent)
    late = sorted((at - due.timestamp()) * 1000 for at, due in zip(arrived, dues, strict=True))
    return [
        Line("100 a second: median lateness", statistics.median(late), "ms"),
        Line("100 a second: lateness at p99", late[int(len(late) * 0.99)], "ms", 100),
    ]
