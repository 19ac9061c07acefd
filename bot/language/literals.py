"""Runs of fixed words, as phrases and lead words write them.

``a|b`` is either word, ``[a]`` may be absent, and so may ``[a b|c]``, any of whose alternatives may be several words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

Run: TypeAlias = "Sequence[Literal]"

_LITERAL = re.compile(r"\[([^\]]+)\]|(\S+)")


@dataclass(frozen=True, slots=True)
class Literal:
    """A word, in any of its forms, that may be optional."""

    forms: frozenset[str]
    optional: bool = False

    @classmethod
    def of(cls, written: str) -> Literal:
        """``a|b`` or ``[a|b]``."""
        return cls(frozenset(written.strip("[]").casefold().split("|")), written.startswith("["))


_GROUP = re.compile(r"\[([^\]]+ [^\]]+)\]")


def variants(written: str) -> tuple[str, ...]:
    """What is written, without brackets that hold more than a word: once without them, once with each alternative."""
    group = _GROUP.search(written)
    if group is None:
        return (written,)
    before, after = written[: group.start()], written[group.end() :]
    return tuple(each for choice in ("", *group[1].split("|")) for each in variants(f"{before}{choice}{after}"))


def runs_of(*written: str) -> tuple[Run, ...]:
    """The runs of words that these stand for."""
    return tuple(run_of(each) for one in written for each in variants(one))


@cache
def run_of(written: str) -> Run:
    """The literals of a run such as ``promised [him|her] to``."""
    return tuple(Literal.of(match[0]) for match in _LITERAL.finditer(written))


def openings(run: Sequence[Literal]) -> frozenset[str]:
    """The words that the run can begin with."""
    words: set[str] = set()
    for literal in run:
        words |= literal.forms
        if not literal.optional:
            break
    return frozenset(words)


def ends(run: Sequence[Literal], cores: Sequence[str], at: int, index: int = 0) -> Iterator[int]:
    """The places where the run can end when it begins at ``at``, the one that took most words first."""
    if index == len(run):
        yield at
        return
    literal = run[index]
    if at < len(cores) and cores[at] in literal.forms:
        yield from ends(run, cores, at + 1, index + 1)
    if literal.optional:
        yield from ends(run, cores, at, index + 1)


def end_of(runs: Sequence[Run], cores: Sequence[str], at: int) -> int:
    """Where the longest of the runs that begin at ``at`` ends; ``at`` itself when none does."""
    return max((next(ends(run, cores, at), at) for run in runs), default=at)
