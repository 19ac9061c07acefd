"""What a look at the installation found: the lines of `hallway doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

SKEW = 60
"""Seconds a platform's clock and ours may be apart: reminders come that much too early or too late, and Slack's
signatures are good for five minutes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``remedy`` says what to do, and is empty where all is well."""

    what: str
    remedy: str = ""

    @property
    def is_well(self) -> bool:
        return not self.remedy

    def __str__(self) -> str:
        return f"ok     {self.what}" if self.is_well else f"WRONG  {self.what}: {self.remedy}"


def clock(platform: str, date: str, now: datetime) -> Finding:
    """``date`` is the header of that name in an answer of the platform's."""
    try:
        apart = (now - parsedate_to_datetime(date)).total_seconds()
    except (TypeError, ValueError):
        return Finding(f"{platform}'s clock (it did not say)")
    if abs(apart) <= SKEW:
        return Finding(f"clock agrees with {platform}'s")
    way = "ahead of" if apart > 0 else "behind"
    remedy = "set it right (on Debian: apt-get install systemd-timesyncd)"
    return Finding("clock", f"this machine is {abs(apart):.0f} s {way} {platform}: {remedy}")
