"""What the core may expect of a store, on every database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ids import MemberId, PersonId, new_id
from bot.domain.members import Account, Member
from bot.domain.people import Person
from bot.domain.reminders import Reminder
from bot.domain.talk import Filling, ItemKind, ItemRef, Option, Pending, Talk
from bot.errors import NotFound, NotPossible
from storage.store import Store
from tests.storage.samples import ABOUT_A_PERSON, KINDS, LATER, Kind, any_values, person, promise, reminder, texts
from tests.stores import NOW, ZONE, Town, settle

of_every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.room)
on_one_store = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)


async def keep(town: Town, *records: Any) -> None:
    """Commit these to Ana's notebook."""
    async with town.store.work(town.community) as work:
        for record in records:
            await room_of(work.book(town.ana), record).add(record)
        await work.commit()


def room_of(book: Any, record: Any) -> Any:
    return getattr(
        book, next(kind.room for kind in KINDS if type(record) is type(kind.plain(record.owner, PersonId("x"))))
    )


async def with_person(town: Town, kind: Kind) -> Any:
    """A record of this kind, kept; the person it is about was there before."""
    about = person(town.ana, "Cleo")
    record = kind.plain(town.ana, about.id)
    await keep(town, about, record)
    return record


@of_every_kind
@on_one_store
@given(data=st.data())
async def test_what_is_kept_comes_back_as_it_was(town: Town, kind: Kind, data: st.DataObject) -> None:
    about = person(town.ana)
    record = kind.plain(town.ana, about.id)
    record = replace(record, **data.draw(any_values(record)))
    await keep(town, about, record)
    async with town.store.reading(town.community) as work:
        assert await getattr(work.book(town.ana), kind.room).get(record.id) == record


@of_every_kind
async def test_a_saved_record_is_one_version_up(town: Town, kind: Kind) -> None:
    record = await with_person(town, kind)
    async with town.store.work(town.community) as work:
        await getattr(work.book(town.ana), kind.room).save(replace(record, **kind.changed))
        await work.commit()
    async with town.store.reading(town.community) as work:
        stored = await getattr(work.book(town.ana), kind.room).get(record.id)
    assert stored == replace(record, **kind.changed, version=2)


@of_every_kind
async def test_a_record_that_was_changed_since_it_was_read_is_not_overwritten(town: Town, kind: Kind) -> None:
    record = await with_person(town, kind)
    async with town.store.work(town.community) as work:
        await getattr(work.book(town.ana), kind.room).save(replace(record, **kind.changed))
        await work.commit()
    async with town.store.work(town.community) as work:
        with pytest.raises(NotPossible):
            await getattr(work.book(town.ana), kind.room).save(replace(record, **kind.changed))


@of_every_kind
async def test_a_removed_record_is_gone(town: Town, kind: Kind) -> None:
    record = await with_person(town, kind)
    async with town.store.work(town.community) as work:
        room = getattr(work.book(town.ana), kind.room)
        await room.remove(record.id)
        assert await room.find(record.id) is None
        with pytest.raises(NotFound):
            await room.get(record.id)
        with pytest.raises(NotFound):
            await room.remove(record.id)
        with pytest.raises(NotPossible):
            await room.save(replace(record, **kind.changed))


async def test_without_a_commit_nothing_happened(town: Town) -> None:
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.add(reminder(town.ana))
    async with town.store.reading(town.community) as work:
        assert await work.book(town.ana).reminders.count() == 0


async def test_saving_what_did_not_change_is_no_change(town: Town) -> None:
    kept = reminder(town.ana)
    await keep(town, kept)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).reminders.save(kept)
        assert not work.has_changes
        assert await work.book(town.ana).reminders.get(kept.id) == kept


async def test_a_list_is_newest_first_and_counted(town: Town) -> None:
    kept = [replace(reminder(town.ana), created_at=NOW + timedelta(minutes=minute)) for minute in (2, 3, 1)]
    await keep(town, *kept)
    async with town.store.reading(town.community) as work:
        reminders = work.book(town.ana).reminders
        assert await reminders.every() == [kept[1], kept[0], kept[2]]
        assert await reminders.active() == [kept[2], kept[0], kept[1]]
        assert await reminders.moments() == {each.id: each.moment for each in kept}
        assert await reminders.these([kept[1].id, new_id(NOW), kept[2].id]) == [kept[1], kept[2]]
        assert await work.book(town.bo).reminders.these([kept[1].id]) == []
        assert await reminders.count() == 3


