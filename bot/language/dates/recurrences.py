"""Patterns that recur: "every 2 weeks", "mondays and thursdays", "the last Friday of every month", "every 3 May"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.times import Frequency, NthWeekday, Rule
from bot.language.dates.amounts import AMOUNT
from bot.language.dates.named_days import WEEKDAY
from bot.language.dates.numbers import COUNT, ORDINAL
from bot.language.dates.pieces import BROKEN, Piece, Pieces
from bot.language.dates.syntax import Lexeme, Longest, Matcher, Reader, Syntax
from bot.language.dates.tokens import Token
from bot.language.dates.vocabulary import PLURAL_WEEKDAYS, Period

DAILY, WEEKLY, MONTHLY, YEARLY = Frequency
_MOST_DAYS = 6
WORKDAYS = (0, 1, 2, 3, 4)
_CYCLES: Mapping[str, tuple[Frequency, int]] = {
    "day": (DAILY, 1),
    "days": (DAILY, 1),
    "week": (WEEKLY, 1),
    "weeks": (WEEKLY, 1),
    "wk": (WEEKLY, 1),
    "fortnight": (WEEKLY, 2),
    "fortnights": (WEEKLY, 2),
    "month": (MONTHLY, 1),
    "months": (MONTHLY, 1),
    "quarter": (MONTHLY, 3),
    "quarters": (MONTHLY, 3),
    "year": (YEARLY, 1),
    "years": (YEARLY, 1),
}
_ADVERBS: Mapping[str, tuple[Frequency, int]] = {
    "daily": (DAILY, 1),
    "weekly": (WEEKLY, 1),
    "fortnightly": (WEEKLY, 2),
    "monthly": (MONTHLY, 1),
    "quarterly": (MONTHLY, 3),
    "yearly": (YEARLY, 1),
    "annually": (YEARLY, 1),
    "everyday": (DAILY, 1),
}
_TOO_OFTEN = "second|seconds|sec|secs|minute|minutes|min|mins|m|hour|hours|hr|hrs|h"
_LONGEST = {DAILY: 1826, WEEKLY: 260, MONTHLY: 60, YEARLY: 5}


def rule_every(count: int, cycle: tuple[Frequency, int]) -> Pieces:
    """Every so many cycles; broken beyond what a rule holds or five years."""
    frequency, times = cycle
    interval = count * times
    if not 1 <= interval <= min(120, _LONGEST[frequency]):
        return BROKEN
    return (Piece(rule=Rule(frequency, interval)),)


def on_weekdays(weekdays: Sequence[int], interval: int = 1) -> Pieces:
    days = tuple(NthWeekday(day) for day in sorted(set(weekdays)))
    return (Piece(rule=Rule(Frequency.WEEKLY, interval, by_weekday=days)),)


def _weekday_list(tokens: Sequence[Token], at: int) -> tuple[tuple[int, ...], int] | None:
    """ "monday", "mondays and thursdays", "mon, wed & fri", "monday to friday"."""
    days: list[int] = []
    end = at
    while len(days) < 7:
        after = end
        while days and tokens[after].key in (",", "and", "&", "/", "+"):
            after += 1
        found = ANY_WEEKDAY.match(tokens, after)
        if found is None:
            break
        days.append(found[0])
        end = found[1]
    return tuple(days), end


def _weekday_range(tokens: Sequence[Token], at: int) -> tuple[tuple[int, ...], int] | None:
    first = WEEKDAY.match(tokens, at)
    if first is None or tokens[at + 1].key not in ("-", "\u2013", "to", "through", "thru", "till", "until"):
        return None
    last = WEEKDAY.match(tokens, at + 2)
    if last is None or last[0] <= first[0]:
        return None
    return tuple(range(first[0], last[0] + 1)), last[1]


ANY_WEEKDAY = Longest[int](WEEKDAY, Lexeme(PLURAL_WEEKDAYS))
WEEKDAY_LIST = Reader(ANY_WEEKDAY.firsts, _weekday_list)
_PARTS: Mapping[str, Matcher[object]] = {
    "cycle": Lexeme(_CYCLES),
    "adverb": Lexeme(_ADVERBS),
    "count": COUNT,
    "ordinal": ORDINAL,
    "weekday": ANY_WEEKDAY,
    "weekdays": WEEKDAY_LIST,
    "range": Reader(WEEKDAY.firsts, _weekday_range),
    "plural": Lexeme(PLURAL_WEEKDAYS),
    "amount": AMOUNT,
    "parts": Lexeme(
        {"mornings": Period.MORNING, "afternoons": Period.AFTERNOON, "evenings": Period.EVENING, "nights": Period.NIGHT}
    ),
    "period": Lexeme(
        {
            "morning": Period.MORNING,
            "afternoon": Period.AFTERNOON,
            "evening": Period.EVENING,
            "night": Period.NIGHT,
            "lunchtime": Period.LUNCH,
        }
    ),
}

RECURRENCE = Syntax[Pieces](_PARTS)
"""What recurs wherever it stands."""

ADVERB = Syntax[Pieces](_PARTS)
"""What can describe a thing too: "the weekly meeting"."""

WEEKDAY_RANGE = Syntax[Pieces](_PARTS)
"""Monday to Friday, which can be one week's."""


