"""The rules of RFC 5545 that calendars stumble over, checked without any library."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

_LONGEST = 75
_LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)")
_TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "X-WR-CALNAME")
_ONCE = ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS")
_STAMPS = ("DTSTART", "RECURRENCE-ID", "EXDATE")


@dataclass
class Component:
    name: str
    lines: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    inside: list[Component] = field(default_factory=list["Component"])

    def values(self, name: str) -> list[str]:
        return [value for each, _, value in self.lines if each == name]

    def named(self, name: str) -> list[Component]:
        return [each for each in self.inside if each.name == name]


def checked(content: bytes) -> Component:
    """The calendar, which keeps every rule; AssertionError with the rule that it breaks."""
    calendar = _nested(_unfolded(content))
    assert calendar.values("VERSION") == ["2.0"]
    assert len(calendar.values("PRODID")) == 1
    _check_zones(calendar)
    for event in calendar.named("VEVENT"):
        _check_event(event)
    said = Counter((event.values("UID")[0], *event.values("RECURRENCE-ID")) for event in calendar.named("VEVENT"))
    assert set(said.values()) <= {1}, "a UID stands for one event, and once for each of its occurrences"
    return calendar


def _unfolded(content: bytes) -> list[str]:
    assert content.endswith(b"\r\n")
    bare = content.replace(b"\r\n", b"")
    assert b"\n" not in bare
    assert b"\r" not in bare, "lines end in CRLF"
    physical = content.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= _LONGEST for line in physical), "75 bytes a line"
    decoded = [line.decode() for line in physical]  # raises where a fold parts a character
    assert not decoded[0].startswith(" ")
    assert not any("\x00" <= char < "\x20" or char == "\x7f" for line in decoded for char in line)
    return "\n".join(decoded).replace("\n ", "").split("\n")


def _nested(lines: list[str]) -> Component:
    top = Component("")
    open_ones = [top]
    for line in lines:
        match = _LINE.fullmatch(line)
        assert match is not None, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            open_ones.append(Component(value))
            open_ones[-2].inside.append(open_ones[-1])
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            open_ones[-1].lines.append((name, parameters, value))
    assert open_ones == [top]
    (calendar,) = top.inside
    assert calendar.name == "VCALENDAR"
    return calendar


def _check_event(event: Component) -> None:
    for name in _ONCE:
        assert len(event.values(name)) == 1, name
    assert re.fullmatch(r"\d{8}T\d{6}Z", event.values("DTSTAMP")[0])
    assert event.values("SEQUENCE")[0].isdecimal()
    assert not (event.values("DTEND") and event.values("DURATION"))
    assert len({parameters for name, parameters, _ in event.lines if name in _STAMPS}) == 1, "all in one zone"
    for name in _TEXTS:
        for value in event.values(name):
            assert not re.search(r"(?<!\\)(?:\\\\)*(?:[;,]|\\(?![\\;,nN]))", value), f"{name} is escaped"
    for alarm in event.named("VALARM"):
        assert [len(alarm.values(name)) for name in ("ACTION", "TRIGGER", "DESCRIPTION")] == [1, 1, 1]


def _check_zones(calendar: Component) -> None:
    """Each zone once, in front of what uses it, with rules rather than lists of dates."""
    described = [zone.values("TZID")[0] for zone in calendar.named("VTIMEZONE")]
    assert len(set(described)) == len(described)
    used = {
        zone
        for event in calendar.named("VEVENT")
        for _, parameters, _ in event.lines
        for zone in re.findall(r";TZID=([^;]+)", parameters)
    }
    assert used == set(described), "each zone that is used is described, and no other"
    order = [each.name for each in calendar.inside]
    assert ("VEVENT", "VTIMEZONE") not in pairwise(order)
    for zone in calendar.named("VTIMEZONE"):
        assert zone.inside, "a zone has an observance"
        for each in zone.inside:
            assert each.name in ("STANDARD", "DAYLIGHT")
            assert [len(each.values(name)) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")] == [1, 1, 1]
            assert not each.values("RDATE")
