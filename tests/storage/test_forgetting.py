"""What members wrote is readable nowhere, and what was forgotten is nowhere at all."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.ids import MemberId, PersonId
from bot.domain.members import Account
from bot.domain.talk import Filling, Option, Pending, Talk
from bot.errors import NotFound
from storage.store import Store
from storage.tables import metadata
from storage.tables.notebook import NOTE
from tests.storage.samples import KINDS, change, person, reminder
from tests.stores import NOW, SECRET, Town, settle

CANARY = "canary"
WRITTEN = {"name", "text", "where", "about", "via", "note", "outcome", "topic", "link"}
OF_ONESELF = {"occupation", "headline", "who", "what", "proof", "ask"}
LISTED = {"interests", "offers", "asks", "links", "languages"}

OF_THE_COMMUNITY = {"community", "workspace", "inbound_event"}


def singing(record: Any) -> Any:
    """With a canary in every text that a member writes."""
    names = {field.name for field in fields(record)}
    texts = dict.fromkeys(names & (WRITTEN | OF_ONESELF), CANARY)
    return replace(record, **texts, **dict.fromkeys(names & LISTED, (CANARY, CANARY)))


async def fill(town: Town) -> PersonId:
    """One of everything about one person, a change that can be undone, a question that waits; the person's id."""
    cleo = singing(person(town.ana))
    async with town.store.work(town.community) as work:
        book = work.book(town.ana)
        await book.people.add(cleo)
        for kind in KINDS[1:]:
            await getattr(book, kind.room).add(singing(kind.plain(town.ana, cleo.id)))
        await book.people.save(replace(cleo, seen_on=NOW.date(), name=f"{CANARY} {CANARY}"))
        await work.keep_change(replace(change(town.ana), summary=CANARY))
        pending = Pending((Filling("met", {"person": CANARY}, NOW),), 0, "where", (Option(CANARY, CANARY),), 1, NOW)
        await book.talk.save(Talk(town.ana, pending))
        assert await work.first_time("local", "E1", town.ana, NOW)
        await work.commit()
    return cleo.id


async def tables(store: Store) -> dict[str, list[str]]:
    """The rows of every table that has any, as the database keeps them."""
    async with store.database.reading() as connection:
        rows = {
            table.name: [str(row) for row in await connection.execute(table.select())]
            for table in metadata.sorted_tables
        }
    return {name: found for name, found in rows.items() if found}


async def test_nothing_a_member_wrote_is_readable(town: Town) -> None:
    await fill(town)
    found = await tables(town.store)
    noted = {"person", "introduction", "promise", "note", "contact", "followup", "reminder", "change", "talk"}
    assert noted | {"profile", "pitch", "goal", "deed", "block", "session", "path"} <= {*found}
    assert CANARY not in str(found)


async def test_a_forgotten_person_leaves_with_everything_about_them(town: Town) -> None:
    cleo = await fill(town)
    water = reminder(town.ana)
    async with town.store.work(town.community) as work:
        book = work.book(town.ana)
        await book.reminders.add(water)
        await book.forget_person(cleo)
        assert not work.has_changes
        await work.commit()
    found = await tables(town.store)
    of_the_member = {
        "member",
        "member_name",
        "account",
        "key_check",
        "profile",
        "pitch",
        "goal",
        "deed",
        "block",
        "session",
        "path",
    }
    assert {*found} == OF_THE_COMMUNITY | of_the_member | {"quest", "reminder", "delivery"}
    assert cleo not in str(found)
    assert len(found["delivery"]) == len(found["reminder"]) == 2


async def test_a_forgotten_person_does_not_come_back_by_undo(town: Town) -> None:
    cleo = person(town.ana, "Cleo")
    done = change(town.ana)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).people.add(cleo)
        await work.keep_change(done)
        await work.book(town.ana).forget_person(cleo.id)
        with pytest.raises(NotFound):
            await work.book(town.ana).changes.undo(done, at=NOW)


async def test_a_member_who_is_forgotten_leaves_nothing(town: Town) -> None:
    await fill(town)
    async with town.store.work(town.community) as work:
        book = work.book(town.ana)
        await book.forget_everything()
        await book.talk.save(Talk(town.ana))
        await work.commit()
    found = await tables(town.store)
    assert {*found} == OF_THE_COMMUNITY | {"member", "member_name", "account", "key_check"}
    assert town.ana not in str(found)
    assert "Silva" not in str(found)
    async with town.store.reading(town.community) as work:
        assert await work.members.by_account("local", "ana") is None
        with pytest.raises(NotFound):
            await work.members.get(town.ana)
    assert await town.store.check(NOW) == []


async def test_an_event_that_comes_again_does_not_bring_a_forgotten_member_back(town: Town) -> None:
    await fill(town)
    async with town.store.work(town.community) as work:
        await work.book(town.ana).forget_everything()
        await work.commit()
    async with town.store.work(town.community) as work:
        assert not await work.first_time("local", "E1", MemberId("somebody new"), NOW)


async def test_others_keep_a_forgotten_member_as_a_person_from_outside(town: Town) -> None:
    ana = replace(person(town.bo, "Ana"), member=town.ana)
    async with town.store.work(town.community) as work:
        await work.book(town.bo).people.add(ana)
        await work.book(town.ana).forget_everything()
        assert await work.book(town.bo).people.get(ana.id) == replace(ana, member=None)


async def test_a_forgotten_member_can_start_again(town: Town) -> None:
    async with town.store.work(town.community) as work:
        ana = await work.members.get(town.ana)
        await work.book(town.ana).forget_everything()
        again = replace(ana, id=MemberId("again"))
        await work.members.join(again, Account(town.community, "local", "ana", again.id))
        assert await work.members.by_account("local", "ana") == again


def files_in(folder: Path) -> bytes:
    """The database with its log, as whoever copies the folder gets them."""
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_the_file_holds_no_trace_of_what_was_written_or_forgotten(tmp_path: Path) -> None:
    async with Store.open(f"sqlite:///{tmp_path}/hallway.db", SECRET) as store:
        town = await settle(store)
        cleo = await fill(town)
        async with store.database.reading() as connection:
            note: bytes = (await connection.execute(select(NOTE.c.text))).scalar_one()
        assert note in files_in(tmp_path)
        assert CANARY.encode() not in files_in(tmp_path)
        async with store.work(town.community) as work:
            await work.book(town.ana).forget_person(cleo)
            await work.book(town.ana).forget_everything()
            await work.commit()
        await store.prune(NOW)
        left = files_in(tmp_path)
    assert not any(trace in left for trace in (note, cleo.encode(), town.ana.encode(), b"Silva", b"silva"))
