"""What happens between "due" and "the platform has it", as values. The rules are in docs/reliability.md.

A delivery's key is the same on every attempt: it is what makes a message recognisable as ours, once, on any platform.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, DeliveryId, MemberId
    from bot.domain.members import Account
    from bot.domain.noticeboard import Channel
    from bot.domain.times import Moment, ZoneName
    from bot.domain.together import Together
    from bot.reply import Reply


class NoticeKind(StrEnum):
    """Why Hallway writes first. A record's kind decides the kind of its notice."""

    REMINDER = "reminder"
    PROMISE = "promise"
    FOLLOWUP = "followup"
    NUDGE = "nudge"
    DIGEST = "digest"
    CHECK = "check"
    GATHER = "gather"
    SEAT = "seat"
    LAPSED = "lapsed"
    GAVE_WAY = "gave-way"
    CHANGED = "changed"
    AFTER = "after"
    TALLY = "tally"
    CIRCLE = "circle"
    ANNOUNCE = "announce"
    HOSTED = "hosted"
    REFRESH = "refresh"
    UNANNOUNCED = "unannounced"
    ANSWERED = "answered"
    STILL = "still"
    SOLVED = "solved"
    BULLETIN = "bulletin"
    ASKED = "asked"
    FOUND = "found"
    NOBODY = "nobody"
    AGENDA = "agenda"
    SESSION = "session"
    MENTORING_ON = "mentoring-on"
    MENTORING_OVER = "mentoring-over"
    MENTORING_GONE = "mentoring-gone"
    """The same to one whose other is erased: it has no record any more, and its subject is its own id."""

    THANKED = "thanked"
    VOUCH = "vouch"
    VOUCHED = "vouched"
    REFERRAL = "referral"
    ROUND_DRAWN = "round-drawn"
    ROUND_ASKED = "round-asked"
    WOULD_MEET = "would-meet"
    INTRODUCED = "introduced"
    CAME_ABOUT = "came-about"
    DID_MEET = "did-meet"
    CONFIRM = "confirm"
    KNOWS = "knows"
    WOULD_HELP = "would-help"
    ROUND_TOGETHER = "round-together"
    FIRST_DAYS = "first-days"


POSTS = (NoticeKind.ANNOUNCE, NoticeKind.HOSTED)
"""What stands where a whole community sees it, and is kept up to date there."""

STANDING = (*POSTS, NoticeKind.BULLETIN)
"""What stands in a channel, and is written anew there when it has changed."""

QUESTIONS = (NoticeKind.WOULD_MEET, NoticeKind.CONFIRM, NoticeKind.KNOWS)
"""What members are asked on behalf of others: each waits as long as it is open, and says itself when it is not."""

TO_CHANNELS = (*STANDING, NoticeKind.REFRESH)
"""What goes to channels; everything else goes to one member."""


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FAILED = "failed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed delivery as the core sees it: which record it speaks for, to whom, and when it was meant to arrive.

    ``generation`` counts how often the same was wanted anew.
    """

    id: DeliveryId
    kind: NoticeKind
    subject: str
    recipient: MemberId
    moment: Moment
    due_at: datetime
    unasked: bool = False
    generation: int = 1


@dataclass(frozen=True, slots=True)
class Arrived:
    """A delivery that its member has, and since when: quiet hours and trouble bring it later than it was due."""

    due: Due
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """What a platform's own list of events shows. ``place`` is where it is, or a link."""

    title: str
    begins: datetime
    ends: datetime
    place: str
    about: str = ""


class CalledOff(Enum):
    """Instead of an event: it is to be taken off the list."""

    GONE = "gone"


Destination: TypeAlias = "Account | Channel | Together"
"""One member, everybody in a channel, or a few members with each other."""


@dataclass(frozen=True, slots=True)
class Say:
    """Send this. ``to`` is where; ``unasked`` counts against the member's weekly budget; ``users`` are the ids that the
    members named in it have on that platform.

    ``replaces`` is a message of ours there that this stands in the place of; an empty reply takes that one away. With
    an ``event`` it is not a message at all, but an entry in the platform's list of events.
    """

    reply: Reply
    to: Destination
    locale: str
    zone: ZoneName
    unasked: bool = False
    users: Mapping[MemberId, str] = field(default_factory=dict["MemberId", str])
    replaces: str | None = None
    event: Event | CalledOff | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now: quiet hours, or the budget is spent."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Never: there is nothing left to say."""

    reason: str


@dataclass(frozen=True, slots=True)
class TooLate:
    """Its time has passed: whoever wanted others to be told has to know that they were not."""

    reason: str


Composed: TypeAlias = Say | Wait | Drop | TooLate


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message on its way: the same key on every attempt."""

    key: str
    community: CommunityId
    delivery: DeliveryId
    say: Say


@dataclass(frozen=True, slots=True)
class Accepted:
    """The platform has it, under this id."""

    message: str
    destination: str


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Certainly not accepted, worth another try; ``after`` is the platform's own word on when."""

    code: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly refused, for good."""

    code: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have been accepted."""

    code: str


Outcome: TypeAlias = Accepted | NotAccepted | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Seen:
    """Ids of the messages with a key, oldest first."""

    messages: tuple[str, ...]
    destination: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The history cannot be read just now, or at all."""

    code: str


Lookup: TypeAlias = Seen | Unreadable


@dataclass(frozen=True, slots=True)
class Unseen:
    """A delivery that could not be made and waits to be shown at the next contact."""

    due: Due
    code: str


def delivery_key(secret: bytes, community: CommunityId, delivery: DeliveryId, generation: int) -> str:
    """24 characters, the same for every attempt of one generation; nobody without the secret can make one."""
    named = f"{community}|{delivery}|{generation}".encode()
    return hashlib.blake2b(named, digest_size=12, key=secret[:64]).hexdigest()
