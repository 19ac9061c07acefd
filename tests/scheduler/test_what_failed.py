"""What organisers see of deliveries that failed: announcements with their reasons, members' own as numbers."""

from datetime import timedelta

from bot.command import Place
from bot.domain.members import Role
from bot.invocation import Filled, Invocation, Pressed, Profile
from bot.reply import Reply
from tests.scheduler.test_meetups_told_once import NEW_YORK, Life
from tests.scheduler.test_unannounced import begun, posts
from tests.stores import Town


async def _looks(life: Life, role: Role = Role.ORGANISER, act: Filled | Pressed | None = None) -> Reply:
    profile = Profile("olu", "Olu", NEW_YORK, role=role)
    life.stage.clock.at += timedelta(seconds=1)
    invocation = Invocation(
        life.stage.town.community,
        Place("local"),
        profile,
        act or Filled("organise failed", {}),
        str(life.stage.clock.at),
    )
    return (await life.dispatcher(invocation)).reply


async def test_a_refused_announcement_is_shown_with_its_reason_and_posted_after_all(town: Town) -> None:
    life = await begun(town)
    life.stage.post.refused.add("events")
    await life.does("ana", "/meetup new Rust night on 12 March at 19:00")
    await life.waits(1)
    seen = await _looks(life)
    assert "One announcement did not get to its channel" in seen.plain()
    assert "Rust night\nAs new, in #events: the platform did not take it (closed)" in seen.plain()
    life.stage.post.refused.clear()
    (again,) = [each for each in seen.buttons if str(each.label) == "Announce it now"]
    assert "Only the host" in (await _looks(life, Role.MEMBER, Filled(again.call.command, again.call.slots))).plain()
    done = await _looks(life, act=Filled(again.call.command, again.call.slots))
    assert "I announce Rust night now" in done.plain()
    await life.waits(1)
    assert posts(life, "A new meetup") == 1
    assert "Every announcement of the last 30 days" in (await _looks(life)).plain()


async def test_one_of_a_meetup_that_does_not_take_place_is_not_posted_after_all(town: Town) -> None:
    life = await begun(town)
    life.stage.post.refused.add("events")
    await life.does("ana", "/meetup new Rust night on 12 March at 19:00")
    await life.waits(1)
    await life.does("ana", "/meetup cancel Rust night")
    assert [each for each in (await _looks(life)).buttons if str(each.label) == "Announce it now"] == []


async def test_a_digest_that_was_not_posted_is_shown_with_its_reason(town: Town) -> None:
    life = await begun(town)
    await life.does("bo", "/ask someone who can review my talk")
    await life.does("bo", "post it")
    life.stage.post.refused.add("events")
    await life.waits(8 * 24 * 60)
    seen = (await _looks(life)).plain()
    assert "Every announcement of the last 30 days" in seen
    assert "The weekly digest of" in seen
    assert "In #events: the platform did not take it (closed)" in seen
    assert "review my talk" not in seen
    life.stage.post.refused.clear()
    await life.waits(60 * 24 * 60)
    assert "digest" not in (await _looks(life)).plain()


async def test_it_is_told_for_thirty_days(town: Town) -> None:
    life = await begun(town)
    life.stage.post.refused.add("events")
    await life.does("ana", "/meetup new Rust night on 12 May at 19:00")
    await life.waits(1)
    life.stage.clock.at += timedelta(days=29)
    assert "Rust night" in (await _looks(life)).plain()
    life.stage.clock.at += timedelta(days=2)
    assert "Rust night" not in (await _looks(life)).plain()
