"""The boards of a community. See bot.ports.Boards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, func, not_, or_, select
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.domain.bulletins import MOST_IN_ISSUE, Issue, LostIssue
from bot.domain.claims import UNSURE
from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.ids import DeliveryId
from bot.domain.noticeboard import Channel
from storage.announcements import FAILED, MISSED
from storage.shapes import BULLETIN, HAND, POST
from storage.tables.boards import ISSUE_POST
from storage.tables.delivery import DELIVERY
from storage.unit import not_found

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.boards import Board, Hand, Post
    from bot.domain.bulletins import Bulletin
    from bot.domain.ids import MemberId
    from storage.unit import Unit

_P, _H, _I, _D = POST.table.c, HAND.table.c, ISSUE_POST.c, DELIVERY.c
_NEWEST = _P.created_at.desc(), _P.id.desc()
_STANDING = POST.owned.where(_P.closed_at.is_(None), _P.over_at > bindparam("at")).order_by(*_NEWEST)
_OF_BOARDS = _STANDING.where(_P.board.in_(bindparam("of_boards", expanding=True)))
_OF_AUTHOR = POST.owned.where(_P.author == bindparam("of_member")).order_by(*_NEWEST)
_SOLVED_BY = POST.owned.where(_P.solved_by == bindparam("of_member")).order_by(*_NEWEST)
_HANDS = HAND.owned.order_by(_H.created_at, _H.id)
_HANDS_TO = _HANDS.where(_H.author == bindparam("of_member"))
_HANDS_OF = _HANDS.where(_H.member == bindparam("of_member"))
_HANDS_ON = _HANDS.where(_H.post == bindparam("of_post"))

_HERE = _I.community == bindparam("in_community")
_NEVER_POSTED = select(_D.id).where(
    _D.community == bindparam("in_community"),
    _D.kind == NoticeKind.BULLETIN,
    or_(
        _D.state.in_((DeliveryState.CANCELLED, DeliveryState.EXPIRED, DeliveryState.DEAD)),
        and_(_D.state == DeliveryState.FAILED, func.coalesce(_D.error, "") != UNSURE),
    ),
)
_FREE = delete(ISSUE_POST).where(
    _HERE,
    _I.platform == bindparam("on_platform"),
    _I.issue != bindparam("of_issue"),
    _I.issue.in_(_NEVER_POSTED),
)
_FILLED = select(func.count()).select_from(ISSUE_POST).where(_HERE, _I.issue == bindparam("of_issue"))
_PUBLISHED = select(_I.post).where(_HERE, _I.platform == bindparam("on_platform"))
_UNPUBLISHED = (
    select(_P.id)
    .where(
        _P.community == bindparam("in_community"),
        _P.closed_at.is_(None),
        _P.over_at > bindparam("at"),
        _P.created_at <= bindparam("by"),
        not_(_P.id.in_(_PUBLISHED)),
    )
    .order_by(_P.created_at, _P.id)
    .limit(MOST_IN_ISSUE)
)
_PUT_IN = insert_or(ISSUE_POST).on_conflict_do_nothing()
_IN_ISSUE = (
    select(*POST.columns)
    .join_from(POST.table, ISSUE_POST, and_(_I.community == _P.community, _I.post == _P.id))
    .where(_HERE, _I.issue == bindparam("of_issue"))
    .order_by(_P.created_at, _P.id)
)
_ISSUE = select(_D.id, _D.subject, _D.state, _D.message).where(
    _D.community == bindparam("in_community"), _D.kind == NoticeKind.BULLETIN, _D.id == bindparam("with_id")
)
_LOST = (
    select(_D.subject, _D.recipient, _D.due_at, _D.state, _D.error)
    .where(
        _D.community == bindparam("in_community"),
        _D.kind == NoticeKind.BULLETIN,
        _D.state.in_(FAILED),
        _D.due_at >= bindparam("since"),
        func.coalesce(_D.error, "") != MISSED,
    )
    .order_by(_D.due_at.desc(), _D.id)
)


@dataclass(frozen=True, slots=True)
class Boards:
    _unit: Unit

    async def get(self, post: str) -> Post:
        found = await self.find(post)
        if found is None:
            raise not_found()
        return found

    async def find(self, post: str) -> Post | None:
        return await self._unit.find(POST, post, post)

    async def add(self, post: Post) -> None:
        await self._unit.change(POST, None, post)

    async def save(self, post: Post) -> None:
        await self._unit.save(POST, post)

    async def remove(self, post: Post) -> None:
        for hand in await self._unit.ask(HAND, _HANDS_ON, {"of_post": post.id}):
            await self._unit.change(HAND, hand, None)
        await self._unit.change(POST, await self._unit.stored(POST, post), None)

    async def standing(self, at: datetime, *boards: Board) -> Sequence[Post]:
        if not boards:
            return await self._unit.ask(POST, _STANDING, {"at": at})
        return await self._unit.ask(POST, _OF_BOARDS, {"at": at, "of_boards": list(boards)})

    async def of(self, author: MemberId) -> Sequence[Post]:
        return await self._unit.ask(POST, _OF_AUTHOR, {"of_member": author})

    async def solved_by(self, member: MemberId) -> Sequence[Post]:
        return await self._unit.ask(POST, _SOLVED_BY, {"of_member": member})

    async def raise_hand(self, hand: Hand) -> None:
        await self._unit.add(HAND, hand)

    async def hand(self, hand: str) -> Hand | None:
        return await self._unit.find(HAND, hand, hand)

    async def hands_to(self, author: MemberId) -> Sequence[Hand]:
        return await self._unit.ask(HAND, _HANDS_TO, {"of_member": author})

    async def hands_of(self, member: MemberId) -> Sequence[Hand]:
        return await self._unit.ask(HAND, _HANDS_OF, {"of_member": member})

    async def withdraw(self, hand: Hand) -> None:
        await self._unit.change(HAND, await self._unit.stored(HAND, hand), None)

    async def bulletin(self) -> Bulletin | None:
        community = self._unit.community
        return await self._unit.find(BULLETIN, community, community)

    async def publish(self, bulletin: Bulletin) -> None:
        await self._unit.keep(BULLETIN, bulletin)

    async def fill(self, issue: DeliveryId, platform: str, due_at: datetime, at: datetime) -> None:
        place = {"on_platform": platform, "of_issue": issue}
        if (await self._unit.rows(_FILLED, place))[0][0]:
            return
        await self._unit.run(_FREE, place)
        rows = await self._unit.rows(_UNPUBLISHED, {"on_platform": platform, "at": at, "by": due_at})
        put = [
            {"community": self._unit.community, "platform": platform, "post": row.id, "issue": issue} for row in rows
        ]
        if put:
            await self._unit.connection.execute(_PUT_IN, put)

    async def in_issue(self, issue: str) -> Sequence[Post]:
        return await self._unit.ask(POST, _IN_ISSUE, {"of_issue": issue})

    async def issue(self, delivery: str) -> Issue | None:
        rows = await self._unit.rows(_ISSUE, {"with_id": delivery})
        return Issue(DeliveryId(rows[0].id), rows[0].subject, rows[0].state, rows[0].message) if rows else None

    async def lost_issues(self, since: datetime) -> Sequence[LostIssue]:
        found = [
            (row, Channel.at(row.recipient, self._unit.community))
            for row in await self._unit.rows(_LOST, {"since": since})
        ]
        return [
            LostIssue(row.subject, channel.id, row.due_at, row.state, row.error)
            for row, channel in found
            if channel is not None
        ]
