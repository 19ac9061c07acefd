"""The world outside the core: the clock, the platforms' ways out, open deliveries, and the instance's secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from bot.domain.claims import Audit, Audited, Claimed, Verdict
    from bot.domain.delivery import Composed, Due, Lookup, Outcome, Parcel
    from bot.domain.ids import CommunityId
    from bot.domain.rounds.entrants import Case, Drawn


class Ledger(Protocol):
    """Every open delivery of every community. ``settle`` gives back verdicts on claims that others took over."""

    async def next_due(self) -> datetime | None: ...
    async def claim(self, now: datetime, *, holder: str, limit: int, suspects: bool = False) -> Claimed: ...
    async def settle(self, verdicts: Sequence[Verdict]) -> Sequence[Verdict]: ...
    async def audits(self, now: datetime, *, limit: int) -> Sequence[Audit]: ...
    async def audited(self, audits: Sequence[Audited]) -> None: ...
    async def prune(self, before: datetime) -> int: ...
    async def violations(self) -> Sequence[str]: ...


class Messenger(Protocol):
    """One platform's way out. It retries nothing by itself and raises nothing but cancellation."""

    @property
    def platform(self) -> str: ...

    async def send(self, parcel: Parcel) -> Outcome:
        """Post once, with the parcel's key as the platform's idempotency key or as a marker in the message."""
        ...

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        """Which messages with the parcel's key its destination holds since then, oldest first, if that can be read."""
        ...

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        """Delete one of our own messages; one that is gone already counts as removed."""
        ...


class Composer(Protocol):
    """Turns claimed deliveries into what is said, from the data as it is now."""

    async def __call__(self, community: CommunityId, dues: Sequence[Due], now: datetime) -> Sequence[Composed]:
        """One outcome per delivery, in the order given. Raises nothing a single bad record could cause."""
        ...


class Matchmaker(Protocol):
    """Draws rounds. It holds neither the event loop nor a transaction up, however many take part."""

    async def __call__(self, case: Case) -> Drawn: ...


class Clock(Protocol):
    """The one source of the present."""

    def now(self) -> datetime: ...


class Keyring(Protocol):
    """Secrets of the instance by name, sealed at rest."""

    async def get(self, name: str) -> str | None: ...

    async def put(self, name: str, value: str) -> None:
        """Keep it in the place of what was there."""
        ...

    async def take(self, name: str) -> str | None:
        """Read and remove in one: of several who ask, one gets it."""
        ...

    async def remove(self, name: str) -> None: ...

    async def names(self, prefix: str) -> Sequence[str]:
        """Every name that begins so, in order."""
        ...

    def locked(self, name: str) -> AbstractAsyncContextManager[None]:
        """Wait for the lock of that name and hold it, against every replica; it must be left within half a minute."""
        ...
