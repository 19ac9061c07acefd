"""The clock itself: it delivers as time passes, and stops without losing what it had taken."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.clock import DeliveryClock
from scheduler.survival import surviving
from tests.scheduler.stage import Stage


@pytest.fixture
def database_url(tmp_path: object) -> str:
    """The clock knows no database: one is enough."""
    return f"sqlite:///{tmp_path}/hallway.db"


class RealTime:
    """The stage's clock, moving with the machine's."""

    def __init__(self, stage: Stage) -> None:
        self._shift = stage.clock.at - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


async def _until(arrived: asyncio.Event) -> None:
    async with asyncio.timeout(20):
        await arrived.wait()


async def test_it_wakes_for_what_is_due_already_and_for_what_comes_due(stage: Stage) -> None:
    arrived = asyncio.Event()

    async def count() -> None:
        if len(stage.post.requests) == 2:
            arrived.set()

    stage.post.meanwhile = count
    await stage.plan("overdue", stage.moment(minutes=-1))
    await stage.plan("soon", stage.moment())
    stage.clock.at -= timedelta(milliseconds=300)
    replica = stage.replica(clock=RealTime(stage))
    async with DeliveryClock(replica):
        await _until(arrived)
    assert stage.post.said == ["overdue", "soon"]
    assert await replica.next_due() is None


async def test_stopping_lets_a_request_finish_and_releases_what_was_not_begun(stage: Stage) -> None:
    under_way, may_finish = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        under_way.set()
        await may_finish.wait()

    stage.post.meanwhile = hold
    await stage.plan_many(5, recipients=1)
    stage.clock.at += timedelta(minutes=1)
    clock = DeliveryClock(stage.replica())
    await clock.__aenter__()
    await _until(under_way)
    stopping = asyncio.create_task(clock.stop())
    await asyncio.sleep(0)
    may_finish.set()
    await stopping
    assert len(stage.post.said) == 1
    assert sorted((await stage.states()).values()) == ["pending"] * 4 + ["sent"]
    assert await stage.is_sound()


async def test_a_sweep_that_fails_is_not_the_last(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    arrived, troubles = asyncio.Event(), iter([RuntimeError("no database")])

    class Ailing:
        """A ledger that fails once."""

        def __init__(self) -> None:
            self._ledger = stage.ledger

        def __getattr__(self, name: str) -> object:
            for trouble in troubles:
                raise trouble
            return getattr(self._ledger, name)

    async def tell() -> None:
        arrived.set()

    stage.post.meanwhile = tell
    await stage.plan("after all")
    stage.clock.at += timedelta(minutes=1)
    async with DeliveryClock(stage.replica(ledger=Ailing())):
        await _until(arrived)
    assert stage.post.said == ["after all"]
    assert "delivery.failed" in caplog.text


def test_what_fails_again_in_the_same_way_is_a_line_without_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    troubles = [OSError("no database"), OSError("no database"), RuntimeError("another"), None, RuntimeError("another")]
    sweeping = surviving("sweep")
    for trouble in troubles:
        with sweeping:
            if trouble is not None:
                raise trouble
    assert [record.exc_info is not None for record in caplog.records] == [True, False, True, True]


async def test_stopping_what_never_ran_is_nothing(stage: Stage) -> None:
    await DeliveryClock(stage.replica()).stop()
