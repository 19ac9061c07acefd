"""Rules of recurrence as calendars write them. They skip a day that a month has not; ours takes the month's last."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.times import BadRule, Frequency, Rule, instant_of, local_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.times import Moment, ZoneName

_SHORTEST_MONTH = 28
_ONE_WEEKDAY = re.compile(r"MO|TU|WE|TH|FR|SA|SU")
_UNTIL = re.compile(r"(\d{8})(T\d{6}Z?)?")


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
    return text.replace(f"UNTIL={rule.until:%Y%m%d}", f"UNTIL={end:%Y%m%dT%H%M%SZ}")


def understood(text: str, starts: datetime, zone: ZoneName) -> Rule:
    """The rule of an RRULE for an event that starts then. Raise BadRule for what Hallway cannot repeat by."""
    parts = {name: value for name, _, value in (part.partition("=") for part in text.upper().split(";"))}
    week_start, position = parts.pop("WKST", "MO"), parts.pop("BYSETPOS", "")
    if week_start != "MO" and parts.get("INTERVAL", "1") != "1" and "," in parts.get("BYDAY", ""):
        raise BadRule("its weeks begin on another day than ours, which makes a difference here")
    if position:
        parts |= _positioned(parts, position)
    ends = _UNTIL.fullmatch(parts.get("UNTIL", ""))
    if ends is not None:
        parts["UNTIL"] = f"{_last_day(ends, starts, zone):%Y%m%d}"
    rule = Rule.parse(";".join(f"{name}={value}" for name, value in parts.items()))
    if not position and _skips(rule, starts):
        raise BadRule("it skips the months that have no such day")
    return rule


def _positioned(parts: Mapping[str, str], position: str) -> Mapping[str, str]:
    """What is said with BYSETPOS, without it: the last of some days of the month, as we write it, and the second (say)
    of all Tuesdays, as others write the second Tuesday."""
    days = parts.get("BYMONTHDAY", "").split(",")
    if position == "-1" and days == [str(_SHORTEST_MONTH + index) for index in range(len(days))]:
        return {"BYMONTHDAY": days[-1]}
    if parts.get("FREQ") == "MONTHLY" and _ONE_WEEKDAY.fullmatch(parts.get("BYDAY", "")) and "BYMONTHDAY" not in parts:
        return {"BYDAY": f"{position}{parts['BYDAY']}"}
    raise BadRule("it takes some of several days")


def _skips(rule: Rule, starts: datetime) -> bool:
    """Whether there are months, or years, without its day. Calendars skip those; ours takes the last day."""
    if rule.by_weekday:
        return False
    if rule.frequency is Frequency.MONTHLY:
        return any(day > _SHORTEST_MONTH for day in rule.by_month_day or (starts.day,))
    return rule.frequency is Frequency.YEARLY and (starts.month, starts.day) == (2, 29)


def _last_day(found: re.Match[str], starts: datetime, zone: ZoneName) -> date:
    """The last day on which an event at that time of day is within the end that was given."""
    day = datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    if not found[2]:
        return day
    at = datetime.strptime(f"{found[1]}{found[2].rstrip('Z')}", "%Y%m%dT%H%M%S")  # noqa: DTZ007 - told apart below
    local = local_at(at.replace(tzinfo=UTC), zone) if found[2].endswith("Z") else at
    return local.date() if starts.time() <= local.time() else local.date() - timedelta(days=1)
