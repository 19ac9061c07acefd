"""Grammar as readable patterns: "in <amount>", "the? day after tomorrow", "on|by <day>".

A pattern is words, each perhaps one of several (``a|b``) or optional (``a?``), and named parts in angle brackets whose
values its builder is called with, in order; an optional part that is not there is None. Matching never goes back inside
a pattern, so its cost is bounded by the pattern; among patterns the longest match wins, then the first declared.

Most tokens begin nothing. To find that out cheaply, everything knows the keys it can begin with and, for each of them,
the keys that can come second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeAlias, TypeVar

from bot.language.dates.tokens import Token

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Keys: TypeAlias = "frozenset[str]"


class Matcher(Protocol[T_co]):
    """Something that reads a value off the tokens."""

    @property
    def firsts(self) -> Keys:
        """The keys a match can begin with."""
        ...

    def seconds(self, first: str) -> Keys | None:
        """The keys one of which must come second; none where a match can end with its first token, or nobody knows."""
        ...

    def is_single(self, first: str) -> bool:
        """Whether every match that begins with this key is one token long."""
        ...

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T_co, int] | None:
        """The value that begins at a token, and the token after its last; none where it does not begin here."""
        ...


class Lexeme(Generic[T]):
    """One token, looked up by its key."""

    def __init__(self, meanings: Mapping[str, T]) -> None:
        self._meanings = meanings
        self.firsts = frozenset(meanings)

    def seconds(self, first: str) -> Keys | None:
        del first
        return None

    def is_single(self, first: str) -> bool:
        del first
        return True

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        meaning = self._meanings.get(tokens[at].key)
        return None if meaning is None else (meaning, at + 1)


class Reader(Generic[T]):
    """Whatever a function reads off the tokens: a single one, or such as begin ``like`` something else."""

    def __init__(
        self,
        firsts: Iterable[str],
        read: Callable[[Sequence[Token], int], tuple[T, int] | None],
        *,
        is_single: bool = False,
        like: Matcher[object] | None = None,
    ) -> None:
        self.firsts = frozenset(firsts)
        self._read = read
        self._is_single = is_single
        self._like = like

    def seconds(self, first: str) -> Keys | None:
        return None if self._like is None else self._like.seconds(first)

    def is_single(self, first: str) -> bool:
        del first
        return self._is_single

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        return self._read(tokens, at) if tokens[at].key in self.firsts else None


class Longest(Generic[T]):
    """The longest of several, the first of equals."""

    def __init__(self, *choices: Matcher[T]) -> None:
        filed: defaultdict[str, list[tuple[Keys | None, Matcher[T]]]] = defaultdict(list)
        for choice in choices:
            for first in choice.firsts:
                filed[first].append((choice.seconds(first), choice))
        self._filed = dict(filed)
        self.firsts = frozenset(filed)

    def seconds(self, first: str) -> Keys | None:
        return _union(seconds for seconds, _ in self._filed[first])

    def is_single(self, first: str) -> bool:
        return all(choice.is_single(first) for _, choice in self._filed[first])

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        best: tuple[T, int] | None = None
        for seconds, choice in self._filed.get(tokens[at].key, ()):
            if seconds is None or tokens[at + 1].key in seconds:
                found = choice.match(tokens, at)
                if found is not None and (best is None or found[1] > best[1]):
                    best = found
        return best


class _Step(NamedTuple):
    keys: Keys
    part: Matcher[object] | None
    is_optional: bool


class _Pattern(NamedTuple, Generic[T]):
    seconds: Keys | None
    steps: tuple[_Step, ...]
    build: Callable[..., T | None]


class Syntax(Generic[T]):
    """Patterns of one kind of value, filed under the keys they can begin with."""

    def __init__(self, parts: Mapping[str, Matcher[object]]) -> None:
        self._parts = parts
        self._filed: defaultdict[str, list[_Pattern[T]]] = defaultdict(list)

    @property
    def firsts(self) -> Keys:
        return frozenset(self._filed)

    def seconds(self, first: str) -> Keys | None:
        return _union(pattern.seconds for pattern in self._filed[first])

    def is_single(self, first: str) -> bool:
        return all(len(each.steps) == 1 and _is_one_token(each.steps[0], first) for each in self._filed[first])

    def says(self, *patterns: str) -> Callable[[Callable[..., T | None]], Callable[..., T | None]]:
        """Declare what builds the value of these patterns; a builder that gives None says that it is not one."""

        def declare(build: Callable[..., T | None]) -> Callable[..., T | None]:
            for pattern in patterns:
                steps = tuple(self._step(item) for item in pattern.split())
                for first in _firsts(steps):
                    self._filed[first].append(_Pattern(_seconds(steps, first), steps, build))
            return build

        return declare

    def match(self, tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
        best: tuple[T, int] | None = None
        second = tokens[at + 1].key
        for seconds, steps, build in self._filed.get(tokens[at].key, ()):
            if seconds is not None and second not in seconds:
                continue
            found = _follow(steps, tokens, at)
            if found is None or (best is not None and found[1] <= best[1]):
                continue
            value = build(*found[0])
            if value is not None:
                best = value, found[1]
        return best

    def _step(self, item: str) -> _Step:
        item, is_optional = item.removesuffix("?"), item.endswith("?") and item != "?"
        if item.startswith("<"):
            part = self._parts[item.strip("<>")]
            return _Step(part.firsts, part, is_optional)
        return _Step(frozenset(item.split("|")), None, is_optional)


def _union(several: Iterable[Keys | None]) -> Keys | None:
    """All the keys; none, for any key at all, when one of them is."""
    found: set[str] = set()
    for keys in several:
        if keys is None:
            return None
        found |= keys
    return frozenset(found)


def _firsts(steps: Sequence[_Step]) -> set[str]:
    keys: set[str] = set()
    for step in steps:
        keys |= step.keys
        if not step.is_optional:
            return keys
    raise ValueError("a pattern of nothing but optional words matches everywhere")


def _seconds(steps: Sequence[_Step], first: str) -> Keys | None:
    """The keys that can come second in a pattern that begins with a key."""
    last = next(at for at, step in enumerate(steps) if not step.is_optional)
    ways = [
        _seconds_from(step, steps[at + 1 :], first) for at, step in enumerate(steps[: last + 1]) if first in step.keys
    ]
    return _union(ways)


def _seconds_from(step: _Step, rest: Sequence[_Step], first: str) -> Keys | None:
    """The same where the key is this step's."""
    if _is_one_token(step, first) and any(not each.is_optional for each in rest):
        return frozenset(_firsts(rest))
    return None if step.part is None else step.part.seconds(first)


def _is_one_token(step: _Step, first: str) -> bool:
    return step.part is None or step.part.is_single(first)


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
