"""Numbers of members, said so that nobody can be told from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.census import FEWEST
from bot.words import say

if TYPE_CHECKING:
    from bot.words import Phrase


def at_least_a_few(many: int, of: int | None = None) -> Phrase:
    """How many; where it is so few, or nearly all ``of`` them, that one could tell who, only that."""
    if many < FEWEST:
        return say("fewer than {few}", few=FEWEST)
    if of is not None and of - many < FEWEST:
        return say("{few} or more", few=FEWEST)
    return say("{number}", number=many)
