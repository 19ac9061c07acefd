"""The elements of a time phrase, filed by how sure each is to be about time.

In a text that is a time phrase as a whole, every element counts. Inside a sentence a PLAIN element counts wherever it
stands, a FOLLOWED one ("at 5", "daily") if nothing that it could describe comes next, a JOINED one ("morning", "sat")
beside another element, and an ALONE one ("20m", "May") never. A LONELY one ("9") counts at the end of a phrase only.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.language.dates.amounts import AMOUNT
from bot.language.dates.clock import BARE_CLOCK, CLOCK
from bot.language.dates.counted import COUNTED, RELATION
from bot.language.dates.dated_days import DATED_DAY, MONTH_ALONE, NTH_ALONE, ORDINAL_DAY, WRITTEN_DAY, YEAR
from bot.language.dates.days import Day
from bot.language.dates.monthly_rules import MONTHLY_RULE
from bot.language.dates.named_days import NAMED_DAY, WEEKDAY, WORDLIKE_DAY
from bot.language.dates.numbers import COUNT
from bot.language.dates.pieces import Pieces
from bot.language.dates.recurrences import ADVERB, RECURRENCE, WEEKDAY_LIST, WEEKDAY_RANGE
from bot.language.dates.syntax import Lexeme, Longest, Matcher, Reader, Syntax
from bot.language.dates.vocabulary import PERIODS, Period
from bot.language.dates.written import (
    count_of_hours,
    day_in_digits,
    hours_and_minutes,
    iso_time,
    point_between_numbers,
    qualified_period,
)

_PARTS: Mapping[str, Matcher[object]] = {
    "day": Longest[Day](NAMED_DAY, DATED_DAY),
    "dated": DATED_DAY,
    "any": Longest[Day](NAMED_DAY, DATED_DAY, WORDLIKE_DAY, ORDINAL_DAY, WRITTEN_DAY, MONTH_ALONE),
    "wordlike": WORDLIKE_DAY,
    "written": WRITTEN_DAY,
    "ordinal": ORDINAL_DAY,
    "month": MONTH_ALONE,
    "weekday": WEEKDAY,
    "clock": CLOCK,
    "bare": BARE_CLOCK,
    "amount": AMOUNT,
    "period": Longest[Period](Lexeme(PERIODS), Reader(["early", "mid", "late", "lunch"], qualified_period)),
    "count": COUNT,
    "rule": Longest[Pieces](RECURRENCE, MONTHLY_RULE),
    "adverb": ADVERB,
    "range": WEEKDAY_RANGE,
    "iso": Reader(["#iso"], iso_time, is_single=True),
    "daynumber": Reader(["#number"], day_in_digits, is_single=True),
    "weekdays": WEEKDAY_LIST,
    "point": Reader(["#decimal"], point_between_numbers, is_single=True),
    "nth": NTH_ALONE,
    "year": YEAR,
    "hours": Reader(["#hours"], hours_and_minutes, is_single=True),
    "h": Reader(["#number"], count_of_hours),
    "relation": RELATION,
    "counted": COUNTED,
}

PLAIN = Syntax[Pieces](_PARTS)
FOLLOWED = Syntax[Pieces](_PARTS)
JOINED = Syntax[Pieces](_PARTS)
ALONE = Syntax[Pieces](_PARTS)
LONELY = Syntax[Pieces](_PARTS)
