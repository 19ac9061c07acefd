"""Counts and ordinals, in digits and in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.dates.syntax import Longest, Reader
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import NUMBERS, ORDINALS, TENS

_DIGITS = 6
"""More digits than this are no count of anything; Python refuses to read more than 4,300 of them."""


def _digits(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    text = tokens[at].text
    return (int(text), at + 1) if len(text) <= _DIGITS else None


def _word(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    key = tokens[at].key
    tens = TENS.get(key)
    if tens is None:
        return NUMBERS[key], at + 1
    one = at + 2 if tokens[at + 1].key == "-" else at + 1
    ones = NUMBERS.get(tokens[one].key, 10)
    return (tens + ones, one + 1) if ones < 10 else (tens, at + 1)


def _ordinal_word(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    key = tokens[at].key
    if key not in TENS:
        return ORDINALS[key], at + 1
    one = at + 2 if tokens[at + 1].key == "-" else at + 1
    ones = ORDINALS.get(tokens[one].key, 10)
    return (TENS[key] + ones, one + 1) if ones < 10 else None


def _ordinal_digits(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    return int(tokens[at].text[:-2]), at + 1


DIGITS = Reader(["#number"], _digits, is_single=True)
NUMBER_WORD = Reader([*NUMBERS, *TENS], _word)
COUNT = Longest(DIGITS, NUMBER_WORD)

ORDINAL_DIGITS = Reader(["#ordinal"], _ordinal_digits, is_single=True)
ORDINAL_WORD = Reader([*ORDINALS, *TENS], _ordinal_word)
ORDINAL = Longest(ORDINAL_DIGITS, ORDINAL_WORD)
