"""A confirmation that has to be typed, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.words import Code, say


@dataclass(frozen=True, slots=True)
class ConfirmKind(Plain):
    """Exactly the one of its ``own_words``, in any case; anything else confirms nothing."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        (phrase,) = self.own_words
        if text.strip(" .!\"'\u201c\u201d").casefold() != phrase:
            raise BadValue(
                say(
                    "Nothing was erased. To go ahead, answer {phrase}; to stop, say {stop}.",
                    phrase=Code(phrase),
                    stop=Code("never mind"),
                )
            )
        return (Reading(phrase, phrase, say("{phrase}", phrase=phrase)),)
