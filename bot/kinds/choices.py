"""Kinds with few values: numbers and named choices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.errors import BadValue
from bot.kinds import Facts, Input, Plain, Reading
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

E = TypeVar("E", bound=StrEnum)


class Off(Enum):
    """Said to switch something off."""

    OFF = "off"

    def __str__(self) -> str:
        return self.value


OFF_WORDS = frozenset({"off", "none", "no", "never"})


@dataclass(frozen=True, slots=True)
class NumberKind(Plain):
    """A whole number from ``least`` to ``most``; what is counted may be said with it, one of ``units``."""

    least: int = 1
    most: int = 1000
    units: tuple[str, ...] = ()

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[int]]:
        del facts
        digits, _, unit = text.strip().partition(" ")
        # isdecimal is true of every script's digits, and int() reads them all.
        is_counted = unit and unit.casefold() not in self.units
        if is_counted or not digits.isdecimal() or len(digits) > 9 or not self.least <= int(digits) <= self.most:
            raise BadValue(say("Write a number from {least} to {most}.", least=self.least, most=self.most))
        return (Reading(int(digits), str(int(digits)), say("{number}", number=int(digits))),)


@dataclass(frozen=True, slots=True)
class ChoiceKind(Plain, Generic[E]):
    """One of an enumeration's values, in any case."""

    values: tuple[E, ...] = ()

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[E]]:
        del facts
        said = text.strip().casefold()
        for value in self.values:
            if said == value.value.casefold():
                return (Reading(value, value.value, say("{choice}", choice=value.value)),)
        raise BadValue(say("Choose one of: {choices}.", choices=self.choices))


def choice_of(enumeration: type[E]) -> ChoiceKind[E]:
    """The kind whose values are those of an enumeration."""
    names = tuple(str(value) for value in enumeration)
    return ChoiceKind("|".join(names), Input.CHOICE, choices=names, values=tuple(enumeration))


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


NUMBER = NumberKind("number")
YES_NO = choice_of(YesNo)
