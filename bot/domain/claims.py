"""A claimed delivery and what becomes of it: every transition is a function of the claim, an outcome and the time.

pending --claimed--> sending --accepted, or found in the history--> sent
                             --not accepted, wait--> pending        --nothing to say--> cancelled
                             --refused--> failed                    --too many crashes or attempts--> dead
                             --unknown, or never heard of again--> sending until the lease ends at least, then looked up
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from bot.domain.delivery import (
    Accepted,
    DeliveryState,
    Drop,
    NotAccepted,
    NoticeKind,
    Refused,
    TooLate,
    Unknown,
    Unreadable,
    Wait,
    delivery_key,
)
from bot.domain.together import is_group

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.delivery import Destination, Due, Lookup, Outcome, Say
    from bot.domain.ids import CommunityId
    from bot.domain.times import Moment

MOST_ATTEMPTS = 48
"""With the waits between them, most of a day: a platform that is away for an evening loses nothing."""

MOST_CRASHES = 5
SUSPECT_AFTER = 3
"""Crashes after which a delivery is tried alone, so that it takes nothing else down with it."""

MOST_UNREAD = 6
"""Look-ups that could not be read, within minutes, before a message is sent again: to one member, a second copy beats a
loss."""

UNSURE = "unsure"
"""The code of an announcement that may or may not stand in its channel."""

_FIRST_BACK_OFF = timedelta(seconds=10)
_LONGEST_BACK_OFF = timedelta(hours=1)
_DOUBLINGS = 9
"""After which it is the longest."""

_SOON = timedelta(seconds=1)


class Tried(StrEnum):
    """What came of one claim."""

    STARTED = "started"
    ACCEPTED = "accepted"
    FOUND = "found"
    NOT_ACCEPTED = "not accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    PUT_OFF = "put off"
    DROPPED = "dropped"
    RELEASED = "released"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Terms:
    """How long things take. A request is only begun while the lease has ``margin`` left, and never takes longer."""

    lease: timedelta = timedelta(seconds=45)
    margin: timedelta = timedelta(seconds=15)
    audit_after: timedelta = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What a platform limits together, and may ask us to leave alone for a while."""

    community: CommunityId
    platform: str
    destination: str

    @staticmethod
    def of(to: Destination) -> Bucket:
        return Bucket(to.community, to.platform, to.destination or to.user)


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is ours until ``leased_until``. ``number`` is the claim's own, one up each time it is claimed."""

    community: CommunityId
    due: Due
    number: int
    attempts: int
    crashes: int
    unread: int
    in_doubt: bool
    since: datetime
    leased_until: datetime

    def key(self, secret: bytes) -> str:
        return delivery_key(secret, self.community, self.due.id, self.due.generation)


@dataclass(frozen=True, slots=True)
class Claimed:
    """``taken`` counts what the claim moved at all, missed occurrences that a later one stands for included."""

    claims: Sequence[Claim]
    pauses: Mapping[Bucket, datetime]
    taken: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a claimed delivery becomes. ``at`` is when that was known."""

    claim: Claim
    tried: Tried
    state: DeliveryState
    at: datetime
    next_at: datetime | None = None
    code: str | None = None
    attempts: int = 0
    say: Say | None = None
    message: str | None = None
    destination: str | None = None
    pause: datetime | None = None

    @property
    def in_doubt(self) -> bool:
        return self.claim.in_doubt or self.tried is Tried.UNKNOWN

    @property
    def unread(self) -> int:
        return self.claim.unread + (self.tried is Tried.UNREADABLE)

    @property
    def is_unseen(self) -> bool:
        """Whether the member must be told at the next contact. The members of a group are told one by one instead."""
        has_failed = self.state is DeliveryState.FAILED or self.state is DeliveryState.DEAD
        return has_failed and not is_group(self.claim.due.recipient)


@dataclass(frozen=True, slots=True)
class Audit:
    """A sent delivery of which there may be more than one copy; ``sent_at`` is when the one we know of was sent."""

    community: CommunityId
    due: Due
    to: Destination
    since: datetime
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Audited:
    """``message`` is the copy that stays; ``again_at`` is set when copies may be left."""

    audit: Audit
    message: str | None
    again_at: datetime | None


def given_up(claim: Claim, now: datetime) -> Verdict | None:
    """The end of a delivery that took its worker down every time."""
    if claim.crashes < MOST_CRASHES:
        return None
    return Verdict(claim, Tried.GIVEN_UP, DeliveryState.DEAD, now, code="crashed", attempts=claim.attempts)


def unsaid(claim: Claim, composed: Wait | Drop | TooLate, now: datetime) -> Verdict:
    """When there is nothing to send, now or ever."""
    match composed:
        case Wait(until, reason):
            return put_off(claim, max(until, now + _SOON), now, reason)
        case Drop(reason):
            state = DeliveryState.CANCELLED
            return Verdict(claim, Tried.DROPPED, state, now, code=reason, attempts=claim.attempts)
        case TooLate(reason):
            state = DeliveryState.EXPIRED
            return Verdict(claim, Tried.DROPPED, state, now, code=reason, attempts=claim.attempts)
        case _:
            assert_never(composed)


def put_off(claim: Claim, until: datetime, now: datetime, code: str) -> Verdict:
    return Verdict(claim, Tried.PUT_OFF, DeliveryState.PENDING, now, until, code, claim.attempts)


def released(claim: Claim, now: datetime) -> Verdict:
    """Not begun: free for the next who comes, at once."""
    return Verdict(claim, Tried.RELEASED, DeliveryState.PENDING, now, now, attempts=claim.attempts)


def reconciled(claim: Claim, say: Say, lookup: Lookup, now: datetime, *, luck: float) -> Verdict | None:
    """What the history says about a delivery in doubt; none when it is to be sent, for the first time or again."""
    if isinstance(lookup, Unreadable):
        if claim.unread + 1 >= MOST_UNREAD:
            return _held(claim, now) or _exhausted(claim, lookup.code, now)
        later = now + back_off(claim.unread, luck)
        return Verdict(claim, Tried.UNREADABLE, DeliveryState.PENDING, now, later, lookup.code, claim.attempts)
    if not lookup.messages:
        return _exhausted(claim, "not found", now)
    first = lookup.messages[0]
    return Verdict(
        claim, Tried.FOUND, DeliveryState.SENT, now, None, None, claim.attempts, say, first, lookup.destination
    )


def _held(claim: Claim, now: datetime) -> Verdict | None:
    """What a whole channel would read twice is not sent again without somebody's word."""
    if claim.due.kind not in (NoticeKind.ANNOUNCE, NoticeKind.BULLETIN):
        return None
    return Verdict(claim, Tried.GIVEN_UP, DeliveryState.FAILED, now, code=UNSURE, attempts=claim.attempts)


