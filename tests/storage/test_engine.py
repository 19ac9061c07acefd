"""How databases are opened, and what their columns take and give."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.exc import DBAPIError, StatementError

from bot.domain.introductions import PromiseState
from bot.errors import BadSettings
from storage.engine import open_engine
from storage.migrate import migrate
from storage.store import Store
from storage.tables.instance import LEASE
from storage.types import Choice, Instant, Key
from tests.storage.samples import instants, reminder
from tests.stores import NOW, SECRET, settle

ANY = DefaultDialect()


@given(instants, st.integers(-14 * 60, 14 * 60))
def test_an_instant_is_the_same_from_every_zone(at: datetime, offset: int) -> None:
    elsewhere = at.astimezone(timezone(timedelta(minutes=offset)))
    kept = Instant().process_bind_param(elsewhere, ANY)
    assert Instant().process_result_value(kept, ANY) == at


async def test_an_instant_goes_through_the_database_as_it_is_and_a_naive_one_not_at_all(store: Store) -> None:
    row = {"name": "tick", "holder": "me", "until": NOW.replace(microsecond=123456)}
    async with store.database.writing() as connection:
        await connection.execute(insert(LEASE), row)
        stored = (await connection.execute(select(LEASE.c.until))).scalar_one()
        assert (stored, stored.tzinfo) == (row["until"], UTC)
        found = await connection.execute(select(LEASE.c.name).where(LEASE.c.until > NOW))
        assert found.scalars().all() == ["tick"]
        with pytest.raises(StatementError, match="needs its zone"):
            await connection.execute(select(LEASE).where(LEASE.c.until > NOW.replace(tzinfo=None)))


def test_what_no_database_can_hold_is_replaced_and_all_else_kept() -> None:
    key = Key()
    assert key.process_bind_param("a\0b\ud800c", ANY) == "a\ufffdb\ufffdc"
    assert (
        key.process_bind_param("\u202ePyLisboa\u2066 \U0001f468\u200d\U0001f469", ANY)
        == "\u202ePyLisboa\u2066 \U0001f468\u200d\U0001f469"
    )


def test_a_value_outside_the_closed_set_is_refused_both_ways() -> None:
    choice = Choice(PromiseState)
    with pytest.raises(ValueError, match="maybe"):
        choice.process_result_value("maybe", ANY)
    with pytest.raises(ValueError, match="maybe"):
        choice.process_bind_param("maybe", ANY)  # pyright: ignore[reportArgumentType] - that is the point


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/hallway"])
async def test_other_databases_are_refused_with_a_reason(url: str) -> None:
    with pytest.raises(BadSettings, match=r"SQLite|file"):
        async with open_engine(url):
            pass


@pytest.mark.parametrize("url", ["", "not an address", "postgresql://ana:SECRET@host:port/hallway", "hidden:SECRET"])
async def test_an_address_that_cannot_be_read_is_not_repeated(url: str) -> None:
    with pytest.raises(BadSettings, match="has the form") as refused:
        async with open_engine(url):
            pass
    assert "SECRET" not in str(refused.value)


async def test_an_error_does_not_show_what_was_written(database_url: str) -> None:
    async with open_engine(database_url) as database, database.writing() as connection:
        with pytest.raises(DBAPIError) as failed:
            await connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "SECRET"})
    assert "SECRET" not in str(failed.value)


async def test_sqlite_is_opened_safely(tmp_path: Path) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 8000}
    url = f"sqlite:///{tmp_path}/new/folder/hallway.db"
    async with open_engine(url) as database, database.reading() as connection:
        found = {name: (await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in expected}
    assert found == expected


async def test_a_sqlite_file_that_somebody_else_is_just_making_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "hallway.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        opening = asyncio.create_task(migrate(f"sqlite:///{path}"))
        done, _ = await asyncio.wait([opening], timeout=0.5)
        assert not done
        other.execute("COMMIT")
        await opening


@pytest.mark.parametrize("turns", range(8))
async def test_a_writer_who_is_stopped_at_any_moment_leaves_sqlite_unlocked(tmp_path: Path, turns: int) -> None:
    async with open_engine(f"sqlite:///{tmp_path}/hallway.db") as database:

        async def write() -> None:
            async with database.writing() as connection:
                await connection.execute(text("CREATE TABLE half_done (id INTEGER)"))
                await asyncio.sleep(3600)

        async with database.reading() as connection:
            await connection.execute(text("SELECT 1"))
        writer = asyncio.create_task(write())
        for _ in range(turns):
            await asyncio.sleep(0)
        writer.cancel()
        await asyncio.wait([writer])
        with closing(sqlite3.connect(tmp_path / "hallway.db", timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert other.execute("SELECT name FROM sqlite_master").fetchall() == []


async def test_sqlite_locks_nothing_before_something_is_asked(tmp_path: Path) -> None:
    async with open_engine(f"sqlite:///{tmp_path}/hallway.db") as database, database.writing() as connection:
        await connection.begin()
        with closing(sqlite3.connect(tmp_path / "hallway.db", timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
            await connection.execute(text("SELECT 1"))
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")


async def test_sqlite_looks_for_a_delivery_by_its_record(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/hallway.db"
    await migrate(url)
    question = (
        "EXPLAIN QUERY PLAN SELECT id FROM delivery WHERE community = 'c' AND kind = 'reminder' AND subject = 's'"
    )
    async with open_engine(url) as database, database.reading() as connection:
        plan = (await connection.execute(text(question))).one()
    assert "community=? AND kind=? AND subject=?" in plan[-1]


async def test_postgres_does_not_write_where_it_only_reads(postgres_url: str) -> None:
    async with Store.open(postgres_url, SECRET) as store:
        town = await settle(store)
        async with store.reading(town.community) as work:
            with pytest.raises(DBAPIError, match="read-only"):
                await work.book(town.ana).reminders.add(reminder(town.ana))
