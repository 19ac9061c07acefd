"""No way leads from one notebook or community to another: every method, with the id of somebody else's record."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.ids import PersonId
from bot.errors import NotFound, NotPossible, UserError
from storage.store import Store
from tests.storage.samples import ABOUT_A_PERSON, KINDS, Kind, person, promise
from tests.stores import Town, settle

of_every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.room)


async def kept(town: Town, kind: Kind) -> Any:
    """A record of Ana's."""
    about = person(town.ana, "Cleo")
    record = kind.plain(town.ana, about.id)
    async with town.store.work(town.community) as work:
        book = work.book(town.ana)
        await book.people.add(about)
        await getattr(book, kind.room).add(record)
        await work.commit()
    return record


async def answer(question: Callable[[], Awaitable[Any]]) -> object:
    """What was said, or refused with these words."""
    try:
        return await question()
    except UserError as error:
        return type(error), str(error.phrase)


@of_every_kind
async def test_somebody_elses_record_reads_like_one_that_never_was(town: Town, kind: Kind) -> None:
    record = await kept(town, kind)
    async with town.store.work(town.community) as work:
        room = getattr(work.book(town.bo), kind.room)
        for method in (room.find, room.get, room.remove, room.about):
            assert await answer(lambda m=method: m(record.id)) == await answer(lambda m=method: m("never"))
        for room_of_bo in (replace(record, owner=town.bo), record):
            changed = replace(room_of_bo, **kind.changed)
            never = replace(changed, id="never")
            assert await answer(lambda r=changed: room.save(r)) == await answer(lambda r=never: room.save(r))
        assert await room.every() == []
        assert await room.count() == 0


@of_every_kind
async def test_nothing_is_put_into_somebody_elses_notebook(town: Town, kind: Kind) -> None:
    record = await kept(town, kind)
    async with town.store.work(town.community) as work:
        with pytest.raises(NotFound):
            await getattr(work.book(town.bo), kind.room).add(replace(record, id="fresh"))


@pytest.mark.parametrize("kind", ABOUT_A_PERSON, ids=lambda kind: kind.room)
async def test_nothing_hangs_on_somebody_elses_person(town: Town, kind: Kind) -> None:
    of_ana = await kept(town, KINDS[0])
    async with town.store.work(town.community) as work:
        with pytest.raises(NotFound):
            await getattr(work.book(town.bo), kind.room).add(kind.plain(town.bo, of_ana.id))


async def test_a_record_is_not_moved_to_somebody_elses_person(town: Town) -> None:
    of_ana = await kept(town, KINDS[0])
    cleo = person(town.bo, "Cleo")
    sworn = promise(town.bo, cleo.id)
    async with town.store.work(town.community) as work:
        book = work.book(town.bo)
        await book.people.add(cleo)
        await book.promises.add(sworn)
        with pytest.raises(NotFound):
            await book.promises.save(replace(sworn, person=of_ana.id))


@of_every_kind
async def test_another_community_sees_nothing(store: Store, kind: Kind) -> None:
    here, there = await settle(store, "T1"), await settle(store, "T2")
    record = await kept(here, kind)
    async with store.work(there.community) as work:
        for owner in (here.ana, there.ana):
            room = getattr(work.book(owner), kind.room)
            assert await room.find(record.id) is None
            assert await room.every() == []
            with pytest.raises(NotFound):
                await room.remove(record.id)
            with pytest.raises(NotPossible):
                await room.save(replace(record, owner=owner, **kind.changed))
        with pytest.raises(NotFound):
            await work.members.get(here.ana)
        assert (await work.members.accounts([here.ana]))[here.ana] == ()
        assert await work.subjects.people([record.id]) == {}


async def test_forgetting_reaches_nobody_elses_notebook(town: Town) -> None:
    of_ana = await kept(town, KINDS[2])
    async with town.store.work(town.community) as work:
        with pytest.raises(NotFound):
            await work.book(town.bo).forget_person(of_ana.person)
        await work.book(town.bo).forget_everything()
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.book(town.ana).promises.get(of_ana.id) == of_ana


@pytest.mark.parametrize("hostile", ["", "\0", "\ud800", "' OR 1=1 --", "%", "_", "\u202e", "x" * 10_000])
async def test_a_forged_id_is_simply_not_found(town: Town, hostile: str) -> None:
    async with town.store.work(town.community) as work:
        book = work.book(town.ana)
        assert await book.people.find(hostile) is None
        assert await book.notes.about(PersonId(hostile)) == []
        assert await work.subjects.reminders([hostile]) == {}
        assert await work.members.by_account(hostile, hostile) is None
        assert await work.first_time("local", hostile, town.ana, person(town.ana).created_at)
        with pytest.raises(NotFound):
            await book.forget_person(PersonId(hostile))
