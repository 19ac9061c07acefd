"""Slips of the fingers in the words that commands are made of: "remnid", "promissed", "emaild"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

_SHORTEST = 5
"""Shorter words have too many neighbours that are words themselves: "form" is no "from"."""

_WORDS = frozenset("hard head though bunch quit coke taked spoe seeing".split())
"""Words of their own, or too doubtful, that are one slip from a command's."""


def slips_of(vocabulary: Iterable[str]) -> Mapping[str, str]:
    """The word meant, by each way to mistype it: two letters swapped, one left out, one doubled, its ends right."""
    words = frozenset(vocabulary)
    meant: dict[str, str] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST and word.isalpha():
            for slip in _slips(word):
                meant.setdefault(slip, word)
    return {slip: word for slip, word in meant.items() if slip not in words and slip not in _WORDS}


def _slips(word: str) -> Iterator[str]:
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        if at < len(word) - 2 or len(word) > _SHORTEST:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
