"""One meetup as a file to open in a calendar."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.calendars.writing import MEDIA_TYPE, Entry, Method, write
from bot.reply import Attachment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.meetups import Occurrence, Override

_LONGEST_NAME = 40


def calendar_file(
    found: Occurrence, overrides: Sequence[Override], now: datetime, *, is_whole: bool = False
) -> Attachment:
    """This occurrence, or all of its series. Opened once more after a change, it changes what the calendar has."""
    meetup = found.meetup
    entry = Entry(meetup, overrides, only=None if is_whole else found.key)
    is_cancelled = meetup.is_cancelled if is_whole else found.is_cancelled
    method = Method.CANCEL if is_cancelled else Method.PUBLISH
    return Attachment(_file_name(meetup.title), MEDIA_TYPE, write(meetup.title, [entry], now, method))


def _file_name(title: str) -> str:
    """Letters and digits that every disk takes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return (re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "meetup") + ".ics"
