"""Bring a database's schema up to this program's, once, however many start at the same time."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import String, inspect, text

from bot.errors import SchemaError
from storage.engine import Database, open_engine
from storage.statistics import tell_statistics

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import aiosqlite
    from alembic.config import Config
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection

SCHEMA = "0019"
"""The revision this program works with: the newest in migrations/versions, whose names count up."""

_STORED = text("SELECT version_num FROM alembic_version").columns(version_num=String)
_WAIT_FOR_OTHERS = (
    text("SET LOCAL lock_timeout = 0"),
    text("SET LOCAL statement_timeout = 0"),
    text("SELECT pg_advisory_xact_lock(1212238924)"),
)


async def migrate(url: str) -> None:
    """See ``migrate_database``."""
    async with open_engine(url) as database:
        await migrate_database(database)


async def migrate_database(database: Database) -> None:
    """All of it or nothing. Raise SchemaError for a database that a newer Hallway made.

    Alembic takes a fifth of a second to import, so it is only asked when there is something to do.
    """
    async with database.reading() as connection:
        if await connection.run_sync(_is_current):
            return
    async with _alone(database) as connection:
        if not await connection.run_sync(_is_current):
            await connection.run_sync(_upgrade)
            await connection.commit()


def config_for(connection: Connection) -> Config:
    """Alembic's settings for migrations over an open connection, in its transaction."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    stored = connection.execute(_STORED).scalar()
    if stored is None:
        return False
    if not stored.isdecimal():
        raise SchemaError("This database does not belong to Hallway: its schema has a name of somebody else's.")
    if int(stored) > int(SCHEMA):
        raise SchemaError(
            f"This database is newer than this Hallway ({stored} against {SCHEMA}): install a newer Hallway,"
            " or restore the backup from before."
        )
    return stored == SCHEMA


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(config_for(connection), "head")
    if connection.dialect.name == "sqlite":
        if connection.execute(text("PRAGMA foreign_key_check")).first():
            raise SchemaError("The migration would leave records that refer to nothing, so it was not made.")
        tell_statistics(connection)


@asynccontextmanager
async def _alone(database: Database) -> AsyncGenerator[AsyncConnection]:
    """A writing transaction; others wait for it as long as it takes."""
    async with database.writing() as connection:
        if not database.is_sqlite:
            for statement in _WAIT_FOR_OTHERS:
                await connection.execute(statement)
            yield connection
            return
        # Rebuilding a table drops it, which foreign keys forbid; they can only be switched off between transactions.
        driver = cast("aiosqlite.Connection", (await connection.get_raw_connection()).driver_connection)
        await driver.executescript("PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 600000;")
        try:
            yield connection
        finally:
            await connection.invalidate()
