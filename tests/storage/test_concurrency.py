"""Many at once, in one process and in several: nothing is lost, nothing is done twice."""

import asyncio
from dataclasses import replace

from bot.domain.ids import MemberId, new_id
from bot.domain.members import Account, Member
from bot.errors import NotPossible
from storage.store import Store
from tests.storage.rivals import ROUNDS, compete
from tests.storage.samples import change, reminder
from tests.stores import NOW, SECRET, ZONE, Town


async def test_two_processes_lose_no_update(town: Town, database_url: str) -> None:
    counter = reminder(town.ana, "0")
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.add(counter)
        await work.commit()
    await compete("count_up", database_url, town.community, town.ana, counter.id)
    async with town.store.reading(town.community) as work:
        stored = await work.book(town.ana).reminders.get(counter.id)
    assert (stored.text, stored.version) == (str(2 * ROUNDS), 2 * ROUNDS + 1)


async def test_many_units_of_one_process_lose_no_update(town: Town) -> None:
    counter = reminder(town.ana, "0")
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.add(counter)
        await work.commit()

    async def count_up() -> bool:
        async with town.store.work(town.community) as work:
            reminders = work.book(town.ana).reminders
            now = await reminders.get(counter.id)
            try:
                await reminders.save(replace(now, text=str(int(now.text) + 1)))
            except NotPossible:
                return False
            await work.commit()
            return True

    done = sum(await asyncio.gather(*(count_up() for _ in range(20))))
    async with town.store.reading(town.community) as work:
        assert (await work.book(town.ana).reminders.get(counter.id)).text == str(done)


async def test_an_event_that_comes_many_times_at_once_is_new_once(town: Town) -> None:
    async def claim() -> bool:
        async with town.store.work(town.community) as work:
            first = await work.first_time("local", "E1", town.ana, NOW)
            await work.commit()
            return first

    assert sorted(await asyncio.gather(*(claim() for _ in range(12)))) == [False] * 11 + [True]


async def test_an_event_whose_work_failed_is_new_again(town: Town) -> None:
    for _ in range(2):
        async with town.store.work(town.community) as work:
            assert await work.first_time("local", "E1", town.ana, NOW)


async def test_a_community_is_founded_once_by_many(store: Store) -> None:
    founded = await asyncio.gather(*(store.community("local", "T1", "PyLisboa", NOW) for _ in range(8)))
    assert len({*founded}) == 1


async def test_one_undo_wins(town: Town) -> None:
    done = change(town.ana)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.add(reminder(town.ana))
        await work.keep_change(done)
        await work.commit()

    async def undo() -> bool:
        async with town.store.work(town.community) as work:
            try:
                await work.book(town.ana).changes.undo(done, at=NOW)
            except NotPossible:
                return False
            await work.commit()
            return True

    assert sum(await asyncio.gather(*(undo() for _ in range(5)))) == 1


async def test_readers_and_writers_do_not_wait_for_each_other_for_ever(town: Town) -> None:
    async def read() -> int:
        async with town.store.reading(town.community) as work:
            return await work.book(town.ana).reminders.count()

    async def write() -> int:
        async with town.store.work(town.community) as work:
            await work.book(town.ana).reminders.add(reminder(town.ana))
            await work.commit()
            return 0

    await asyncio.gather(*(one() for _ in range(30) for one in (read, write)))
    assert await read() == 30


async def test_two_acts_of_one_account_at_once_come_one_after_the_other(town: Town, database_url: str) -> None:
    async def press(store: Store) -> None:
        async with store.work(town.community) as work:
            ana = await work.members.by_account("local", "ana")
            assert ana is not None
            talks = work.book(ana.id).talk
            talk = await talks.load()
            assert await work.members.by_account("local", "bo") is not None
            await talks.save(replace(talk, asked=talk.asked + 1))
            await work.commit()

    async with Store.open(database_url, SECRET) as other:
        await asyncio.gather(*(press(store) for store in (town.store, other) * 4))
    async with town.store.reading(town.community) as work:
        assert (await work.book(town.ana).talk.load()).asked == 8


async def test_a_first_contact_in_two_units_at_once_joins_once(town: Town, database_url: str) -> None:
    async def arrive(store: Store) -> MemberId:
        async with store.work(town.community) as work:
            member = await work.members.by_account("local", "cleo")
            if member is None:
                member = Member(MemberId(new_id(NOW)), "Cleo", ZONE, NOW)
                await work.members.join(member, Account(town.community, "local", "cleo", member.id))
            await work.commit()
            return member.id

    async with Store.open(database_url, SECRET) as other:
        assert len({*await asyncio.gather(*(arrive(store) for store in (town.store, other) * 4))}) == 1


async def test_two_who_mention_each_other_do_not_wait_for_each_other(town: Town) -> None:
    async def mention(one: str, another: str) -> None:
        async with town.store.work(town.community) as work:
            assert await work.members.by_account("local", one) is not None
            assert await work.members.by_account("local", another) is not None
            await work.commit()

    await asyncio.gather(*(mention(*pair) for pair in (("ana", "bo"), ("bo", "ana")) * 4))
