"""Lengths of time: "a week", "two days", "an hour", counted from a moment that is known only later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.times import Moment
from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.language import dates
from bot.language.dates import Now
from bot.words import Code, say

_LENGTH = re.compile(r".*\b(?:minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Length:
    """So much time, in the words said."""

    text: str

    def __str__(self) -> str:
        return self.text

    def after(self, start: Moment) -> Moment:
        """That much later than ``start``."""
        return dates.readings(f"in {self.text}", Now(start.instant, start.zone))[0]


@dataclass(frozen=True, slots=True)
class LengthKind(Plain):
    """So many minutes, hours, days, weeks or months."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[Length]]:
        said = text.strip().casefold()
        moments = dates.readings(f"in {said}", facts.now) if _LENGTH.fullmatch(said) else ()
        if len(moments) != 1:
            raise BadValue(say("How long is that? Try {one} or {two}.", one=Code("two days"), two=Code("a week")))
        return (Reading(Length(said), said, say("{length}", length=said)),)


LENGTH = LengthKind("length")
