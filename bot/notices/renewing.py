"""Which of several renewals of one message goes: never two at a time, and the latest wanted last."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import Drop, Wait

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.delivery import Due
    from bot.ports import Work

A_MOMENT = timedelta(seconds=2)
"""How long a renewal waits for what it stands in the place of."""


async def kept_back(work: Work, due: Due, now: datetime) -> Drop | Wait | None:
    """None where it is this one's turn.

    One that is tried again leaves it to a later one: that one tells what this one was wanted for as well, and may have
    gone ahead meanwhile.
    """
    open_ones = (await work.announcements.renewals([due.subject])).get(due.subject, {})
    if any(generation > due.generation for generation in open_ones):
        return Drop("a later one stands for it")
    if any(is_being_sent for generation, is_being_sent in open_ones.items() if generation != due.generation):
        return Wait(now + A_MOMENT, "it is on its way")
    return None
