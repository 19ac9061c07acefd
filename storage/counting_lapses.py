"""Whoever lets a seat go by waits no more: the numbers that stand in channels follow, when that member's turn is over.

Nothing is recorded at that moment, but the notice of it is claimed then: whatever becomes of the notice, and even while
it waits for the end of quiet hours, the numbers are true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.delivery import NoticeKind
from storage.renewing import renew_meetup
from storage.tables.meetups import RSVP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.claims import Verdict
    from storage.engine import Database

_MEETUP = select(RSVP.c.meetup).where(RSVP.c.community == bindparam("in_community"), RSVP.c.id == bindparam("with_id"))


async def count_lapses(database: Database, verdicts: Sequence[Verdict]) -> None:
    """Before what became of the notices is recorded: a crash between the two has it counted again.

    In transactions of their own: whoever holds a meetup may wait for deliveries that recording would keep.
    """
    lapsed = {
        (verdict.claim.community, verdict.claim.due.subject): verdict.at
        for verdict in verdicts
        if verdict.claim.due.kind is NoticeKind.LAPSED
    }
    for (community, rsvp), at in lapsed.items():
        async with database.writing() as connection:
            meetup = (await connection.execute(_MEETUP, {"in_community": community, "with_id": rsvp})).scalar()
            if meetup is not None:
                await renew_meetup(connection, community, meetup, NoticeKind.ANNOUNCE, at=at)
                await connection.commit()
