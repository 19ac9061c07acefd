"""What a member did that others may know of: a talk, a post, a release."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.ids import MemberId


@dataclass(frozen=True, slots=True)
class Deed:
    """``text`` is in the member's own words, as after "I": "gave a talk on Arrow at PyLisboa"."""

    id: str
    owner: MemberId
    text: str
    on: date
    created_at: datetime
    link: str | None = None
    version: int = 1


def newest_first(deeds: Iterable[Deed]) -> tuple[Deed, ...]:
    return tuple(sorted(deeds, key=lambda each: (each.on, each.created_at, each.id), reverse=True))
