"""One delivery for each recipient: a crash in the middle leaves exactly the rest."""

from contextlib import suppress
from datetime import timedelta

from scheduler.failpoints import Died
from tests.scheduler.stage import Stage


async def test_a_crash_in_the_middle_leaves_the_rest(stage: Stage) -> None:
    async def die() -> None:
        if len(stage.post.requests) == 61:
            raise Died

    stage.post.meanwhile = die
    await stage.plan_many(100, recipients=100)
    stage.clock.at += timedelta(minutes=1)
    with suppress(BaseExceptionGroup):
        await stage.replica("dies").run_due()
    stage.post.meanwhile = None
    await stage.pass_time(stage.replica("rescues"), minutes=10)
    assert sorted(stage.post.said) == [f"r{number:05}" for number in range(100)]
    assert await stage.is_sound()