@RECURRENCE.says("every|each <cycle>", "once a|per|every|each <cycle>", "every single <cycle>")
def every_cycle(cycle: tuple[Frequency, int]) -> Pieces:
    return rule_every(1, cycle)


@RECURRENCE.says("every|each <count> <cycle>", "once every <count> <cycle>")
def every_count(count: int, cycle: tuple[Frequency, int]) -> Pieces:
    return rule_every(count, cycle)


@RECURRENCE.says("every|each other <cycle>", "every couple of? <cycle>", "every a couple of? <cycle>")
def every_other(cycle: tuple[Frequency, int]) -> Pieces:
    return rule_every(2, cycle)


@RECURRENCE.says("every|each <ordinal> <cycle>")
def every_nth_cycle(nth: int, cycle: tuple[Frequency, int]) -> Pieces:
    return rule_every(nth, cycle) if nth > 1 else BROKEN


@RECURRENCE.says("every half -? year", "half -? yearly", "semi -? annually", "semiannually")
def every_half_year() -> Pieces:
    return rule_every(6, (Frequency.MONTHLY, 1))


@ADVERB.says("<adverb>", "on a|an <adverb> basis")
def adverb(cycle: tuple[Frequency, int]) -> Pieces:
    return rule_every(1, cycle)


@ADVERB.says("nightly")
def nightly() -> Pieces:
    return (Piece(rule=Rule(Frequency.DAILY), period=Period.NIGHT),)


@RECURRENCE.says("every|each <period>")
def every_period(period: Period) -> Pieces:
    return (Piece(rule=Rule(Frequency.DAILY), period=period),)


@RECURRENCE.says("every|each weekday|workday", "every|each working|business|week day", "on? weekdays|workdays")
def every_workday() -> Pieces:
    return on_weekdays(WORKDAYS)


@RECURRENCE.says("every|each weekday|workday <period>", "on? weekday|workday <parts>")
def every_workday_part(period: Period) -> Pieces:
    return (Piece(rule=on_weekdays(WORKDAYS)[0].rule, period=period),)


@RECURRENCE.says("every|each weekend", "on|at? weekends")
def every_weekend() -> Pieces:
    """Saturday to some, both days to others: it asks."""
    return on_weekdays((5,)) + on_weekdays((5, 6))


@RECURRENCE.says("every|each single? <weekdays>", "every|each week on <weekdays>")
def every_weekday(weekdays: tuple[int, ...]) -> Pieces:
    return on_weekdays(weekdays)


@RECURRENCE.says("every|each <range>")
def every_weekday_of(weekdays: tuple[int, ...]) -> Pieces:
    return on_weekdays(weekdays)


@WEEKDAY_RANGE.says("<range>")
def working_week(weekdays: tuple[int, ...]) -> Pieces:
    """Monday to Friday is every week's; Friday to Sunday is a trip."""
    return on_weekdays(weekdays) if weekdays == WORKDAYS else BROKEN


@RECURRENCE.says("every other <weekdays>", "every? alternate|alternating <weekdays>")
def every_other_weekday(weekdays: tuple[int, ...]) -> Pieces:
    return on_weekdays(weekdays, 2)


@RECURRENCE.says("on? <plural>")
def plural_weekday(weekday: int) -> Pieces:
    return on_weekdays((weekday,))


@RECURRENCE.says("on? <plural> and|&|,|/ <weekdays>", "on? <plural> , and <weekdays>")
def plural_weekdays(first: int, rest: tuple[int, ...]) -> Pieces:
    return on_weekdays((first, *rest))


@RECURRENCE.says("on? <weekday> and|& <plural>")
def two_weekdays_in_plural(first: int, second: int) -> Pieces:
    return on_weekdays((first, second))


@RECURRENCE.says("on? <weekday> <parts>")
def weekday_parts(weekday: int, period: Period) -> Pieces:
    return (Piece(rule=on_weekdays((weekday,))[0].rule, period=period),)


@RECURRENCE.says(
    f"every|each <count>? {_TOO_OFTEN}",
    f"every|each other|half|few|couple of? {_TOO_OFTEN}",
    f"once a|an|per|every {_TOO_OFTEN}",
    "hourly",
    "every|each half -? an hour",
    "every few days|weeks|months|years",
    "every|each <amount>",
)
@RECURRENCE.says(
    "twice a|per|each|every day|week|month|quarter|year",
    "<count> times a|per|each|every day|week|month|quarter|year",
    "twice|thrice daily|weekly|monthly|quarterly|yearly|annually",
    "<count> times daily|weekly|monthly|quarterly|yearly|annually",
    "bi|semi -? weekly|monthly|yearly",
    "bi -? annually",
    "biweekly|bimonthly|biannually|biyearly",
    "every now and then|again",
    "every once in a while",
    "every so often",
)
def not_a_rule(*_: object) -> Pieces:
    """Faster than daily, not evenly, or read in two ways by as many people."""
    return BROKEN
