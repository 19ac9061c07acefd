"""Delivering what is due: claim, compose, send, record; and reconcile and audit where the outcome was in doubt.

Every replica runs all of it, on its own pace; the database arbitrates. Nothing here knows what makes it run: the clock
does when time passes, a test or the local workspace when it says so.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import SystemRandom

from bot.domain.claims import Terms, Tried
from bot.ports import Clock, Composer, Ledger, Messenger
from scheduler.auditing import audit
from scheduler.drawing import Drawing
from scheduler.failpoints import failpoint
from scheduler.round import Round
from scheduler.survival import surviving

_ROUNDS = 4
"""Batches on their way at the same time: a slow destination holds up its own batch and no other."""

_AUDITS_AT_ONCE = 50


@dataclass(slots=True, kw_only=True)
class Delivery:
    """``holder`` names this process. ``monotonic`` is what leases are kept by within it: it never jumps."""

    ledger: Ledger
    composer: Composer
    messengers: Mapping[str, Messenger]
    clock: Clock
    secret: bytes
    holder: str
    terms: Terms = field(default_factory=Terms)
    batch: int = 500
    monotonic: Callable[[], float] = time.monotonic
    drawing: Drawing | None = None
    luck: Callable[[], float] = field(default_factory=lambda: SystemRandom().random)
    is_stopping: bool = False
    swept_at: datetime | None = None
    tally: Counter[Tried] = field(default_factory=Counter[Tried])
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)
    _slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_ROUNDS))

    async def next_due(self) -> datetime | None:
        """The next moment at which there is something to do."""
        due = await self.ledger.next_due()
        draw = None if self.drawing is None else await self.drawing.next_due()
        return min((each for each in (due, draw) if each is not None), default=None)

    async def run_due(self) -> Counter[Tried]:
        """One pass: whatever is due by now is claimed, composed, sent and recorded when this returns.

        What is put off, to be tried again or in doubt is due later than now, so the pass ends.
        """
        before, has_more = self.tally.copy(), True
        while has_more:
            async with asyncio.TaskGroup() as rounds:
                has_more = await self.sweep(rounds)
        return self.tally - before

    async def sweep(self, rounds: asyncio.TaskGroup) -> bool:
        """Claim everything that is due by now, and say whether there was any; its rounds may still be running."""
        now, has_any = self.clock.now(), await self._draw(rounds)
        while not self.is_stopping and await self._is_due(now):
            if not (await self._begin_round(rounds, now) or await self._try_suspect(now) or await self._audit(now)):
                break
            has_any = True
        self.swept_at = now
        return has_any

    def stop(self) -> None:
        """Claim nothing more and begin no request; what is under way finishes, what is not begun is released."""
        self.is_stopping = True

    async def prune(self, older_than: timedelta) -> int:
        return await self.ledger.prune(self.clock.now() - older_than)

    async def _draw(self, rounds: asyncio.TaskGroup) -> bool:
        """Rounds are drawn beside the deliveries, which they do not hold up however long they take."""
        if self.drawing is None or self.is_stopping or not await self.drawing.is_due():
            return False
        rounds.create_task(self.drawing.run_due())
        return True

    async def _is_due(self, now: datetime) -> bool:
        due = await self.ledger.next_due()
        return due is not None and due <= now

    async def _begin_round(self, rounds: asyncio.TaskGroup, now: datetime) -> bool:
        await self._slots.acquire()
        begun, taken = False, 0
        try:
            batch, taken = await self._claim(now, limit=self.batch)
            if batch is not None:
                rounds.create_task(self._run_round(batch))
                begun = True
        finally:
            if not begun:
                self._slots.release()
        return taken > 0

    async def _run_round(self, batch: Round) -> None:
        try:
            with surviving("round"):
                await batch.run()
        finally:
            self._slots.release()

    async def _try_suspect(self, now: datetime) -> bool:
        """One that was in several crashes goes alone: if it takes the process down again, it takes nothing along."""
        async with self._alone, AsyncExitStack() as slots:
            for _ in range(_ROUNDS):
                await slots.enter_async_context(self._slots)
            batch, taken = await self._claim(now, limit=1, suspects=True)
            if batch is not None:
                with surviving("suspect"):
                    await batch.run()
        return taken > 0

    async def _claim(self, now: datetime, *, limit: int, suspects: bool = False) -> tuple[Round | None, int]:
        begun = self.monotonic()
        await failpoint("before_claim")
        claimed = await self.ledger.claim(now, holder=self.holder, limit=limit, suspects=suspects)
        await failpoint("after_claim")
        send_by = begun + (self.terms.lease - self.terms.margin).total_seconds()
        return (Round(self, claimed, now, send_by) if claimed.claims else None), claimed.taken

    async def _audit(self, now: datetime) -> bool:
        audits = await self.ledger.audits(now, limit=_AUDITS_AT_ONCE)
        if audits:
            with surviving("audit"):
                await audit(self, audits, now)
        return bool(audits)
