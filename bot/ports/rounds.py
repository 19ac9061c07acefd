"""The rounds of one community, who takes part in them, and what was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.ids import MemberId
    from bot.domain.rounds.records import Draw, Participation, Round, Seat


class Rounds(Protocol):
    """What belongs to everybody in the community; who may do what, and who may see what, is for the caller to decide.

    Every change is journalled for undo, and what a seat wants told is brought to the outbox in the same transaction.
    Whatever was changed since it was read raises NotPossible.
    """

    async def get(self, found: str) -> Round:
        """Raise NotFound where there is none."""
        ...

    async def every(self) -> Sequence[Round]:
        """Those that are over too; the eldest first."""
        ...

    async def add(self, made: Round) -> None: ...
    async def save(self, changed: Round) -> None: ...

    async def participations(self, found: str) -> Sequence[Participation]:
        """Who takes part, the eldest first."""
        ...

    async def participations_of(self, member: MemberId) -> Sequence[Participation]:
        """What this member takes part in, the eldest first."""
        ...

    async def join(self, participation: Participation) -> None:
        """Add it, or write it over the one with its id. Raise NotPossible where they take part already."""
        ...

    async def leave(self, participation: Participation) -> None: ...

    async def draws(self, found: str, *, limit: int) -> Sequence[Draw]:
        """The latest draws, the newest first."""
        ...

    async def draw(self, drawn: Draw, seats: Sequence[Seat]) -> None:
        """Keep a draw with everybody's place, for good: undo does not know of the places. Raise NotPossible where that
        key was drawn already."""
        ...

    async def seats(self, draws: Sequence[str]) -> Sequence[Seat]:
        """Everybody in these draws."""
        ...

    async def seats_of(self, member: MemberId) -> Sequence[Seat]:
        """This member's in every draw, the newest first."""
        ...

    async def earlier(self, seat: Seat, *, limit: int) -> Sequence[Seat]:
        """Where the same member was in a group of the same round before: the latest, the newest first."""
        ...

    async def times_grouped(self, seat: Seat) -> int:
        """How often that was."""
        ...

    async def seats_by_id(self, ids: Sequence[str]) -> dict[str, Seat]: ...

    async def beside(self, circles: Sequence[str]) -> Sequence[Seat]:
        """Everybody in these groups."""
        ...

    async def answer(self, seat: Seat) -> None: ...

    async def begin(self, seat: Seat) -> None:
        """Keep with what it begins, and nothing else: no message follows from it, and undo does not know of it."""
        ...
