"""When a zone's clocks change, as calendars write it: a VTIMEZONE.

Clients follow rules far better than lists of dates, and some follow nothing else: changes that come every year on the
same weekday of a month are one rule, and each that does not is written on its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.domain.times import NthWeekday
from bot.domain.zones import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.times import ZoneName

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_FEWEST = 3
"""Changes that make a rule rather than a coincidence."""


@dataclass(frozen=True, slots=True)
class Change:
    """From this wall time on, as it reads before the change, clocks are ``after`` ahead of UTC."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool

    @property
    def kind(self) -> tuple[object, ...]:
        return (self.before, self.after, self.name, self.is_daylight, self.local.time())


def timezone(zone: ZoneName, first_year: int, last_year: int) -> Any:
    """The VTIMEZONE of a zone, right from the first year to the last and, where its rules go on, after it."""
    from icalendar import Timezone

    described: Any = Timezone()  # its types are open
    described.add("tzid", zone)
    start, *changes = _changes(zone, first_year - 1, last_year)
    described.add_component(_observance(start))
    for change, rule in _with_rules(changes, last_year):
        described.add_component(_observance(change, rule))
    return described


@cache
def _changes(zone: ZoneName, first_year: int, last_year: int) -> Sequence[Change]:
    """What holds at the beginning of the first year, and every change up to the end of the last."""
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    found = [_state(zone, at)]
    while at < end:
        if _state_key(zone, at) != _state_key(zone, at + _DAY):
            found.append(_change_within(zone, at, at + _DAY))
        at += _DAY
    return found


def _state_key(zone: ZoneName, at: datetime) -> tuple[object, ...]:
    there = at.astimezone(rules_of(zone))
    return (there.utcoffset(), there.tzname(), bool(there.dst()))


def _state(zone: ZoneName, at: datetime) -> Change:
    there = at.astimezone(rules_of(zone))
    offset = there.utcoffset() or timedelta()
    return Change(there.replace(tzinfo=None), offset, offset, there.tzname() or zone, bool(there.dst()))


def _change_within(zone: ZoneName, low: datetime, high: datetime) -> Change:
    """The change between two instants; there is one in a day at most."""
    was = _state_key(zone, low)
    while high - low > _MINUTE:
        middle = low + (high - low) // 2 // _MINUTE * _MINUTE
        low, high = (middle, high) if _state_key(zone, middle) == was else (low, middle)
    before, after = _state(zone, low), _state(zone, high)
    local = (high + before.after).replace(tzinfo=None)
    return Change(local, before.after, after.after, after.name, after.is_daylight)


def _with_rules(changes: Sequence[Change], last_year: int) -> Iterator[tuple[Change, str]]:
    """Each change with the rule it begins, or none; those that a rule gives are left out."""
    by_kind: defaultdict[tuple[object, ...], list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[change.kind].append(change)
    for alike in by_kind.values():
        rule = _rule(alike, last_year)
        yield from ((alike[0], rule),) if rule else ((change, "") for change in alike)


def _rule(alike: Sequence[Change], last_year: int) -> str:
    """The yearly rule that gives just these, up to the last year; empty where there is none."""
    years = [change.local.year for change in alike]
    months = {change.local.month for change in alike}
    if len(alike) < _FEWEST or years != list(range(years[0], last_year + 1)) or len(months) != 1:
        return ""
    first, *others = (_places(change.local) for change in alike)
    shared = first.intersection(*others)
    if not shared:
        return ""
    return f"FREQ=YEARLY;BYMONTH={months.pop()};BYDAY={min(shared, key=lambda day: day.nth or 0)}"


def _places(local: datetime) -> set[NthWeekday]:
    """Which weekday of its month a day is: the second Sunday, say, and maybe the last as well."""
    nth = NthWeekday(local.weekday(), (local.day - 1) // 7 + 1)
    is_last = (local + timedelta(days=7)).month != local.month
    return {nth, NthWeekday(local.weekday(), -1)} if is_last else {nth}


def _observance(change: Change, rule: str = "") -> Any:
    from icalendar import TimezoneDaylight, TimezoneStandard, vRecur

    observance: Any = TimezoneDaylight() if change.is_daylight else TimezoneStandard()
    observance.add("dtstart", change.local)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    observance.add("tzname", change.name)
    if rule:
        observance.add("rrule", vRecur.from_ical(rule))
    return observance
