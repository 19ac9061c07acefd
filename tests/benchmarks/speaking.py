"""One sentence from its arrival to the commit, beside the bare insert of the rows it leaves."""

import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Table, insert, select

from storage.engine import Database
from storage.store import Store
from storage.tables import metadata
from tests.benchmarks.table import Line, bench
from tests.bot.chat import SECRET, open_room

_SENTENCES = 200
_SETTLED = 20
"""The first few sentences find nothing warm and do not count."""

_BEFORE = ("community", "member")
_OF_ONE_ACT = ("person", "introduction", "followup", "delivery", "change", "inbound_event")


@bench("met")
async def met(folder: Path) -> Sequence[Line]:
    took = list[float]()
    async with open_room(folder) as room:
        ana = room.chat()
        for number in range(_SENTENCES):
            began = time.perf_counter()
            await ana.say(f"met Person{_letters(number)} Silva at PyLisboa about Arrow")
            took.append(time.perf_counter() - began)
            ana.clock.advance_to(ana.clock.now().replace(minute=number % 60))
        before = await _rows(room.store.database, _BEFORE)
        rows = {
            table: its_rows
            for table, its_rows in (await _rows(room.store.database, _OF_ONE_ACT)).items()
            if len(its_rows) >= _SENTENCES
        }
    bare = await _bare(folder / "bare.db", before, rows)
    spoken = statistics.median(took[_SETTLED:]) * 1000
    return [
        Line("met: a sentence, from invocation to commit", spoken, "ms"),
        Line("met: the bare insert of the same rows, to commit", bare, "ms"),
        Line("met: the sentence against the bare insert", spoken / bare, "x"),
    ]


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


Rows: TypeAlias = Mapping[Table, Sequence[dict[str, Any]]]


async def _rows(database: Database, names: Sequence[str]) -> Rows:
    async with database.reading() as connection:
        return {
            table: [dict(row) for row in (await connection.execute(select(table))).mappings()]
            for table in (metadata.tables[name] for name in names)
        }


async def _bare(path: Path, before: Rows, rows: Rows) -> float:
    """Milliseconds, the median: one insert per table and one commit for each sentence, and nothing else."""
    took = list[float]()
    async with Store.open(f"sqlite:///{path}", SECRET) as store:
        async with store.database.writing() as connection:
            for table, its_rows in before.items():
                await connection.execute(insert(table), its_rows)
            await connection.commit()
        for number in range(_SENTENCES):
            began = time.perf_counter()
            async with store.database.writing() as connection:
                for table, its_rows in rows.items():
                    await connection.execute(insert(table), [its_rows[number]])
                await connection.commit()
            took.append(time.perf_counter() - began)
    return statistics.median(took[_SETTLED:]) * 1000
