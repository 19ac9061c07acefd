"""What is asked of a round once, out of the records: which question stands for another, and what one answer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.rounds.asking import answered_too, companies, standing_for
from bot.domain.rounds.history import REMEMBERED
from bot.domain.rounds.records import Outcome
from bot.telling_rounds import told_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.rounds.records import Seat
    from bot.ports import Work


async def asked_elsewhere(work: Work, seats: Sequence[Seat]) -> frozenset[str]:
    """Those of these seats about which nothing is asked, since a later draw of the same people is asked about."""
    later = [each for of in dict.fromkeys(seat.round for seat in seats) for each in await _after(work, of, seats)]
    if not later:
        return frozenset()
    beside = await work.rounds.beside([each.circle for each in seats if each.circle is not None])
    found = standing_for([*seats, *later], companies([*beside, *later]))
    instead = {of: seat for of, seat in found.items() if any(each.id == of for each in seats)}
    named = await told_of(work, list(instead.values()))
    return frozenset(of for of, seat in instead.items() if named[seat.id])


async def _after(work: Work, of: str, seats: Sequence[Seat]) -> list[Seat]:
    """Everybody's seats in the draws of this round that came after the first of these."""
    own = {seat.id for seat in seats}
    since = min(seat.created_at for seat in seats if seat.round == of)
    draws = [each.id for each in await work.rounds.draws(of, limit=REMEMBERED) if each.created_at > since]
    return [each for each in await work.rounds.seats(draws) if each.id not in own]


async def keep_answer(work: Work, seat: Seat, outcome: Outcome, now: datetime) -> Seat:
    """Write it down for this seat and for those it counts for as well. "We will meet" is an answer only where it is
    asked once more."""
    answered = seat.answered(outcome, at=now)
    await work.rounds.answer(answered)
    own = [each for each in await work.rounds.seats_of(seat.member) if each.round == seat.round][:REMEMBERED]
    together = companies(await work.rounds.beside([each.circle for each in own if each.circle is not None]))
    for each in answered_too(seat, own, together):
        also = each.answered(outcome, at=now)
        if outcome is not Outcome.WILL or also.id in standing_for([also, answered], together):
            await work.rounds.answer(also)
    return answered
