"""An announcement that does not come to stand in its channel: its host is told, and may have it posted after all."""

from datetime import UTC, datetime, timedelta

from bot.command import Place
from bot.domain.members import Role
from bot.invocation import Filled, Invocation, Profile
from tests.fakes.post import LOST_REPLY
from tests.scheduler.test_meetups_told_once import NEW_YORK, Life
from tests.stores import Town

_OPENING = "2026-03-02T12:00"


async def begun(town: Town) -> Life:
    life = Life(town, _OPENING)
    await life.does("ana", "/organise channel")
    return life


async def _announces_again(life: Life, who: str = "ana") -> str:
    """What pressing the button that the host was given comes to."""
    async with life.stage.town.store.reading(life.stage.town.community) as work:
        failed = await work.announcements.failed(datetime(2026, 1, 1, tzinfo=UTC))
    act = Filled("meetup announce", {"announcement": failed[0].id if failed else "none"})
    profile = Profile(who, who.title(), NEW_YORK, role=Role.MEMBER)
    event = f"again{life.stage.clock.at}{who}"
    response = await life.dispatcher(Invocation(life.stage.town.community, Place("local"), profile, act, event))
    return response.reply.plain()


def posts(life: Life, text: str) -> int:
    return sum(text in each for each in life.stage.post.said)


async def test_a_refused_announcement_is_told_to_its_host_and_can_be_posted_after_all(town: Town) -> None:
    life = await begun(town)
    life.stage.post.refused.add("events")
    await life.does("ana", "/meetup new Rust night on 12 March at 19:00")
    await life.waits(1)
    assert posts(life, "I could not announce Rust night on local (closed)") == 1
    assert "Only the host" in await _announces_again(life, "bo")
    life.stage.post.refused.clear()
    assert "I announce Rust night now" in await _announces_again(life)
    await life.waits(1)
    assert posts(life, "A new meetup") == 1
    assert "not there any more" in await _announces_again(life)
    assert await life.stage.ledger.violations() == []


async def test_nothing_is_posted_twice_where_the_history_cannot_be_read_the_host_decides(town: Town) -> None:
    life = await begun(town)
    life.stage.post.is_readable = False
    life.stage.post.orders.append(LOST_REPLY)
    await life.does("ana", "/meetup new Rust night on 12 March at 19:00")
    await life.waits(180)
    assert posts(life, "A new meetup") == 1
    assert posts(life, "I cannot see whether my announcement of Rust night reached its channel") == 1


async def test_what_came_too_late_to_be_announced_is_told_to_its_host(town: Town) -> None:
    life = await begun(town)
    await life.does("ana", "/meetup new Rust night on 12 March at 19:00")
    await life.waits(1)
    life.stage.clock.at += timedelta(days=11)
    await life.waits(0)
    assert posts(life, "Coming up") == 0
    assert posts(life, "Rust night was not announced in time: I was not running then.") == 0, "it is over by now"
    await life.does("ana", "/meetup new Go night every day at 19:00 until 20:00 capacity 5")
    life.stage.clock.at += timedelta(days=2, hours=7, minutes=30)
    await life.waits(0)
    assert posts(life, "Go night was not announced in time") >= 1


async def test_a_standstill_says_only_the_latest_step_also_where_no_organiser_made_a_plan(town: Town) -> None:
    life = Life(town, _OPENING)
    await life.does("ana", "/meetup new Rust night on 12 March at 19:00 announced here")
    await life.waits(1)
    life.stage.clock.at = datetime(2026, 3, 12, 18, 30, tzinfo=UTC)
    await life.waits(2)
    assert posts(life, "Rust night") == 2
    assert posts(life, "A new meetup") == 1
    assert await life.stage.ledger.violations() == []
