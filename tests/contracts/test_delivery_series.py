"""What recurs: planned one at a time, stopped when asked, and never a flood after downtime."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.delivery import NotAccepted, Wait
from bot.domain.times import Frequency, Rule
from tests.scheduler.stage import Stage
from tests.stores import NOW


async def test_the_next_occurrence_is_planned_with_the_claim(stage: Stage) -> None:
    daily = replace(stage.moment(minutes=1), rule=Rule(Frequency.DAILY))
    await stage.plan("daily", daily)
    replica = stage.replica()
    await stage.pass_time(replica, days=3)
    assert stage.post.said == ["daily"] * 3
    assert await replica.next_due() == NOW + timedelta(days=3, minutes=1)
    assert await stage.is_sound()


async def test_stopping_a_series_while_it_is_sent_stops_it(stage: Stage) -> None:
    async def cancel() -> None:
        await stage.cancel("daily")

    stage.post.meanwhile = cancel
    stage.post.orders.append(NotAccepted("busy"))
    await stage.plan("daily", replace(stage.moment(minutes=1), rule=Rule(Frequency.DAILY)))
    replica = stage.replica()
    await stage.pass_time(replica, days=5)
    assert len(stage.post.said) <= 1
    assert await replica.next_due() is None


async def test_a_series_that_was_stopped_and_taken_up_again_goes_on(stage: Stage) -> None:
    daily = replace(stage.moment(minutes=1), rule=Rule(Frequency.DAILY))
    replica = stage.replica()
    stage.script.lines["daily"] = Wait(NOW + timedelta(hours=2), "quiet hours")
    await stage.plan("daily", daily)
    await stage.pass_time(replica, hours=1)
    await stage.cancel("daily")
    await stage.plan("daily", daily)
    stage.script.lines.clear()
    await stage.pass_time(replica, days=3)
    assert stage.post.said == ["daily (due 2026-03-04T10:01)", "daily", "daily", "daily"]
    assert await replica.next_due() == NOW + timedelta(days=4, minutes=1)
    assert await stage.is_sound()


async def test_a_missed_series_that_was_stopped_and_taken_up_again_goes_on(stage: Stage) -> None:
    daily = replace(stage.moment(minutes=1), rule=Rule(Frequency.DAILY))
    replica = stage.replica()
    await stage.plan("daily", daily)
    for later in (timedelta(days=1), timedelta(days=2)):
        await stage.plan("daily", replace(daily, local=daily.local + later))
    await stage.cancel("daily")
    await stage.plan("daily", daily)
    stage.clock.at += timedelta(days=1, hours=1)
    await replica.run_due()
    assert stage.post.said == ["daily (due 2026-03-05T10:01)"]
    assert await replica.next_due() == NOW + timedelta(days=2, minutes=1)
    assert await stage.is_sound()


async def test_after_a_month_of_downtime_each_series_sends_its_latest_and_says_that_it_is_late(stage: Stage) -> None:
    for name, rule in (("daily", Rule(Frequency.DAILY)), ("weekly", Rule(Frequency.WEEKLY)), ("once", None)):
        await stage.plan(name, replace(stage.moment(minutes=1), rule=rule))
    replica = stage.replica()
    stage.clock.at += timedelta(days=30, hours=1)
    await replica.run_due()
    assert sorted(stage.post.said) == [
        "daily (due 2026-04-03T10:01)",
        "once (due 2026-03-04T10:01)",
        "weekly (due 2026-04-01T10:01)",
    ]
    assert await stage.is_sound()


async def test_what_ended_long_ago_is_pruned_but_a_series_goes_on(stage: Stage) -> None:
    await stage.plan("daily", replace(stage.moment(minutes=1), rule=Rule(Frequency.DAILY)))
    await stage.plan("once")
    replica = stage.replica()
    await stage.pass_time(replica, days=5)
    await stage.cancel("daily")
    assert await replica.prune(timedelta(0)) == 5
    assert await stage.states() == {"daily": "cancelled"}
    await stage.plan("daily", replace(stage.moment(minutes=1), rule=Rule(Frequency.DAILY)))
    assert await replica.next_due() == NOW + timedelta(days=5, minutes=1)
    assert await stage.is_sound()
