"""How far this machine's clock is from the database's: replicas must agree on what is due and whose lease is over."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.errors import BadSettings
from config.clocks import SystemClock

if TYPE_CHECKING:
    from datetime import datetime

log = logging.getLogger(__name__)

NOTICED = timedelta(seconds=2)
REFUSED = timedelta(seconds=30)
"""Leases are longer than this by little: beyond it one replica would take another's work from it."""


class Timed(Protocol):
    """A store, as far as its clock goes."""

    async def now(self) -> datetime | None: ...


async def skew(store: Timed) -> timedelta:
    """How much later it is here; nothing where the database has no clock of its own."""
    theirs = await store.now()
    return timedelta(0) if theirs is None else SystemClock().now() - theirs


async def refuse_skew(store: Timed) -> None:
    """Raise BadSettings where the clocks are too far apart to work with."""
    ahead = await skew(store)
    if abs(ahead) > REFUSED:
        side = "ahead of" if ahead > timedelta(0) else "behind"
        raise BadSettings(
            f"this machine's clock is {abs(ahead).total_seconds():.0f} s {side} the database's: let both follow a time "
            "server, such as chrony"
        )
    if abs(ahead) > NOTICED:
        log.warning("clock_skew", extra={"seconds": ahead.total_seconds()})
