"""Introductions by consent, and what goes with them. See bot.ports.Introducing, Confirming and Questing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select

from storage.shapes import CONFIRMATION, INQUIRY, QUEST, WARM
from storage.unit import not_found

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import BindParameter

    from bot.domain.confirmations import Confirmation
    from bot.domain.ids import MemberId
    from bot.domain.quests import Inquiry, Quest
    from bot.domain.warm import WarmIntroduction
    from storage.shapes import Question, R, Shape
    from storage.unit import Unit

_W, _C, _I, _Q = WARM.table.c, CONFIRMATION.table.c, INQUIRY.table.c, QUEST.table.c
_AMONG: BindParameter[Sequence[str]] = bindparam("of_members", expanding=True)
_IDS: BindParameter[Sequence[str]] = bindparam("with_ids", expanding=True)


def _all(shape: Shape[Any]) -> Question:
    """In whoever's notebook."""
    return select(*shape.columns).where(shape.table.c.community == bindparam("in_community"))


_CONCERNING = (
    _all(WARM)
    .where(or_(_W.asker.in_(_AMONG), _W.first.in_(_AMONG), _W.second.in_(_AMONG)), _W.created_at >= bindparam("since"))
    .order_by(_W.created_at.desc(), _W.id.desc())
)
_CONFIRMING = (
    _all(CONFIRMATION).where(or_(_C.owner.in_(_AMONG), _C.member.in_(_AMONG))).order_by(_C.created_at.desc(), _C.id)
)
_OF_QUESTS = _all(INQUIRY).where(_I.quest.in_(_IDS)).order_by(_I.ask_at, _I.id)
_INQUIRING = _all(INQUIRY).where(_I.owner.in_(_AMONG)).order_by(_I.ask_at, _I.id)


async def _one(unit: Unit, shape: Shape[R], record_id: str) -> R:
    found = (await unit.by_ids(shape, [record_id])).get(record_id)
    if found is None:
        raise not_found()
    return found


@dataclass(frozen=True, slots=True)
class Introducing:
    """See bot.ports.Introducing."""

    _unit: Unit

    async def keep(self, introduction: WarmIntroduction) -> None:
        await self._unit.keep(WARM, introduction)

    async def get(self, introduction: str) -> WarmIntroduction:
        return await _one(self._unit, WARM, introduction)

    async def by_id(self, ids: Sequence[str]) -> dict[str, WarmIntroduction]:
        return await self._unit.by_ids(WARM, ids)

    async def concerning(self, members: Sequence[MemberId], since: datetime) -> Sequence[WarmIntroduction]:
        if not members:
            return ()
        return await self._unit.ask(WARM, _CONCERNING, {"of_members": list(members), "since": since})


@dataclass(frozen=True, slots=True)
class Confirming:
    """See bot.ports.Confirming."""

    _unit: Unit

    async def keep(self, confirmation: Confirmation) -> None:
        await self._unit.keep(CONFIRMATION, confirmation)

    async def get(self, confirmation: str) -> Confirmation:
        return await _one(self._unit, CONFIRMATION, confirmation)

    async def by_id(self, ids: Sequence[str]) -> dict[str, Confirmation]:
        return await self._unit.by_ids(CONFIRMATION, ids)

    async def concerning(self, members: Sequence[MemberId]) -> Sequence[Confirmation]:
        if not members:
            return ()
        return await self._unit.ask(CONFIRMATION, _CONFIRMING, {"of_members": list(members)})


@dataclass(frozen=True, slots=True)
class Questing:
    """See bot.ports.Questing."""

    _unit: Unit

    async def quests(self, ids: Sequence[str]) -> dict[str, Quest]:
        return await self._unit.by_ids(QUEST, ids)

    async def keep(self, inquiry: Inquiry) -> None:
        await self._unit.keep(INQUIRY, inquiry)

    async def by_id(self, ids: Sequence[str]) -> dict[str, Inquiry]:
        return await self._unit.by_ids(INQUIRY, ids)

    async def of_quests(self, quests: Sequence[str]) -> Sequence[Inquiry]:
        return await self._unit.ask(INQUIRY, _OF_QUESTS, {"with_ids": list(quests)}) if quests else ()

    async def of_members(self, members: Sequence[MemberId]) -> Sequence[Inquiry]:
        return await self._unit.ask(INQUIRY, _INQUIRING, {"of_members": list(members)}) if members else ()
