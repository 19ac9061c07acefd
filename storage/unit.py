"""A unit of work from the inside: a transaction in one community, and the one gate all records are written through."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.exc import IntegrityError

from bot.errors import NotFound, NotPossible
from bot.words import say
from storage.following import follow
from storage.journal import Journal, Place
from storage.portions import portions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import CursorResult, Executable, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.ids import CommunityId
    from storage.outbox import Outbox
    from storage.secrets import Box
    from storage.shapes import Question, R, Record, Shape


def not_found() -> NotFound:
    """The one answer for what is somebody else's and for what never was."""
    return NotFound(say("I don't have that (any more)."))


def changed_since() -> NotPossible:
    return NotPossible(say("That was changed in the meantime. Please look again."))


@dataclass(slots=True)
class Unit:
    """What everything inside one unit of work shares. ``seen`` holds records as they are in the database by now."""

    connection: AsyncConnection
    community: CommunityId
    box: Box
    outbox: Outbox
    journal: Journal = field(default_factory=Journal)
    seen: dict[Place, Record] = field(default_factory=dict[Place, "Record"])
    forgotten: set[str] = field(default_factory=set[str])
    has_changes: bool = False
    holds_account: bool = False

    async def run(self, statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """A statement whose place for the community is named ``in_community``."""
        return await self.connection.execute(statement, {"in_community": self.community, **(values or {})})

    async def rows(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        return (await self.run(statement, values)).all()

    async def ask(self, shape: Shape[R], question: Question, values: Mapping[str, Any]) -> list[R]:
        """Records by a question that selects the shape's columns."""
        records = await self.read(shape, question, values)
        for record in records:
            self.seen[shape.place(record)] = record
        return records

    async def read(self, shape: Shape[R], question: Question, values: Mapping[str, Any]) -> list[R]:
        """The same for records that are only looked at: saving one asks for it again."""
        return [shape.from_row(row, self.box) for row in await self.rows(question, values)]

    async def find(self, shape: Shape[R], owner: str, record_id: str) -> R | None:
        found = await self.ask(shape, shape.by_id, {"of_owner": owner, "with_id": record_id})
        return found[0] if found else None

    async def stored(self, shape: Shape[R], record: R) -> R:
        """The state in the database that ``record`` was made from. Raise NotPossible when that is no longer there."""
        known = cast("R | None", self.seen.get(shape.place(record)))
        if known is None or known.version != record.version:
            known = await self.find(shape, shape.owner_of(record), record.id)
        if known is None or known.version != record.version:
            raise changed_since()
        return known

    async def by_ids(self, shape: Shape[R], ids: Sequence[str]) -> dict[str, R]:
        """In whoever's notebook they are."""
        return {
            each.id: each for some in portions(ids) for each in await self.ask(shape, shape.these, {"with_ids": some})
        }

    async def looked_at(self, shape: Shape[R], ids: Sequence[str]) -> dict[str, R]:
        """The same for records that are only looked at, as with ``read``."""
        return {
            each.id: each for some in portions(ids) for each in await self.read(shape, shape.these, {"with_ids": some})
        }

    async def add(self, shape: Shape[R], record: R) -> None:
        """Raise NotPossible where the same was added elsewhere in the meantime."""
        try:
            await self.change(shape, None, record)
        except IntegrityError as error:
            raise changed_since() from error

    async def save(self, shape: Shape[R], record: R) -> None:
        """Write it one version up. What is as it was is left alone: there is nothing to undo."""
        before = await self.stored(shape, record)
        if before != record:
            after = cast("R", replace(cast("Any", record), version=record.version + 1))
            await self.change(shape, before, after)

    async def keep(self, shape: Shape[R], record: R) -> None:
        """Add it, or write it over the one with its id."""
        there = await self.find(shape, shape.owner_of(record), record.id)
        await (self.add if there is None else self.save)(shape, record)

    async def change(self, shape: Shape[R], before: R | None, after: R | None) -> None:
        """Write and journal. Raise NotPossible when ``before`` is not what is there any more."""
        self.journal.note(shape, before, after, await self.write(shape, before, after))
        self.has_changes = True

    async def write(self, shape: Shape[R], before: R | None, after: R | None) -> Place:
        """Bring a record from one state to another, and what depends on it with it; none: it is not there."""
        place = shape.place(cast("R", before if after is None else after))
        if before is None:
            await self._insert(shape, cast("R", after))
        else:
            await self._overwrite(shape, before, after)
        self.seen.pop(place, None)
        if after is not None:
            self.seen[place] = after
        await follow(self, before, after)
        return place

    async def _insert(self, shape: Shape[R], record: R) -> None:
        row = shape.to_row(record, self.box)
        await self.connection.execute(shape.insert, {"community": self.community, **row})

    async def _overwrite(self, shape: Shape[R], before: R, after: R | None) -> None:
        as_it_was = {"of_owner": shape.owner_of(before), "with_id": before.id, "at_version": before.version}
        if after is None:
            result = await self.run(shape.delete, as_it_was)
        else:
            result = await self.run(shape.update, as_it_was | shape.to_row(after, self.box))
        if result.rowcount != 1:
            raise changed_since()
