"""What a look at the installation found: the lines of `hallway doctor`."""

from __future__ import annotations

from dataclasses import dataclass


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
