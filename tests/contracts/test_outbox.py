"""What commands may ask of the outbox, on every database."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import delete, select, update

from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.reminders import ReminderState
from bot.domain.times import Frequency, Moment, Rule, ZoneName
from storage.tables.delivery import DELIVERY
from tests.storage.samples import change, reminder
from tests.stores import ZONE, Town

FRIDAY = Moment.from_json({"local": "2026-03-06T09:00", "zone": ZONE, "precision": "minute"})
MONDAY = replace(FRIDAY, local=FRIDAY.local + timedelta(days=3))
DAILY = replace(FRIDAY, rule=Rule(Frequency.DAILY))
IN_NEW_YORK = {"zone": ZoneName("America/New_York")}


async def _align(town: Town, moment: Moment | None) -> None:
    async with town.store.work(town.community) as work:
        await work.outbox.align(
            kind=NoticeKind.REMINDER, subject="r1", recipient=town.ana, moment=moment, unasked=False
        )
        await work.commit()


async def _rows(town: Town) -> list[tuple[str, str, int]]:
    async with town.store.database.reading() as connection:
        columns = DELIVERY.c
        query = select(columns.occurrence, columns.state, columns.generation).order_by(
            columns.due_at, columns.generation
        )
        return [(row[0][5:10], str(row[1]), row[2]) for row in await connection.execute(query)]


async def _set(town: Town, occurrence: str, **values: object) -> None:
    async with town.store.database.writing() as connection:
        await connection.execute(update(DELIVERY).where(DELIVERY.c.occurrence.contains(occurrence)).values(**values))
        await connection.commit()


async def _sent(town: Town, occurrence: str) -> None:
    at = FRIDAY.instant + timedelta(hours=1)
    await _set(town, occurrence, state=DeliveryState.SENT, next_at=None, message="m1", sent_at=at, unasked=True)


async def test_a_moved_record_has_one_open_delivery(town: Town) -> None:
    await _align(town, FRIDAY)
    await _align(town, MONDAY)
    await _align(town, MONDAY)
    assert await _rows(town) == [("03-06", "cancelled", 1), ("03-09", "pending", 1)]


async def test_moved_back_it_is_a_new_generation(town: Town) -> None:
    await _align(town, FRIDAY)
    await _align(town, None)
    await _align(town, FRIDAY)
    assert await _rows(town) == [("03-06", "cancelled", 1), ("03-06", "pending", 2)]


async def test_what_was_sent_is_not_sent_again(town: Town) -> None:
    await _align(town, FRIDAY)
    await _sent(town, "03-06")
    await _align(town, None)
    await _align(town, FRIDAY)
    assert await _rows(town) == [("03-06", "sent", 1)]


async def test_the_same_wall_time_in_another_zone_is_another_occurrence(town: Town) -> None:
    for plain in (FRIDAY, DAILY):
        await _align(town, plain)
        await _sent(town, "03-06")
        await _align(town, replace(plain, **IN_NEW_YORK))
        assert await _rows(town) == [("03-06", "sent", 1), ("03-06", "pending", 2)]
        await _align(town, plain)
        assert ("03-06", "pending", 2) not in await _rows(town)
        async with town.store.work(town.community) as work:
            await work.outbox.cancel_all(town.ana)
            await work.commit()


async def test_what_is_to_come_moves_with_its_zone(town: Town) -> None:
    await _align(town, FRIDAY)
    await _align(town, replace(FRIDAY, **IN_NEW_YORK))
    assert await _rows(town) == [("03-06", "cancelled", 1), ("03-06", "pending", 2)]
    async with town.store.database.reading() as connection:
        columns = DELIVERY.c
        query = select(columns.due_at, columns.next_at).where(columns.state == DeliveryState.PENDING)
        later = FRIDAY.instant + timedelta(hours=5)
        assert (await connection.execute(query)).all() == [(later, later)]


async def test_a_stopped_series_goes_on_after_its_last(town: Town) -> None:
    await _align(town, DAILY)
    await _sent(town, "03-06")
    await _align(town, None)
    await _align(town, DAILY)
    assert await _rows(town) == [("03-06", "sent", 1), ("03-07", "pending", 1)]


async def _done_and_undone(town: Town, *, pruned: bool) -> None:
    """A reminder that rang on Friday is marked as done on Monday, and that is undone."""
    rang, done = replace(reminder(town.ana), moment=FRIDAY), change(town.ana)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.add(rang)
        await work.commit()
    if pruned:
        await _sent(town, "03-06")
        async with town.store.database.writing() as connection:
            await connection.execute(delete(DELIVERY))
            await connection.commit()
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.save(replace(rang, state=ReminderState.DONE))
        await work.keep_change(done)
        await work.commit()
    async with town.store.work(town.community) as work:
        await work.book(town.ana).changes.undo(done, at=MONDAY.instant)
        await work.commit()


async def test_what_was_sent_and_pruned_is_not_sent_again_by_an_undo(town: Town) -> None:
    await _done_and_undone(town, pruned=True)
    assert await _rows(town) == []


async def test_what_was_cancelled_comes_late_after_an_undo(town: Town) -> None:
    await _done_and_undone(town, pruned=False)
    assert await _rows(town) == [("03-06", "cancelled", 1), ("03-06", "pending", 2)]


async def test_what_is_being_sent_is_told_and_left_alone(town: Town) -> None:
    await _align(town, FRIDAY)
    await _set(town, "03-06", state=DeliveryState.SENDING)
    await _align(town, None)
    async with town.store.reading(town.community) as work:
        assert await work.outbox.is_being_sent(NoticeKind.REMINDER, "r1")
        assert not await work.outbox.is_being_sent(NoticeKind.DIGEST, "r1")
    assert await _rows(town) == [("03-06", "sending", 1)]


async def test_the_latest_sent_is_found_and_counted(town: Town) -> None:
    await _align(town, FRIDAY)
    await _sent(town, "03-06")
    async with town.store.reading(town.community) as work:
        arrived = await work.outbox.latest_sent(town.ana)
        assert arrived is not None
        due = arrived.due
        assert arrived.sent_at == FRIDAY.instant + timedelta(hours=1)
        assert (due.moment, due.due_at, due.subject) == (FRIDAY, FRIDAY.instant, "r1")
        assert await work.outbox.sent(town.ana, due.id) == due
        assert await work.outbox.sent(town.bo, due.id) is None
        assert await work.outbox.latest_sent(town.bo) is None
        assert await work.outbox.sent_since(town.ana, arrived.sent_at) == [arrived]
        assert await work.outbox.sent_since(town.ana, arrived.sent_at + timedelta(seconds=1)) == []
        assert await work.outbox.sent_since(town.bo, FRIDAY.instant) == []
        assert await work.outbox.sent_at(due.kind, "r1") == arrived.sent_at
        assert await work.outbox.sent_at(due.kind, "r2") is None
        counted = await work.outbox.unasked_since([town.ana, town.bo], FRIDAY.instant)
        assert counted == {town.ana: 1, town.bo: 0}
        later = await work.outbox.unasked_since([town.ana], arrived.sent_at + timedelta(seconds=1))
        assert later == {town.ana: 0}


async def test_what_could_not_come_waits_to_be_shown_once(town: Town) -> None:
    await _align(town, FRIDAY)
    await _set(town, "03-06", state=DeliveryState.FAILED, next_at=None, error="closed", unseen=True)
    async with town.store.work(town.community) as work:
        (unseen,) = await work.outbox.unseen(town.ana)
        assert (unseen.due.subject, unseen.code) == ("r1", "closed")
        await work.outbox.shown([unseen])
        assert await work.outbox.unseen(town.ana) == []
        await work.outbox.shown([])


async def test_what_is_forgotten_has_nothing_coming(town: Town) -> None:
    await _align(town, FRIDAY)
    async with town.store.work(town.community) as work:
        await work.outbox.cancel_subjects(["r1", "r2"])
        await work.commit()
    assert await _rows(town) == []
    await _align(town, MONDAY)
    async with town.store.work(town.community) as work:
        await work.outbox.cancel_all(town.ana)
        await work.commit()
    assert await _rows(town) == []
