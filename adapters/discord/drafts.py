"""Forms that go on in another modal, or open again: kept sealed between the two, for whoever was filling them in."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from bot.domain.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.ports import Clock, Keyring

_PREFIX = "discord/form/"
LIFE = timedelta(hours=1)


class Kept(BaseModel):
    """A form half filled in: what it holds, and which slots its next modal asks for (none: all that people see)."""

    user: str
    command: str
    values: dict[str, str]
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafts:
    keyring: Keyring
    clock: Clock

    async def keep(self, user: str, command: str, values: Mapping[str, str], ask: Sequence[str] = ()) -> str:
        """Its id. Those past their time are let go of on the way."""
        now = self.clock.now()
        for name in await self.keyring.names(_PREFIX):
            if name < _PREFIX + _id_at(now - LIFE):
                await self.keyring.remove(name)
        draft = new_id(now)
        kept = Kept(user=user, command=command, values=dict(values), ask=tuple(ask))
        await self.keyring.put(_PREFIX + draft, kept.model_dump_json())
        return draft

    async def find(self, draft: str, user: str) -> Kept | None:
        """None where it is gone, or somebody else's."""
        kept = await self.keyring.get(_PREFIX + draft)
        try:
            found = None if kept is None else Kept.model_validate_json(kept)
        except ValidationError:
            return None
        return found if found is not None and found.user == user else None

    async def drop(self, draft: str) -> None:
        await self.keyring.remove(_PREFIX + draft)


def _id_at(instant: datetime) -> str:
    """Below every id made since then: ids begin with their millisecond."""
    milliseconds = int(instant.timestamp() * 1000) & (1 << 48) - 1
    return base64.b32hexencode((milliseconds << 56).to_bytes(13, "big")).decode().lower()[:20]
