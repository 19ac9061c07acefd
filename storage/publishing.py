"""The digests of the boards: the outbox follows what organisers decided, and what was posted follows the posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, select

from bot.domain.boards import Post
from bot.domain.bulletins import Bulletin, planned
from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import MemberId
from bot.domain.noticeboard import Channel, Noticeboard
from storage import shapes
from storage.renewing import renew
from storage.tables.boards import ISSUE_POST
from storage.tables.delivery import DELIVERY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.times import Moment
    from storage.shapes import Record
    from storage.unit import Unit

_D, _I = DELIVERY.c, ISSUE_POST.c
_POSTED = (
    select(_D.id, _D.recipient, _D.moment, _D.due_at)
    .join_from(ISSUE_POST, DELIVERY, and_(_D.community == _I.community, _D.id == _I.issue))
    .where(
        _I.community == bindparam("in_community"),
        _I.post == bindparam("of_post"),
        _D.state.in_((DeliveryState.SENT, DeliveryState.SENDING)),
    )
    .order_by(_D.id)
    # Two posts of one digest may change at once: one of the two waits here, and then sees what the other wanted.
    .with_for_update(of=DELIVERY)
)
_TAKE_OUT = delete(ISSUE_POST).where(_I.community == bindparam("in_community"), _I.post == bindparam("of_post"))


async def follow_boards(unit: Unit, before: Record | None, after: Record | None) -> None:
    """Nothing for other kinds of record."""
    match before if after is None else after:
        case Bulletin():
            board = await unit.find(shapes.NOTICEBOARD, unit.community, unit.community)
            old, new = (planned(each if isinstance(each, Bulletin) else None, board) for each in (before, after))
            await _align(unit, old, new)
        case Noticeboard():
            bulletin = await unit.find(shapes.BULLETIN, unit.community, unit.community)
            old, new = (planned(bulletin, each if isinstance(each, Noticeboard) else None) for each in (before, after))
            await _align(unit, old, new)
        case Post() as post if before is not None:
            await renew(unit.connection, unit.community, await unit.rows(_POSTED, {"of_post": post.id}))
            if after is None:
                await unit.run(_TAKE_OUT, {"of_post": post.id})
        case _:
            return


async def _align(unit: Unit, before: Mapping[tuple[str, str], Moment], after: Mapping[tuple[str, str], Moment]) -> None:
    for platform, channel in dict.fromkeys((*before, *after)):
        moment = after.get((platform, channel))
        if moment == before.get((platform, channel)):
            continue
        if moment is None and any(each == platform for each, _ in after):
            continue  # it goes to another channel there, and takes its place
        recipient = MemberId(Channel(unit.community, platform, channel).address)
        await unit.outbox.align(
            kind=NoticeKind.BULLETIN, subject=platform, recipient=recipient, moment=moment, unasked=False
        )
