"""A record's delivery is where the record says, whatever was done to it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.ids import new_id
from bot.domain.times import Cadence, Moment, Unit
from storage.tables.delivery import DELIVERY
from tests.storage.samples import DAILY, LATER, TODAY, TOMORROW, change, person, promise, reminder
from tests.stores import NOW, ZONE, Town

Coming = tuple[NoticeKind, str, Moment, bool]


async def coming(town: Town) -> Sequence[Coming]:
    """What Ana has coming: why, about which record, when, and whether it is unasked."""
    columns = DELIVERY.c
    question = (
        select(columns.kind, columns.subject, columns.moment, columns.unasked)
        .where(columns.recipient == town.ana, columns.state == DeliveryState.PENDING)
        .order_by(columns.due_at)
    )
    async with town.store.database.reading() as connection:
        return [tuple(row) for row in await connection.execute(question)]


async def do(town: Town, room: str, method: str, value: Any) -> None:
    async with town.store.work(town.community) as work:
        await getattr(getattr(work.book(town.ana), room), method)(value)
        await work.commit()


async def test_a_reminder_rings_where_it_was_moved_and_no_more_when_it_is_done(town: Town) -> None:
    water = reminder(town.ana)
    await do(town, "reminders", "add", water)
    assert await coming(town) == [(NoticeKind.REMINDER, water.id, TOMORROW, False)]
    await do(town, "reminders", "save", water.moved_to(LATER))
    assert await coming(town) == [(NoticeKind.REMINDER, water.id, LATER, False)]
    await do(town, "reminders", "save", replace(water.moved_to(LATER), version=2).done(at=NOW))
    assert await coming(town) == []


async def test_a_removed_record_has_nothing_coming(town: Town) -> None:
    water = reminder(town.ana)
    await do(town, "reminders", "add", water)
    await do(town, "reminders", "remove", water.id)
    assert await coming(town) == []


async def test_promises_nudges_and_followups_have_their_own_kinds(town: Town) -> None:
    cleo = person(town.ana, "Cleo").kept_every(Cadence(2, Unit.WEEKS), today=TODAY, zone=ZONE)
    sworn = promise(town.ana, cleo.id)
    idea = FollowUp(new_id(NOW), town.ana, cleo.id, Reason.JUST_MET, LATER, NOW, FollowUpState.SUGGESTED)
    await do(town, "people", "add", cleo)
    await do(town, "promises", "add", sworn)
    await do(town, "promises", "add", promise(town.ana, cleo.id, due=None))
    await do(town, "followups", "add", idea)
    assert cleo.nudge is not None
    assert await coming(town) == [
        (NoticeKind.PROMISE, sworn.id, TOMORROW, False),
        (NoticeKind.FOLLOWUP, idea.id, LATER, True),
        (NoticeKind.NUDGE, cleo.id, cleo.nudge, False),
    ]
    await do(town, "followups", "save", replace(idea, state=FollowUpState.PLANNED))
    assert (NoticeKind.FOLLOWUP, idea.id, LATER, False) in await coming(town)


async def test_a_digest_belongs_to_the_member(town: Town) -> None:
    async with town.store.work(town.community) as work:
        ana = await work.members.get(town.ana)
        await work.members.save(replace(ana, digest=DAILY))
        await work.commit()
    assert await coming(town) == [(NoticeKind.DIGEST, town.ana, DAILY, False)]


async def test_undo_moves_the_delivery_back(town: Town) -> None:
    water = reminder(town.ana)
    await do(town, "reminders", "add", water)
    done = change(town.ana)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.save(water.moved_to(LATER))
        await work.keep_change(done)
        await work.commit()
    await do(town, "reminders", "add", reminder(town.ana, "call Cleo", LATER))
    async with town.store.work(town.community) as work:
        await work.book(town.ana).changes.undo(done, at=NOW)
        await work.commit()
    assert (NoticeKind.REMINDER, water.id, TOMORROW, False) in await coming(town)
    assert len(await coming(town)) == 2


async def test_what_is_rolled_back_leaves_nothing_coming(town: Town) -> None:
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.add(reminder(town.ana))
    assert await coming(town) == []


async def test_a_whole_store_has_nothing_to_complain_of(town: Town) -> None:
    await do(town, "reminders", "add", reminder(town.ana))
    assert await town.store.check(NOW) == []


async def test_the_check_finds_records_without_deliveries_and_deliveries_without_records(town: Town) -> None:
    water, call = reminder(town.ana), reminder(town.ana, "call Cleo")
    await do(town, "reminders", "add", water)
    await do(town, "reminders", "add", call)
    async with town.store.database.writing() as connection:
        lose = DELIVERY.delete().where(DELIVERY.c.subject == water.id)
        astray = DELIVERY.update().where(DELIVERY.c.subject == call.id).values(subject="nothing")
        await connection.execute(lose)
        await connection.execute(astray)
        await connection.commit()
    assert await town.store.check(NOW) == [
        "open records without their delivery, reminder: 2",
        "deliveries to come for nothing, reminder: 1",
    ]
    assert await town.store.check(LATER.instant) == ["deliveries to come for nothing, reminder: 1"]
