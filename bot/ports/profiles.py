"""What members show of themselves to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.ids import MemberId
    from bot.domain.profiles import Consent, Shown


class Profiles(Protocol):
    """The only way to anybody else's profile. It gives what its owner shows there, and nothing of anybody who has not
    agreed to that: they are not in the answer, just as somebody without a profile."""

    async def shown(self, to: Consent, members: Sequence[MemberId] | None = None) -> Mapping[MemberId, Shown]:
        """What these members show there; everybody's, where no members are named. In no order."""
        ...
