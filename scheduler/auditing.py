"""The audit: of every delivery that was ever in doubt, one copy stays and all later ones are removed."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.claims import Audit, Audited
from bot.domain.delivery import NotAccepted, Parcel, Say, Seen, Unknown, delivery_key
from bot.domain.times import ZoneName
from bot.reply import NOTHING
from scheduler.failpoints import failpoint
from scheduler.survival import surviving

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scheduler.delivery import Delivery

_AT_ONCE = 8
_UNREADABLE_FOR = timedelta(days=1)
"""A history that could not be read for this long is not worth reading any more."""


async def audit(delivery: Delivery, audits: Sequence[Audit], now: datetime) -> None:
    """Look at all of them, then report on all of them."""
    await failpoint("before_audit")
    queue, found = list(audits)[::-1], list[Audited]()
    async with asyncio.TaskGroup() as auditors:
        for _ in range(min(_AT_ONCE, len(queue))):
            auditors.create_task(_work_off(delivery, queue, found, now))
    await delivery.ledger.audited(found)
    await failpoint("after_audit")


async def _work_off(delivery: Delivery, queue: list[Audit], found: list[Audited], now: datetime) -> None:
    while queue and not delivery.is_stopping:
        each = queue.pop()
        with surviving("audit"):
            found.append(await _audit_one(delivery, each, now))


async def _audit_one(delivery: Delivery, each: Audit, now: datetime) -> Audited:
    messenger = delivery.messengers.get(each.to.platform)
    if messenger is None:
        return _unreadable(delivery, each, now)
    parcel = _parcel(delivery.secret, each)
    lookup = await messenger.look_up(parcel, each.since)
    await failpoint("after_audit_lookup")
    if not isinstance(lookup, Seen):
        return _unreadable(delivery, each, now)
    if not lookup.messages:
        return Audited(each, None, None)
    first, *extra = lookup.messages
    left = False
    for message in extra:
        outcome = await messenger.remove(parcel, message)
        await failpoint("after_remove")
        left = left or isinstance(outcome, NotAccepted | Unknown)
    return Audited(each, first, now + delivery.terms.audit_after if left else None)


def _unreadable(delivery: Delivery, each: Audit, now: datetime) -> Audited:
    """Try again later the longer it has been so: some thirty times in the whole day."""
    unreadable_for = now - each.sent_at
    too_late = unreadable_for > _UNREADABLE_FOR
    return Audited(each, None, None if too_late else now + max(delivery.terms.audit_after, unreadable_for / 4))


def _parcel(secret: bytes, each: Audit) -> Parcel:
    """What the platform needs to find and remove copies; nothing is said any more."""
    say = Say(NOTHING, each.to, "en", ZoneName("UTC"))
    key = delivery_key(secret, each.community, each.due.id, each.due.generation)
    return Parcel(key, each.community, each.due.id, say)
