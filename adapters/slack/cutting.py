"""Cutting what is too long for one block, at a place a reader would choose; nothing is left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from adapters.slack.runs import NATIVE, Run, encoded, escaped, with_text

SECTION = 3000
"""Characters of one text in a block, markup and escapes counted."""

_SIGNS = 4
"""More than the signs around a marked run."""

_LOOK_BACK = 200
_JOINERS = "\u200d\ufe0e\ufe0f"


def cut_runs(line: Sequence[Run], limit: int = SECTION) -> Iterator[tuple[Run, ...]]:
    """The runs, in groups that are each within ``limit`` once encoded."""
    group: list[Run] = []
    room = limit
    for piece in (piece for run in line for piece in _pieces(run, limit - _SIGNS)):
        length = len(encoded(piece))
        if length > room:
            yield tuple(group)
            group, room = [], limit
        group.append(piece)
        room -= length
    if group:
        yield tuple(group)


def cut_text(text: str, limit: int) -> Iterator[str]:
    """Texts that are each within ``limit`` once escaped, and together the whole."""
    while text:
        place = _place(text, limit)
        yield text[:place]
        text = text[place:]


def first_of(text: str, limit: int) -> str:
    """The beginning, with an ellipsis where there is more, at most ``limit`` characters."""
    if len(text) <= limit:
        return text
    return text[: _whole_character(text, limit - 1)].rstrip() + "…"


def _pieces(run: Run, limit: int) -> Iterator[Run]:
    if run.mark in NATIVE or len(escaped(run.text)) <= limit:
        yield run
        return
    for text in cut_text(run.text, limit):
        yield with_text(run, text)


def _place(text: str, limit: int) -> int:
    """Where to cut: the whole if it fits, else after a line or word near the end, else between two characters."""
    most = _fitting(text, limit)
    if most == len(text):
        return most
    for sign in ("\n", " "):
        found = text.rfind(sign, max(1, most - _LOOK_BACK), most)
        if found > 0:
            return found + 1
    return _whole_character(text, most)


def _fitting(text: str, limit: int) -> int:
    """How many characters fit, escapes counted."""
    room = limit
    for index, character in enumerate(text):
        room -= len(escaped(character))
        if room < 0:
            return index
    return len(text)


def _whole_character(text: str, place: int) -> int:
    """The nearest place at or before this one that parts no accent and no emoji; this one where all is one."""
    for nearer in range(place, max(0, place - _LOOK_BACK), -1):
        if not _continues(text[nearer]) and text[nearer - 1] != _JOINERS[0]:
            return nearer
    return place


def _continues(character: str) -> bool:
    is_tone = 0x1F3FB <= ord(character) <= 0x1F3FF
    return character in _JOINERS or is_tone or unicodedata.category(character) in ("Mn", "Me", "Mc")
