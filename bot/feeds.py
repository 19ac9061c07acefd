"""What a feed shows: meetups as everybody in the community sees them, and never anybody's own words."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.calendars import Entry, write
from bot.domain.feeds import fingerprint, is_token
from bot.domain.rsvps import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.meetups import Occurrence, Override
    from bot.domain.rsvps import Rsvp
    from bot.ports import Store, Work

KEPT_FOR = timedelta(days=30)
"""How long what is over stays in a feed: calendars forget what a feed does not show any more."""

_STAMPS = re.compile(rb"DTSTAMP:[^\r]*\r\n")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A calendar as it is now. ``tag`` is another one when anything in it is, and only then."""

    content: bytes
    tag: str


async def fetched(store: Store, token: str, now: datetime) -> Fetched | None:
    """None for a token that opens nothing, whatever it was before."""
    feed = await store.feed(fingerprint(token)) if is_token(token) else None
    if feed is None:
        return None
    async with store.reading(feed.community) as work:
        entries = await (_everybodys(work, now) if feed.member is None else _own(work, feed.member, now))
    content = await asyncio.to_thread(write, feed.name, entries, now)  # of hundreds, it takes a while
    return Fetched(content, sha256(_STAMPS.sub(b"", content)).hexdigest()[:32])


async def _everybodys(work: Work, now: datetime) -> list[Entry]:
    meetups = await work.meetups.coming(now - KEPT_FOR)
    overrides = await work.meetups.overrides([each.id for each in meetups])
    return [Entry(each, _of(overrides, each.id)) for each in meetups]


async def _own(work: Work, member: MemberId, now: datetime) -> list[Entry]:
    """What the member said yes to, or maybe, each occurrence an event of its own; not where they let a seat go by."""
    said = await work.meetups.rsvps_of(member)
    rsvps = [each for each in said if each.answer is not Answer.NOT and not each.has_passed(now)]
    occurrences = await work.meetups.occurrences_of(rsvps)
    overrides = await work.meetups.overrides(list({each.meetup for each in rsvps}))
    return list(_entries(rsvps, occurrences, overrides, now - KEPT_FOR))


def _entries(
    rsvps: Sequence[Rsvp], occurrences: Mapping[str, Occurrence], overrides: Sequence[Override], since: datetime
) -> Iterator[Entry]:
    for rsvp in rsvps:
        found = occurrences.get(rsvp.id)
        if found is not None and found.ends > since:
            own = _of(overrides, rsvp.meetup)
            yield Entry(found.meetup, own, only=rsvp.key, is_tentative=not rsvp.is_seated)


def _of(overrides: Sequence[Override], meetup: str) -> list[Override]:
    return [each for each in overrides if each.meetup == meetup]
