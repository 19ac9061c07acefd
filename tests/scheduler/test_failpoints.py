"""Every failpoint, three times each: a worker that dies or fails there loses nothing and doubles nothing."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest

from bot.domain.delivery import Outcome, Parcel
from scheduler.failpoints import NAMES, Died, Planted, arm, failpoint, waiting
from tests.fakes.post import LOST_REPLY, Post
from tests.scheduler.stage import Stage

_TIMES = 3


class DoubtfulPost(Post):
    """Loses the first reply about anything, and then doubles what is called ``twice``: work for every failpoint."""

    async def send(self, parcel: Parcel) -> Outcome:
        if parcel.key in self.held:
            return await super().send(parcel)
        self.keep(parcel)
        if parcel.say.reply.plain().startswith("twice"):
            self.keep(parcel)
        return LOST_REPLY


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    yield
    arm("")


@pytest.mark.parametrize("act", ["die", "raise"])
@pytest.mark.parametrize("name", sorted(NAMES))
async def test_a_worker_that_ends_there_loses_and_doubles_nothing(name: str, act: str, stage: Stage) -> None:
    stage.post, subjects = DoubtfulPost(), list[str]()
    for number in range(1, _TIMES + 1):
        subjects += await _plan_more(stage, number)
        arm(f"{name}={act}@{number}")
        await _survive(stage, hours=1)
        assert waiting() == set()
    assert sorted(text.split()[0] for text in stage.post.said) == sorted(subjects)
    assert set((await stage.states()).values()) == {"sent"}
    assert await stage.is_sound()


async def _plan_more(stage: Stage, number: int) -> list[str]:
    """Enough for every failpoint to be passed three times, a minute apart each."""
    subjects = [f"{kind}{number}{letter}" for kind in ("once", "twice") for letter in "abc"]
    for minutes, subject in enumerate(subjects, 1):
        await stage.plan(subject, stage.moment(hours=number - 1, minutes=minutes))
    return subjects


async def _survive(stage: Stage, **later: float) -> None:
    """As time passes, replicas die and others come."""
    until = stage.clock.at + timedelta(**later)
    for number in count():
        replica = stage.replica(f"replica{number}")
        with suppress(BaseExceptionGroup, Died):
            await stage.pass_time(replica, until=until)
            return


async def test_failpoints_do_nothing_until_they_are_armed() -> None:
    arm("")
    await failpoint("before_http")
    arm("before_http=raise@2,before_claim=delay@1:0")
    await failpoint("before_http")
    await failpoint("after_http")
    await failpoint("before_claim")
    with pytest.raises(Planted):
        await failpoint("before_http")
    await failpoint("before_http")


@pytest.mark.parametrize("plan", ["nowhere=kill@1", "before_http=explode@1"])
def test_a_plan_nobody_understands_is_refused(plan: str) -> None:
    with pytest.raises(ValueError, match="no failpoint"):
        arm(plan)
