"""Asking once more, where that may help and cannot be seen twice. Deliveries never do: the outbox does it for them."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from adapters.discord.errors import TROUBLE, Policy, code_of, outcome_of, policy_of
from bot.domain.delivery import NotAccepted, Unknown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

LONGEST_WAIT = 5.0
"""Seconds that somebody who waits for an answer is kept waiting because Discord says so."""


async def insist(request: Callable[[], Awaitable[object]], *, repeatable: bool) -> bool:
    """Whether what was asked for is so in the end. ``repeatable`` requests may be sent again when nobody knows.

    An interaction is answered once: that it was answered already is what another of us, or a lost try of our own,
    leaves behind.
    """
    for is_last in (False, True):
        try:
            await request()
        except TROUBLE as error:
            if isinstance(error, discord.HTTPException) and policy_of(error) is Policy.DONE:
                return True
            wait = _wait(error, repeatable=repeatable)
            if is_last or wait is None:
                log.warning("discord_answer_lost", extra={"code": code_of(error)})
                return False
            await asyncio.sleep(wait)
        else:
            return True
    return False


def _wait(error: Exception, *, repeatable: bool) -> float | None:
    """Seconds until a second try makes sense; none where it never does."""
    match outcome_of(error):
        case NotAccepted(after=None):
            return 0.0
        case NotAccepted(after=timedelta() as after) if after.total_seconds() <= LONGEST_WAIT:
            return after.total_seconds()
        case Unknown() if repeatable:
            return 0.0
        case _:
            return None
