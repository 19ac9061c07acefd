"""SQLite over aiosqlite, one thread hop per statement instead of three or four.

SQLAlchemy opens, executes, fetches and closes a cursor one after the other, and each of these is a trip to aiosqlite's
thread and back. Here execute and fetch are one trip, and the other two are none: a statement takes a third of the time.
A transaction begins on its first statement's trip, and one in which nothing was asked ends without any.
"""

from __future__ import annotations

import os
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from typing import Self

    from sqlalchemy.ext.asyncio import AsyncEngine

BUSY_TIMEOUT = 8.0
"""Seconds a writer waits for another process. A unit of work takes milliseconds, a migration a second or two."""

_POLL = 0.02

_PRAGMAS = """
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = 0;
"""
# FULL, because "saved" is a promise: with NORMAL a power cut takes the last commits back, and with them the attempt
# that was recorded before a message went out. It costs one fsync for each commit.
# secure_delete, because what was forgotten must not stay readable in the file's free pages, and no journal_size_limit,
# because neither must it in a log that is only overwritten from its start.


class OneTripCursor:
    """What SQLAlchemy's asyncio adapter asks of a cursor; the rows are fetched where the statement runs."""

    description: Any = None
    rowcount = -1
    lastrowid: int | None = None
    arraysize = 1

    def __init__(self, connection: OneTripConnection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        return await self._connection.trip(partial(self._run, sqlite3.Connection.execute, sql, parameters))

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> Self:
        return await self._connection.trip(partial(self._run, sqlite3.Connection.executemany, sql, parameters))

    async def fetchall(self) -> Sequence[Any]:
        return self._rows

    async def close(self) -> None:
        """Nothing is open: the statement's own cursor was closed where it ran."""

    def _run(self, execute: Any, sql: str, parameters: Sequence[Any], raw: sqlite3.Connection) -> Self:
        cursor: sqlite3.Cursor = execute(raw, sql, parameters)
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else ()
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()
        return self


class OneTripConnection(aiosqlite.Connection):
    _beginning: str | None = None
    _is_asked = False

    def begin(self, how: str) -> None:
        """Begin a transaction with ``how``, once something is asked in it: only then is there anything to lock."""
        self._beginning = how

    async def commit(self) -> None:
        await self._end(super().commit)

    async def rollback(self) -> None:
        await self._end(super().rollback)

    async def _end(self, end: Callable[[], Awaitable[None]]) -> None:
        """Where somebody stopped waiting for a statement it may still be running: that one counts as asked too."""
        self._beginning = None
        if self._is_asked:
            await end()
            self._is_asked = False

    def cursor(self) -> OneTripCursor:  # pyright: ignore[reportIncompatibleMethodOverride] - SQLAlchemy is its only user
        return OneTripCursor(self)

    async def trip(self, step: Callable[[sqlite3.Connection], Any]) -> Any:
        """Run ``step(connection)`` in the connection's thread, in the transaction that was begun."""
        beginning, self._beginning, self._is_asked = self._beginning, None, True
        return await self._execute(_asked, beginning, step, self._conn)  # pyright: ignore[reportUnknownMemberType] - aiosqlite leaves it untyped


def _asked(beginning: str | None, step: Callable[[sqlite3.Connection], Any], raw: sqlite3.Connection) -> Any:
    if beginning is not None:
        raw.execute(beginning)
    return step(raw)


async def connect(path: Path) -> aiosqlite.Connection:
    """Open a database file, made readable for its owner alone when it is new; transactions are begun by hand."""
    return await OneTripConnection(partial(_open, path), iter_chunk_size=64)


async def truncate_wal(engine: AsyncEngine) -> None:
    """Move the log into the database and cut it off; when somebody is busy with it, leave it for the next time."""
    async with engine.connect() as connection:
        driver = cast("OneTripConnection", (await connection.get_raw_connection()).driver_connection)
        await driver.trip(_truncate)


def _truncate(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}")


def _open(path: Path) -> sqlite3.Connection:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    raw = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    _log_ahead(raw)
    raw.executescript(_PRAGMAS)
    return raw


def _log_ahead(raw: sqlite3.Connection) -> None:
    """Switch a new file over to its write-ahead log. SQLite does not wait here, so we do: others may be making it."""
    latest = time.monotonic() + BUSY_TIMEOUT
    while raw.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > latest:
                raise
            time.sleep(_POLL)
