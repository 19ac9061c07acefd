"""What it means that a text speaks of what is sought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.people import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable


def holds(texts: Iterable[str], sought: str) -> bool:
    """Whether every word sought begins a word somewhere in one of the texts."""
    words = name_key(sought).split()
    return any(all(_has_word(name_key(text), word) for word in words) for text in texts)


def _has_word(text: str, word: str) -> bool:
    return text.startswith(word) or f" {word}" in text or f"-{word}" in text or f"/{word}" in text
