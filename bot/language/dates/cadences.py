"""How often to be in touch: "every 6 weeks", "monthly", "once a quarter", "twice a year"."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.times import Cadence, Unit
from bot.language.dates.amounts import AMOUNT, Amounts
from bot.language.dates.numbers import COUNT
from bot.language.dates.syntax import Lexeme, Matcher, Syntax
from bot.language.dates.tokens import AFTER_END, tokens_of

_UNITS: Mapping[str, tuple[int, Unit]] = {
    "day": (1, Unit.DAYS),
    "week": (1, Unit.WEEKS),
    "fortnight": (2, Unit.WEEKS),
    "month": (1, Unit.MONTHS),
    "quarter": (3, Unit.MONTHS),
    "year": (12, Unit.MONTHS),
}
_ADVERBS: Mapping[str, tuple[int, Unit]] = {
    "daily": (1, Unit.DAYS),
    "weekly": (1, Unit.WEEKS),
    "fortnightly": (2, Unit.WEEKS),
    "monthly": (1, Unit.MONTHS),
    "quarterly": (3, Unit.MONTHS),
    "yearly": (12, Unit.MONTHS),
    "annually": (12, Unit.MONTHS),
}
_PARTS: Mapping[str, Matcher[object]] = {
    "unit": Lexeme(_UNITS),
    "adverb": Lexeme(_ADVERBS),
    "count": COUNT,
    "amount": AMOUNT,
}

CADENCE = Syntax[Cadence](_PARTS)


@CADENCE.says("<adverb>", "on a|an <adverb> basis", "every|each <unit>", "once a|per|every|each <unit>", "a|per <unit>")
def once(said: tuple[int, Unit]) -> Cadence:
    return Cadence(*said)


@CADENCE.says("half -? yearly", "semi -? annually", "semiannually", "every half -? year")
def half_yearly() -> Cadence:
    return Cadence(6, Unit.MONTHS)


@CADENCE.says("every|each other <unit>", "every second <unit>")
def every_other(said: tuple[int, Unit]) -> Cadence:
    return Cadence(said[0] * 2, said[1])


@CADENCE.says("<amount>", "every|each <amount>", "once every|in <amount>", "about every <amount>")
def every_amount(amounts: Amounts) -> Cadence | None:
    if len(amounts) != 1 or amounts[0].seconds or amounts[0].workdays:
        return None
    months, days = amounts[0].months, amounts[0].days
    if months and days:
        return None
    if months:
        return _cadence(months, Unit.MONTHS)
    return _cadence(days // 7, Unit.WEEKS) if days % 7 == 0 else _cadence(days, Unit.DAYS)


@CADENCE.says("twice a|per|each|every <unit>", "two times a|per|each|every <unit>")
def twice(said: tuple[int, Unit]) -> Cadence | None:
    return _share(said, 2)


@CADENCE.says("<count> times a|per|each|every <unit>", "<count> x a|per|each|every <unit>")
def so_many_times(times: int, said: tuple[int, Unit]) -> Cadence | None:
    return _share(said, times)


def _share(said: tuple[int, Unit], times: int) -> Cadence | None:
    """So many times in a span, evenly; rounded down to days, so that it is never less often than was said."""
    count, unit = said
    if times < 1:
        return None
    if unit is Unit.MONTHS and count % times == 0:
        return _cadence(count // times, unit)
    days = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 30}[unit] * count // times
    return _cadence(days // 7, Unit.WEEKS) if days % 7 == 0 else _cadence(days, Unit.DAYS)


def _cadence(count: int, unit: Unit) -> Cadence | None:
    try:
        return Cadence(count, unit)
    except ValueError:
        return None


def cadence(phrase: str) -> Cadence | None:
    """How often a text that is a cadence from end to end says; one day to five years."""
    tokens = tokens_of(phrase)
    end = len(tokens) - AFTER_END
    while end and tokens[end - 1].key in (".", "!", "?", ",", "please"):
        end -= 1
    found = CADENCE.match(tokens, 0)
    return found[0] if found and found[1] >= end else None
