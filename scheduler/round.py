"""One batch of claims: composed together, sent side by side, one destination at a time, recorded as they come back."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.domain.claims import Bucket, given_up, put_off, reconciled, released, settled, unsaid
from bot.domain.delivery import Accepted, NotAccepted, Parcel, Say
from scheduler.failpoints import failpoint
from scheduler.survival import surviving

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.claims import Claim, Claimed, Verdict
    from bot.domain.delivery import Composed
    from bot.domain.ids import CommunityId
    from bot.ports import Messenger
    from scheduler.delivery import Delivery

_SENDERS = 16
_RECORD_EVERY = 0.1
"""Seconds for which a result may wait for others to be recorded with it."""


@dataclass(frozen=True, slots=True)
class _Errand:
    claim: Claim
    parcel: Parcel


class Round:
    """``send_by`` is when requests may no longer be begun, by the monotonic clock."""

    def __init__(self, delivery: Delivery, claimed: Claimed, now: datetime, send_by: float) -> None:
        self._delivery = delivery
        self._claims = claimed.claims
        self._pauses = dict(claimed.pauses)
        self._now = now
        self._send_by = send_by
        self._lanes: dict[Bucket, deque[_Errand]] = defaultdict(deque)
        self._verdicts: list[Verdict] = []
        self._done = asyncio.Event()

    async def run(self) -> None:
        """Everything claimed has a verdict in the end, but for what failed in a way nobody foresaw."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._record_as_they_come())
            try:
                for community, claims in groupby(sorted(self._claims, key=_community), key=_community):
                    with surviving("compose"):
                        await self._compose(community, list(claims))
                await self._send_all()
            finally:
                self._done.set()

    async def _compose(self, community: CommunityId, claims: Sequence[Claim]) -> None:
        alive = [claim for claim in claims if not self._give_up(claim)]
        if not alive:
            return
        await failpoint("before_compose")
        composed = await self._delivery.composer(community, [claim.due for claim in alive], self._now)
        await failpoint("after_compose")
        for claim, said in zip(alive, composed, strict=True):
            self._sort(claim, said)

    def _give_up(self, claim: Claim) -> bool:
        verdict = given_up(claim, self._delivery.clock.now())
        if verdict is not None:
            self._verdicts.append(verdict)
        return verdict is not None

    def _sort(self, claim: Claim, said: Composed) -> None:
        if isinstance(said, Say):
            parcel = Parcel(claim.key(self._delivery.secret), claim.community, claim.due.id, said)
            self._lanes[Bucket.of(said.to)].append(_Errand(claim, parcel))
        else:
            self._verdicts.append(unsaid(claim, said, self._delivery.clock.now()))

    async def _send_all(self) -> None:
        lanes = list(self._lanes.items())[::-1]
        async with asyncio.TaskGroup() as senders:
            for _ in range(min(_SENDERS, len(lanes))):
                senders.create_task(self._send_lanes(lanes))

    async def _send_lanes(self, lanes: list[tuple[Bucket, deque[_Errand]]]) -> None:
        while lanes:
            bucket, errands = lanes.pop()
            for errand in errands:
                with surviving("send"):
                    verdict = await self._see_to(bucket, errand)
                    if verdict.pause is not None:
                        self._pauses[bucket] = verdict.pause
                    self._verdicts.append(verdict)

    async def _see_to(self, bucket: Bucket, errand: _Errand) -> Verdict:
        claim, say = errand.claim, errand.parcel.say
        now = self._delivery.clock.now()
        paused = self._pauses.get(bucket)
        if paused is not None and paused > now:
            return put_off(claim, paused, now, "paused")
        messenger = self._delivery.messengers.get(bucket.platform)
        if messenger is None:
            return settled(claim, say, NotAccepted("no such platform"), now, luck=1.0)
        if claim.in_doubt and say.replaces is None and self._may_begin():
            verdict = await self._look_up(messenger, errand)
            if verdict is not None:
                return verdict
        return await self._send(messenger, errand)

    async def _look_up(self, messenger: Messenger, errand: _Errand) -> Verdict | None:
        await failpoint("before_lookup")
        lookup = await messenger.look_up(errand.parcel, errand.claim.since)
        await failpoint("after_lookup")
        now, luck = self._delivery.clock.now(), self._delivery.luck()
        return reconciled(errand.claim, errand.parcel.say, lookup, now, luck=luck)

    async def _send(self, messenger: Messenger, errand: _Errand) -> Verdict:
        await failpoint("before_http")
        if not self._may_begin():
            return released(errand.claim, self._delivery.clock.now())
        outcome = await messenger.send(errand.parcel)
        await failpoint("after_http")
        now = self._delivery.clock.now()
        luck = 0.0 if isinstance(outcome, Accepted) else self._delivery.luck()
        return settled(errand.claim, errand.parcel.say, outcome, now, luck=luck)

    def _may_begin(self) -> bool:
        return not self._delivery.is_stopping and self._delivery.monotonic() < self._send_by

    async def _record_as_they_come(self) -> None:
        is_last = False
        while not is_last:
            with suppress(TimeoutError):
                async with asyncio.timeout(_RECORD_EVERY):
                    await self._done.wait()
            is_last = self._done.is_set()
            with surviving("record"):
                await self._record()

    async def _record(self) -> None:
        verdicts, self._verdicts = self._verdicts, []
        if not verdicts:
            return
        await failpoint("before_record")
        await self._delivery.ledger.settle(verdicts)
        await failpoint("after_record")
        self._delivery.tally.update(verdict.tried for verdict in verdicts)


def _community(claim: Claim) -> CommunityId:
    return claim.community
