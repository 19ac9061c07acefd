"""The numbers that stand in a channel last are the true ones, whoever changes them and whichever replica writes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.domain.delivery import NotAccepted
from bot.domain.rsvps import Answer
from bot.notices import Notices
from scheduler.delivery import Delivery
from tests.fakes.post import Post
from tests.scheduler.test_meetups_told_once import Life
from tests.stores import Town

_A_WHILE = 0.3
"""Seconds for which replicas may go on by themselves before a test does: more of them change nothing."""


class Held:
    """The next message to the channel stays on its way until it is let go; those after it arrive at once."""

    def __init__(self, post: Post) -> None:
        self._post, self._is_on_its_way, self.may_arrive = post, False, asyncio.Event()
        post.meanwhile = self

    async def __call__(self) -> None:
        if self._post.requests[-1] == "events" and not self._is_on_its_way:
            self._is_on_its_way = True
            await self.may_arrive.wait()


class Counting:
    """A meetup with one seat, announced in a channel that two replicas write in. Two members said no, and may change
    their minds."""

    def __init__(self, town: Town) -> None:
        self.life = Life(town, "2026-03-02T12:00")
        self.stage = self.life.stage
        self.one, self.two = self._replica("first"), self._replica("second")

    async def begins(self, *acts: tuple[str, str]) -> None:
        await self.life.does("ana", "/organise channel")
        await self.life.does("ana", "/meetup new Rust night on 12 March at 19:00 capacity 1")
        for who, answer in (("dan", "not"), ("eve", "not"), ("bo", "going"), *acts):
            await self.life.does(who, f"/meetup {answer} Rust night")
        await self.life.waits(1)

    @property
    def stands(self) -> str:
        (text,) = (each for each in self.stage.post.said if "going of" in each)
        return next(line for line in text.splitlines() if "going of" in line)

    @asynccontextmanager
    async def one_more_maybe(self) -> AsyncGenerator[None]:
        """Of the two who said no; not committed before the end."""
        town, now = self.stage.town, self.stage.clock.at
        async with town.store.work(town.community) as work:
            (night,) = await work.meetups.coming(now)
            await work.meetups.hold(night.id)
            mine = next(each for each in await work.meetups.rsvps(night.id) if each.answer is Answer.NOT)
            await work.meetups.answer(mine.answering(Answer.MAYBE, at=now))
            yield
            await work.commit()

    async def ends(self) -> str:
        """The numbers in the channel, when nothing is left to do."""
        await self.life.waits(5)
        assert await self.stage.ledger.violations() == []
        return self.stands

    def _replica(self, name: str) -> Delivery:
        return self.stage.replica(name, composer=Notices(self.stage.town.store))


async def _goes_on(*tasks: "asyncio.Task[object]") -> None:
    """Until they are done, or wait for the test."""
    await asyncio.wait(tasks, timeout=_A_WHILE)


async def test_a_seat_that_lapses_while_somebody_answers(town: Town) -> None:
    counting = Counting(town)
    await counting.begins(("cleo", "going"), ("bo", "not"))
    assert counting.stands == "0 going of 1, 1 waiting"
    async with town.store.reading(town.community) as work:
        (night,) = await work.meetups.coming(counting.stage.clock.at)
        until = max(each.offer_until for each in await work.meetups.rsvps(night.id) if each.offer_until)
    counting.stage.clock.at = until + timedelta(minutes=1)
    held = Held(counting.stage.post)
    async with asyncio.TaskGroup() as replicas:
        async with counting.one_more_maybe():
            slow = replicas.create_task(counting.one.run_due())
            await _goes_on(slow)
        await _goes_on(slow, replicas.create_task(counting.two.run_due()))
        held.may_arrive.set()
    assert await counting.ends() == "0 going of 1, 1 maybe"


async def test_numbers_that_are_written_while_somebody_answers(town: Town) -> None:
    counting = Counting(town)
    await counting.begins()
    async with counting.one_more_maybe():
        pass
    async with asyncio.TaskGroup() as replicas, counting.one_more_maybe():
        await _goes_on(replicas.create_task(counting.one.run_due()))
    assert await counting.ends() == "1 going of 1, 2 maybe"


async def test_numbers_that_are_tried_again_while_later_ones_are_on_their_way(town: Town) -> None:
    counting = Counting(town)
    await counting.begins()
    async with counting.one_more_maybe():
        pass
    held = Held(counting.stage.post)
    counting.stage.post.orders.append(NotAccepted("not now"))
    async with asyncio.TaskGroup() as replicas:
        first = replicas.create_task(counting.one.run_due())
        await _goes_on(first)
        async with counting.one_more_maybe():
            pass
        counting.one.stop()
        held.may_arrive.set()
        await first
        late = Held(counting.stage.post)
        await _goes_on(replicas.create_task(counting.two.run_due()))
        await counting.life.does("bo", "/meetup not Rust night")
        counting.stage.clock.at += timedelta(seconds=30)
        await _goes_on(replicas.create_task(counting.life.replica.run_due()))
        late.may_arrive.set()
    assert await counting.ends() == "0 going of 1, 2 maybe"
