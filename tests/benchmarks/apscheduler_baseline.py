"""The measure to beat: APScheduler with its own SQLAlchemy job store in WAL, one job for each reminder."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.jobstores.sqlalchemy import (  # pyright: ignore[reportMissingTypeStubs] - APScheduler ships no types
    SQLAlchemyJobStore,
)
from apscheduler.schedulers.asyncio import (  # pyright: ignore[reportMissingTypeStubs] - APScheduler ships no types
    AsyncIOScheduler,
)
from sqlalchemy import create_engine, event

_handed_over: list[str] = []
_all_done = asyncio.Event()


async def remind(subject: str, of: int) -> None:
    """What every job does: hand it to a messenger that returns at once."""
    _handed_over.append(subject)
    if len(_handed_over) == of:
        _all_done.set()


async def seconds_for(path: Path, count: int) -> float:
    """From the first look at the store to the last job run, for ``count`` jobs due in the same minute."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _use_wal)
    _handed_over.clear()
    _all_done.clear()
    scheduler: Any = AsyncIOScheduler(
        timezone=UTC,
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        job_defaults={"misfire_grace_time": None},
    )
    due_at = datetime.now(UTC) - timedelta(minutes=1)
    scheduler.start(paused=True)
    for number in range(count):
        scheduler.add_job(remind, "date", run_date=due_at, args=[f"r{number}", count])
    begun = time.perf_counter()
    scheduler.resume()
    await _all_done.wait()
    taken = time.perf_counter() - begun
    scheduler.shutdown(wait=False)
    engine.dispose()
    return taken


def _use_wal(connection: Any, _: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
