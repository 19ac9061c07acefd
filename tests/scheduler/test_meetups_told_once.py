"""Whatever is done to a meetup, each who said yes is told each thing once: over restarts, moves, undone moves and both
clock changes of the year."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import count, takewhile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from bot.command import Place
from bot.commands import COMMANDS
from bot.dispatch import Dispatcher
from bot.domain.announcements import Topic
from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.meetups import upcoming
from bot.domain.members import Role
from bot.domain.rsvps import Rsvp
from bot.domain.times import ZoneName
from bot.invocation import Invocation, Profile, Said, Slash
from bot.notices import Notices
from scheduler.delivery import Delivery
from storage.tables.delivery import DELIVERY
from tests.fakes.post import LOST_REPLY
from tests.scheduler.stage import Stage, StageClock
from tests.stores import SECRET, Town, settle

NEW_YORK = ZoneName("America/New_York")
_TEAMS, _EVENTS = count(), count()
_ONCE = (NoticeKind.CHECK, NoticeKind.GATHER, NoticeKind.AFTER)

acts = st.sampled_from(
    [
        ("ana", "/meetup edit Rust night to 20:00"),
        ("ana", "/meetup edit Rust night to 19:00 scope all"),
        ("ana", "/meetup edit Rust night to 21:30 scope all"),
        ("ana", "/meetup edit Rust night at Bar Lua"),
        ("ana", "/meetup cancel Rust night"),
        ("ana", "undo"),
        ("bo", "/meetup going Rust night"),
        ("bo", "/meetup not Rust night"),
        ("bo", "undo"),
        ("cleo", "/meetup going Rust night"),
        ("cleo", "/meetup maybe Rust night"),
        ("nobody", "restart"),
        ("nobody", "reply lost"),
    ]
)
waits = st.sampled_from([0, 1, 30, 24 * 60, 3 * 24 * 60])
openings = st.sampled_from(["2026-03-02T12:00", "2026-10-26T12:00"])


class Life:
    """A town whose members talk to Hallway as its clock goes on; deliveries are made all the while."""

    def __init__(self, town: Town, starts: str) -> None:
        self.stage = Stage(town, StageClock(datetime.fromisoformat(starts).replace(tzinfo=UTC)))
        self.dispatcher = Dispatcher(town.store, self.stage.clock, COMMANDS, SECRET)
        self.replica = self._replica()

    async def does(self, who: str, what: str) -> None:
        if what == "restart":
            self.replica = self._replica()
        elif what == "reply lost":
            self.stage.post.orders.append(LOST_REPLY)
        else:
            name, _, text = what.removeprefix("/").partition(" ")
            act = Slash(name, text) if what.startswith("/") else Said(what)
            role = Role.ORGANISER if who == "ana" else Role.MEMBER
            profile, place = Profile(who, who.title(), NEW_YORK, role=role), Place("local", "events")
            await self.dispatcher(Invocation(self.stage.town.community, place, profile, act, f"event{next(_EVENTS)}"))

    async def waits(self, minutes: int) -> None:
        await self.stage.pass_time(self.replica, minutes=minutes)

    async def sent(self) -> list[tuple[NoticeKind, str, str, str]]:
        columns = (DELIVERY.c.kind, DELIVERY.c.subject, DELIVERY.c.recipient, DELIVERY.c.occurrence)
        async with self.stage.town.store.database.reading() as connection:
            rows = await connection.execute(select(*columns).where(DELIVERY.c.state == DeliveryState.SENT))
            return [tuple(row) for row in rows]

    async def ends(self) -> None:
        """What this town has coming is not for the replicas of the next one."""
        async with self.stage.town.store.database.writing() as connection:
            await connection.execute(delete(DELIVERY))
            await connection.commit()

    def _replica(self) -> Delivery:
        return self.stage.replica(f"replica{next(_EVENTS)}", composer=Notices(self.stage.town.store))


@pytest.mark.parametrize("rule", ["on {day}", "every Sunday"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(opening=openings, story=st.lists(st.tuples(acts, waits), max_size=10))
async def test_each_is_told_each_thing_once(
    town: Town, rule: str, opening: str, story: list[tuple[tuple[str, str], int]]
) -> None:
    fresh = await settle(town.store, f"team{next(_TEAMS)}")
    life = Life(fresh, opening)
    sunday = life.stage.clock.at + timedelta(days=6)
    await life.does("ana", "/organise channel")
    await life.does("ana", f"/meetup new Rust night {rule.format(day=sunday.date())} at 02:30")
    await life.does("bo", "/meetup going Rust night")
    for (who, what), minutes in story:
        await life.does(who, what)
        await life.waits(minutes)
    await life.waits(12 * 24 * 60)
    once = [each for each in await life.sent() if each[0] is not NoticeKind.REFRESH]
    assert [each for each, times in Counter(once).items() if times > 1] == []
    assert [key for key, copies in life.stage.post.held.items() if len(copies) > 1] == []
    await _was_told_the_end_of_it(life)
    await _was_announced_once(life)
    assert await life.stage.ledger.violations() == []
    await life.ends()


async def _was_announced_once(life: Life) -> None:
    """Each step of the plan was taken once for each occurrence, however often that was moved; and it was taken."""
    async with life.stage.town.store.reading(life.stage.town.community) as reading:
        (meetup,) = await reading.meetups.coming(datetime(2026, 1, 1, tzinfo=UTC)) or (None,)
        overrides = await reading.meetups.overrides([meetup.id] if meetup else [])
    if meetup is None:
        return
    posted = [(Topic.parse(subject), key) for kind, subject, _, key in await life.sent() if kind is NoticeKind.ANNOUNCE]
    mine = [(topic, key) for topic, key in posted if topic.meetup == meetup.id]
    taken = [(topic.step, (topic.key or key) if meetup.is_series else "") for topic, key in mine]
    assert [each for each, times in Counter(taken).items() if times > 1] == []
    if meetup.is_cancelled:
        return
    came = takewhile(lambda each: each.begins < life.stage.clock.at, upcoming(meetup, overrides, meetup.created_at))
    untouched = [each for each in came if each.told_at is None and not each.is_cancelled]
    assert [each.key for each in untouched if ("60", each.key if meetup.is_series else "") not in taken] == []


async def _was_told_the_end_of_it(life: Life) -> None:
    """Whoever goes to what took place in the end was told how it is, and asked about it when it was over."""
    sent = await life.sent()
    work = life.stage.town.store.reading(life.stage.town.community)
    async with work as reading:
        meetups = await reading.meetups.coming(datetime(2026, 1, 1, tzinfo=UTC))
        rsvps: list[Rsvp] = [each for of in meetups for each in await reading.meetups.rsvps(of.id) if each.is_going]
        found = await reading.meetups.occurrences_of(rsvps)
    for rsvp in rsvps:
        occurrence = found.get(rsvp.id)
        if occurrence is None or occurrence.ends + timedelta(days=2) > life.stage.clock.at:
            continue
        told = {(kind, subject) for kind, subject, to, _ in sent if to == rsvp.member}
        assert occurrence.is_cancelled or (NoticeKind.AFTER, rsvp.id) in told
        was_late = (
            occurrence.told_at is None or rsvp.said_at >= occurrence.told_at or occurrence.told_at >= occurrence.begins
        )
        assert was_late or (NoticeKind.CHANGED, f"{rsvp.id}/{occurrence.sequence}") in told
