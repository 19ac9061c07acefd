"""Platforms that refuse, limit or are down, and deliveries that wait or are poisonous; on every database."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.domain.claims import MOST_ATTEMPTS, Tried
from bot.domain.delivery import Drop, NotAccepted, Say, Unknown, Wait
from bot.reply import NOTHING
from tests.scheduler.stage import Stage
from tests.stores import NOW, ZONE


async def test_a_refused_one_waits_to_be_shown(stage: Stage) -> None:
    stage.post.refused.add(stage.town.ana)
    await stage.plan("closed")
    await stage.plan("open", to=stage.town.bo)
    await stage.pass_time(stage.replica(), hours=1)
    assert await stage.states() == {"closed": "failed", "open": "sent"}
    async with stage.town.store.reading(stage.town.community) as work:
        (unseen,) = await work.outbox.unseen(stage.town.ana)
    assert (unseen.due.subject, unseen.code) == ("closed", "closed")


async def test_a_platform_that_is_down_is_tried_less_and_less_and_the_member_is_told(stage: Stage) -> None:
    stage.post.closed[stage.town.ana] = NotAccepted("unreachable")
    await stage.plan("dead")
    replica = stage.replica()
    await stage.pass_time(replica, minutes=10)
    assert len(stage.post.requests) <= 7
    await stage.pass_time(replica, days=3)
    assert len(stage.post.requests) == MOST_ATTEMPTS
    assert await stage.states() == {"dead": "dead"}
    async with stage.town.store.reading(stage.town.community) as work:
        assert [each.code for each in await work.outbox.unseen(stage.town.ana)] == ["unreachable"]


@pytest.mark.parametrize("hours", [0.25, 3, 20])
async def test_a_platform_that_answers_with_errors_for_hours_loses_nothing(stage: Stage, hours: float) -> None:
    """Nobody knows what became of what was sent, and the history cannot be read either."""
    stage.post.closed[stage.town.ana], stage.post.is_readable = Unknown("503"), False
    await stage.plan("evening")
    replica = stage.replica()
    await stage.pass_time(replica, hours=hours)
    assert len(stage.post.requests) <= 10 + hours
    stage.post.closed.clear()
    stage.post.is_readable = True
    await stage.pass_time(replica, hours=1)
    assert await stage.states() == {"evening": "sent"}
    assert len(stage.post.said) == 1


async def test_a_slow_destination_delays_nobody_else(stage: Stage) -> None:
    stage.post.closed["member0"] = NotAccepted("rate limited", timedelta(minutes=5))
    await stage.plan_many(500)
    replica = stage.replica()
    await stage.pass_time(replica, minutes=2)
    assert len(stage.post.said) == 490
    assert stage.post.requests.count("member0") == 1
    del stage.post.closed["member0"]
    await stage.pass_time(replica, minutes=5)
    assert len(stage.post.said) == 500
    assert await stage.is_sound()


async def test_retry_after_is_believed_up_to_an_hour(stage: Stage) -> None:
    stage.post.orders.append(NotAccepted("rate limited", timedelta(days=400)))
    await stage.plan("hour")
    replica = stage.replica()
    await stage.pass_time(replica, minutes=2)
    assert await replica.next_due() == NOW + timedelta(minutes=61)


async def test_composing_may_put_off_or_drop(stage: Stage) -> None:
    stage.script.lines = {"quiet": Wait(NOW + timedelta(hours=8), "quiet hours"), "done": Drop("done")}
    await stage.plan("quiet")
    await stage.plan("done")
    replica = stage.replica()
    await stage.pass_time(replica, hours=1)
    assert await stage.states() == {"quiet": "pending", "done": "cancelled"}
    assert await replica.next_due() == NOW + timedelta(hours=8)
    stage.script.lines.clear()
    await stage.pass_time(replica, hours=8)
    assert (stage.post.said, stage.post.lookups) == (["quiet (due 2026-03-04T10:01)"], 0)


async def test_waiting_costs_no_attempt(stage: Stage) -> None:
    stage.script.lines["budget"] = Wait(NOW, "budget")
    await stage.plan("budget")
    replica = stage.replica()
    stage.clock.at += timedelta(minutes=1)
    for _ in range(MOST_ATTEMPTS + 3):
        assert await replica.run_due() == Counter({Tried.PUT_OFF: 1})
        stage.clock.at += timedelta(seconds=1)


async def test_a_poisonous_delivery_dies_alone_and_takes_nothing_along(stage: Stage) -> None:
    await stage.plan_many(30)
    stage.script.poison.add("r00007")
    await stage.pass_time(stage.replica(batch=10), hours=1)
    states = await stage.states()
    assert states.pop("r00007") == "dead"
    assert set(states.values()) == {"sent"}
    assert len(stage.post.said) == 29
    assert await stage.is_sound()


async def test_a_direct_channel_is_learnt_from_the_first_message(stage: Stage) -> None:
    await stage.plan("hello", to=stage.town.bo)
    store, town = stage.town.store, stage.town
    async with store.reading(town.community) as work:
        (account,) = (await work.members.accounts([town.bo]))[town.bo]
    assert account.destination is None
    stage.script.lines["hello"] = Say(NOTHING, account, "en", ZONE)
    await stage.pass_time(stage.replica(), hours=1)
    async with store.reading(town.community) as work:
        (account,) = (await work.members.accounts([town.bo]))[town.bo]
    assert account.destination == "bo"
