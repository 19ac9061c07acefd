"""A small number of people, in digits or in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.kinds import Facts, Reading
from bot.kinds.choices import NumberKind
from bot.language.dates.vocabulary import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONE = ("a", "an", "another", "somebody", "someone")


@dataclass(frozen=True, slots=True)
class CountKind(NumberKind):
    """A number that may be written out: "two"."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[int]]:
        word = text.strip().casefold()
        number = 1 if word in _ONE else NUMBERS.get(word)
        return NumberKind.readings(self, word if number is None else str(number), facts)
