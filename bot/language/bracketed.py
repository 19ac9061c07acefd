"""Several people, each with a remark of their own in brackets: "Ana (Arrow) and Bo (DuckDB)"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.naming import is_like, name_end
from bot.language.words import Break

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.language.naming import Stops
    from bot.language.sentence import Sentence

_MOST = 6


@dataclass(frozen=True, slots=True)
class Bracketed:
    """The remark on each name, which may be none, and the word behind all of them."""

    remarks: Mapping[str, str]
    end: int


def bracketed_at(sentence: Sentence, first: int, stops: Stops) -> Bracketed | None:
    """Two people or more from this word on, at least one with a bracket behind the name."""
    remarks: dict[str, str] = {}
    at: int | None = first
    end = first
    while at is not None and len(remarks) < _MOST:
        named = name_end(sentence, at, stops)
        if named == at or not is_like(sentence, first, at, named) or not sentence.is_proper(at):
            return None
        end = sentence.bracket_end(named) if "(" in sentence.between(named) else named
        remarks[sentence.said(at, named)] = sentence.said(named, end)
        at = _next(sentence, end, is_bracketed=end > named)
    return Bracketed(remarks, end) if len(remarks) > 1 and any(remarks.values()) else None


def _next(sentence: Sentence, at: int, *, is_bracketed: bool) -> int | None:
    """Where the next name begins, if the list goes on: a comma does that behind a bracket only."""
    if at + 1 >= len(sentence) or sentence.is_after(at, Break.STOP):
        return None
    if sentence.cores[at] in ("and", "plus"):
        return at + 1
    return at if is_bracketed and "," in sentence.between(at) and sentence.is_proper(at) else None
