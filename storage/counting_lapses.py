"""Whoever lets a seat go by waits no more: the numbers that stand in channels follow, when that member's turn is over.

Nothing is recorded at that moment, but the notice of it is claimed then: whatever becomes of the notice, and even while
it waits for the end of quiet hours, the numbers are true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.domain.delivery import NoticeKind
from storage.announcing import recount
from storage.tables.meetups import RSVP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.claims import Verdict

_MEETUP = select(RSVP.c.meetup).where(RSVP.c.community == bindparam("in_community"), RSVP.c.id == bindparam("with_id"))


async def count_lapses(connection: AsyncConnection, verdicts: Sequence[Verdict]) -> None:
    """In one order everywhere, and each meetup once."""
    counted = set[tuple[str, str]]()
    for verdict in verdicts:
        claim = verdict.claim
        if claim.due.kind is not NoticeKind.LAPSED:
            continue
        values = {"in_community": claim.community, "with_id": claim.due.subject}
        meetup = (await connection.execute(_MEETUP, values)).scalar()
        if meetup is not None and (claim.community, meetup) not in counted:
            counted.add((claim.community, meetup))
            await recount(connection, claim.community, meetup, verdict.at)
