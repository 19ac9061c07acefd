"""Times of day: "9", "9.30am", "18h30", "half past nine", "quarter to 5", "noon", "midnight"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from bot.language.dates.numbers import COUNT, NUMBER_WORD
from bot.language.dates.syntax import Lexeme, Longest, Reader, Syntax
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import PERIOD_TIMES, Period

_MINUTES_TO_ANSWER = frozenset({5, 10, 20, 25})
"""Only these are said as "10 to 5" without "minutes"; and in digits "5 to 9" is two hours, not one time."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of day that were said: one, or before and after noon where that is open; none for one that is not.

    Midnight is the end of the day it is said of as much as its beginning. "This time tomorrow" is the time it is now.
    """

    times: tuple[time, ...]
    is_midnight: bool = False
    is_now: bool = False

    def within(self, period: Period) -> Clock:
        """The same in a part of the day: "8" in the evening is 20:00, "12" at night is midnight."""
        _, first, last = PERIOD_TIMES[period]
        if period in (Period.NIGHT, Period.LATE_NIGHT) and (self.is_midnight or time(0) in self.times):
            return MIDNIGHT
        return Clock(tuple(each for each in self.times if first <= each <= last))


MIDNIGHT = Clock((time(0),), is_midnight=True)
SAME_TIME = Clock((), is_now=True)
IMPOSSIBLE = Clock(())


def clock_of(hour: int, minute: int = 0, meridiem: str | None = None, *, is_24h: bool = False) -> Clock:
    if minute > 59 or not 0 <= hour <= 23 or (meridiem and not 1 <= hour <= 12):
        return IMPOSSIBLE
    if meridiem is not None:
        return Clock((time(hour % 12 + (12 if meridiem == "pm" else 0), minute),))
    if is_24h or hour == 0 or hour > 12:
        return Clock((time(hour, minute),))
    if hour == 12:
        return Clock((time(12, minute), time(0, minute)))
    return Clock((time(hour, minute), time(hour + 12, minute)))


def _parts(text: str, separator: str) -> tuple[int, int]:
    hour, minute, *_ = text.split(separator)
    return int(hour), int(minute)


def _decimal(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ "9.30", not "1.5"."""
    text = tokens[at].text
    return (text, at + 1) if len(text) - text.index(".") == 3 and len(text) < 6 else None


