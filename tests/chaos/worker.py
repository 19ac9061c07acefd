"""One replica: the real delivery code on a database and a fake platform, until it is killed."""

import asyncio
import random
import signal
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.claims import Terms
from bot.domain.delivery import Composed, Due, Say
from bot.domain.ids import CommunityId
from bot.domain.members import Account
from bot.domain.times import ZoneName
from bot.ports import Composer
from bot.reply import Reply
from bot.words import say
from scheduler.clock import DeliveryClock
from scheduler.delivery import Delivery
from scheduler.drawing import Drawing
from scheduler.failpoints import arm
from storage.engine import Database, open_engine
from storage.ledger import Ledger
from tests.fakes.messenger import HttpMessenger

PLATFORM = "fake"
SECRET = b"thirty-two bytes that open it up"
TERMS = Terms(lease=timedelta(seconds=3), margin=timedelta(seconds=1.5), audit_after=timedelta(seconds=4))
"""All of it shorter, in the same proportions: a request takes 1.5 s at most."""


@dataclass(frozen=True, slots=True)
class Setup:
    url: str
    address: str
    holder: str
    seed: int
    failpoints: str = ""
    batch: int = 20


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


async def compose(community: CommunityId, dues: Sequence[Due], now: datetime) -> Sequence[Composed]:
    """Every message says the name of its record, so that the oracle knows it."""
    return [
        Say(
            Reply.of(say("{subject}", subject=due.subject)),
            Account(community, PLATFORM, due.recipient, due.recipient, due.recipient),
            "en",
            ZoneName("UTC"),
        )
        for due in dues
    ]


async def work(setup: Setup) -> None:
    """Deliver until a SIGTERM."""
    async with open_engine(setup.url) as database:
        await deliver(setup, database, compose)


async def deliver(setup: Setup, database: Database, composer: Composer, drawing: Drawing | None = None) -> None:
    """Until a SIGTERM; draw rounds too where there is something to draw them with."""
    stopping, luck = asyncio.Event(), random.Random(setup.seed)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    total = TERMS.margin.total_seconds()
    async with HttpMessenger.open(setup.address, platform=PLATFORM, total=total) as messenger:
        delivery = Delivery(
            ledger=Ledger(database, TERMS),
            composer=composer,
            messengers={PLATFORM: messenger},
            clock=WallClock(),
            secret=SECRET,
            holder=setup.holder,
            terms=TERMS,
            drawing=drawing,
            batch=setup.batch,
            luck=lambda: luck.random() / 20,  # the longest wait decides how long a run takes
        )
        async with DeliveryClock(delivery):
            await stopping.wait()


def main(setup: Setup) -> None:
    """What a process of the harness runs."""
    run(work(setup), setup.failpoints)


def run(working: Coroutine[None, None, None], failpoints: str) -> None:
    """A worker, armed and without a word."""
    import logging

    logging.disable()
    arm(failpoints)
    asyncio.run(working)
