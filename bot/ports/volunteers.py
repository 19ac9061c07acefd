"""Who offers to be asked, who wishes for one of them, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.hospitality import Hospitality
    from bot.domain.ids import MemberId
    from bot.domain.mentoring import Mentorship, Session
    from bot.domain.volunteers import Help, Question, Volunteer, Wish


class Volunteers(Protocol):
    """What is shown of it to whom is for the caller to decide: a wish knows nothing of the answers to it but a yes.

    The outbox follows the records in the same transaction. Whatever was changed since it was read raises NotPossible.
    """

    async def hold(self) -> None:
        """Wait until nobody else in the community changes any of this, and keep it so until this unit of work ends."""
        ...

    async def willing(self, kind: Help) -> Sequence[Volunteer]:
        """Everybody who offers that, the eldest first."""
        ...

    async def offers_of(self, member: MemberId) -> Sequence[Volunteer]: ...

    async def open_wishes(self, kind: Help) -> Sequence[Wish]:
        """The eldest first."""
        ...

    async def wishes_of(self, member: MemberId) -> Sequence[Wish]:
        """All of them, the eldest first."""
        ...

    async def wishes(self, ids: Sequence[str]) -> dict[str, Wish]: ...

    async def questions(self, kind: Help, since: datetime) -> Sequence[Question]:
        """Those asked since then, and those planned; by when they are asked."""
        ...

    async def questions_of(self, wish: str) -> Sequence[Question]: ...

    async def questions_to(self, volunteer: MemberId) -> Sequence[Question]:
        """By when they are asked, planned ones included."""
        ...

    async def questions_by_id(self, ids: Sequence[str]) -> dict[str, Question]: ...

    async def keep(self, record: Volunteer | Wish | Question) -> None:
        """Add it, or write it over the one with its id."""
        ...

    async def hospitality(self) -> Hospitality:
        """What organisers decided; of a community whose organisers decided nothing, one in which nothing is set."""
        ...

    async def receive(self, hospitality: Hospitality) -> None:
        """Look after members in this way from here on."""
        ...

    async def remove(self, record: Volunteer | Question) -> None: ...


class Mentoring(Protocol):
    """Mentorships, which both of the two see, and what each of them noted of sessions."""

    async def running(self, members: Sequence[MemberId], now: datetime) -> Sequence[Mentorship]:
        """Those of these mentors that are not over by then, the eldest first."""
        ...

    async def of(self, member: MemberId) -> Sequence[Mentorship]:
        """All of one member's, whichever of the two they are; the eldest first."""
        ...

    async def by_id(self, ids: Sequence[str]) -> dict[str, Mentorship]: ...

    async def keep(self, mentorship: Mentorship) -> None:
        """Add it, or write it over the one with its id."""
        ...

    async def sessions(self, ids: Sequence[str]) -> dict[str, Session]:
        """Across notebooks, by id: for composing messages to those who may read them, nothing else."""
        ...
