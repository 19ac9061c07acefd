"""Words outside every time phrase of a sentence that make any answer a guess."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

from bot.language.dates.numbers import COUNT
from bot.language.dates.surroundings import (
    APOSTROPHES,
    DETERMINING,
    DOUBTFUL,
    LIGHTS_AND_MEALS,
    LOOKING,
    OTHERS,
    PREPOSITIONS,
    QUALIFIED,
    QUALIFYING,
    RANGES,
)
from bot.language.dates.tokens import Token

_BEFORE_NUMBERS = frozenset({"at", "on", "by", "from"})
_OWN_DAYS = frozenset({"birthday", "anniversary"})
_PARTS_OF_HOURS = frozenset({"half", "quarter"})
_PARTS_OF_DAYS = frozenset("morning afternoon evening night tonight".split())
_OF_PERIODS = frozenset({("in", "the"), ("at", "night")})


@dataclass(frozen=True, slots=True)
class _Place:
    """A token outside the time phrases, whose tokens are ``inside``."""

    tokens: Sequence[Token]
    at: int
    inside: Set[int]

    def key(self, away: int = 0) -> str:
        return self.tokens[self.at + away].key if self.at + away >= 0 else ""

    def is_number(self, away: int = 0) -> bool:
        return self.key(away).startswith("#") or COUNT.match(self.tokens, self.at + away) is not None

    @property
    def is_before(self) -> bool:
        return self.at + 1 in self.inside

    @property
    def is_behind(self) -> bool:
        return self.at - 1 in self.inside


def _is_vague(place: _Place) -> bool:
    """ "Sometime", "before", "when I get home"; not "look after"."""
    return place.key() in DOUBTFUL and not (place.key() == "after" and place.key(-1) in LOOKING)


def _qualifies(place: _Place) -> bool:
    """ "Late tomorrow", "tomorrow or so", "the Friday meetup"."""
    key = place.key()
    is_determining = key in DETERMINING and place.key(1) not in PREPOSITIONS
    return (place.is_before and (key in QUALIFYING or is_determining)) or (place.is_behind and key in QUALIFIED)


def _is_lost_time(place: _Place) -> bool:
    """A time of day that no phrase took in, "6ish", or figures of another script."""
    key = place.key()
    if (key == "ish" and place.is_number(-1)) or _is_military(place):
        return True
    return key in ("#clock", "#hours", "am", "pm") or (key.isdigit() and not key.isascii())


def _is_military(place: _Place) -> bool:
    """ "1730 tomorrow": four figures that are all there is beside a time are one of day."""
    digits = place.tokens[place.at].text
    is_clock = len(digits) == len("0000") and digits.isdecimal() and digits < "2400" and digits[2:] < "60"
    is_pointed = place.key() == "#decimal" and len(digits.split(".")[1]) == 2  # "9.30 tomorrow"
    return place.at == 0 and place.is_before and (is_clock or is_pointed)


def _is_lost_number(place: _Place) -> bool:
    """ "At 5" that no phrase took in, "quarter 7", or "20 Apr 27", "two hours thirty"."""
    if place.key() in _BEFORE_NUMBERS | _PARTS_OF_HOURS and place.is_number(1):
        return True
    is_behind = place.is_behind or (place.at - 2 in place.inside and place.key(-1) in APOSTROPHES)
    return is_behind and place.is_number()


def _makes_amount(place: _Place) -> bool:
    """ "In 1:30", "2 in the morning", "half nine tonight", "2 weekends": what is next is not what it is alone."""
    if not place.is_before:
        return False
    if place.key() == "in":
        return place.key(1) == "#clock"
    is_of_period = (place.key(1), place.key(2)) in _OF_PERIODS
    is_first = not place.at or place.key(-1) == "half"  # no "chapter 7 tonight"
    is_of_part = is_first and not _PARTS_OF_DAYS.isdisjoint((place.key(1), place.key(2)))
    return place.is_number() and (is_of_period or is_of_part or place.key(1).endswith("s"))


def _is_unsaid_hour(place: _Place) -> bool:
    """ "At dawn", "at dinner"."""
    return place.key() == "at" and place.key(1) in LIGHTS_AND_MEALS


def _is_on_another_clock(place: _Place) -> bool:
    """ "On their time"."""
    return place.key() in OTHERS and place.key(1) == "time"


def _is_range(place: _Place) -> bool:
    """ "3-5", "9 to 10"; not a telephone number."""
    ends = (place.tokens[place.at].text, place.tokens[place.at + 2].text)
    is_short = all(len(end) < 3 for end in ends)
    return is_short and place.key().startswith("#") and place.key(1) in RANGES and place.key(2).startswith("#")


def _is_ones_own_day(place: _Place) -> bool:
    """ "Every year on my birthday"."""
    return place.is_behind and place.key() == "on" and not _OWN_DAYS.isdisjoint((place.key(1), place.key(2)))


_Check: TypeAlias = "Callable[[_Place], bool]"
_CHECKS: Sequence[_Check] = (
    _is_vague,
    _qualifies,
    _is_lost_time,
    _is_lost_number,
    _makes_amount,
    _is_unsaid_hour,
    _is_on_another_clock,
    _is_range,
    _is_ones_own_day,
)


def is_doubtful(tokens: Sequence[Token], at: int, inside: Set[int]) -> bool:
    """Whether the token outside the time phrases leaves a doubt about them."""
    place = _Place(tokens, at, inside)
    return any(check(place) for check in _CHECKS)
