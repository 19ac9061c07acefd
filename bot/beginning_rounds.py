"""With what the groups of a draw begin, out of the records: what was begun with at earlier draws of the same people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.domain.rounds.beginnings import Beginnings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from bot.domain.ids import CommunityId, MemberId
    from bot.domain.preparing import Match
    from bot.domain.rounds.records import Seat
    from bot.ports import Store, Work


LOOKED_BACK = 26
"""Groups of one member in a round. With what was begun longer ago may be begun again."""


async def beginnings_of(
    work: Work, seat: Seat, others: Collection[MemberId], found: Sequence[Match] = ()
) -> Beginnings:
    """For this member, with the others who are still in the group; ``found``: who of them fits."""
    earlier = await work.rounds.earlier(seat, limit=LOOKED_BACK)
    circles = [each.circle for each in earlier if each.circle is not None]
    times = Counter(each.member for each in await work.rounds.beside(circles))
    before = {each: times[each] for each in others}
    if min(before.values(), default=0) == LOOKED_BACK:  # in every one of them: what suits anybody goes on in its turn
        before = dict.fromkeys(others, await work.rounds.times_grouped(seat))
    return Beginnings(found, before, frozenset(key for each in earlier for key in each.begun or ()))


async def keep_beginnings(store: Store, community: CommunityId, seats: Iterable[Seat | None]) -> None:
    """Before any of it is sent: what is named now is not named at the next draw of the same people."""
    begun = [each for each in seats if each is not None]
    if not begun:
        return
    async with store.work(community) as work:
        for each in begun:
            await work.rounds.begin(each)
        await work.commit()
