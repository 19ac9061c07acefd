"""A confirmation that has to be typed, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.words import Code, say


@dataclass(frozen=True, slots=True)
class ConfirmKind(Plain):
    """Exactly ``phrase``, in any case; anything else confirms nothing."""

    phrase: str = "yes"

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        if text.strip(" .!\"'\u201c\u201d").casefold() != self.phrase:
            raise BadValue(
                say(
                    "Nothing was erased. To go ahead, answer {phrase}; to stop, say {stop}.",
                    phrase=Code(self.phrase),
                    stop=Code("never mind"),
                )
            )
        return (Reading(self.phrase, self.phrase, say("{phrase}", phrase=self.phrase)),)
