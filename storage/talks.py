"""The state of a member's conversation: one sealed text, read and written whole."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.domain.ids import PersonId
from bot.domain.talk import Filling, ItemKind, ItemRef, Option, Pending, Talk
from storage.tables.journal import TALK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import MemberId
    from storage.unit import Unit

_LOAD = select(TALK.c.state).where(TALK.c.community == bindparam("in_community"), TALK.c.owner == bindparam("of_owner"))
# ON CONFLICT reads the same on SQLite, and SQLAlchemy writes it there too.
_INSERT = insert(TALK)
_SAVE = _INSERT.on_conflict_do_update(
    index_elements=[TALK.c.community, TALK.c.owner], set_={"state": _INSERT.excluded.state}
)


class Talks:
    """See bot.ports.Talks."""

    def __init__(self, unit: Unit, owner: MemberId) -> None:
        self._unit = unit
        self._owner = owner

    async def load(self) -> Talk:
        """A state that another version of Hallway wrote and this one cannot read is as good as none."""
        rows = await self._unit.rows(_LOAD, {"of_owner": self._owner})
        if not rows:
            return Talk(self._owner)
        try:
            return _from_text(self._unit.box.open(rows[0][0], *self._place), self._owner)
        except (KeyError, TypeError, ValueError):
            return Talk(self._owner)

    async def save(self, talk: Talk) -> None:
        """Of a member who was forgotten in this very unit nothing is kept."""
        if self._owner in self._unit.forgotten:
            return
        state = self._unit.box.seal(json.dumps(asdict(talk), default=_instant), *self._place)
        row = {"community": self._unit.community, "owner": self._owner, "state": state}
        await self._unit.connection.execute(_SAVE, row)

    @property
    def _place(self) -> tuple[str, ...]:
        return TALK.name, "state", self._owner, self._owner


def _instant(value: datetime) -> str:
    return value.isoformat()


def _from_text(text: str, owner: MemberId) -> Talk:
    state = json.loads(text)
    focused_at, focus, person = state["focused_at"], state["focus"], state["person"]
    return Talk(
        owner,
        _pending(state["pending"]) if state["pending"] else None,
        ItemRef(ItemKind(focus["kind"]), focus["id"]) if focus else None,
        datetime.fromisoformat(focused_at) if focused_at else None,
        PersonId(person) if person else None,
        state["asked"],
    )


def _pending(state: Mapping[str, Any]) -> Pending:
    return Pending(
        tuple(_filling(filling) for filling in state["fillings"]),
        state["index"],
        state["slot"],
        tuple(Option(**option) for option in state["options"]),
        state["number"],
        datetime.fromisoformat(state["expires_at"]),
        state.get("words", ""),
        state.get("is_form", False),
    )


def _filling(state: Mapping[str, Any]) -> Filling:
    return Filling(state["command"], state["slots"], datetime.fromisoformat(state["said_at"]))
