"""Undo puts every record back exactly, or changes nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.changes import UNDO_FOR, Change
from bot.errors import NotFound, NotPossible
from storage.book import Book
from tests.storage.samples import DAILY, KINDS, LATER, Kind, change, person, promise, reminder
from tests.stores import NOW, Town

Act = Callable[[Book], Awaitable[Any]]


async def do(town: Town, act: Act, *, minute: int = 0) -> Change:
    """One command of Ana's: what it did, filed."""
    done = change(town.ana, minute=minute)
    async with town.store.work(town.community) as work:
        await act(work.book(town.ana))
        assert work.has_changes
        await work.keep_change(done)
        await work.commit()
    return done


async def undo(town: Town, done: Change) -> None:
    async with town.store.work(town.community) as work:
        await work.book(town.ana).changes.undo(done, at=NOW)
        assert not work.has_changes
        await work.commit()


async def notebook(town: Town) -> dict[str, Any]:
    """Everything in it."""
    async with town.store.reading(town.community) as work:
        book = work.book(town.ana)
        return {kind.room: await getattr(book, kind.room).every() for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.room)
async def test_adding_changing_and_removing_are_undone_in_turn(town: Town, kind: Kind) -> None:
    about = person(town.ana, "Cleo")
    record = kind.plain(town.ana, about.id)
    await do(town, lambda book: book.people.add(about))

    async def change_it(book: Book) -> None:
        room = getattr(book, kind.room)
        await room.save(replace(await room.get(record.id), **kind.changed))

    acts: list[Act] = [
        lambda book: getattr(book, kind.room).add(record),
        change_it,
        lambda book: getattr(book, kind.room).remove(record.id),
    ]
    before: list[Any] = []
    done: list[Change] = []
    for act in acts:
        before.append(await notebook(town))
        done.append(await do(town, act))
    for was, that in zip(reversed(before), reversed(done), strict=True):
        await undo(town, that)
        assert await notebook(town) == was


async def test_a_command_that_wrote_many_records_is_undone_as_one(town: Town) -> None:
    cleo = person(town.ana, "Cleo")

    async def meet(book: Book) -> None:
        await book.people.add(cleo)
        await book.promises.add(promise(town.ana, cleo.id))
        await book.people.save(cleo.touched(NOW.date()))
        await book.reminders.add(reminder(town.ana))

    await undo(town, await do(town, meet))
    assert not any((await notebook(town)).values())


async def test_what_was_written_twice_goes_back_to_before_the_first_time(town: Town) -> None:
    first = reminder(town.ana)
    await do(town, lambda book: book.reminders.add(first))

    async def twice(book: Book) -> None:
        await book.reminders.save(first.saying("one"))
        await book.reminders.save((await book.reminders.get(first.id)).saying("two"))
        await book.reminders.remove(first.id)

    await undo(town, await do(town, twice))
    assert (await notebook(town))["reminders"] == [first]


async def test_an_older_change_cannot_be_undone_over_a_newer_one(town: Town) -> None:
    water = reminder(town.ana)
    await do(town, lambda book: book.reminders.add(water))
    older = await do(town, lambda book: book.reminders.save(water.saying("one")))

    async def again(book: Book) -> None:
        await book.reminders.save((await book.reminders.get(water.id)).moved_to(LATER))

    newer = await do(town, again)
    with pytest.raises(NotPossible):
        await undo(town, older)
    await undo(town, newer)
    await undo(town, older)
    assert (await notebook(town))["reminders"] == [water]


async def test_a_refused_undo_changes_nothing(town: Town) -> None:
    water, call = reminder(town.ana), reminder(town.ana, "call Cleo")

    async def both(book: Book) -> None:
        await book.reminders.add(water)
        await book.reminders.add(call)

    done = await do(town, both)
    await do(town, lambda book: book.reminders.save(water.saying("water the garden")))
    before = await notebook(town)
    async with town.store.work(town.community) as work:
        with pytest.raises(NotPossible):
            await work.book(town.ana).changes.undo(done, at=NOW)
        await work.commit()
    assert await notebook(town) == before
    async with town.store.reading(town.community) as work:
        assert (await work.book(town.ana).changes.get(done.id)).undone_at is None


async def test_what_others_came_to_depend_on_is_not_taken_away(town: Town) -> None:
    cleo = person(town.ana, "Cleo")
    done = await do(town, lambda book: book.people.add(cleo))
    await do(town, lambda book: book.promises.add(promise(town.ana, cleo.id)))
    with pytest.raises(NotPossible):
        await undo(town, done)


async def test_a_change_is_undone_once(town: Town) -> None:
    done = await do(town, lambda book: book.reminders.add(reminder(town.ana)))
    await undo(town, done)
    with pytest.raises(NotPossible):
        await undo(town, done)
    async with town.store.reading(town.community) as work:
        assert (await work.book(town.ana).changes.get(done.id)).undone_at == NOW


async def test_the_latest_change_is_the_newest_that_stands(town: Town) -> None:
    first, second = [
        await do(town, lambda book: book.reminders.add(reminder(town.ana)), minute=minute) for minute in (1, 2)
    ]
    async with town.store.reading(town.community) as work:
        changes = work.book(town.ana).changes
        assert await changes.latest(since=NOW) == second
        assert await changes.latest(since=NOW + timedelta(minutes=3)) is None
    await undo(town, second)
    async with town.store.reading(town.community) as work:
        assert await work.book(town.ana).changes.latest(since=NOW) == first


async def test_nobody_undoes_what_somebody_else_did(town: Town) -> None:
    done = await do(town, lambda book: book.reminders.add(reminder(town.ana)))
    async with town.store.work(town.community) as work:
        changes = work.book(town.bo).changes
        assert await changes.latest(since=NOW) is None
        with pytest.raises(NotFound):
            await changes.get(done.id)
        with pytest.raises(NotFound):
            await changes.undo(done, at=NOW)
        with pytest.raises(NotFound):
            await changes.undo(replace(done, owner=town.bo), at=NOW)


async def test_a_members_own_settings_are_undone_too(town: Town) -> None:
    async with town.store.work(town.community) as work:
        ana = await work.members.get(town.ana)
        await work.members.save(replace(ana, name="Ana Souza", quiet=None, digest=DAILY))
        done = change(town.ana)
        await work.keep_change(done)
        await work.commit()
    await undo(town, done)
    async with town.store.reading(town.community) as work:
        assert await work.members.get(town.ana) == ana
        assert await work.members.named_like("souza", limit=1) == []
        assert await work.members.named_like("silva", limit=1) == [ana]


async def test_changes_are_let_go_when_they_can_no_longer_be_undone(town: Town) -> None:
    done = await do(town, lambda book: book.reminders.add(reminder(town.ana)))
    assert await town.store.prune(NOW + UNDO_FOR) == 0
    assert await town.store.prune(NOW + UNDO_FOR + timedelta(seconds=1)) == 1
    async with town.store.reading(town.community) as work:
        with pytest.raises(NotFound):
            await work.book(town.ana).changes.get(done.id)
