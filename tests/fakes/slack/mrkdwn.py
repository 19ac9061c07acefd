"""Text as Slack shows it: references resolved, times in the reader's own zone, marks taken away."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.fakes.slack.world import Kind

if TYPE_CHECKING:
    from tests.fakes.slack.world import Team, User

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^\n{mark}]*?\S){mark}(?![\w{mark}])") for mark in (r"\*", "_", "~", "`")
)
_TOKEN = re.compile(r"\{(\w+)\}")
_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody who reads, and when. Where times are not ``native``, what was written to stand for them
    is shown, and people are named without a sign."""

    team: Team
    reader: User
    now: datetime
    native: bool = True

    def shown(self, text: str) -> str:
        """What this reader sees of it."""
        resolved = _REFERENCE.sub(self._resolved, text)
        for mark in _EMPHASIS:
            resolved = mark.sub(r"\1", resolved)
        return html.unescape(resolved)

    def person(self, id_: str, label: str = "") -> str:
        name = self.team.users[id_].shown_name if id_ in self.team.users else label or id_
        return f"@{name}" if self.native else name

    def time(self, epoch: str, form: str, fallback: str) -> str:
        """A time in the reader's own zone, in Slack's own words."""
        if not self.native or not epoch.isdigit():
            return fallback
        zone = ZoneInfo(self.reader.tz)
        at, now = datetime.fromtimestamp(int(epoch), UTC).astimezone(zone), self.now.astimezone(zone)
        return _TOKEN.sub(lambda token: _token(token[1], at, now, self.reader), form)

    def _resolved(self, found: re.Match[str]) -> str:
        sign, what, label = found[1], found[2], found[3]
        if sign == "@":
            return self.person(what, label or "")
        if sign == "#":
            return f"#{self.team.channels[what].name}" if what in self.team.channels else f"#{label or what}"
        if sign == "!" and what.startswith("date^"):
            _, epoch, form, *_ = [*what.split("^"), "", ""]
            return self.time(epoch, form, label or "")
        return f"@{what.split('^')[0]}" if sign == "!" else label or what


def typed(text: str, team: Team, *, named: bool = False) -> str:
    """What Slack sends for what somebody typed: ``@name`` and ``#channel`` picked from its lists, the rest escaped.
    ``named`` adds the names, as in a slash command."""
    escaped = html.escape(text, quote=False)
    for user in sorted(team.users.values(), key=lambda each: -len(each.name)):
        reference = f"<@{user.id}|{user.name}>" if named else f"<@{user.id}>"
        escaped = re.sub(rf"(?<![\w@|])@{re.escape(user.name)}\b", reference, escaped)
    for channel in (each for each in team.channels.values() if each.kind in (Kind.CHANNEL, Kind.PRIVATE)):
        escaped = re.sub(rf"(?<![\w#|&])#{re.escape(channel.name)}\b", f"<#{channel.id}|{channel.name}>", escaped)
    return escaped


def _token(name: str, at: datetime, now: datetime, reader: User) -> str:
    if name in ("time", "time_secs"):
        return _time(at, reader, seconds=name.endswith("secs"))
    if name == "ago":
        return _ago(at - now)
    pretty = name.removesuffix("_pretty")
    if pretty != name and (day := _DAYS.get((at.date() - now.date()).days)):
        return day
    return _day(pretty, at)


def _time(at: datetime, reader: User, *, seconds: bool) -> str:
    form = "%H:%M" if reader.reads_24h else "%-I:%M"
    return at.strftime(form + (":%S" if seconds else "") + ("" if reader.reads_24h else " %p"))


def _day(name: str, at: datetime) -> str:
    ordinal = "th" if at.day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(at.day % 10, "th")
    match name:
        case "date_num":
            return at.strftime("%Y-%m-%d")
        case "date_slash":
            return at.strftime("%m/%d/%Y")
        case "date_long":
            return at.strftime(f"%A, %B %-d{ordinal}, %Y")
        case "date_long_full":
            return at.strftime("%A, %B %-d, %Y")
        case "date_short":
            return at.strftime("%b %-d, %Y")
        case "date":
            return at.strftime(f"%B %-d{ordinal}, %Y")
        case "day_divider":
            return at.strftime(f"%A, %B %-d{ordinal}")
        case _:
            return f"{{{name}}}"


def _ago(span: timedelta) -> str:
    seconds = abs(span.total_seconds())
    sizes = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
    name, size = next((each for each in sizes if seconds >= each[1]), sizes[-1])
    count = round(seconds / size)
    words = f"{count} {name}{'' if count == 1 else 's'}"
    return f"in {words}" if span > timedelta(0) else f"{words} ago"
