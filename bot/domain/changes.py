"""What a command changed, kept for a day so that it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.ids import ChangeId, MemberId

UNDO_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Change:
    """One command's effect. ``summary`` is the plain first line of its reply; ``undone_at`` is set once undone.

    What the records looked like before stays in storage, sealed; a change is restored there, never read here.
    """

    id: ChangeId
    owner: MemberId
    command: str
    summary: str
    created_at: datetime
    undone_at: datetime | None = None
    version: int = 1