def _four_digits(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    text = tokens[at].text
    return (text, at + 1) if len(text) == 4 else None


def _text(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    return tokens[at].text, at + 1


def _hour_digits(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    text = tokens[at].text
    return (int(text), at + 1) if len(text) < 3 and int(text) <= 24 else None


def _hour_word(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    found = NUMBER_WORD.match(tokens, at)
    return found if found and found[0] <= 24 else None


_MERIDIEM = Lexeme({"am": "am", "pm": "pm"})
_PARTS = {
    "colon": Reader(["#clock"], _text, is_single=True),
    "decimal": Reader(["#decimal"], _decimal, is_single=True),
    "four": Reader(["#number"], _four_digits, is_single=True),
    "hours": Reader(["#hours"], _text, is_single=True),
    "hour": Longest[int](Reader(["#number"], _hour_digits, is_single=True), Reader(NUMBER_WORD.firsts, _hour_word)),
    "word": NUMBER_WORD,
    "minutes": COUNT,
    "meridiem": _MERIDIEM,
}

CLOCK = Syntax[Clock](_PARTS)
"""Times that are one wherever they stand."""

BARE_CLOCK = Syntax[Clock](_PARTS)
"""Numbers that are times only behind "at" and its like."""


@CLOCK.says("<colon> <meridiem>?", "<colon> h|hrs|hours")
def with_colon(text: str, meridiem: str | None = None) -> Clock:
    hour, minute = _parts(text, ":")
    return clock_of(hour, minute, meridiem, is_24h=text.startswith("0") and text[1] != ":")


@CLOCK.says("<hour> <meridiem>", "<hour> o'clock <meridiem>?", "<hour> o clock <meridiem>?")
def on_the_hour(hour: int, meridiem: str | None) -> Clock:
    return clock_of(hour, 0, meridiem)


@CLOCK.says("<decimal> <meridiem>")
@BARE_CLOCK.says("<decimal>", "<decimal> h|hrs|hours")
def with_point(text: str, meridiem: str | None = None) -> Clock:
    hour, minute = _parts(text, ".")
    return clock_of(hour, minute, meridiem, is_24h=text.startswith("0"))


@CLOCK.says("<four> h|hrs|hours")
@BARE_CLOCK.says("<four>")
def four_digits(text: str) -> Clock:
    return clock_of(int(text[:2]), int(text[2:]), is_24h=True)


@CLOCK.says("<four> <meridiem>")
def four_digits_of_half_a_day(text: str, meridiem: str) -> Clock:
    return clock_of(int(text[:2]), int(text[2:]), meridiem)


@CLOCK.says("<word> <word> <meridiem>")
@BARE_CLOCK.says("<word> <word>")
def hour_and_minute_in_words(hour: int, minute: int, meridiem: str | None = None) -> Clock | None:
    return clock_of(hour, minute, meridiem) if hour <= 12 and 10 <= minute <= 59 else None


@CLOCK.says("half past <hour> <meridiem>?", "half -? past <hour> <meridiem>?")
def half_past(hour: int, meridiem: str | None) -> Clock:
    return clock_of(hour, 30, meridiem)


@CLOCK.says("a? quarter past|after <hour> <meridiem>?")
def quarter_past(hour: int, meridiem: str | None) -> Clock:
    return clock_of(hour, 15, meridiem)


@CLOCK.says("a? quarter to|til|till|before <hour> <meridiem>?")
def quarter_to(hour: int, meridiem: str | None) -> Clock:
    return _before(hour, 15, meridiem)


@CLOCK.says("<minutes> minutes|mins|min past|after <hour> <meridiem>?")
def minutes_past(minutes: int, hour: int, meridiem: str | None) -> Clock:
    return clock_of(hour, minutes, meridiem)


@CLOCK.says("<minutes> minutes|mins|min to|til|till|before <hour> <meridiem>?")
def minutes_to(minutes: int, hour: int, meridiem: str | None) -> Clock:
    return _before(hour, minutes, meridiem)


@CLOCK.says("<minutes> minutes|mins|min to|before noon|midday", "half an hour to|before noon|midday")
def before_noon(minutes: int = 30) -> Clock:
    return Clock((time(11, 60 - minutes),)) if 0 < minutes < 60 else IMPOSSIBLE


@CLOCK.says("<minutes> minutes|mins|min to|before midnight", "half an hour to|before midnight")
def before_midnight(minutes: int = 30) -> Clock:
    return Clock((time(23, 60 - minutes),)) if 0 < minutes < 60 else IMPOSSIBLE


@CLOCK.says("half an hour before|to <hour> <meridiem>?")
def half_an_hour_before(hour: int, meridiem: str | None) -> Clock:
    return _before(hour, 30, meridiem)


@CLOCK.says("<minutes> past <hour> <meridiem>?")
def some_past(minutes: int, hour: int, meridiem: str | None) -> Clock | None:
    return clock_of(hour, minutes, meridiem) if minutes <= 29 else None


@CLOCK.says("<word> to|til|till <hour> <meridiem>?")
def some_to(minutes: int, hour: int, meridiem: str | None) -> Clock | None:
    return _before(hour, minutes, meridiem) if minutes in _MINUTES_TO_ANSWER else None


@CLOCK.says("<minutes> to|til|till <hour> <meridiem>?")
def twenty_to(minutes: int, hour: int, meridiem: str | None) -> Clock | None:
    return _before(hour, minutes, meridiem) if minutes in (20, 25) else None


@CLOCK.says("noon", "12 noon", "twelve noon")
def noon() -> Clock:
    return Clock((time(12),))


@CLOCK.says("midnight", "12 midnight", "twelve midnight")
def midnight() -> Clock:
    return MIDNIGHT


@BARE_CLOCK.says("<hours>")
def with_h(text: str) -> Clock:
    return clock_of(*_parts(text.lower(), "h"), is_24h=True)


@BARE_CLOCK.says("<hour>")
def bare_hour(hour: int) -> Clock:
    return clock_of(hour)


@BARE_CLOCK.says("half <hour>")
def half_past_in_britain(hour: int) -> Clock | None:
    return clock_of(hour, 30) if hour <= 12 else None


@BARE_CLOCK.says("<hour> h")
def hour_of_24(hour: int) -> Clock:
    return clock_of(hour, is_24h=True)


def _before(hour: int, minutes: int, meridiem: str | None) -> Clock:
    if not 0 < minutes < 60:
        return IMPOSSIBLE
    if meridiem and hour == 12:
        return clock_of(11, 60 - minutes, "am" if meridiem == "pm" else "pm")
    return clock_of(hour - 1 or 12, 60 - minutes, meridiem) if hour <= 12 else clock_of(hour - 1, 60 - minutes)
