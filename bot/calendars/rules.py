"""Rules of recurrence as calendars write them. They skip a day that a month has not; ours takes the month's last."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.times import Rule, instant_of, local_at

if TYPE_CHECKING:
    from bot.domain.times import Moment, ZoneName

_SHORTEST_MONTH = 28
_LAST_OF = re.compile(r";?BYSETPOS=-1\b")
_UNTIL = re.compile(r"UNTIL=(\d{8})(T\d{6}Z?)?")


def written(moment: Moment) -> str:
    """The RRULE of a moment that recurs, such as ``FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1`` for the 31st."""
    assert moment.rule is not None
    rule = moment.rule.anchored(moment.local.date())
    (day,) = rule.by_month_day if len(rule.by_month_day) == 1 else (0,)
    if day > _SHORTEST_MONTH:
        rule = replace(rule, by_month_day=tuple(range(_SHORTEST_MONTH, day + 1)))
    text = str(rule) + (";BYSETPOS=-1" if day > _SHORTEST_MONTH else "")
    if rule.until is None:
        return text
    end = instant_of(datetime.combine(rule.until, moment.local.time()), moment.zone)
    return _UNTIL.sub(f"UNTIL={end:%Y%m%dT%H%M%SZ}", text)


def understood(text: str, starts: datetime, zone: ZoneName) -> Rule:
    """The rule of an RRULE for an event that starts then. Raise BadRule for what Hallway cannot repeat by."""
    is_last, text = bool(_LAST_OF.search(text)), _LAST_OF.sub("", text)
    ends = _UNTIL.search(text)
    if ends is not None:
        text = _UNTIL.sub(f"UNTIL={_last_day(ends, starts, zone):%Y%m%d}", text)
    text = ";".join(part for part in text.split(";") if not part.upper().startswith("WKST="))
    rule = Rule.parse(text)
    days = rule.by_month_day
    if is_last and days and days == tuple(range(_SHORTEST_MONTH, days[-1] + 1)):
        return replace(rule, by_month_day=days[-1:])
    if is_last:
        return Rule.parse(f"{text};BYSETPOS=-1")  # refused, in its words for what it does not know
    return rule


def _last_day(found: re.Match[str], starts: datetime, zone: ZoneName) -> date:
    """The last day on which an event at that time of day is within the end that was given."""
    day = datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    if not found[2]:
        return day
    at = datetime.strptime(f"{found[1]}{found[2].rstrip('Z')}", "%Y%m%dT%H%M%S")  # noqa: DTZ007 - told apart below
    local = local_at(at.replace(tzinfo=UTC), zone) if found[2].endswith("Z") else at
    return local.date() if starts.time() <= local.time() else local.date() - timedelta(days=1)
