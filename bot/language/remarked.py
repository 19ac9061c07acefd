"""Several people, some with a remark of their own: "Ana (Arrow) and Bo (DuckDB)", "Ana and her sister Bea"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.described import described_at
from bot.language.naming import is_like, name_end
from bot.language.words import Break

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.language.naming import Stops
    from bot.language.sentence import Sentence

_MOST = 6


@dataclass(frozen=True, slots=True)
class Remarked:
    """The remark on each name, which may be none, and the word behind all of them."""

    remarks: Mapping[str, str]
    end: int


def remarked_at(sentence: Sentence, first: int, stops: Stops) -> Remarked | None:
    """Two people or more from this word on, at least one with a bracket behind the name or what they are before it."""
    remarks: dict[str, str] = {}
    at: int | None = first
    end, is_sure = first, True
    while at is not None and len(remarks) < _MOST:
        told, end = _one(sentence, first, at, stops)
        if not told:
            return None
        remarks |= told
        at = _next(sentence, end, stops)
        is_sure = is_sure if at is None else at > end or ")" in sentence.between(at)
    return Remarked(remarks, end) if is_sure and len(remarks) > 1 and any(remarks.values()) else None


def _one(sentence: Sentence, first: int, at: int, stops: Stops) -> tuple[Mapping[str, str], int]:
    """One name with the bracket behind it, or those behind what they are; nothing where neither stands here."""
    described = described_at(sentence, at, stops)
    if described is not None:
        what = sentence.said(described.first, described.last)
        names = (
            described.names if what.endswith("s") and not what.endswith("ss") else described.names[:1]
        )  # "her colleagues Bo and Cy"
        return {sentence.said(*span): what for span in names}, names[-1][1]
    named = name_end(sentence, at, stops)
    if named == at or not is_like(sentence, first, at, named) or not sentence.is_proper(at):
        return {}, at
    end = sentence.bracket_end(named) if "(" in sentence.between(named) else named
    return {sentence.said(at, named): sentence.said(named, end)}, end


def _next(sentence: Sentence, at: int, stops: Stops) -> int | None:
    """Where the next name begins, if the list goes on: a comma does that behind a bracket, or before what somebody is
    where "and" comes later: "Ana, her sister Bea and Cy"."""
    if at + 1 >= len(sentence) or sentence.is_after(at, Break.STOP):
        return None
    if sentence.cores[at] in ("and", "plus"):
        return at + 1
    if "," not in sentence.between(at):
        return None
    is_next = ")" in sentence.between(at) and sentence.is_proper(at)
    return at if is_next or described_at(sentence, at, stops) is not None else None
