"""Writing records that are added or changed in one act, whichever it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.exc import IntegrityError

from storage.unit import changed_since

if TYPE_CHECKING:
    from storage.shapes import R, Shape
    from storage.unit import Unit


async def keep(unit: Unit, shape: Shape[R], record: R) -> None:
    """Add it, or write it over the one with its id, one version up; what is as it was is left alone.

    Raise NotPossible where the same was written elsewhere in the meantime.
    """
    if await unit.find(shape, shape.owner_of(record), record.id) is None:
        try:
            await unit.change(shape, None, record)
        except IntegrityError as error:
            raise changed_since() from error
        return
    before = await unit.stored(shape, record)
    if before != record:
        after = cast("R", replace(cast("Any", record), version=record.version + 1))
        await unit.change(shape, before, after)
