"""The words of time, in tables: what each means, how else it is written, and what a vague one stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import time
from enum import StrEnum

WEEKDAYS: Mapping[str, int] = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
}
WORDLIKE_WEEKDAYS: Mapping[str, int] = {"wed": 2, "sat": 5, "sun": 6}
"""Short names that are English words too: in a sentence they count only in the company of other words of time."""

PLURAL_WEEKDAYS: Mapping[str, int] = {f"{name}s": day for name, day in WEEKDAYS.items() if name.endswith("day")}

MONTHS: Mapping[str, int] = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}

UNITS: Mapping[str, str] = {
    word: unit
    for unit, words in {
        "second": "second seconds sec secs",
        "minute": "minute minutes min mins m minute's minutes'",
        "hour": "hour hours hr hrs h hour's",
        "day": "day days d day's",
        "week": "week weeks w week's",
        "fortnight": "fortnight fortnights fortnight's",
        "month": "month months mo mos month's",
        "quarter": "quarter quarters",
        "year": "year years yr yrs y year's",
    }.items()
    for word in words.split()
}

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
NUMBERS: Mapping[str, int] = {word: number for number, word in enumerate(_NUMBERS.split(), 1)}
TENS: Mapping[str, int] = {
    word: number * 10 for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS: Mapping[str, int] = {word: number for number, word in enumerate(_ORDINALS.split(), 1)} | {"thirtieth": 30}


class Part(StrEnum):
    """A part of a week, month, quarter or year."""

    START = "start"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    END = "end"


PARTS: Mapping[str, Part] = {
    "start": Part.START,
    "beginning": Part.START,
    "early": Part.EARLY,
    "mid": Part.MID,
    "middle": Part.MID,
    "late": Part.LATE,
    "later": Part.LATE,
    "end": Part.END,
}

PART_DAYS: Mapping[Part, int] = {Part.START: 1, Part.EARLY: 3, Part.MID: 15, Part.LATE: 25, Part.END: 31}
"""The day of the month a part of a month stands for; of a longer span, in its first, middle or last month."""

PART_WEEKDAYS: Mapping[Part, int] = {Part.START: 0, Part.EARLY: 0, Part.MID: 2, Part.LATE: 4, Part.END: 4}
"""The weekday a part of a week stands for. A week's work ends on Friday."""


class Period(StrEnum):
    """A part of the day."""

    EARLY_MORNING = "early morning"
    MORNING = "morning"
    MID_MORNING = "mid-morning"
    LATE_MORNING = "late morning"
    LUNCH = "lunch"
    EARLY_AFTERNOON = "early afternoon"
    AFTERNOON = "afternoon"
    LATE_AFTERNOON = "late afternoon"
    END_OF_DAY = "end of day"
    EARLY_EVENING = "early evening"
    EVENING = "evening"
    LATE_EVENING = "late evening"
    NIGHT = "night"
    LATE_NIGHT = "late night"


PERIOD_TIMES: Mapping[Period, tuple[time, time, time]] = {
    Period.EARLY_MORNING: (time(7), time(4), time(9)),
    Period.MORNING: (time(9), time(0), time(11, 59)),
    Period.MID_MORNING: (time(10), time(9), time(11)),
    Period.LATE_MORNING: (time(11), time(10), time(11, 59)),
    Period.LUNCH: (time(12, 30), time(11, 30), time(14)),
    Period.EARLY_AFTERNOON: (time(13), time(12), time(15)),
    Period.AFTERNOON: (time(15), time(12), time(18)),
    Period.LATE_AFTERNOON: (time(17), time(15), time(18)),
    Period.END_OF_DAY: (time(17), time(12), time(23, 59)),
    Period.EARLY_EVENING: (time(18), time(16), time(20)),
    Period.EVENING: (time(19), time(16), time(23, 59)),
    Period.LATE_EVENING: (time(21), time(19), time(23, 59)),
    Period.NIGHT: (time(20), time(18), time(23, 59)),
    Period.LATE_NIGHT: (time(22), time(20), time(23, 59)),
}
"""The time a part of the day stands for when none is said, and the first and last time it can qualify.

A plain morning stands for the time a day without a time lands at, where that is before noon.
"""

