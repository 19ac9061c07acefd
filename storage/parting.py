"""What becomes of introductions when a member is erased, or turns out to be another one as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, update

from bot.domain.members import Willing
from bot.domain.warm import CAME_ABOUT, WarmState
from storage.tables.introducing import CONFIRMATION, INQUIRY, WARM
from storage.tables.members import MEMBER

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Executable, Update

    from bot.domain.ids import MemberId
    from storage.unit import Unit

_W = WARM.c
_HERE = _W.community == bindparam("in_community")


def _is(column: ColumnElement[str]) -> ColumnElement[bool]:
    return column == bindparam("of_member")


def _one_up(**values: object) -> dict[str, object]:
    """What was read before must not be written over it."""
    return {**values, "version": _W.version + 1}


# What they asked for goes with them; of what came about, the two keep that it did. Whoever asked for others keeps the
# names as they knew them, so that somebody who is gone looks like somebody who says nothing.
FORGET: tuple[Executable, ...] = (
    delete(WARM).where(_HERE, _is(_W.asker), _W.state.not_in(CAME_ABOUT)),
    update(WARM)
    .where(_HERE, _is(_W.asker))
    .values(_one_up(asker=None, first_name=None, second_name=None, reason=None)),
    *(update(WARM).where(_HERE, _is(_W[name])).values(_one_up(**{name: None})) for name in ("first", "second")),
    delete(WARM).where(_HERE, _W.asker.is_(None), _W.first.is_(None), _W.second.is_(None)),
    delete(INQUIRY).where(INQUIRY.c.community == bindparam("in_community"), _is(INQUIRY.c.asker)),
    delete(CONFIRMATION).where(CONFIRMATION.c.community == bindparam("in_community"), _is(CONFIRMATION.c.member)),
)

MOVED = (WARM.c.asker, WARM.c.first, WARM.c.second, INQUIRY.c.asker, CONFIRMATION.c.member)
"""What names a member and comes along with them."""

# Nobody is introduced to themselves, asked about their own quest, or confirms what they said themselves.
_WITH_THEMSELVES: tuple[Executable, ...] = (
    update(WARM)
    .where(_HERE, _is(_W.first), _is(_W.second), _W.state.not_in(CAME_ABOUT))
    .values(_one_up(state=WarmState.WITHDRAWN)),
    delete(INQUIRY).where(INQUIRY.c.community == bindparam("in_community"), _is(INQUIRY.c.owner), _is(INQUIRY.c.asker)),
    delete(CONFIRMATION).where(
        CONFIRMATION.c.community == bindparam("in_community"), _is(CONFIRMATION.c.owner), _is(CONFIRMATION.c.member)
    ),
)


_OTHER = MEMBER.alias("other")


def _where_the_other(said: ColumnElement[bool]) -> Update:
    of_other = exists().where(_OTHER.c.community == MEMBER.c.community, _OTHER.c.id == bindparam("from_member"), said)
    return update(MEMBER).where(
        MEMBER.c.community == bindparam("in_community"), MEMBER.c.id == bindparam("to_member"), of_other
    )


# Whoever did not want to be asked on one of two accounts is not asked on both; what was agreed to on both holds.
AS_ONE: tuple[Executable, ...] = (
    *(
        _where_the_other(_OTHER.c[name] == Willing.NO).values({name: Willing.NO})
        for name in ("introduced", "confirming")
    ),
    _where_the_other(_OTHER.c.knowing.is_(False)).values(knowing=False),
)


async def be_one_in_introductions(unit: Unit, member: MemberId) -> None:
    """After two members became one."""
    for statement in _WITH_THEMSELVES:
        await unit.run(statement, {"of_member": member})
