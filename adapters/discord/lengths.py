"""How long text is to Discord, and where it may be divided."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"


def size(text: str) -> int:
    """Length in UTF-16 units, as Discord's clients count: never less than what its servers count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clipped(text: str, most: int) -> str:
    """The text where it fits, else its beginning and an ellipsis, never half a character."""
    if size(text) <= most:
        return text
    kept, room = list[str](), most - 1
    for cluster in clusters(text):
        room -= size(cluster)
        if room < 0:
            break
        kept.append(cluster)
    return f"{''.join(kept).rstrip()}…"


def clusters(text: str) -> Iterator[str]:
    """Characters, each with what belongs to it: accents, skin tones, joined emoji, the other half of a flag."""
    start = 0
    for index in range(1, len(text)):
        if not _belongs(text, index):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _belongs(text: str, index: int) -> bool:
    character, before = text[index], text[index - 1]
    if _JOINER in (character, before) or unicodedata.category(character) in ("Mn", "Mc", "Me"):
        return True
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return True
    return _is_flag(character) and _is_flag(before) and _flags_before(text, index) % 2 == 1


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flags_before(text: str, index: int) -> int:
    count = 0
    while count < index and _is_flag(text[index - 1 - count]):
        count += 1
    return count
