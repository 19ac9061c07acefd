"""Human time: wall time, an IANA zone and perhaps a rule. Instants are computed from it, here, by one rule."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import assert_never

from bot.domain.recurrence import LAST_YEAR, BadRule, Frequency, NthWeekday, Rule
from bot.domain.zones import UnknownZone, ZoneName, instant_of, local_at, zone_named, zone_of

__all__ = [
    "BadMoment",
    "BadRule",
    "Cadence",
    "Frequency",
    "Moment",
    "NthWeekday",
    "Precision",
    "Rule",
    "Unit",
    "UnknownZone",
    "ZoneName",
    "instant_of",
    "local_at",
    "months_after",
    "zone_named",
]

_FIRST_YEAR = 1900
_MINUTE = timedelta(minutes=1)
_FURTHEST_AHEAD = timedelta(days=366)


class BadMoment(ValueError):
    """Not a moment: seconds, an offset, a year or a zone that does not exist."""


class Precision(StrEnum):
    """What was said: a time, or only a day, on which the hour is ours."""

    MINUTE = "minute"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Moment:
    """A naive wall time in whole minutes, its zone, and the rule by which it recurs. Raises BadMoment.

    ``local`` is what was asked for and stays so across clock changes and new tzdata; only ``instant`` follows them.
    It may come up ``ahead`` of its time, whole minutes: by so many days of wall time, and by the rest as time passes.
    """

    local: datetime
    zone: ZoneName
    precision: Precision = Precision.MINUTE
    rule: Rule | None = None
    ahead: timedelta = timedelta()

    def __post_init__(self) -> None:
        if self.ahead and not (timedelta() < self.ahead <= _FURTHEST_AHEAD and self.ahead % _MINUTE == timedelta()):
            raise BadMoment("a moment comes up whole minutes ahead, a year at most")
        if self.local.tzinfo is not None or self.local.second or self.local.microsecond:
            raise BadMoment("a moment is a wall time in whole minutes")
        if not _FIRST_YEAR <= self.local.year <= LAST_YEAR:
            raise BadMoment(f"a moment lies in the years {_FIRST_YEAR} to {LAST_YEAR}")

    @property
    def instant(self) -> datetime:
        """When it comes up, aware UTC. A time that the clock skips is later by the gap, one shown twice the first."""
        if not self.ahead:
            return instant_of(self.local, self.zone)
        wall, passing = timedelta(days=self.ahead.days), timedelta(seconds=self.ahead.seconds)
        return instant_of(self.local - wall, self.zone) - passing

    @property
    def key(self) -> str:
        """The occurrence's name in its series: "2026-03-06T09:00". No clock change and no tzdata makes a second one."""
        return self.local.isoformat(timespec="minutes")

    def next_after(self, now: datetime) -> Moment | None:
        """This one where it is still to come, or else the next occurrence."""
        return self if self.instant > now else self.following(now)

    def following(self, after: datetime) -> Moment | None:
        """The next occurrence, strictly after the instant ``after`` and after this one; none when the rule has ended.

        However long ago this one was, the cost is the same, unless the rule counts: then it is one step per occurrence
        passed over, 500 at most.
        """
        if self.rule is None:
            return None
        first = self.local.date()
        rule = self.rule.anchored(first)
        floor = max(after, self.instant)
        passed = first if rule.count else max(first, _eve(floor, self.zone))
        while (day := rule.day_after(passed, since=first)) is not None and rule.count != 1:
            passed = day
            rule = rule if rule.count is None else replace(rule, count=rule.count - 1)
            found = replace(self, local=datetime.combine(day, self.local.time()), rule=rule)
            if found.instant > floor:
                return found
        return None

    def to_json(self) -> dict[str, str | None]:
        stored = {
            "local": self.key,
            "zone": self.zone,
            "precision": self.precision,
            "rule": str(self.rule) if self.rule else None,
        }
        return stored | {"ahead": str(self.ahead // _MINUTE)} if self.ahead else stored

    @classmethod
    def from_json(cls, stored: Mapping[str, str | None]) -> Moment:
        """What ``to_json`` gave; raises BadMoment or BadRule for anything else."""
        zone = zone_of(stored.get("zone") or "")
        if zone is None:
            raise BadMoment("a moment needs its zone")
        rule = stored.get("rule")
        try:
            local, precision = datetime.fromisoformat(stored["local"] or ""), Precision(stored["precision"] or "")
            ahead = int(stored.get("ahead") or 0) * _MINUTE
        except (KeyError, ValueError, OverflowError) as error:
            raise BadMoment("a moment needs its wall time and precision") from error
        return cls(local, zone, precision, Rule.parse(rule) if rule else None, ahead)

    def reading(self) -> dict[str, str | None]:
        """What a person or a program is shown: the instant too, as "2026-03-06T09:00:00Z"."""
        return {
            "local": self.key,
            "zone": self.zone,
            "utc": f"{self.instant:%Y-%m-%dT%H:%M:%SZ}",
            "rule": str(self.rule) if self.rule else None,
            "precision": self.precision,
        }


def _eve(instant: datetime, zone: ZoneName) -> date:
    """A day all of whose occurrences are past: two before, for a clock change moves some by up to a day."""
    return local_at(instant, zone).date() - timedelta(days=2)


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


_MOST = {Unit.DAYS: 1826, Unit.WEEKS: 260, Unit.MONTHS: 60}


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often to be in touch: a number of days, weeks or months, five years at most. Raises ValueError."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.count <= _MOST[self.unit]:
            raise ValueError("a cadence is one day to five years")

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit.removesuffix('s')}"

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """What ``str`` gave; raises ValueError for anything else."""
        count, _, unit = text.partition(" ")
        if not (count.isascii() and count.isdigit() and len(count) <= 4):
            raise ValueError("a cadence is a number and a unit")
        return cls(int(count), Unit(unit.removesuffix("s") + "s"))

    def after(self, day: date) -> date:
        """The day one cadence later; the last of the month where that month is shorter."""
        match self.unit:
            case Unit.DAYS:
                return day + timedelta(days=self.count)
            case Unit.WEEKS:
                return day + timedelta(weeks=self.count)
            case Unit.MONTHS:
                return months_after(day, self.count)
            case _:
                assert_never(self.unit)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on (or back), the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
