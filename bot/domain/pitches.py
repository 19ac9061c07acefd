"""A pitch: who one is, what one does for whom, one proof, one ask. About 75 words, half a minute aloud.

Each that is made anew is a record of its own, so that earlier ones are not lost; the newest is the one that counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.ids import MemberId

_ENDS = (".", "!", "?", "\u2026")


@dataclass(frozen=True, slots=True)
class Pitch:
    """The answers to the four questions, as sentences; none where one was left out."""

    id: str
    owner: MemberId
    created_at: datetime
    who: str | None = None
    what: str | None = None
    proof: str | None = None
    ask: str | None = None
    version: int = 1

    @property
    def text(self) -> str:
        """As one says it."""
        return " ".join(_sentence(each) for each in (self.who, self.what, self.proof, self.ask) if each)


def _sentence(text: str) -> str:
    """With a capital in front and an end behind."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith(_ENDS) else ".")


def current(pitches: Iterable[Pitch]) -> Pitch | None:
    """The newest."""
    return max(pitches, key=lambda each: (each.created_at, each.id), default=None)
