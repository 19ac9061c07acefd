"""People a member knows, what was noted about them, and every touch that keeps the contact alive. All of it private."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.domain.times import Cadence, Moment, Precision, ZoneName

if TYPE_CHECKING:
    from bot.domain.ids import MemberId, PersonId

NUDGE_HOUR = time(9)

_ACCENTS = re.compile("[\u0300-\u036f]")  # of Latin, Greek and Cyrillic; other scripts' marks are vowels


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody ``owner`` knows: a member of the community, or a name from outside it.

    ``seen_on`` is the day of the last real contact. ``nudge`` is when the cadence will have passed without one.
    """

    id: PersonId
    owner: MemberId
    name: str
    created_at: datetime
    member: MemberId | None = None
    cadence: Cadence | None = None
    seen_on: date | None = None
    nudge: Moment | None = None
    version: int = 1

    @property
    def wake(self) -> Moment | None:
        return self.nudge

    def touched(self, on: date) -> Person:
        """After a contact on that day; an older contact than the last known one moves nothing."""
        if self.seen_on is not None and on < self.seen_on:
            return self
        return self.seen(on)

    def seen(self, on: date | None) -> Person:
        """With that day as the last, whatever was known before; the cadence counts from it."""
        nudge = self.nudge and _nudge(self.cadence, on or self.created_at.date(), self.nudge.zone)
        return replace(self, seen_on=on, nudge=nudge)

    def kept_every(self, cadence: Cadence | None, *, today: date, zone: ZoneName) -> Person:
        """With a cadence that counts from the last contact, or from today when that is already overdue."""
        nudge = _nudge(cadence, self.seen_on or today, zone)
        if nudge is not None and nudge.local.date() <= today:
            nudge = _nudge(cadence, today, zone)
        return replace(self, cadence=cadence, nudge=nudge)


def _nudge(cadence: Cadence | None, last: date, zone: ZoneName) -> Moment | None:
    if cadence is None:
        return None
    return Moment(datetime.combine(cadence.after(last), NUDGE_HOUR), zone, Precision.DAY)


_WHERE = re.compile(r"(?:at|in|over) ", re.IGNORECASE)


class ContactKind(StrEnum):
    """How two people were in touch; helping and asking also weigh the balance of the two."""

    MET = "met"
    TALKED = "talked"
    WROTE = "wrote"
    HELPED = "helped"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Contact:
    """A touch: any of these moves the cadence."""

    id: str
    owner: MemberId
    person: PersonId
    kind: ContactKind
    on: date
    created_at: datetime
    about: str | None = None
    version: int = 1

    @property
    def topic(self) -> str | None:
        """What it was about, without where it was: of "at the gym about Rust" it is "Rust", of "at the gym" nothing."""
        if self.about is None or _WHERE.match(self.about) is None:
            return self.about
        return self.about.partition(" about ")[2] or None


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth remembering about a person, in the member's own words."""

    id: str
    owner: MemberId
    person: PersonId
    text: str
    created_at: datetime
    version: int = 1


def name_key(name: str) -> str:
    """The form under which names are compared: without case and accents, with single spaces. "Tomas" finds Tomás."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", name).casefold())
    return " ".join(unicodedata.normalize("NFKC", bare).split())


class AboutPerson(Protocol):
    @property
    def person(self) -> PersonId: ...


R = TypeVar("R", bound=AboutPerson)


def by_person(records: Iterable[R]) -> Mapping[PersonId, tuple[R, ...]]:
    """Records of one kind, each person's together, in the order given."""
    grouped: defaultdict[PersonId, list[R]] = defaultdict(list)
    for record in records:
        grouped[record.person].append(record)
    return {person: tuple(its) for person, its in grouped.items()}
