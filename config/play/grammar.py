"""The lines of the transcript language, each with how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.members import Role
from bot.domain.zones import ZoneName, instant_of, zone_of
from config.play.script import (
    Act,
    Crash,
    Crashes,
    Fills,
    Joins,
    Opens,
    Presses,
    Reader,
    Reads,
    Refuses,
    RefusesGroups,
    Restarts,
    Says,
    Sees,
    SeesNothing,
    Shares,
    Since,
    Types,
    Waits,
)

NAME = r"[a-z][a-z0-9_-]*"
GROUPS = "groups"
"""Nobody can be called that."""

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_ESCAPES = {"n": "\n"}

_UNITS = {"minute": "minutes", "hour": "hours", "day": "days", "week": "weeks"}
_SPAN = re.compile(r"(\d{1,4}) (minute|hour|day|week)s?")
_SLOT = re.compile(rf"({NAME})=({_QUOTED})")
_OPTION = re.compile(r"(tz|roles|locale)=(\S+)")


class Malformed(ValueError):
    """The line has the shape of a form, but holds something it cannot; the message is what was expected."""


def start(text: str) -> tuple[datetime, ZoneName]:
    """The first line's wall time and zone; raises Malformed."""
    words = text.split()
    if len(words) != 4 or words[0] != "at":
        raise Malformed(START)
    return _local(words[1], words[2]), _zone(words[3])


def _local(day: str, time: str) -> datetime:
    try:
        return datetime.strptime(f"{day} {time}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - wall time; its zone stands beside it
    except ValueError as error:
        raise Malformed(f"a date and time such as 2026-03-04 10:00, not {day} {time}") from error


def _zone(text: str) -> ZoneName:
    found = zone_of(text)
    if found is None:
        raise Malformed(f"an IANA time zone such as Europe/Lisbon, not {text}")
    return found


def unquoted(text: str) -> str:
    """The inside of a quoted text: ``\\n`` is a line break, any other character behind a backslash is itself."""
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), text[1:-1])


def _member(found: Mapping[str, str], zone: ZoneName) -> Act:
    if found["name"] == GROUPS:
        raise Malformed(f"another name than {GROUPS}, which stands for all conversations of several people")
    options = _options(found["options"])
    roles = set(filter(None, options.get("roles", "").split(",")))
    if not roles <= set(Role):
        raise Malformed(f"roles out of {', '.join(Role)}")
    return Joins(
        found["name"],
        unquoted(found["full"]) if found["full"] else found["name"].capitalize(),
        _zone(options["tz"]) if "tz" in options else zone,
        Role.ORGANISER if Role.ORGANISER in roles else Role.MEMBER,
        options.get("locale", "en"),
    )


