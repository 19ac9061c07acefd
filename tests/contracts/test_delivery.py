"""What delivery promises, on every database: nothing lost, nothing twice, and whoever could not be reached is told."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from bot.domain.claims import MOST_UNREAD, Tried
from bot.domain.delivery import DeliveryState, Unknown
from bot.domain.times import Frequency, Rule
from storage.tables.delivery import DELIVERY
from tests.fakes.post import LOST_REPLY
from tests.scheduler.stage import Stage
from tests.stores import NOW


async def test_what_is_due_is_sent_once_and_what_is_not_waits(stage: Stage) -> None:
    replica = stage.replica()
    await stage.plan("now")
    await stage.plan("later", stage.moment(hours=1))
    assert await replica.run_due() == Counter()
    assert await stage.pass_time(replica, minutes=5) == Counter({Tried.ACCEPTED: 1})
    assert await replica.run_due() == Counter()
    assert stage.post.said == ["now"]
    assert stage.post.lookups == 0
    assert await replica.next_due() == NOW + timedelta(hours=1)
    assert await stage.states() == {"now": "sent", "later": "pending"}
    assert await stage.is_sound()


async def test_several_replicas_claim_each_delivery_once(stage: Stage) -> None:
    await stage.plan_many(400)
    stage.clock.at += timedelta(minutes=1)
    replicas = [stage.replica(str(number), batch=20) for number in range(4)]
    total = Counter[Tried]()
    for counted in await asyncio.gather(*(replica.run_due() for replica in replicas)):
        total += counted
    assert total == Counter({Tried.ACCEPTED: 400})
    assert sorted(stage.post.said) == [f"r{number:05}" for number in range(400)]
    assert await stage.is_sound()


async def test_a_cancelled_one_is_never_sent(stage: Stage) -> None:
    await stage.plan("gone")
    assert not await stage.cancel("gone")
    await stage.pass_time(stage.replica(), hours=1)
    assert stage.post.said == []


async def test_one_on_its_way_cannot_be_cancelled_and_says_so(stage: Stage) -> None:
    told: list[bool] = []

    async def cancel() -> None:
        told.append(await stage.cancel("going"))

    stage.post.meanwhile = cancel
    await stage.plan("going")
    await stage.pass_time(stage.replica(), hours=1)
    assert (told, stage.post.said) == ([True], ["going"])


async def _deliveries(stage: Stage) -> Sequence[Row[Any]]:
    async with stage.town.store.database.reading() as connection:
        return (await connection.execute(select(DELIVERY))).all()


async def test_what_is_sent_while_its_member_goes_is_let_go_of(stage: Stage) -> None:
    town = stage.town

    async def forget() -> None:
        async with town.store.work(town.community) as work:
            await work.book(town.ana).forget_everything()
            await work.commit()
        (left,) = await _deliveries(stage)
        assert left.state is DeliveryState.SENDING
        assert "going" not in left
        assert town.ana not in left

    stage.post.meanwhile = forget
    await stage.plan("going", replace(stage.moment(minutes=1), rule=Rule(Frequency.DAILY)))
    await stage.pass_time(stage.replica(), days=3)
    assert stage.post.said == ["going"]
    assert await stage.is_sound()
    await town.store.prune(stage.clock.now())
    assert await _deliveries(stage) == []


async def test_a_reply_that_got_lost_is_looked_up_and_nothing_is_sent_twice(stage: Stage) -> None:
    stage.post.orders.append(LOST_REPLY)
    await stage.plan("once")
    total = await stage.pass_time(stage.replica(), hours=1)
    assert total == Counter({Tried.UNKNOWN: 1, Tried.FOUND: 1})
    assert stage.post.said == ["once"]
    assert await stage.attempts() == ["unknown", "found"]
    assert await stage.is_sound()


async def test_a_request_that_got_lost_is_sent_again_with_the_same_key(stage: Stage) -> None:
    stage.post.orders.append(Unknown("request lost"))
    await stage.plan("once")
    await stage.pass_time(stage.replica(), hours=1)
    assert (stage.post.said, len(stage.post.held)) == (["once"], 1)


async def test_where_history_cannot_be_read_a_second_copy_beats_a_loss(stage: Stage) -> None:
    stage.post.orders.append(LOST_REPLY)
    stage.post.is_readable = False
    await stage.plan("twice")
    total = await stage.pass_time(stage.replica(), minutes=15)
    assert total == Counter({Tried.UNKNOWN: 1, Tried.UNREADABLE: MOST_UNREAD - 1, Tried.ACCEPTED: 1})
    assert stage.post.said == ["twice", "twice (due 2026-03-04T10:01)"]


async def test_an_audit_removes_the_second_copy_once_history_can_be_read(stage: Stage) -> None:
    stage.post.orders.append(LOST_REPLY)
    stage.post.is_readable = False
    await stage.plan("once")
    replica = stage.replica()
    await stage.pass_time(replica, minutes=15)
    assert len(stage.post.said) == 2
    stage.post.is_readable = True
    await stage.pass_time(replica, hours=1)
    assert stage.post.said == ["once"]
    assert await replica.next_due() is None
    assert await stage.is_sound()


async def test_a_history_that_stays_unreadable_is_given_up_after_a_day(stage: Stage) -> None:
    stage.post.orders.append(LOST_REPLY)
    stage.post.is_readable = False
    await stage.plan("twice")
    replica = stage.replica()
    await stage.pass_time(replica, days=2)
    assert await replica.next_due() is None
    assert 20 < stage.post.lookups < 50


async def test_a_crash_leaves_a_claim_that_another_replica_takes_up_in_doubt(stage: Stage) -> None:
    await stage.plan("taken")
    stage.clock.at += timedelta(minutes=1)
    await stage.ledger.claim(stage.clock.now(), holder="crashed", limit=10)
    replica = stage.replica()
    assert await replica.run_due() == Counter()
    await stage.pass_time(replica, minutes=1)
    assert (stage.post.said, stage.post.lookups) == (["taken"], 1)


async def test_a_zombie_that_sends_after_its_lease_leaves_one_copy(stage: Stage) -> None:
    """Frozen just before the write, it wakes up when another has sent the same."""
    rescuer, zombie = stage.replica("rescuer"), stage.replica("zombie")

    async def freeze() -> None:
        stage.post.meanwhile = None
        stage.clock.at += timedelta(minutes=1)
        await rescuer.run_due()

    stage.post.meanwhile = freeze
    await stage.plan("once")
    stage.clock.at += timedelta(minutes=1)
    await zombie.run_due()
    assert len(stage.post.said) == 2
    await stage.pass_time(rescuer, minutes=5)
    assert stage.post.said == ["once"]
    assert await stage.is_sound()


async def test_nothing_is_begun_when_the_lease_is_nearly_over(stage: Stage) -> None:
    ticks = iter((0.0,))
    slow = stage.replica("slow", monotonic=lambda: next(ticks, 100.0))
    await stage.plan("released")
    stage.clock.at += timedelta(minutes=1)
    assert await slow.run_due() == Counter({Tried.RELEASED: 1, Tried.ACCEPTED: 1})
    assert (len(stage.post.requests), stage.post.lookups) == (1, 0)


async def test_a_stopped_replica_finishes_one_and_releases_the_rest(stage: Stage) -> None:
    replica, other = stage.replica(), stage.replica("other")

    async def stop() -> None:
        replica.stop()

    stage.post.meanwhile = stop
    await stage.plan_many(20, recipients=1)
    stage.clock.at += timedelta(minutes=1)
    assert await replica.run_due() == Counter({Tried.ACCEPTED: 1, Tried.RELEASED: 19})
    stage.post.meanwhile = None
    assert await other.run_due() == Counter({Tried.ACCEPTED: 19})
    assert stage.post.lookups == 0
