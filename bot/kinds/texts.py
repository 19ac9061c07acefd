"""Texts, cleaned at the edge: what is stored is NFC, without control characters and lone surrogates."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadValue
from bot.kinds import Facts, Input, Plain, Reading
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

INPUT_LIMIT = 4000
"""Characters of any one input. Longer text is refused at the door, whole."""

_KEPT_CONTROLS = "\n\u200d"  # line ends, and the joiner inside emoji and several scripts


def clean(text: str) -> str:
    """The text in NFC, without control characters, lone surrogates and direction overrides, line ends kept."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(c for c in text if c in _KEPT_CONTROLS or _is_writable(c)).strip()


def _is_writable(character: str) -> bool:
    category = unicodedata.category(character)
    return category not in ("Cc", "Cs") and not (
        category == "Cf" and unicodedata.bidirectional(character) in _OVERRIDES
    )


_OVERRIDES = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


@dataclass(frozen=True, slots=True)
class TextKind(Plain):
    """Some words, at most ``limit`` characters."""

    limit: int = 300

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        words = clean(text)
        if not words:
            raise BadValue(say("There is no text in that. Write at least a word."))
        if len(words) > self.limit:
            raise BadValue(
                say(
                    "That is {count} characters long; {limit} fit. Shorten it, please.",
                    count=len(words),
                    limit=self.limit,
                )
            )
        return (Reading(words, words, say("{text}", text=words)),)


class WhomKind(TextKind):
    """Somebody who is only mentioned, by name or as "a friend"."""


LINE = TextKind("text")
WHOM = WhomKind("text")
NOTE = TextKind("text", Input.AREA, limit=2000)


def bounded(text: str) -> str:
    if len(text) > INPUT_LIMIT:
        raise BadValue(
            say(
                "That is {count} characters; I read up to {limit} at once. Send it in parts, please.",
                count=len(text),
                limit=INPUT_LIMIT,
            )
        )
    return clean(text)
