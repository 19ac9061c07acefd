"""What the writers of notices write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bot.domain.delivery import Drop
    from bot.domain.ids import DeliveryId, MemberId
    from bot.domain.members import Member
    from bot.reply import Reply


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one member; ``unasked`` when it was Hallway's idea."""

    reply: Reply
    unasked: bool = False


Members: TypeAlias = "Mapping[MemberId, Member]"
Written: TypeAlias = "dict[DeliveryId, Message | Drop]"
