"""Who was at a meetup, as far as anybody said so, and what its host may know of that: numbers alone.

A number below three is not told, nor one that leaves fewer than three out: nobody can be guessed from what is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.meetups import Occurrence
    from bot.domain.rsvps import Rsvp

DOORS = timedelta(hours=1)
"""So long before it begins one can say that one is here."""

FEW = 3


class Phase(Enum):
    """Where an occurrence stands for whoever says that they are here."""

    AHEAD = "ahead"
    ON = "on"
    OVER = "over"


def phase(occurrence: Occurrence, now: datetime) -> Phase:
    if now < occurrence.begins - DOORS:
        return Phase.AHEAD
    return Phase.ON if now < occurrence.ends else Phase.OVER


def attendees(rsvps: Sequence[Rsvp], host: MemberId | None) -> list[MemberId]:
    """The host, unless they said no, and those who said that they are here. Where few did, also those who confirmed
    that they come; where nobody was asked to, all who have a seat."""
    away = {each.member for each in rsvps if not each.may_come}
    hosting = [] if host is None or host in away else [host]
    return list(dict.fromkeys([*_guests(rsvps), *hosting]))


def _guests(rsvps: Sequence[Rsvp]) -> list[MemberId]:
    came = [each.member for each in rsvps if each.here_at is not None]
    if len(came) >= FEW:
        return came
    seated = [each for each in rsvps if each.is_seated]
    sure = [each.member for each in seated if each.confirmed_at is not None] or [each.member for each in seated]
    return [*came, *sure]


class Vague(Enum):
    """What is told in the place of a number."""

    FEW = "few"
    NEARLY_ALL = "nearly all"


@dataclass(frozen=True, slots=True)
class Tally:
    """``going`` said that they go, ``came`` that they were here, ``talked`` recorded at least one conversation."""

    going: int
    came: int
    talked: int

    @property
    def asked(self) -> int:
        """How many could have recorded one, at least."""
        return max(self.going, self.came)

    @property
    def is_telling(self) -> bool:
        return self.asked >= FEW

    @property
    def came_told(self) -> int | Vague:
        return self.came if self.came >= FEW else Vague.FEW

    @property
    def talked_told(self) -> int | Vague:
        if self.talked < FEW:
            return Vague.FEW
        return self.talked if self.asked - self.talked >= FEW else Vague.NEARLY_ALL


def tally(rsvps: Sequence[Rsvp]) -> Tally:
    return Tally(
        sum(each.is_seated for each in rsvps),
        sum(each.here_at is not None for each in rsvps),
        sum(each.talked_at is not None for each in rsvps),
    )
