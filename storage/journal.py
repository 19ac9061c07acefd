"""The journal of one unit of work: what each record it wrote looked like before, and the version it was left at."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.shapes import SHAPES

if TYPE_CHECKING:
    from storage.shapes import Record, Shape

Place = tuple[str, str, str]
"""Table, owner, id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record's way through the unit: from ``before`` (none: it was not there) to a version (none: it is gone)."""

    shape: Shape[Any]
    owner: str
    id: str
    before: Record | None
    left_at: int | None


class Journal:
    """A record written twice has one entry, from before the first time to after the last."""

    def __init__(self) -> None:
        self._entries: dict[Place, Entry] = {}

    def note(self, shape: Shape[Any], before: Record | None, after: Record | None, place: Place) -> None:
        first = self._entries.get(place)
        _, owner, record_id = place
        left_at = None if after is None else after.version
        self._entries[place] = Entry(shape, owner, record_id, first.before if first else before, left_at)

    def close(self) -> str:
        """All entries as text, in the order in which the records were first written; the journal is empty again."""
        entries, self._entries = self._entries, {}
        return json.dumps([_to_json(entry) for entry in entries.values()], separators=(",", ":"))


def entries_of(text: str) -> list[Entry]:
    """What ``Journal.close`` gave."""
    return [_from_json(*parts) for parts in json.loads(text)]


def _to_json(entry: Entry) -> list[Any]:
    image = None if entry.before is None else entry.shape.to_json(entry.before)
    return [entry.shape.table.name, entry.owner, entry.id, image, entry.left_at]


def _from_json(table: str, owner: str, record_id: str, image: Any, left_at: int | None) -> Entry:
    shape = SHAPES[table]
    return Entry(shape, owner, record_id, None if image is None else shape.from_json(image), left_at)