PERIODS: Mapping[str, Period] = {
    "morning": Period.MORNING,
    "afternoon": Period.AFTERNOON,
    "evening": Period.EVENING,
    "night": Period.NIGHT,
    "lunchtime": Period.LUNCH,
    "eod": Period.END_OF_DAY,
    "cob": Period.END_OF_DAY,
}
QUALIFIED_PERIODS: Mapping[str, Period] = {
    "early morning": Period.EARLY_MORNING,
    "mid morning": Period.MID_MORNING,
    "late morning": Period.LATE_MORNING,
    "early afternoon": Period.EARLY_AFTERNOON,
    "mid afternoon": Period.AFTERNOON,
    "late afternoon": Period.LATE_AFTERNOON,
    "early evening": Period.EARLY_EVENING,
    "late evening": Period.LATE_EVENING,
    "late night": Period.LATE_NIGHT,
    "lunch time": Period.LUNCH,
}

HOLIDAYS: Mapping[str, tuple[int, int]] = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "new year's": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "valentines day": (2, 14),
}
"""Month and day of the holidays that fall on the same date everywhere. Easter and Thanksgiving do not."""

ABBREVIATIONS = frozenset(
    "est edt et cst cdt ct mst mdt mt pst pdt pt ast adt akst akdt hst aest aedt acst acdt awst bst ist wet west cet "
    "cest eet eest msk jst kst sgt hkt pht wib nzst nzdt brt art clt cat eat sast wat gst pkt eastern pacific central "
    "mountain".split()
)
"""Names of clocks that several places use, or that people write in the half of the year they do not hold in."""

_SYNONYMS: Mapping[str, str] = {
    "tmrw": "tomorrow",
    "y'day": "yesterday",
    "yday": "yesterday",
    "wk": "week",
    "wks": "weeks",
    "tmr": "tomorrow",
    "2moro": "tomorrow",
    "2morrow": "tomorrow",
    "2mrw": "tomorrow",
    "2day": "today",
    "evry": "every",
    "evrey": "every",
    "eevry": "every",
    "ervery": "every",
    "tmw": "tomorrow",
    "tomoz": "tomorrow",
    "tommorow": "tomorrow",
    "tonite": "tonight",
    "2nite": "tonight",
    "noontime": "noon",
    "midday": "noon",
    "nxt": "next",
    "wensday": "wednesday",
    "wendsday": "wednesday",
    "febuary": "february",
    "oclock": "o'clock",
    "lunch-time": "lunchtime",
    "every1": "everyone",
    "annualy": "annually",
    "fortnite": "fortnight",
}


def _slips(word: str) -> Iterator[str]:
    """A word with one letter left out, doubled, single where it is double, or swapped with the next.

    The first letter stays, the last is not left out, no other letter comes in: Sundar, Augusta and Frida are no days.
    """
    for i in range(1, len(word)):
        yield word[:i] + word[i] + word[i:]
        if i + 1 < len(word):
            yield word[:i] + word[i + 1 :]
            yield word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def _spellings() -> Mapping[str, str]:
    known = {*WEEKDAYS, *MONTHS, *PLURAL_WEEKDAYS}
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for word in (*WEEKDAYS, *MONTHS, "tomorrow", "tonight", "yesterday"):
        for slip in _slips(word) if len(word) > 5 else ():
            meanings[slip].add(word)
    slips = {slip: min(words) for slip, words in meanings.items() if len(words) == 1 and slip not in known}

    return {**slips, **_SYNONYMS}


SPELLINGS = _spellings()
"""Other spellings and small slips of the keyboard, each of one word only."""