@pytest.mark.parametrize("kind", ABOUT_A_PERSON, ids=lambda kind: kind.room)
async def test_what_is_about_a_person_is_found_by_the_person(town: Town, kind: Kind) -> None:
    cleo, dan = person(town.ana, "Cleo"), person(town.ana, "Dan")
    of_cleo = [replace(kind.plain(town.ana, cleo.id), created_at=NOW + timedelta(minutes=at)) for at in range(2)]
    await keep(town, cleo, dan, *of_cleo, kind.plain(town.ana, dan.id))
    async with town.store.reading(town.community) as work:
        assert await getattr(work.book(town.ana), kind.room).about(cleo.id) == of_cleo[::-1]


async def test_only_what_is_open_is_open(town: Town) -> None:
    cleo = person(town.ana)
    first, second = promise(town.ana, cleo.id), replace(promise(town.ana, cleo.id), created_at=NOW - timedelta(days=1))
    kept = replace(promise(town.ana, cleo.id)).kept("sent it", at=NOW)
    await keep(town, cleo, first, second, kept)
    async with town.store.reading(town.community) as work:
        assert await work.book(town.ana).promises.still_open() == [second, first]
        assert await work.book(town.ana).reminders.about(cleo.id) == []


async def test_people_come_by_last_contact_and_the_untouched_last(town: Town) -> None:
    seen = {"A": NOW.date() - timedelta(days=3), "B": NOW.date(), "C": None, "D": None}
    people = [
        replace(person(town.ana, name), seen_on=on, created_at=NOW - timedelta(days=at))
        for at, (name, on) in enumerate(seen.items())
    ]
    await keep(town, *people)
    async with town.store.reading(town.community) as work:
        book = work.book(town.ana)
        assert [each.name for each in await book.people.page(offset=0, limit=9)] == ["B", "A", "D", "C"]
        assert [each.name for each in await book.people.page(offset=1, limit=2)] == ["A", "D"]


async def test_a_person_is_found_by_the_member_they_are(town: Town) -> None:
    bo = replace(person(town.ana), member=town.bo)
    await keep(town, bo, person(town.ana, "Cleo"))
    async with town.store.reading(town.community) as work:
        assert await work.book(town.ana).people.linked_to(town.bo) == bo
        assert await work.book(town.bo).people.linked_to(town.ana) is None


async def test_a_record_hangs_on_nothing_that_is_not_there(town: Town) -> None:
    async with town.store.work(town.community) as work:
        with pytest.raises(NotFound):
            await work.book(town.ana).promises.add(promise(town.ana, PersonId(new_id(NOW))))


@on_one_store
@given(name=texts, slot=texts)
async def test_a_talk_comes_back_as_it_was(town: Town, name: str, slot: str) -> None:
    filling = Filling("met", {"person": name, slot: name}, NOW)
    pending = Pending((filling,), 0, slot, (Option(name, slot),), 3, NOW + timedelta(hours=12))
    talk = Talk(town.ana, pending, ItemRef(ItemKind.PROMISE, "abc"), NOW, PersonId("def"), 3)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).talk.save(talk)
        assert not work.has_changes
        await work.commit()
    async with town.store.reading(town.community) as work:
        assert await work.book(town.ana).talk.load() == talk
        assert await work.book(town.bo).talk.load() == Talk(town.bo)


@on_one_store
@given(data=st.data())
async def test_a_member_comes_back_as_they_were(town: Town, data: st.DataObject) -> None:
    plain = Member(MemberId(new_id(NOW)), "Cleo", ZONE, NOW)
    member = replace(plain, **data.draw(any_values(plain)))
    async with town.store.work(town.community) as work:
        await work.members.join(member, Account(town.community, "local", member.id, member.id))
        assert not work.has_changes
        assert await work.members.get(member.id) == member
        assert await work.members.by_account("local", member.id) == member


async def test_an_account_joins_once(town: Town) -> None:
    async with town.store.work(town.community) as work:
        twin = Member(MemberId(new_id(NOW)), "Ana Again", ZONE, NOW)
        with pytest.raises(NotPossible):
            await work.members.join(twin, Account(town.community, "local", "ana", twin.id))


