"""Processes that want the same database at the same moment."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import replace

from bot.domain.ids import CommunityId, MemberId
from bot.errors import NotPossible
from storage.migrate import migrate
from storage.store import Store
from tests.stores import SECRET

ROUNDS = 60


async def compete(*arguments: str, rivals: int = 2) -> None:
    """Run so many processes with these arguments, all let go at once; each must end well."""
    processes = [await _start(arguments) for _ in range(rivals)]
    for process in processes:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
    said = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    assert [process.returncode for process in processes] == [0] * rivals, said


async def _start(arguments: tuple[str, ...]) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, *arguments, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )


async def _count_up(url: str, community: str, owner: str, reminder_id: str) -> None:
    """Add one to the number a reminder's text is, over and over; whoever comes too late tries again."""
    async with Store.open(url, SECRET) as store:
        done = 0
        while done < ROUNDS:
            async with store.work(CommunityId(community)) as work:
                reminders = work.book(MemberId(owner)).reminders
                counter = await reminders.get(reminder_id)
                try:
                    await reminders.save(replace(counter, text=str(int(counter.text) + 1)))
                except NotPossible:
                    continue
                await work.commit()
                done += 1


if __name__ == "__main__":
    print("ready", flush=True)  # noqa: T201 - this is how a process speaks to the one that started it
    sys.stdin.readline()
    act, *rest = sys.argv[1:]
    asyncio.run({"migrate": migrate, "count_up": _count_up}[act](*rest))
