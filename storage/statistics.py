"""What SQLite is told about the tables before there is anything in them.

Every key begins with the community, so that without statistics one index looks to SQLite as good as another, and it
reads all deliveries of a community to find one: 26 ms with 100,000 of them, not 1. It takes its statistics from a table
that may be written by hand, https://sqlite.org/fileformat2.html#stat1tab. PostgreSQL keeps its own.
"""

from __future__ import annotations

from itertools import groupby
from math import prod
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ROWS = 1_000_000
_DIFFERENT = {
    "community": 1,
    "platform": 2,
    "kind": 5,
    "state": 5,
    "owner": 5_000,
    "member": 5_000,
    "recipient": 5_000,
}
"""How many values a column has; one that is not here is different in every row."""

_COLUMNS = text(
    "SELECT tables.name, indexes.name, columns.name FROM sqlite_schema AS tables"
    " JOIN pragma_index_list(tables.name) AS indexes JOIN pragma_index_info(indexes.name) AS columns"
    " WHERE tables.type = 'table' ORDER BY tables.name, indexes.name, columns.seqno"
)
_TELL = text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:table, :index, :stat)")


def tell_statistics(connection: Connection) -> None:
    """Write them anew; connections opened from here on use them."""
    connection.execute(text("ANALYZE sqlite_schema"))
    connection.execute(text("DELETE FROM sqlite_stat1"))
    found = [tuple(row) for row in connection.execute(_COLUMNS)]
    for (table, index), rows in groupby(found, key=lambda row: row[:2]):
        stat = _rows_alike([column for _, _, column in rows])
        connection.execute(_TELL, {"table": table, "index": index, "stat": stat})


def _rows_alike(columns: list[str]) -> str:
    """How many rows there are, and how many are alike in the first column, in the first two, and so on."""
    different = [_DIFFERENT.get(column, _ROWS) for column in columns]
    alike = (max(1, _ROWS // prod(different[:end])) for end in range(1, len(columns) + 1))
    return " ".join(map(str, (_ROWS, *alike)))
