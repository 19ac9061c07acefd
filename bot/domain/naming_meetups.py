"""Meetups by the words one calls them: "Rust night", "the Rust night of 12 March", "Thursday's meetup"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.ids import LENGTH
from bot.domain.people import name_key
from bot.domain.things import Fit, fit_of
from bot.domain.times import local_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.domain.meetups import Occurrence
    from bot.domain.times import ZoneName

_REFERENCE = re.compile(f"([0-9a-v]{{{LENGTH}}})@(\\d{{4}}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)")
_FILLERS = frozenset(
    "the a an our this that next coming upcoming meetup meetups event session of on at for from in to one it".split()
)
_SIGNS = " ,;:.!?\"'()[]\u201c\u201d\u2018\u2019"


@dataclass(frozen=True, slots=True)
class MeetupRef:
    """An occurrence by its meetup's id and its own key; buttons carry it."""

    meetup: str
    key: str

    def __str__(self) -> str:
        return f"{self.meetup}@{self.key}"

    @staticmethod
    def of(occurrence: Occurrence) -> MeetupRef:
        return MeetupRef(occurrence.meetup.id, occurrence.key)

    @staticmethod
    def parse(text: str) -> MeetupRef | None:
        match = _REFERENCE.fullmatch(text)
        return None if match is None else MeetupRef(match[1], match[2])


@dataclass(frozen=True, slots=True)
class Days:
    """The days that were said, if any: of the meetup's own clock, or of the clock in the speaker's ``zone``."""

    days: frozenset[date]
    zone: ZoneName

    def hold(self, occurrence: Occurrence) -> bool:
        dates = {occurrence.starts.local.date(), local_at(occurrence.begins, self.zone).date()}
        return not self.days or not self.days.isdisjoint(dates)


@dataclass(frozen=True, slots=True)
class Programme:
    """The occurrences that are coming and can be named, the next one first."""

    coming: Sequence[Occurrence] = ()

    def called(self, words: str, days: Days) -> tuple[Sequence[Occurrence], bool]:
        """Those that may be meant by these words on one of these days; and whether by their very words.

        Of a series that fits, the next one is meant.
        """
        sought = [word for each in name_key(words).split() if (word := each.strip(_SIGNS).removesuffix("'s"))]
        sought = [word for word in sought if word not in _FILLERS]
        there = [each for each in self.coming if days.hold(each)]
        if not sought:
            return _each_once(there), True
        fits = [(each, fit) for each in there if (fit := fit_of(_words(each), sought)) is not None]
        best = max((fit for _, fit in fits), default=None)
        return _each_once(each for each, fit in fits if fit == best), best is None or best > Fit.SLIP


def _words(occurrence: Occurrence) -> str:
    return f"{occurrence.meetup.title} {occurrence.meetup.where or ''}"


def _each_once(occurrences: Iterable[Occurrence]) -> Sequence[Occurrence]:
    """The next of each meetup."""
    first: dict[str, Occurrence] = {}
    for each in occurrences:
        first.setdefault(each.meetup.id, each)
    return list(first.values())
