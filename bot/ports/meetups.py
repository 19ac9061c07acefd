"""The meetups of one community, and who comes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.meetups import Meetup, Occurrence, Override
    from bot.domain.noticeboard import Noticeboard
    from bot.domain.rsvps import Rsvp


class Meetups(Protocol):
    """What belongs to everybody in the community; who may change what is for the caller to decide.

    Every change is journalled for undo, and the outbox is brought to what `bot.domain.meetup_notices` wants in the same
    transaction. Undoing a change that members were told of tells them again. Whatever was changed since it was read
    raises NotPossible.
    """

    async def get(self, meetup: str) -> Meetup:
        """Raise NotFound where there is none."""
        ...

    async def find(self, meetup: str) -> Meetup | None: ...
    async def add(self, meetup: Meetup) -> None: ...
    async def save(self, meetup: Meetup) -> None: ...

    async def hold(self, meetup: str) -> None:
        """Wait until nobody else changes who comes to it, and keep it so until this unit of work ends."""
        ...

    async def coming(self, after: datetime) -> Sequence[Meetup]:
        """Those that may still have an occurrence after that instant, cancelled ones included; the eldest first."""
        ...

    async def overrides(self, meetups: Sequence[str]) -> Sequence[Override]:
        """What became of single occurrences of these meetups."""
        ...

    async def override(self, override: Override) -> None:
        """Add it, or write it over the one with its id. It is told with its own ``sequence``."""
        ...

    async def rsvps(self, meetup: str, key: str | None = None) -> Sequence[Rsvp]:
        """Answers to one occurrence, or to all of them; who said so first comes first."""
        ...

    async def rsvps_of(self, member: MemberId) -> Sequence[Rsvp]:
        """Everything this member answered, the eldest first."""
        ...

    async def hosted_by(self, member: MemberId) -> Sequence[Meetup]:
        """Everything this member hosts or hosted, the eldest first."""
        ...

    async def rsvps_by_id(self, ids: Sequence[str]) -> dict[str, Rsvp]: ...

    async def noticeboard(self) -> Noticeboard | None:
        """Where and when meetups are announced; none where nobody has said yet."""
        ...

    async def hang(self, board: Noticeboard) -> None:
        """Announce by this one from here on: every meetup that is still to come, and what is new from then on."""
        ...

    async def answer(self, rsvp: Rsvp) -> None:
        """Add it, or write it over the one with its id."""
        ...

    async def occurrences_of(self, rsvps: Sequence[Rsvp]) -> dict[str, Occurrence]:
        """What each is the answer to, by the RSVP's id; none where the meetup does not take place then any more."""
        ...
