"""What a million pending reminders cost those who wake up, look at their list, or cancel."""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path

from bot.domain.delivery import NoticeKind
from bot.paging import PAGE
from config.memory import settle_memory
from tests.benchmarks.crowd import Crowd, crowd, later, member_id
from tests.benchmarks.table import Line, bench

_FEW, _MANY = 1_000, 1_000_000
_TIMES = 200


@bench("pending")
async def pending(folder: Path) -> Sequence[Line]:
    few, many = [await _measured(folder / f"{count}.db", count) for count in (_FEW, _MANY)]
    return [
        Line("wake and deliver one: 1,000 pending", few["wake"], "ms"),
        Line("wake and deliver one: 1,000,000 pending", many["wake"], "ms"),
        Line("wake and deliver one: a million to a thousand", many["wake"] / few["wake"], "x", 2),
        Line("one member's list with 1,000,000 pending", many["list"], "ms", 5),
        Line("a cancel with 1,000,000 pending", many["cancel"], "ms", 5),
        Line("resident memory: a million more than a thousand", many["memory"] - few["memory"], "MB", 8),
    ]


async def _measured(path: Path, count: int) -> dict[str, float]:
    """In a process of its own, that has seen nothing but what it measures."""
    async with crowd(path) as town:
        await town.expect(later(count))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, str(path), stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    return json.loads(output)


async def measure(path: Path) -> dict[str, float]:
    async with crowd(path) as town:
        settle_memory()
        wake = await _median(lambda number: _wake(town))
        memory = _resident()
        listing = await _median(lambda number: _list(town, number))
        cancel = await _median(lambda number: _cancel(town, number))
    return {"wake": wake, "memory": memory, "list": listing, "cancel": cancel}


async def _median(act: Callable[[int], Awaitable[float]]) -> float:
    """Milliseconds."""
    return statistics.median([await act(number) * 1000 for number in range(_TIMES)])


async def _wake(town: Crowd) -> float:
    town.clock.at += timedelta(seconds=1)
    await town.expect([town.clock.at])
    delivery = town.delivery()
    begun = time.perf_counter()
    await delivery.run_due()
    return time.perf_counter() - begun


async def _list(town: Crowd, number: int) -> float:
    """What the command asks for: a page of the list in the order of time."""
    begun = time.perf_counter()
    async with town.store.reading(town.community) as work:
        reminders = work.book(member_id(number)).reminders
        moments = await reminders.moments()
        await reminders.these(sorted(moments, key=lambda each: moments[each].instant)[:PAGE])
    return time.perf_counter() - begun


async def _cancel(town: Crowd, number: int) -> float:
    async with town.store.reading(town.community) as work:
        mine = await work.book(member_id(number)).reminders.active()
    reminder = mine[-1]
    begun = time.perf_counter()
    async with town.store.work(town.community) as work:
        await work.outbox.is_being_sent(NoticeKind.REMINDER, reminder.id)
        reminders = work.book(member_id(number)).reminders
        await reminders.save((await reminders.get(reminder.id)).stopped())
        await work.commit()
    return time.perf_counter() - begun


def _resident() -> float:
    """Megabytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(Path(sys.argv[1])))))
