"""Marked runs within a text: a style must answer in text, so runs travel between two control characters that no text
keeps, and a platform takes them apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN, _FIELD = "\x1e", "\x1f"
_RESERVED = str.maketrans("", "", _RUN + _FIELD)


class Marked(NamedTuple):
    """A run as it was marked; ``mark`` is empty for plain text, ``value`` whatever else its platform has to know."""

    text: str
    mark: str = ""
    value: str = ""


def kept(text: str) -> str:
    """What a text keeps: all but the characters that runs travel between."""
    return text.translate(_RESERVED)


def marked(mark: str, text: str, value: str = "") -> str:
    return f"{_RUN}{mark}{_FIELD}{value}{_FIELD}{text}{_RUN}"


def taken_apart(text: str) -> Iterator[Marked]:
    """The runs in order, and the plain text between them."""
    for run in text.split(_RUN):
        mark, is_marked, rest = run.partition(_FIELD)
        if is_marked:
            value, _, said = rest.partition(_FIELD)
            yield Marked(said, mark, value)
        elif run:
            yield Marked(run)
