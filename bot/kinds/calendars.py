"""Kinds for calendar files that somebody brings, and for agreeing to take over what is in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.calendars import NotACalendar, read
from bot.errors import BadValue
from bot.kinds import Facts, Input, Plain, Reading
from bot.words import Code, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.calendars import Imported

_BEGINS = re.compile(r"\s*BEGIN:V(?:CALENDAR|EVENT)\b", re.IGNORECASE)
_EVENT = re.compile(r"^BEGIN:VEVENT\s*$.*?^END:VEVENT\s*$", re.IGNORECASE | re.MULTILINE | re.DOTALL)


class CalendarFile:
    """What is in a file, in its order."""

    def __init__(self, events: Sequence[Imported]) -> None:
        self.events = tuple(events)


@dataclass(frozen=True, slots=True)
class CalendarKind(Plain):
    """The text of a calendar file, or of some whole events out of one."""

    input: Input = Input.AREA
    takes_files: tuple[str, ...] = (".ics",)

    def is_answer(self, text: str) -> bool:
        return _BEGINS.match(text) is not None

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[CalendarFile]]:
        try:
            found = CalendarFile(read(_whole(text).encode(), facts.member.zone))
        except NotACalendar:
            raise BadValue(
                say(
                    "I cannot read that as a calendar file. Paste its text, from {begin} to {end}; of a long file, "
                    "some events at a time, each from {first} to {last}.",
                    begin=Code("BEGIN:VCALENDAR"),
                    end=Code("END:VCALENDAR"),
                    first=Code("BEGIN:VEVENT"),
                    last=Code("END:VEVENT"),
                )
            ) from None
        if not found.events:
            raise BadValue(say("There is no event in that calendar file."))
        return (Reading(found, text, say("a calendar file")),)


def _whole(text: str) -> str:
    """A file of its own where only events of one were pasted."""
    if re.search(r"^BEGIN:VCALENDAR\s*$.*^END:VCALENDAR\s*$", text, re.IGNORECASE | re.MULTILINE | re.DOTALL):
        return text
    events = _EVENT.findall(text)
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", "")) if events else text


_AGREED = ("take over", "take them over", "yes", "yes please", "sure", "ok", "okay", "do it", "go ahead")


@dataclass(frozen=True, slots=True)
class TakeOverKind(Plain):
    """A yes to what was shown; anything else takes nothing over."""

    choices: tuple[str, ...] = ("take over",)
    own_words: tuple[str, ...] = _AGREED

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        if text.strip(" .!").casefold() not in _AGREED:
            raise BadValue(say("Nothing was taken over. To go ahead say “take over”; to stop, say never mind."))
        return (Reading("take over", "take over", say("take over")),)


CALENDAR = CalendarKind("calendar file")
TAKE_OVER = TakeOverKind("take over", Input.CHOICE)
