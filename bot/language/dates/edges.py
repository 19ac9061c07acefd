"""The edges of a time phrase in a sentence: whether it stands alone, runs on, or hangs on an event."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.dates.days import Tense
from bot.language.dates.grammar import PLAIN
from bot.language.dates.numbers import COUNT
from bot.language.dates.phrases import Phrase, phrase_at
from bot.language.dates.pieces import BROKEN
from bot.language.dates.surroundings import (
    ANCHORS,
    CLOSERS,
    EXCLUDING,
    LOOSENED,
    LOOSENING,
    OPENERS,
    RANGES,
    RESTRICTING,
)
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import MONTHS

_HALVES = frozenset({"a", "an", "half", "quarter", "so", "some"})
_UNITS_OF_ANCHORS = frozenset("minute hour day night morning afternoon evening week weekend month year".split())


def anchor(tokens: Sequence[Token], at: int, end: int) -> Phrase | None:
    """ "30 min before standup", "the day after the workshop": a time that only the event knows."""
    is_length = end > at + 1 or tokens[at].key in _UNITS_OF_ANCHORS
    return Phrase(at, end + 1, BROKEN) if is_length and tokens[end].key in ANCHORS else None


def stands_alone(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether nothing is glued to it that makes it part of a longer word, a sum or an address."""
    first, after = tokens[phrase.start], tokens[phrase.end]
    if first.glued and (tokens[phrase.start - 1].key not in OPENERS or _is_domain(tokens, phrase.start - 1)):
        return False
    if after.key == "-" and after.glued and tokens[phrase.end + 1].glued:
        return PLAIN.match(tokens, phrase.end + 1) is not None or tokens[phrase.end + 1].key.startswith("#")
    if not after.glued or not after.key:
        return True
    if _is_domain(tokens, phrase.end) or _is_in_a_number(tokens, phrase.end):
        return False
    return after.key in CLOSERS or (after.key in RANGES and PLAIN.match(tokens, phrase.end + 1) is not None)


def _is_domain(tokens: Sequence[Token], dot: int) -> bool:
    """The full stop of "tomorrow.io", with nothing on either side of it."""
    is_between = tokens[dot].key == "." and tokens[dot].glued and tokens[dot + 1].glued
    return is_between and tokens[dot - 1].key.isalpha() and tokens[dot + 1].key.isalpha()


def _is_in_a_number(tokens: Sequence[Token], mark: int) -> bool:
    """The comma of "2,000", the first point of "2.8.2"."""
    before, after = tokens[mark - 1], tokens[mark + 1]
    return tokens[mark].key in (",", ".") and after.glued and before.key == "#number" and after.key.startswith("#")


def runs_on(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether it is one end of a range, one of two choices, or what is left out."""
    before, after, following = (
        tokens[phrase.start - 1].key if phrase.start else "",
        tokens[phrase.end].key,
        phrase.end + 1,
    )
    if before in EXCLUDING | LOOSENING or after in LOOSENED | RESTRICTING:
        return True
    if after in RANGES and _goes_on(tokens, _behind_again(tokens, following), is_to=after == "to"):
        return True
    return before in RANGES and phrase.start > 1 and tokens[phrase.start - 2].key.startswith("#")


def hangs_on(tokens: Sequence[Token], phrase: Phrase, tense: Tense) -> bool:
    """Whether it is counted from an event, or told by one as "tomorrow after work" is; a past day is that day."""
    is_named = tense is Tense.PAST and tokens[phrase.start].key != "the"  # "the last Friday before Christmas"
    return tokens[phrase.end].key in ANCHORS and not is_named


def is_second(tokens: Sequence[Token], phrase: Phrase, before: int) -> bool:
    """Whether it is the other end, or the other choice, of the phrase that ended at token ``before``."""
    return tokens[before].key in RANGES and _behind_again(tokens, before + 1) == phrase.start


def _behind_again(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if tokens[at].key in ("again", "also", "then") else at


def _goes_on(tokens: Sequence[Token], at: int, *, is_to: bool) -> bool:
    """Whether a number or a time is next, so that what came before was not all; "to a friend" is neither."""
    if tokens[at].key.startswith("#") or COUNT.match(tokens, at) is not None:
        return True
    if is_to:
        return tokens[at].key in MONTHS or phrase_at(tokens, at, is_whole=False) is not None
    return tokens[at].key in _HALVES or phrase_at(tokens, at, is_whole=True) is not None
