"""Agreeing to what was said: by its button, or in a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.words import Code, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_YES = ("yes", "yes please", "yes, please", "ok", "okay", "sure", "please do", "do it", "go ahead")


@dataclass(frozen=True, slots=True)
class YesKind(Plain):
    """Anything that is no yes agrees to nothing."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        if text.strip(" .!\"'\u201c\u201d").casefold() not in self.own_words:
            raise BadValue(
                say(
                    "Nothing was done. To go ahead, answer {phrase}; to stop, say {stop}.",
                    phrase=Code("yes"),
                    stop=Code("never mind"),
                )
            )
        return (Reading("yes", "yes", say("yes")),)


YES = YesKind("yes", choices=("yes",), own_words=_YES)
