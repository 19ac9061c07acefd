"""What was between two members who turn out to be one, and what both of them had once: settled before they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, and_, bindparam, or_

from storage.shapes import ASKED, MENTORSHIP, VOLUNTEER, WISH

if TYPE_CHECKING:
    from bot.domain.ids import MemberId
    from storage.shapes import Shape
    from storage.unit import Unit

_V, _W, _Q, _M = VOLUNTEER.table.c, WISH.table.c, ASKED.table.c, MENTORSHIP.table.c
_GONE: BindParameter[str] = bindparam("from_member")
_STAYS: BindParameter[str] = bindparam("to_member")


def _of_both(shape: Shape[Any], one: Any, other: Any) -> Any:
    return shape.owned.where(or_(and_(one == _GONE, other == _STAYS), and_(one == _STAYS, other == _GONE)))


_ASKED_ONESELF = _of_both(ASKED, _Q.seeker, _Q.volunteer)
_MENTORED_ONESELF = _of_both(MENTORSHIP, _M.mentor, _M.mentee)
_TO_EITHER = ASKED.owned.where(or_(_Q.volunteer == _GONE, _Q.volunteer == _STAYS)).order_by(_Q.asked_at, _Q.id)
_OFFERS = VOLUNTEER.owned.where(or_(_V.member == _GONE, _V.member == _STAYS))
_OPEN = WISH.owned.where(or_(_W.member == _GONE, _W.member == _STAYS), _W.settled_at.is_(None))


async def settle_between(unit: Unit, gone: MemberId, into: MemberId) -> None:
    """Nobody is asked for their own wish or twice for another's, nor offers or wishes for the same thing twice: what
    the account that stays said holds."""
    both = {"from_member": gone, "to_member": into}
    between: list[tuple[Shape[Any], Any]] = [(ASKED, _ASKED_ONESELF), (MENTORSHIP, _MENTORED_ONESELF)]
    for shape, question in between:
        for record in await unit.ask(shape, question, both):
            await unit.write(shape, record, None)
    wishes = set[str]()
    for question in await unit.ask(ASKED, _TO_EITHER, both):
        if question.wish in wishes:
            await unit.write(ASKED, question, None)
        wishes.add(question.wish)
    once: list[tuple[Shape[Any], Any]] = [(VOLUNTEER, _OFFERS), (WISH, _OPEN)]
    for shape, ask in once:
        found = await unit.ask(shape, ask, both)
        doubled = {each.kind for each in found if each.member == into}
        for record in (each for each in found if each.member == gone and each.kind in doubled):
            await _drop(unit, shape, record)


async def _drop(unit: Unit, shape: Shape[Any], record: Any) -> None:
    if shape is WISH:
        for question in await unit.ask(
            ASKED, ASKED.owned.where(_Q.wish == bindparam("of_wish")), {"of_wish": record.id}
        ):
            await unit.write(ASKED, question, None)
    await unit.write(shape, record, None)
