"""Referrals of one community: what is looked for, and who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.referrals import Referral, Vouch


class Referrals(Protocol):
    """Who was asked, and a no, are never for anybody but whoever was asked: callers show an asker what was answered
    with a yes that was told, and nothing else. Journalled; what is to be said follows the records."""

    async def find(self, referral: str) -> Referral | None: ...
    async def add(self, referral: Referral) -> None: ...
    async def save(self, referral: Referral) -> None: ...

    async def of(self, asker: MemberId) -> Sequence[Referral]:
        """Everything this member looked for, the newest first."""
        ...

    async def since(self, start: datetime) -> Sequence[Referral]:
        """Everything that anybody began to look for from then on, the eldest first. For asking whoever may be asked,
        and for nothing that is shown."""
        ...

    async def vouch(self, vouch: str) -> Vouch | None: ...
    async def ask(self, vouch: Vouch) -> None: ...
    async def answer(self, vouch: Vouch) -> None: ...

    async def vouches_for(self, asker: MemberId) -> Sequence[Vouch]:
        """Every question put for what this member looked for, the eldest first."""
        ...

    async def vouches_of(self, member: MemberId) -> Sequence[Vouch]:
        """Every question put to this member, the eldest first."""
        ...

    async def willing(self, company: str) -> Sequence[MemberId]:
        """Those who said that they may be asked about referrals there, whoever was asked longest ago first. For asking
        them, and for nothing that is shown."""
        ...
