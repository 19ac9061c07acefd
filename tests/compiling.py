"""Statements compiled once a process, as they are where Hallway runs, instead of once for each test's database.

SQLAlchemy keeps what it compiled by dialect and statement, and makes a dialect for every engine: those of one driver
share their first's here. A tenth less to compute.
"""

from typing import Any

from sqlalchemy import URL, Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

import storage.engine

_COMPILED: dict[Any, Any] = {}
_DIALECTS: dict[str, Dialect] = {}


def _create(url: URL, **options: Any) -> AsyncEngine:
    engine = create_async_engine(url, execution_options={"compiled_cache": _COMPILED}, **options)
    engine.sync_engine.dialect = _DIALECTS.setdefault(url.drivername, engine.dialect)
    return engine


setattr(storage.engine, "create_async_engine", _create)  # noqa: B010 - the names are of two types
