"""One way to open a database, and the two kinds of transaction: writing and reading."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy import URL, Connection

    from storage.sqlite import OneTripConnection

_BEGIN = "hallway_begin"
_WRITING = {_BEGIN: "BEGIN IMMEDIATE"}
_POOL_TIMEOUT = 5.0
# hide_parameters below, because errors are logged with what was being written: names, and ids of accounts.
_TURN_TIMEOUT = 15.0

_POSTGRES_SETTINGS = {
    "application_name": "hallway",
    "statement_timeout": "15s",
    "lock_timeout": "8s",
    "idle_in_transaction_session_timeout": "15s",
    # Compiling a query takes longer than any of ours runs.
    "jit": "off",
}


@dataclass(frozen=True, slots=True)
class Database:
    """An open engine. Both kinds of transaction roll back unless they are committed by hand."""

    engine: AsyncEngine
    _turn: asyncio.Lock | None = None

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncGenerator[AsyncConnection]:
        """SQLite: BEGIN IMMEDIATE, so that what was read is still true when it is written. Never nest these."""
        async with self._own_turn(), self.engine.execution_options(**_WRITING).connect() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """One snapshot, whatever is written meanwhile; blocks no writer and waits for none."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        async with self.engine.execution_options(**options).connect() as connection:
            yield connection

    @asynccontextmanager
    async def _own_turn(self) -> AsyncGenerator[None]:
        """SQLite lets one writer in and the others poll; those of one process queue here, first come, first served."""
        if self._turn is None:
            yield
            return
        async with asyncio.timeout(_TURN_TIMEOUT):
            await self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()


@asynccontextmanager
async def open_engine(url: str) -> AsyncGenerator[Database]:
    """A database to work with; nothing is connected until it is used, and every connection is closed in the end."""
    parsed = _parsed(url)
    opened = _open_sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _open_postgres(parsed)
    try:
        yield opened
    finally:
        await opened.engine.dispose()


def _parsed(url: str) -> URL:
    """The address is not in the message: it may hold a password."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        form = "sqlite:///data/hallway.db or postgresql://user:password@host/name"
        raise BadSettings(f"The database's address cannot be read. It has the form {form}.") from None


def _open_sqlite(url: URL) -> Database:
    if not url.database or url.database == ":memory:":
        raise BadSettings("The database must be a file, such as sqlite:///data/hallway.db, or PostgreSQL.")
    from storage.sqlite import connect

    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite"),
        async_creator=partial(connect, Path(url.database)),
        pool_size=5,
        max_overflow=0,
        pool_timeout=_POOL_TIMEOUT,
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "begin", _begin)
    return Database(engine, asyncio.Lock())


def _begin(connection: Connection) -> None:
    driver = cast("OneTripConnection", connection.connection.driver_connection)
    driver.begin(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _open_postgres(url: URL) -> Database:
    if url.get_backend_name() != "postgresql":
        raise BadSettings(f"Hallway keeps its data in SQLite or PostgreSQL, not in {url.get_backend_name()}.")
    engine = create_async_engine(
        url.set(drivername="postgresql+asyncpg"),
        pool_size=10,
        max_overflow=10,
        pool_timeout=_POOL_TIMEOUT,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"timeout": 5, "server_settings": _POSTGRES_SETTINGS},
    )
    return Database(engine)
