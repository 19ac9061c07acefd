"""What a member changed: filed with the records as they were before, and put back exactly when it is undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.changes import Change
from bot.errors import NotPossible
from bot.words import say
from storage.journal import entries_of
from storage.putting_back import as_it_was, seats_again, touched_by
from storage.tables.journal import CHANGE
from storage.unit import changed_since, not_found

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row, Select

    from bot.domain.ids import ChangeId, MemberId
    from storage.journal import Entry
    from storage.unit import Unit

_OWN = (CHANGE.c.community == bindparam("in_community")) & (CHANGE.c.owner == bindparam("of_owner"))
_THIS = _OWN & (CHANGE.c.id == bindparam("with_id"))
_FILE = insert(CHANGE)
_FIND = select(CHANGE).where(_THIS)
_LATEST = (
    select(CHANGE)
    .where(_OWN, CHANGE.c.undone_at.is_(None), CHANGE.c.created_at >= bindparam("since"))
    .order_by(CHANGE.c.created_at.desc(), CHANGE.c.id.desc())
    .limit(1)
)
_MARK = (
    update(CHANGE)
    .where(_THIS, CHANGE.c.undone_at.is_(None))
    .values(undone_at=bindparam("at"), version=CHANGE.c.version + 1)
)


async def file_change(unit: Unit, change: Change) -> None:
    """Keep the change with the unit's journal so far."""
    row = {
        "community": unit.community,
        "owner": change.owner,
        "id": change.id,
        "command": change.command,
        "summary": unit.box.seal(change.summary, *_place(change.owner, change.id, "summary")),
        "journal": unit.box.seal(unit.journal.close(), *_place(change.owner, change.id, "journal")),
        "created_at": change.created_at,
        "undone_at": change.undone_at,
        "version": change.version,
    }
    await unit.connection.execute(_FILE, row)


@dataclass(frozen=True, slots=True)
class Changes:
    """See bot.ports.Changes."""

    _unit: Unit
    _owner: MemberId

    async def latest(self, *, since: datetime) -> Change | None:
        row = await self._first(_LATEST, since=since)
        return None if row is None else self._change(row)

    async def get(self, change: ChangeId) -> Change:
        row = await self._first(_FIND, with_id=change)
        if row is None:
            raise not_found()
        return self._change(row)

    async def undo(self, change: Change, *, at: datetime) -> None:
        """All of it or nothing: a refusal leaves the unit as it was."""
        row = await self._first(_FIND, with_id=change.id)
        if row is None:
            raise not_found()
        entries = entries_of(self._unit.box.open(row.journal, *_place(self._owner, change.id, "journal")))
        async with self._unit.connection.begin_nested():
            marked = await self._unit.run(_MARK, {"of_owner": self._owner, "with_id": change.id, "at": at})
            if marked.rowcount != 1:
                raise NotPossible(say("That was already undone."))
            self._unit.outbox = self._unit.outbox.putting_back(at)
            touched = await touched_by(self._unit, entries)
            try:
                for entry in reversed(entries):
                    await self._put_back(entry, at)
                await seats_again(self._unit, touched, at)
            except (IntegrityError, NotPossible) as error:
                self._unit.seen.clear()
                raise NotPossible(say("Part of that was changed since, so it cannot be undone.")) from error

    async def _put_back(self, entry: Entry, at: datetime) -> None:
        now = await self._unit.find(entry.shape, entry.owner, entry.id)
        if (None if now is None else now.version) != entry.left_at:
            raise changed_since()
        if now is not None or entry.before is not None:
            await self._unit.write(entry.shape, now, await as_it_was(self._unit, entry.before, now, at))

    async def _first(self, question: Select[Any], **values: Any) -> Row[Any] | None:
        rows = await self._unit.rows(question, {"of_owner": self._owner, **values})
        return rows[0] if rows else None

    def _change(self, row: Row[Any]) -> Change:
        return Change(
            row.id,
            self._owner,
            row.command,
            self._unit.box.open(row.summary, *_place(self._owner, row.id, "summary")),
            row.created_at,
            row.undone_at,
            row.version,
        )


def _place(owner: MemberId, change: ChangeId, column: str) -> tuple[str, ...]:
    return CHANGE.name, column, owner, change
