"""What calendars know a meetup by: for good, whatever becomes of it."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from bot.domain.ids import LENGTH

_OURS = re.compile(rf"([0-9a-v]{{{LENGTH}}})(?:-(\d{{8}}T\d{{4}}))?@hallway")
_KEY = "%Y%m%dT%H%M"


@dataclass(frozen=True, slots=True)
class Known:
    """The meetup with that id; with a ``key``, the one occurrence of it."""

    meetup: str
    key: str | None = None


def uid_of(meetup: str, key: str | None = None) -> str:
    """Such as "<id>@hallway", or "<id>-20260317T1900@hallway" for one occurrence alone."""
    return f"{meetup}@hallway" if key is None else f"{meetup}-{datetime.fromisoformat(key):{_KEY}}@hallway"


def known_by(uid: str) -> Known:
    """What a UID stands for here."""
    ours = _OURS.fullmatch(uid)
    if ours is None:
        return Known(foreign_id(uid))
    key = None if ours[2] is None else datetime.strptime(ours[2], _KEY).isoformat(timespec="minutes")  # noqa: DTZ007 - wall time
    return Known(ours[1], key)


def foreign_id(uid: str) -> str:
    """The id here of what another program calls so: the same file, read again, is about the same meetups."""
    digest = blake2b(uid.encode(errors="replace"), digest_size=13, person=b"meetup uid").digest()
    return base64.b32hexencode(digest).decode()[:LENGTH].lower()
