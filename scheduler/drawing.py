"""Drawing the rounds that are due. Every replica does it; the database lets one of them write the draw down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.drawing import draw_due
from scheduler.failpoints import failpoint
from scheduler.survival import surviving

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.rounds.entrants import Case, Drawn
    from bot.ports import Clock, Matchmaker, Store

_REST = timedelta(minutes=5)
"""How long a draw that failed rests, so that it is neither given up nor tried every second."""


@dataclass(slots=True)
class Drawing:
    store: Store
    solve: Matchmaker
    clock: Clock
    _rests_until: datetime | None = None
    _is_drawing: bool = False

    async def next_due(self) -> datetime | None:
        """When there is a draw to be made; not while one is being made."""
        due = None if self._is_drawing else await self.store.next_draw()
        return due if due is None or self._rests_until is None else max(due, self._rests_until)

    async def is_due(self) -> bool:
        due = await self.next_due()
        return due is not None and due <= self.clock.now()

    async def run_due(self) -> None:
        """Make all that are due. One that fails holds up no other round."""
        if self._is_drawing:
            return
        self._is_drawing, now = True, self.clock.now()
        self._rests_until = now + _REST
        try:
            for community, found in await self.store.due_draws(now):
                with surviving("draw"):
                    await failpoint("before_draw")
                    await draw_due(self.store, self._solved, community, found, now)
                    await failpoint("after_draw")
            if (due := await self.store.next_draw()) is None or due > now:
                self._rests_until = None
        finally:
            self._is_drawing = False

    async def _solved(self, case: Case) -> Drawn:
        drawn = await self.solve(case)
        await failpoint("after_solve")
        return drawn
