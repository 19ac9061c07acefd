"""Having what stands in channels written anew there, so that what was true last stands last.

Each wish for it is committed before the next one of the same message is made, and is one generation up: whoever wishes
keeps the others waiting, for a meetup by holding it. A wish that nobody has begun on is enough for whoever comes after,
and is kept from being claimed until they have committed what it is to tell.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select

from bot.domain.delivery import POSTS, DeliveryState, NoticeKind
from bot.domain.ids import new_id
from storage.holding import HOLD
from storage.tables.delivery import DELIVERY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Executable, Row
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.ids import CommunityId

_D = DELIVERY.c
# What was posted of one meetup, or is on its way: everything whose subject begins with its id and a slash.
_POSTED: Executable = select(_D.id, _D.subject, _D.recipient, _D.occurrence, _D.moment, _D.due_at).where(
    _D.community == bindparam("in_community"),
    _D.kind.in_(bindparam("of_kinds", expanding=True)),
    _D.subject > bindparam("after_subject"),
    _D.subject < bindparam("before_subject"),
    _D.state.in_((DeliveryState.SENT, DeliveryState.SENDING)),
)
_WISHES = (
    (_D.community == bindparam("in_community"))
    & (_D.kind == NoticeKind.REFRESH)
    & _D.subject.in_(bindparam("of_subjects", expanding=True))
)
_NOT_BEGUN = (
    select(_D.id, _D.subject, _D.generation)
    .where(_WISHES, _D.state == DeliveryState.PENDING)
    .order_by(_D.id)
    .with_for_update()
)
_LATEST = select(_D.subject, func.max(_D.generation).label("generation")).where(_WISHES).group_by(_D.subject)
_ADD = insert(DELIVERY)


async def posted_of(
    connection: AsyncConnection, community: CommunityId, meetup: str, *kinds: NoticeKind
) -> Sequence[Row[Any]]:
    """Of these kinds, or of all that stand somewhere."""
    which = {"after_subject": f"{meetup}/", "before_subject": f"{meetup}0", "of_kinds": kinds or POSTS}
    return (await connection.execute(_POSTED, {"in_community": community, **which})).all()


async def renew_meetup(
    connection: AsyncConnection, community: CommunityId, meetup: str, *kinds: NoticeKind, at: datetime | None = None
) -> None:
    """Have everything posted of it written anew, at once or ``at`` a time, and hold it until the transaction ends."""
    await connection.execute(HOLD, {"in_community": community, "with_ids": [meetup]})
    await renew(connection, community, await posted_of(connection, community, meetup, *kinds), at=at)


async def renew(
    connection: AsyncConnection, community: CommunityId, posted: Sequence[Row[Any]], *, at: datetime | None = None
) -> None:
    """The same of these deliveries, which stand in a channel or will. The caller keeps others from it meanwhile."""
    if not posted:
        return
    which = {"in_community": community, "of_subjects": [row.id for row in posted]}
    not_begun = {(row.subject, row.generation) for row in await connection.execute(_NOT_BEGUN, which)}
    latest: Mapping[str, int] = {row.subject: row.generation for row in await connection.execute(_LATEST, which)}
    rows = [
        _wish(community, row, 1 + latest.get(row.id, 0), at)
        for row in posted
        if (row.id, latest.get(row.id)) not in not_begun
    ]
    if rows:
        await connection.execute(_ADD, rows)


def _wish(community: CommunityId, posted: Row[Any], generation: int, at: datetime | None) -> dict[str, object]:
    moment = replace(posted.moment, rule=None)
    return {
        "community": community,
        "id": new_id(posted.due_at),
        "kind": NoticeKind.REFRESH,
        "subject": posted.id,
        "recipient": posted.recipient,
        "occurrence": moment.key,
        "generation": generation,
        "moment": moment,
        "due_at": posted.due_at,
        "unasked": False,
        "state": DeliveryState.PENDING,
        "next_at": at or posted.due_at,
    }