def _options(text: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for word in text.split():
        option = _OPTION.fullmatch(word)
        if option is None:
            raise Malformed(f"tz=, roles= or locale=, not {word}")
        options[option[1]] = option[2]
    return options


def _said(found: Mapping[str, str], _: ZoneName) -> Act:
    text, channel = found["text"], found["channel"] or None
    if text.startswith("/"):
        command, _gap, rest = text[1:].partition(" ")
        return Types(found["name"], command, rest.strip(), channel)
    return Says(found["name"], text, channel)


def reader(text: str) -> Reader:
    return Reader(text.removeprefix("#"), is_channel=text.startswith("#"))


def _sees(found: Mapping[str, str], _: ZoneName) -> Act:
    if found["what"] == "nothing":
        if found["now"] or found["verb"] != "sees":
            raise Malformed(f"{found['who']} sees nothing")
        return SeesNothing(reader(found["who"]))
    since = Since.NOW if found["now"] else Since.ACT
    return Sees(reader(found["who"]), _pattern(found["what"]), absent=found["verb"] != "sees", since=since)


def _pattern(text: str) -> re.Pattern[str]:
    """Quoted text, whose case and kinds of white space do not matter, or a regular expression."""
    if text.startswith('"'):
        words = unquoted(text).split()
        return re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    try:
        return re.compile(text[1:-1].replace("\\/", "/"))
    except re.error as error:
        raise Malformed(f"a regular expression between the slashes ({error})") from error


def _presses(found: Mapping[str, str], _: ZoneName) -> Act:
    beside = unquoted(found["beside"]) if found["beside"] else ""
    return Presses(found["name"], unquoted(found["label"]), beside)


def _fills(found: Mapping[str, str], _: ZoneName) -> Act:
    return Fills(found["name"], {name: unquoted(text) for name, text in _SLOT.findall(found["slots"])})


def _waits(found: Mapping[str, str], zone: ZoneName) -> Act:
    down = found["verb"] == "down"
    if found["day"]:
        until = _local(found["day"], found["time"])
        return Waits(instant_of(until, _zone(found["zone"]) if found["zone"] else zone), down)
    spans = (timedelta(**{_UNITS[unit]: int(count)}) for count, unit in _SPAN.findall(found["spans"]))
    return Waits(sum(spans, timedelta()), down)


def _refuses(found: Mapping[str, str], *, closed: bool) -> Act:
    return RefusesGroups(closed) if found["name"] == GROUPS else Refuses(found["name"], closed)


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of line: ``build`` makes its act from the named groups and the zone that holds where none is given."""

    usage: str
    pattern: re.Pattern[str]
    build: Callable[[Mapping[str, str], ZoneName], Act]


def _form(usage: str, pattern: str, build: Callable[[Mapping[str, str], ZoneName], Act]) -> Form:
    return Form(usage, re.compile(pattern), build)


START = "at DATE TIME ZONE, such as: at 2026-03-04 10:00 Europe/Lisbon"

_UNTIL = r"until (?P<day>\d\S*) (?P<time>\d\S*)(?: (?P<zone>\S+))?"
_WAIT = rf"(?:{_UNTIL}|(?P<spans>{_SPAN.pattern}(?: {_SPAN.pattern})*))"

_REFUSE, _ACCEPT = (f"{verb} NAME, or: {verb} {GROUPS}" for verb in ("refuse", "accept"))

SAYS = _form(
    "NAME: TEXT, or: NAME in #CHANNEL: TEXT", rf"(?P<name>{NAME})(?: in #(?P<channel>{NAME}))?: *(?P<text>.+)", _said
)

BY_FIRST_WORD: Mapping[str, Form] = {
    "member": _form(
        'member NAME "Full Name" tz=ZONE roles=organiser locale=LANGUAGE',
        rf"member (?P<name>{NAME})(?: (?P<full>{_QUOTED}))?(?P<options>(?: \S+)*)",
        _member,
    ),
    "channel": _form("channel NAME", rf"channel #?(?P<name>{NAME})", lambda found, _: Opens(found["name"])),
    "wait": _form(
        "wait 2 days (minutes, hours, days or weeks), or: wait until DATE TIME", rf"(?P<verb>wait) {_WAIT}", _waits
    ),
    "down": _form(
        "down 2 days (minutes, hours, days or weeks), or: down until DATE TIME", rf"(?P<verb>down) {_WAIT}", _waits
    ),
    "restart": _form("restart, alone on its line", r"restart", lambda _found, _zone: Restarts()),
    "crash": _form(
        "crash before the next message, or: crash after the next message",
        r"crash (?P<when>before|after) the next message",
        lambda found, _: Crashes(Crash(found["when"])),
    ),
    "refuse": _form(_REFUSE, rf"refuse (?P<name>{NAME})", lambda found, _: _refuses(found, closed=True)),
    "accept": _form(_ACCEPT, rf"accept (?P<name>{NAME})", lambda found, _: _refuses(found, closed=False)),
}

_SEES = _form(
    'NAME sees "TEXT", NAME sees /REGEX/, NAME does not see "TEXT" or NAME sees nothing',
    rf"(?P<who>#?{NAME}) (?P<now>now )?(?P<verb>sees|does not see) (?P<what>{_QUOTED}|/.+/|nothing)",
    _sees,
)

BY_VERB: Mapping[str, Form] = {
    "sees": _SEES,
    "does": _SEES,
    "now": _SEES,
    "presses": _form(
        'NAME presses "LABEL", or: NAME presses "LABEL" beside "TEXT"',
        rf"(?P<name>{NAME}) presses (?P<label>{_QUOTED})(?: beside (?P<beside>{_QUOTED}))?",
        _presses,
    ),
    "reads": _form(
        'NAME reads "FILE"',
        rf"(?P<name>{NAME}) reads (?P<file>{_QUOTED})",
        lambda found, _: Reads(found["name"], unquoted(found["file"])),
    ),
    "shares": _form(
        'NAME shares "FILE": TEXT',
        rf"(?P<name>{NAME}) shares (?P<file>{_QUOTED}): *(?P<text>.+)",
        lambda found, _: Shares(found["name"], unquoted(found["file"]), found["text"]),
    ),
    "fills": _form(
        'NAME fills SLOT="TEXT", OTHER="TEXT"',
        rf"(?P<name>{NAME}) fills (?P<slots>{_SLOT.pattern}(?:,? *{_SLOT.pattern})*)",
        _fills,
    ),
}
