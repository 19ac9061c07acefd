"""What a benchmark reports, and the registry of all of them.

A new one is a module here with an async function under ``@bench``, which takes an empty folder and gives lines.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Line:
    """``measured`` may be at most, or ``at_least``, the ``limit``, in the same unit; without one it is information."""

    what: str
    measured: float
    unit: str
    limit: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool:
        if self.limit is None:
            return True
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


Bench: TypeAlias = Callable[[Path], Awaitable[Sequence[Line]]]

BENCHES: dict[str, Bench] = {}


def bench(name: str) -> Callable[[Bench], Bench]:
    """Register a benchmark under a name that ``python -m tests.benchmarks NAME`` takes."""

    def register(function: Bench) -> Bench:
        BENCHES[name] = function
        return function

    return register


def show(lines: Sequence[Line]) -> str:
    """One table, limits and what breaks them on the right."""
    width = max((len(line.what) for line in lines), default=0)
    return "\n".join(_row(line, width).rstrip() for line in lines)


def _row(line: Line, width: int) -> str:
    verdict = "" if line.holds else "MISSED"
    return f"{line.what:<{width}}  {line.measured:>12,.2f} {line.unit:<6} {_limit(line):<18} {verdict}"


def _limit(line: Line) -> str:
    if line.limit is None:
        return ""
    return f"({'at least' if line.at_least else 'at most'} {line.limit:,g})"
