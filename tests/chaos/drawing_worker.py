"""One replica that draws rounds and tells of them: the real code on a database and a fake platform, until it is
killed."""

import asyncio
import random
import signal

from bot.matchmaking import drawn_aside
from bot.notices import Notices
from scheduler.clock import DeliveryClock
from scheduler.delivery import Delivery
from scheduler.drawing import Drawing
from scheduler.failpoints import arm
from storage.ledger import Ledger
from storage.store import Store
from tests.chaos.worker import PLATFORM, SECRET, TERMS, Setup, WallClock
from tests.fakes.messenger import HttpMessenger


async def work(setup: Setup) -> None:
    """Draw and deliver until a SIGTERM."""
    stopping, luck, clock = asyncio.Event(), random.Random(setup.seed), WallClock()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    total = TERMS.margin.total_seconds()
    async with (
        Store.open(setup.url, SECRET) as store,
        HttpMessenger.open(setup.address, platform=PLATFORM, total=total) as messenger,
    ):
        delivery = Delivery(
            ledger=Ledger(store.database, TERMS),
            composer=Notices(store),
            messengers={PLATFORM: messenger},
            clock=clock,
            secret=SECRET,
            holder=setup.holder,
            terms=TERMS,
            drawing=Drawing(store, drawn_aside, clock),
            luck=lambda: luck.random() / 20,
        )
        async with DeliveryClock(delivery):
            await stopping.wait()


def main(setup: Setup) -> None:
    """What a process of the test runs."""
    import logging

    logging.disable()
    arm(setup.failpoints)
    asyncio.run(work(setup))