async def test_members_are_found_by_the_beginning_of_any_word_of_their_name(town: Town) -> None:
    async with town.store.reading(town.community) as work:

        async def named(key: str, limit: int = 5) -> list[str]:
            return [member.name for member in await work.members.named_like(key, limit=limit)]

        assert await named("sil") == ["Ana Silva"]
        assert await named("ana s") == ["Ana Silva"]
        assert await named("") == ["Ana Silva", "Bo Chen"]
        assert await named("", limit=1) == ["Ana Silva"]
        assert await named("lva") == await named("a%") == await named("_na") == await named("\0") == []


async def test_a_renamed_member_is_found_by_the_new_name_alone(town: Town) -> None:
    async with town.store.work(town.community) as work:
        ana = await work.members.get(town.ana)
        await work.members.save(replace(ana, name="Ana Souza"))
        assert work.has_changes
        assert await work.members.named_like("silva", limit=5) == []
        assert [member.id for member in await work.members.named_like("souza", limit=5)] == [town.ana]
        with pytest.raises(NotPossible):
            await work.members.save(replace(ana, name="Ana Santos"))


async def test_accounts_are_of_those_asked_for_and_learn_their_destination(town: Town) -> None:
    async with town.store.work(town.community) as work:
        (account,) = (await work.members.accounts([town.ana]))[town.ana]
        await work.members.keep_destination(replace(account, destination="D1"))
        nobody = MemberId("nobody")
        accounts = await work.members.accounts([town.ana, town.bo, nobody])
        assert [one.destination for one in accounts[town.ana] + accounts[town.bo]] == ["D1", None]
        assert accounts[nobody] == ()
        assert await work.members.accounts([]) == {}


async def test_records_behind_deliveries_are_found_across_notebooks(town: Town) -> None:
    of_ana, of_bo = reminder(town.ana), reminder(town.bo, "call Ana", LATER)
    cleo = person(town.ana, "Cleo")
    await keep(town, of_ana, cleo)
    async with town.store.work(town.community) as work:
        await work.book(town.bo).reminders.add(of_bo)
        found: dict[str, Reminder] = await work.subjects.reminders([of_ana.id, of_bo.id, "nothing"])
        assert found == {of_ana.id: of_ana, of_bo.id: of_bo}
        assert await work.subjects.people([cleo.id]) == {cleo.id: cleo}
        assert list(await work.subjects.members([town.bo])) == [town.bo]
        assert await work.subjects.promises([]) == {} == await work.subjects.followups(["nothing"])


async def test_an_event_is_new_once(town: Town) -> None:
    for first in (True, False):
        async with town.store.work(town.community) as work:
            assert await work.first_time("local", "E1", town.ana, NOW) is first
            await work.commit()
    async with town.store.work(town.community) as work:
        assert await work.first_time("other", "E1", town.ana, NOW)
        assert await work.recent_acts(town.ana, NOW) == 2
        assert await work.recent_acts(town.ana, NOW + timedelta(seconds=1)) == 0
        assert await work.recent_acts(town.bo, NOW) == 0


async def test_a_place_is_one_community_whoever_asks_first(store: Store) -> None:
    first = await store.community("local", "T1", "PyLisboa", NOW)
    assert await store.community("local", "T1", "PyLisboa renamed", NOW) == first
    assert await store.community("local", "T2", "PyLisboa", NOW) != first
    assert await store.community("other", "T1", "PyLisboa", NOW) != first


async def test_reading_sees_one_state_and_blocks_no_writer(town: Town) -> None:
    async with town.store.reading(town.community) as work:
        assert await work.book(town.ana).reminders.count() == 0
        await keep(town, reminder(town.ana))
        assert await work.book(town.ana).reminders.count() == 0


async def test_two_towns_keep_apart_what_has_the_same_id(store: Store) -> None:
    first, second = await settle(store, "T1"), await settle(store, "T2")
    twin = Person(PersonId("same"), first.ana, "Cleo", NOW)
    await keep(first, twin)
    await keep(second, replace(twin, owner=second.ana, name="Dan"))
    async with store.reading(first.community) as work:
        assert await work.book(first.ana).people.get("same") == twin
        assert await work.subjects.people(["same"]) == {"same": twin}
        assert await work.book(second.ana).people.find("same") is None
