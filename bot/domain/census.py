"""What organisers may count in their community: numbers, and names only of those who agreed to be named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.delivery import DeliveryState
    from bot.domain.ids import MemberId

FEWEST = 3
"""Fewer than so many are not counted out loud: one could tell who they are."""


@dataclass(frozen=True, slots=True)
class Census:
    """``listed_alone`` are those who agreed to organisers' lists, joined long enough ago and have noted nobody.

    Of all others who joined by then, there are ``settled``; so many of these as ``alone`` says have noted nobody.
    """

    members: int
    settled: int
    alone: int
    listed_alone: frozenset[MemberId]


@dataclass(frozen=True, slots=True)
class Undelivered:
    """How many messages to members ended in one way; neither whose nor what about."""

    state: DeliveryState
    code: str
    many: int
