"""What goes on between members who are put in touch: introductions, meetings to confirm, and quests for a way to
somebody. Commands show each member only what `bot.domain` says they may know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.confirmations import Confirmation
    from bot.domain.ids import MemberId
    from bot.domain.quests import Inquiry, Quest
    from bot.domain.warm import WarmIntroduction


class Introducing(Protocol):
    """Introductions by consent. What was changed since it was read raises NotPossible, as everywhere."""

    async def keep(self, introduction: WarmIntroduction) -> None:
        """Add it, or write it over the one with its id."""
        ...

    async def get(self, introduction: str) -> WarmIntroduction:
        """Raise NotFound where there is none."""
        ...

    async def by_id(self, ids: Sequence[str]) -> dict[str, WarmIntroduction]: ...

    async def concerning(self, members: Sequence[MemberId], since: datetime) -> Sequence[WarmIntroduction]:
        """Those proposed since then that one of these asked for or is one of the two of; the newest first."""
        ...


class Confirming(Protocol):
    """Meetings that somebody was asked to confirm; one goes with the introduction that it is about."""

    async def keep(self, confirmation: Confirmation) -> None: ...

    async def get(self, confirmation: str) -> Confirmation:
        """Raise NotFound where there is none."""
        ...

    async def by_id(self, ids: Sequence[str]) -> dict[str, Confirmation]: ...

    async def concerning(self, members: Sequence[MemberId]) -> Sequence[Confirmation]:
        """Those that one of these asked for or was asked for; the newest first."""
        ...


class Questing(Protocol):
    """Quests of anybody, by id, for composing; and the members asked about them, each with a person of their own."""

    async def quests(self, ids: Sequence[str]) -> dict[str, Quest]: ...
    async def keep(self, inquiry: Inquiry) -> None: ...

    async def by_id(self, ids: Sequence[str]) -> dict[str, Inquiry]: ...

    async def of_quests(self, quests: Sequence[str]) -> Sequence[Inquiry]:
        """In the order in which they are asked."""
        ...

    async def of_members(self, members: Sequence[MemberId]) -> Sequence[Inquiry]:
        """Those that these members are asked, in that order."""
        ...
