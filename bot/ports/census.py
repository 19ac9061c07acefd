"""Numbers about a community, for its organisers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.census import Census, Undelivered


class Counting(Protocol):
    """Counts across notebooks. Nothing that anybody wrote comes out of it, and no member who has not agreed to that."""

    async def members(self, joined_by: datetime) -> Census:
        """Everybody, and of those who joined by then, who has noted nobody."""
        ...

    async def guided(self, since: datetime) -> int:
        """How many newcomers took the guide through their first days since then."""
        ...

    async def undelivered(self, since: datetime) -> Sequence[Undelivered]:
        """How many messages to members, due since then, could not be delivered, by what stood in the way."""
        ...
