"""What becomes of the boards when a member is forgotten, or turns out to be another one too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_

from storage.shapes import HAND, POST

if TYPE_CHECKING:
    from bot.domain.ids import MemberId
    from storage.unit import Unit

_P, _H = POST.table.c, HAND.table.c
_POSTED = POST.owned.where(_P.author == bindparam("of_member"))
_SOLVED = POST.owned.where(_P.solved_by == bindparam("of_member"))
_HANDS = HAND.owned.where(or_(_H.member == bindparam("of_member"), _H.author == bindparam("of_member")))
_GIVEN = HAND.owned.where(_H.member == bindparam("of_member"))


async def leave_boards(unit: Unit, member: MemberId) -> None:
    """Their posts go, out of what was posted in channels too, and what they said to others."""
    whose = {"of_member": member}
    for hand in await unit.ask(HAND, _HANDS, whose):
        await unit.write(HAND, hand, None)
    for post in await unit.ask(POST, _POSTED, whose):
        await unit.write(POST, post, None)
    for post in await unit.ask(POST, _SOLVED, whose):
        await unit.write(POST, post, replace(post, solved_by=None, named_at=None, version=post.version + 1))


async def be_one_on_boards(unit: Unit, gone: MemberId, into: MemberId) -> None:
    """Nobody answers to themselves, nor twice to the same; what the account said that stays holds."""
    answered = {each.post for each in await unit.ask(HAND, _GIVEN, {"of_member": into})}
    for hand in await unit.ask(HAND, _HANDS, {"of_member": gone}):
        if {hand.member, hand.author} == {gone, into} or (hand.member == gone and hand.post in answered):
            await unit.write(HAND, hand, None)
    for one, other in ((gone, into), (into, gone)):
        for post in await unit.ask(POST, _SOLVED, {"of_member": one}):
            if post.author == other:
                await unit.write(POST, post, replace(post, solved_by=None, named_at=None, version=post.version + 1))
