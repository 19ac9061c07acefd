"""Rules and cadences, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.times import Cadence, Frequency, Moment, NthWeekday, Rule, Unit
from bot.words import Phrase, Weekday, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable


def cadence_words(cadence: Cadence) -> Phrase:
    match cadence.unit:
        case Unit.DAYS:
            return say_count("every day", "every {count} days", cadence.count)
        case Unit.WEEKS:
            return say_count("every week", "every {count} weeks", cadence.count)
        case Unit.MONTHS:
            return say_count("every month", "every {count} months", cadence.count)


def rule_words(moment: Moment) -> Phrase:
    """Such as "every first Monday of the month at 09:00", with its end where it has one."""
    assert moment.rule is not None
    rule = moment.rule
    repeated = say("{rule} at {time}", rule=_often(rule), time=moment.local.time())
    if rule.count is not None:
        return say_count("{rule}, once more", "{rule}, {count} times", rule.count, rule=repeated)
    if rule.until is not None:
        return say("{rule}, until {day}", rule=repeated, day=rule.until)
    return repeated


def _often(rule: Rule) -> Phrase:
    days = _days(rule)
    match rule.frequency:
        case Frequency.DAILY:
            return say_count("every day", "every {count} days", rule.interval)
        case Frequency.WEEKLY if days:
            return say_count("every {days}", "every {count} weeks on {days}", rule.interval, days=days)
        case Frequency.WEEKLY:
            return say_count("every week", "every {count} weeks", rule.interval)
        case Frequency.MONTHLY if days:
            return say_count("on {days} of every month", "on {days} of every {count} months", rule.interval, days=days)
        case Frequency.MONTHLY:
            return say_count("every month", "every {count} months", rule.interval)
        case Frequency.YEARLY:
            return say_count("every year", "every {count} years", rule.interval)


def _days(rule: Rule) -> tuple[Phrase, ...]:
    weekdays = tuple(_weekday(each) for each in rule.by_weekday)
    return weekdays or tuple(_month_day(day) for day in rule.by_month_day)


def _weekday(day: NthWeekday) -> Phrase:
    named = Weekday(day.weekday)
    forms: dict[int | None, Callable[[], Phrase]] = {
        None: lambda: say("{weekday}", weekday=named),
        1: lambda: say("the first {weekday}", weekday=named),
        2: lambda: say("the second {weekday}", weekday=named),
        3: lambda: say("the third {weekday}", weekday=named),
        4: lambda: say("the fourth {weekday}", weekday=named),
        5: lambda: say("the fifth {weekday}", weekday=named),
        -1: lambda: say("the last {weekday}", weekday=named),
    }
    return forms[day.nth]()


def _month_day(day: int) -> Phrase:
    return say("the last day") if day == -1 else say("day {day}", day=day)
