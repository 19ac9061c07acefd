"""Statements for the hottest path: compiled once, run with plain tuples, no conversion of any column.

Bound values are what the database keeps: text, numbers, microseconds. See storage.types.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import ClauseElement, CursorResult, Dialect
    from sqlalchemy.ext.asyncio import AsyncConnection
    from sqlalchemy.sql.compiler import SQLCompiler

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Values = tuple[Any, ...]


class Prepared:
    """A statement whose values are given in the order of ``names``."""

    def __init__(self, statement: ClauseElement, dialect: Dialect, names: Sequence[str]) -> None:
        compiled = cast("SQLCompiler", statement.compile(dialect=dialect))
        self._sql = str(compiled)
        order = [names.index(name) for name in compiled.positiontup or ()]
        self._arrange: Callable[[Values], Values] = (
            itemgetter(*order) if len(order) > 1 else lambda values: tuple(values[at] for at in order)
        )

    async def run(self, connection: AsyncConnection, *values: Any) -> CursorResult[Any]:
        return await connection.exec_driver_sql(self._sql, self._arrange(values))

    async def run_many(self, connection: AsyncConnection, rows: Sequence[Values]) -> int:
        """How many rows were touched in all, or -1 where the database does not say."""
        return (await connection.exec_driver_sql(self._sql, [self._arrange(row) for row in rows])).rowcount


def micros(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND


def instant(value: int) -> datetime:
    return _EPOCH + timedelta(microseconds=value)
