"""Runs of fixed words, as phrases and lead words write them.

``a|b`` is either word, ``*ed`` any word with that ending, ``*`` any word. ``[a]`` may be absent, and so may
``[a b|c]``, of whose alternatives each may be several words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    endings: tuple[str, ...] = ()

    @classmethod
    def of(cls, written: str) -> Literal:
        """``a|b``, ``[a|b]`` or ``*ed``."""
        forms = written.strip("[]").casefold().split("|")
        endings = tuple(form[1:] for form in forms if form.startswith("*"))
        return cls(frozenset(form for form in forms if form[0] != "*"), written.startswith("["), endings)

    def is_met_by(self, core: str) -> bool:
        return core in self.forms or (bool(self.endings) and core.endswith(self.endings) and core not in _NO_VERBS)


_NO_VERBS = frozenset("is was has does this that's what's who's it's its his us need indeed owes".split())
"""Words with the ending of a verb that are none to search or tell by."""

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


def end_of_run(run: Sequence[Literal], cores: Sequence[str], at: int, index: int = 0) -> int:
    """Where the run ends when it begins at ``at``, taking every word it may; -1 when it does not begin there."""
    while index < len(run):
        literal, is_met = run[index], at < len(cores) and run[index].is_met_by(cores[at])
        index += 1
        if is_met and literal.optional:
            end = end_of_run(run, cores, at + 1, index)
            if end >= 0:
                return end
        elif is_met:
            at += 1
        elif not literal.optional:
            return -1
    return at


def end_of(runs: Sequence[Run], cores: Sequence[str], at: int) -> int:
    """Where the longest of the runs that begin at ``at`` ends; ``at`` itself when none does."""
    return max(at, *(end_of_run(run, cores, at) for run in runs))
