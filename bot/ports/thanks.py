"""The thanks that members of one community gave each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import MemberId
    from bot.domain.thanks import Thanks


class Gratitude(Protocol):
    """Journalled for undo; whoever is thanked is told by the record alone. Between two who are kept apart there is
    nothing to read: neither is told."""

    async def add(self, thanks: Thanks) -> None: ...

    async def remove(self, thanks: Thanks) -> None: ...

    async def to(self, taker: MemberId) -> Sequence[Thanks]:
        """What this member was thanked for, the newest first."""
        ...

    async def by(self, giver: MemberId) -> Sequence[Thanks]:
        """The thanks this member gave, the newest first; all of them."""
        ...
