"""Months, quarters and years as days: "in April", "mid-April", "end of next quarter", "next year"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.times import months_after
from bot.language.dates.days import LONG_AGO, Calendar, Tense
from bot.language.dates.vocabulary import PART_DAYS, Part


class Length(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Length.MONTH: 1, Length.QUARTER: 3, Length.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Span:
    """A month, quarter or year, or a part of one; it stands for one day of it.

    Which one: ``number`` counts from 1 in a year, or is the year itself; else ``ahead`` counts from the present one.
    ``steps`` asks for the next (1) or last (-1) of that name.
    """

    length: Length
    ahead: int = 0
    number: int | None = None
    year: int | None = None
    part: Part | None = None
    steps: int = 0

    @property
    def tense(self) -> Tense | None:
        steps = self.ahead or self.steps
        return None if not steps else Tense.FUTURE if steps > 0 else Tense.PAST

    def dates(self, calendar: Calendar) -> tuple[date, ...]:
        if self.number is None and self.part is None and not calendar.is_future:
            return (months_after(calendar.today, self.ahead * _MONTHS[self.length]),) if self.ahead < 0 else ()
        days = [self._day(first, calendar) for first in self._firsts(calendar)]
        return tuple(dict.fromkeys(day for day in days if self._fits(day, calendar)))

    def some_days(self, calendar: Calendar) -> tuple[date, ...]:
        """The first, middle and last day of it up to today, to choose from where it has to be one day."""
        months = _MONTHS[self.length]
        firsts = [first for first in self._firsts(calendar) if first <= calendar.today]
        days = (day for first in firsts for day in (first, _middle(first, months), _last_day(first, months)))
        return tuple(dict.fromkeys(min(day, calendar.today) for day in days))

    def _firsts(self, calendar: Calendar) -> tuple[date, ...]:
        """The first days of the spans that can be meant."""
        today, months = calendar.today, _MONTHS[self.length]
        if self.number is None:
            present = date(today.year, (today.month - 1) // months * months + 1, 1)
            return (months_after(present, self.ahead * months),)
        if self.length is Length.YEAR:
            return (date(self.number, 1, 1),)
        here = date(self.year or today.year, (self.number - 1) * months + 1, 1)
        if self.year is not None:
            return (here,)
        return self._near(here, months, calendar)

    def _near(self, here: date, months: int, calendar: Calendar) -> tuple[date, ...]:
        """This year's span of that name, or last or next year's where that is past or still to come."""
        today, is_over = calendar.today, months_after(here, months) <= calendar.today
        if not calendar.is_future:
            is_present = here <= today and not is_over
            return (here,) if here <= today and not (is_present and self.steps) else (months_after(here, -12),)
        if self.steps and here > today:
            return here, months_after(here, 12)
        if is_over and not self.steps and (today - self._day(here, calendar)).days <= LONG_AGO:
            return ()
        return (here,) if not is_over and not self.steps else (months_after(here, 12),)

    def _day(self, first: date, calendar: Calendar) -> date:
        months = _MONTHS[self.length]
        if self.part is None:
            is_rest_of_present = calendar.is_future and self.number is None and not self.ahead
            return _last_day(first, months) if is_rest_of_present else first
        if self.part is Part.END:
            return _last_day(first, months)
        into = {Part.MID: months // 2, Part.LATE: months - 1}.get(self.part, 0)
        day = 1 if self.part is Part.MID and months == 12 else PART_DAYS[self.part]
        return months_after(first, into).replace(day=day)

    def _fits(self, day: date, calendar: Calendar) -> bool:
        return day >= calendar.today if calendar.is_future else day <= calendar.today


def _middle(first: date, months: int) -> date:
    return months_after(first, months // 2).replace(day=15 if months == 1 else 1)


def _last_day(first: date, months: int) -> date:
    return months_after(first, months) - timedelta(days=1)
