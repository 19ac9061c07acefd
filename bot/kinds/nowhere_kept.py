"""What somebody says beside what they ask for, and nobody keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.kinds import Facts, Plain, Reading
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class DroppedKind(Plain):
    """Any words at all, none of which are looked at: there is nothing to ask about them, so nothing waits with them."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del text, facts
        return (Reading("", "", say("")),)


DROPPED = DroppedKind("text")
