"""One replica that draws rounds and tells of them: the real code on a database and a fake platform, until it is
killed."""

from bot.matchmaking import drawn_aside
from bot.notices import Notices
from scheduler.drawing import Drawing
from storage.store import Store
from tests.chaos.worker import SECRET, Setup, WallClock, deliver, run


async def work(setup: Setup) -> None:
    """Draw and deliver until a SIGTERM."""
    async with Store.open(setup.url, SECRET) as store:
        await deliver(setup, store.database, Notices(store), Drawing(store, drawn_aside, WallClock()))


def main(setup: Setup) -> None:
    """What a process of the test runs."""
    run(work(setup), setup.failpoints)