def _exhausted(claim: Claim, code: str, now: datetime) -> Verdict | None:
    if claim.attempts < MOST_ATTEMPTS:
        return None
    return Verdict(claim, Tried.GIVEN_UP, DeliveryState.DEAD, now, code=code, attempts=claim.attempts)


def settled(claim: Claim, say: Say, outcome: Outcome, now: datetime, *, luck: float) -> Verdict:
    """What sending came to. ``luck``, between 0 and 1, spreads those that failed together."""
    attempts = claim.attempts + 1
    match outcome:
        case Accepted(message, destination):
            state = DeliveryState.SENT
            return Verdict(claim, Tried.ACCEPTED, state, now, None, None, attempts, say, message, destination)
        case NotAccepted(code) if attempts >= MOST_ATTEMPTS:
            return Verdict(claim, Tried.NOT_ACCEPTED, DeliveryState.DEAD, now, None, code, attempts, say)
        case NotAccepted(code, after):
            pause = None if after is None else now + max(_SOON, min(after, _LONGEST_BACK_OFF))
            later = max(pause or now, now + back_off(claim.attempts, luck))
            state = DeliveryState.PENDING
            return Verdict(claim, Tried.NOT_ACCEPTED, state, now, later, code, attempts, say, pause=pause)
        case Refused(code):
            return Verdict(claim, Tried.REFUSED, DeliveryState.FAILED, now, None, code, attempts, say)
        case Unknown(code):
            lapse = max(claim.leased_until, now + back_off(claim.attempts, luck))
            return Verdict(claim, Tried.UNKNOWN, DeliveryState.SENDING, now, lapse, code, attempts, say)
        case _:
            assert_never(outcome)


def back_off(failures: int, luck: float) -> timedelta:
    """Exponential with full jitter, from a second to an hour."""
    return max(_SOON, min(_LONGEST_BACK_OFF, _FIRST_BACK_OFF * 2 ** min(failures, _DOUBLINGS)) * luck)


def audit_of(verdict: Verdict, terms: Terms) -> datetime | None:
    """When to look for extra copies: a while after sending, and only of what was ever in doubt."""
    is_copy = verdict.say is not None and verdict.say.replaces is None
    if verdict.state is DeliveryState.SENT and verdict.in_doubt and is_copy:
        return verdict.at + terms.audit_after
    return None


def turns(moment: Moment, now: datetime) -> tuple[Moment, Moment | None]:
    """The latest occurrence not after ``now``, from ``moment`` on, and the one that follows it.

    However many were missed, few are computed: the search reaches back from ``now`` in doubling steps.
    """
    following = moment.following(moment.instant)
    if following is None or following.instant > now:
        return moment, following
    latest, reach = following, timedelta(days=1)
    while now - reach > moment.instant:
        found = moment.following(now - reach)
        if found is not None and found.instant <= now:
            latest = found
            break
        reach *= 2
    while (following := latest.following(latest.instant)) is not None and following.instant <= now:
        latest = following
    return latest, following
