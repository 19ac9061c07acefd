"""Whether a text that somebody reads before its subject's yes would tell whom it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.people import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_MENTION = re.compile(r"<@|<person:|<member:|(?:^|\s)@\w")
_SHORTEST = 2


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether any word of one of these names is in it, or a mention of anybody."""
    words = set(_words(text))
    return bool(_MENTION.search(text)) or any(
        word in words for name in names for word in _words(name) if len(word) >= _SHORTEST
    )


def _words(text: str) -> Iterable[str]:
    """Each word, and the parts of a double one; "Ana's" is "ana"."""
    for word in _WORD.findall(name_key(text)):
        yield from (word, *re.split(r"['\u2019-]", word))
