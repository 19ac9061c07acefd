"""Draws that the calendar asks for: made outside of any transaction, written down in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import HallwayError, NotPossible
from bot.rounds import Made, ends_of, keep_draw, line_up

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import CommunityId
    from bot.domain.rounds.entrants import Drawn
    from bot.ports import Matchmaker, Store, Work
    from bot.rounds import LineUp

_TRIES = 3
"""How often a draw is made anew because somebody left or was kept apart while it was made."""


class Overtaken(HallwayError):
    """Whatever is drawn does not hold any more once it is: the next tick tries again."""


async def draw_due(store: Store, solve: Matchmaker, community: CommunityId, found: str, now: datetime) -> None:
    """Make the draw that is due in this round, once however many replicas try; of several that were missed, the last.
    Raise Overtaken where it does not come to an end."""
    for _ in range(_TRIES):
        async with store.reading(community) as work:
            lined_up = await _lined_up(work, found, now)
        if lined_up is None or await _keep(store, community, found, await solve(lined_up.case), now):
            return
    raise Overtaken(f"round {found} was not drawn")


async def _lined_up(work: Work, found: str, now: datetime) -> LineUp | None:
    """None where somebody else made the draw."""
    of = await work.rounds.get(found)
    if of.due_at is None or of.due_at > now:
        return None
    of = of.missed(now)
    return await line_up(work, of, now, of.seed)


async def _keep(store: Store, community: CommunityId, found: str, drawn: Drawn, now: datetime) -> bool:
    """Whether that is done, by us or by somebody else."""
    async with store.work(community) as work:
        lined_up = await _lined_up(work, found, now)
        if lined_up is None:
            return True
        if not lined_up.still_holds(drawn):
            return False
        after = lined_up.of.drawn()
        try:
            await work.rounds.save(after)
            if drawn.members or lined_up.paused or lined_up.silent:
                await keep_draw(work, lined_up, drawn, Made(lined_up.of.starts.key, now, ends_of(after, now)))
        except NotPossible:
            return True
        await work.commit()
    return True
