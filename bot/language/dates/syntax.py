"""Grammar as readable patterns: "in <amount>", "the? day after tomorrow", "on|by <day>".

A pattern is words, each perhaps one of several (``a|b``) or optional (``a?``), and named parts in angle brackets whose
values its builder is called with, in order; an optional part that is not there is None. Matching never goes back inside
a pattern, so its cost is bounded by the pattern; among patterns the longest match wins, then the first declared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from bot.language.dates.tokens import Token

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Matcher(Protocol[T_co]):
    """Something that reads a value off the tokens."""

    @property
    def firsts(self) -> frozenset[str]:
        """The keys a match can begin with."""
        ...

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T_co, int] | None:
        """The value that begins at a token, and the token after its last; none where it does not begin here."""
        ...


class Lexeme(Generic[T]):
    """One token, looked up by its key."""

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self._meanings = meanings
        self.firsts = frozenset(meanings)

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        meaning = self._meanings.get(tokens[at].key)
        return None if meaning is None else (meaning, at + 1)


class Reader(Generic[T]):
    """Whatever a function reads off the tokens."""

    def __init__(self, firsts: Iterable[str], read: Callable[[Sequence[Token], int], tuple[T, int] | None]) -> None:
        self.firsts = frozenset(firsts)
        self._read = read

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        return self._read(tokens, at) if tokens[at].key in self.firsts else None


class Longest(Generic[T]):
    """The longest of several, the first of equals."""

    def __init__(self, *choices: Matcher[T]) -> None:
        self._choices = choices
        self.firsts = frozenset[str]().union(*(choice.firsts for choice in choices))

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        if tokens[at].key not in self.firsts:
            return None
        found = [match for choice in self._choices if (match := choice.match(tokens, at))]
        return max(found, key=lambda match: match[1], default=None)


class _Step(NamedTuple):
    keys: frozenset[str]
    part: Matcher[object] | None
    is_optional: bool


class _Pattern(NamedTuple, Generic[T]):
    steps: tuple[_Step, ...]
    build: Callable[..., T | None]


class Syntax(Generic[T]):
    """Patterns of one kind of value, filed under the keys they can begin with."""

    def __init__(self, **parts: Matcher[object]) -> None:
        self._parts = parts
        self._filed: defaultdict[str, list[_Pattern[T]]] = defaultdict(list)

    @property
    def firsts(self) -> frozenset[str]:
        return frozenset(self._filed)

    def says(self, *patterns: str) -> Callable[[Callable[..., T | None]], Callable[..., T | None]]:
        """Declare what builds the value of these patterns; a builder that gives None says that it is not one."""

        def declare(build: Callable[..., T | None]) -> Callable[..., T | None]:
            for pattern in patterns:
                self._file(_Pattern(tuple(self._step(item) for item in pattern.split()), build))
            return build

        return declare

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        best: tuple[T, int] | None = None
        for pattern in self._filed.get(tokens[at].key, ()):
            end = _follow(pattern.steps, tokens, at)
            if end is None or (best is not None and end[1] <= best[1]):
                continue
            value = pattern.build(*end[0])
            if value is not None:
                best = value, end[1]
        return best

    def _file(self, pattern: _Pattern[T]) -> None:
        for key in _firsts(pattern.steps):
            self._filed[key].append(pattern)

    def _step(self, item: str) -> _Step:
        item, is_optional = item.removesuffix("?"), item.endswith("?") and item != "?"
        if item.startswith("<"):
            part = self._parts[item.strip("<>")]
            return _Step(part.firsts, part, is_optional)
        return _Step(frozenset(item.split("|")), None, is_optional)


def _firsts(steps: Sequence[_Step]) -> set[str]:
    keys: set[str] = set()
    for step in steps:
        keys |= step.keys
        if not step.is_optional:
            return keys
    raise ValueError("a pattern of nothing but optional words matches everywhere")


def _follow(steps: Sequence[_Step], tokens: Sequence[Token], at: int) -> tuple[list[object], int] | None:
    """The values of the parts, and the token after the last one matched."""
    values: list[object] = []
    for keys, part, is_optional in steps:
        is_here = tokens[at].key in keys
        match = part.match(tokens, at) if part is not None and is_here else None
        if part is None and is_here:
            at += 1
        elif match is not None:
            values.append(match[0])
            at = match[1]
        elif not is_optional:
            return None
        elif part is not None:
            values.append(None)
    return values, at
