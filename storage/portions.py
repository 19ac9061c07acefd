"""Long lists of ids, a part at a time: PostgreSQL takes 32,767 parameters in a statement, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")

AT_ONCE = 10_000


def portions(ids: Sequence[T]) -> Iterator[list[T]]:
    """All of them in order; nothing of none."""
    return (list(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))
