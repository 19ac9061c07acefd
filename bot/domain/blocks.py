"""Members whom somebody never wants to be put together with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import MemberId


@dataclass(frozen=True, slots=True)
class Block:
    """The owner and that ``member`` are never put together, whoever of them it would be good for."""

    id: str
    owner: MemberId
    member: MemberId
    created_at: datetime
    version: int = 1
