"""Migrations lead to exactly the tables the code knows, from anywhere, and only once."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.domain.ids import new_id
from bot.domain.rounds.records import Draw, Place, Round, Seat
from bot.domain.times import Moment
from bot.errors import SchemaError
from storage.checking import check
from storage.engine import Database, open_engine
from storage.migrate import SCHEMA, config_for, migrate
from storage.store import Store
from storage.tables import metadata
from tests.storage.rivals import compete
from tests.storage.samples import reminder
from tests.stores import NOW, SECRET, ZONE, Town, settle


def schema_of(connection: Connection) -> dict[str, Any]:
    """Everything the database says about its tables, in an order of its own."""
    looks = inspect(connection)
    questions = {
        "columns": looks.get_columns,
        "primary": looks.get_pk_constraint,
        "foreign": looks.get_foreign_keys,
        "unique": looks.get_unique_constraints,
        "checks": looks.get_check_constraints,
        "indexes": looks.get_indexes,
    }
    return {
        table: {name: sorted(_plain(ask(table))) for name, ask in questions.items()}
        for table in looks.get_table_names()
        if table != "alembic_version"
    }


def _plain(answer: Any) -> list[str]:
    parts = answer if isinstance(answer, list) else [answer]
    return [json.dumps({**part, "comment": None}, default=str, sort_keys=True) for part in parts]


def downgrade(connection: Connection, to: str = "base") -> None:
    command.downgrade(config_for(connection), to)


async def schema(database: Database) -> dict[str, Any]:
    async with database.reading() as connection:
        return await connection.run_sync(schema_of)


async def test_migrating_makes_the_tables_the_code_knows(bare_database_url: str) -> None:
    async with open_engine(bare_database_url) as database:
        async with database.writing() as connection:
            await connection.run_sync(metadata.create_all)
            await connection.commit()
        known = await schema(database)
        async with database.writing() as connection:
            await connection.run_sync(metadata.drop_all)
            await connection.commit()
        await migrate(bare_database_url)
        assert await schema(database) == known


async def test_down_and_up_again_leaves_nothing_behind_and_works(bare_database_url: str) -> None:
    async with Store.open(bare_database_url, SECRET) as store:
        town = await settle(store)
        async with store.work(town.community) as work:
            await work.book(town.ana).reminders.add(reminder(town.ana))
            await work.commit()
        before = await schema(store.database)
        async with store.database.writing() as connection:
            await connection.run_sync(downgrade)
            await connection.commit()
        assert await schema(store.database) == {}
    async with Store.open(bare_database_url, SECRET) as store:
        assert await schema(store.database) == before
        await settle(store)


async def test_seats_from_before_their_beginnings_were_kept_stay_as_they_were(bare_database_url: str) -> None:
    async with Store.open(bare_database_url, SECRET) as store:
        town, seat = await _seated(await settle(store))
        async with store.database.writing() as connection:
            await connection.run_sync(downgrade, "0018")
            await connection.commit()
        assert not any("begun" in each for each in (await schema(store.database))["seat"]["columns"])
    async with Store.open(bare_database_url, SECRET) as store:
        assert await check(store.database, NOW) == []
        async with store.work(town.community) as work:
            assert await work.rounds.seats_by_id([seat.id]) == {seat.id: seat}
            await work.rounds.begin(replace(seat, begun=("tea",)))
            await work.commit()
        async with store.reading(town.community) as work:
            assert (await work.rounds.seats_by_id([seat.id]))[seat.id].begun == ("tea",)


async def _seated(town: Town) -> tuple[Town, Seat]:
    starts = Moment(datetime(2026, 3, 9, 10), ZONE)
    of = Round(new_id(NOW), town.ana, "Coffee", starts, NOW, starts.instant)
    draw = Draw(new_id(NOW), of.id, "one", NOW, NOW + timedelta(days=7), None, 1, 0, 0, 0, 1, 0)
    seat = Seat(new_id(NOW), draw.id, of.id, town.ana, NOW, Place.WAITS)
    async with town.store.work(town.community) as work:
        await work.rounds.add(of)
        await work.rounds.draw(draw, [seat])
        await work.commit()
    return town, seat


def test_the_code_knows_the_newest_migration() -> None:
    scripts = ScriptDirectory(str(Path(__file__).parents[2] / "storage" / "migrations"))
    assert scripts.get_heads() == [SCHEMA]
    assert sorted(script.revision for script in scripts.walk_revisions()) == [
        f"{number:04}" for number in range(1, int(SCHEMA) + 1)
    ]


@pytest.mark.parametrize(("stored", "reason"), [(f"{int(SCHEMA) + 1:04}", "newer"), ("a1b2c3", "not belong")])
async def test_what_this_program_does_not_know_is_left_alone(bare_database_url: str, stored: str, reason: str) -> None:
    await migrate(bare_database_url)
    async with open_engine(bare_database_url) as database, database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = :stored"), {"stored": stored})
        await connection.commit()
    with pytest.raises(SchemaError, match=reason):
        async with Store.open(bare_database_url, SECRET):
            pass


async def test_a_migration_that_fails_leaves_the_database_as_it_was(bare_database_url: str) -> None:
    async with open_engine(bare_database_url) as database:
        async with database.writing() as connection:
            await connection.execute(text("CREATE TABLE reminder (id INTEGER)"))
            await connection.commit()
        before = await schema(database)
        with pytest.raises(Exception, match="reminder"):
            await migrate(bare_database_url)
        assert await schema(database) == before


async def test_two_cold_starts_at_once_are_one(bare_database_url: str) -> None:
    await asyncio.gather(*(migrate(bare_database_url) for _ in range(4)))
    async with open_engine(bare_database_url) as database:
        assert {*await schema(database)} == {*metadata.tables}


async def test_cold_starts_in_two_processes_are_one(bare_database_url: str) -> None:
    await compete("migrate", bare_database_url)
    async with Store.open(bare_database_url, SECRET) as store:
        await settle(store)
