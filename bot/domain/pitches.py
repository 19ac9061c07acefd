"""A pitch: who one is, what one does for whom, one proof, one ask. About 75 words, half a minute aloud.

Each that is made anew is a record of its own, so that earlier ones are not lost; the newest is the one that counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

    @property
    def words(self) -> int:
        return len(self.text.split())


def _sentence(text: str) -> str:
    """With a capital in front and an end behind."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith(_ENDS) else ".")


def current(pitches: Iterable[Pitch]) -> Pitch | None:
    """The newest."""
    return max(pitches, key=lambda each: (each.created_at, each.id), default=None)


class Lack(StrEnum):
    """What a pitch is still missing."""

    WHO = "who"
    WHAT = "what"
    FOR_WHOM = "for-whom"
    PROOF = "proof"
    HARD_PROOF = "hard-proof"
    ASK = "ask"
    ONE_ASK = "one-ask"
    LONG = "long"
    SHORT = "short"


WORDS = 75
"""As many can be said in half a minute."""

_FEWEST, _MOST = 40, 90
_FOR = re.compile(
    r"\b(?:for|helps?|so that|lets?|who|people|teams?|companies|users?|developers?|engineers?|you|everybody|them)\b",
    re.IGNORECASE,
)
_HARD = re.compile(
    r"\d|https?://|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:]\s)[A-Z]\w+")
_SEVERAL = re.compile(r"\?.*\?|;|\b(?:also|or|as well as|and (?:a|an|some|to|for))\b", re.IGNORECASE | re.DOTALL)


def lacks(pitch: Pitch) -> tuple[Lack, ...]:
    """What would make it better, the most important first; nothing for a good one."""
    return tuple(lack for lack, is_lacking in _checks(pitch) if is_lacking)


def _checks(pitch: Pitch) -> Iterator[tuple[Lack, bool]]:
    yield Lack.WHO, not pitch.who
    yield Lack.WHAT, not pitch.what
    yield Lack.FOR_WHOM, bool(pitch.what) and not _FOR.search(pitch.what or "")
    yield Lack.PROOF, not pitch.proof
    yield (
        Lack.HARD_PROOF,
        bool(pitch.proof) and not (_HARD.search(pitch.proof or "") or _NAME.search(pitch.proof or "")),
    )
    yield Lack.ASK, not pitch.ask
    yield Lack.ONE_ASK, bool(_SEVERAL.search(pitch.ask or ""))
    yield Lack.LONG, pitch.words > _MOST
    yield Lack.SHORT, pitch.words < _FEWEST
