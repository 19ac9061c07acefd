"""Who takes part in one draw, and what is known of them: all that the draw depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from bot.domain.ids import MemberId

Pair: TypeAlias = frozenset[MemberId]
QUARTERS = 96
"""Quarters of an hour in a day: there are zones a quarter of an hour apart."""

BACK = 6
"""How many draws back two who were together, and may have met, are not together again where that can be."""


class Odd(StrEnum):
    """What becomes of whoever is left over."""

    TRIO = "trio"
    """They make a group one larger."""
    WAITS = "waits"
    """They wait for the next round, and nobody twice running."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """One who takes part. Bit ``n`` of ``awake`` is set where they are up in quarter ``n`` of a day in UTC.

    The topics are those that they show to whom they are put together with, and no others.
    """

    member: MemberId
    awake: int
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that decides a draw. ``apart`` are never together. ``lately`` were together in the last draws and may
    have met: how many draws ago, from 1 to `BACK`. ``before`` were longer ago, or missed each other."""

    entrants: tuple[Entrant, ...]
    seed: int
    size: int = 2
    odd: Odd = Odd.TRIO
    apart: frozenset[Pair] = field(default_factory=frozenset[Pair])
    lately: Mapping[Pair, int] = field(default_factory=dict[Pair, int])
    before: frozenset[Pair] = field(default_factory=frozenset[Pair])


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn. ``score`` is that of all pairs within the groups, out of `most`; ``repeats`` of them were
    together lately."""

    groups: tuple[tuple[MemberId, ...], ...]
    waits: tuple[MemberId, ...]
    score: int
    most: int
    repeats: int
    seed: int

    @property
    def members(self) -> frozenset[MemberId]:
        """Everybody in it."""
        return frozenset(each for group in self.groups for each in group) | frozenset(self.waits)
