"""What the writers of notices write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from bot.domain.delivery import Drop, Wait
    from bot.domain.ids import DeliveryId, MemberId
    from bot.domain.members import Member
    from bot.domain.rounds.records import Seat
    from bot.reply import Reply


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one member; ``unasked`` when it was Hallway's idea.

    One that stands ``instead_of`` what a group is told, by the group's address, is said only where that cannot be.
    ``begins``: a seat in a draw with what this message says to begin with, to be kept before it is sent.
    """

    reply: Reply
    unasked: bool = False
    instead_of: MemberId | None = None
    begins: Seat | None = None


@dataclass(frozen=True, slots=True)
class ToGroup:
    """A message to these members in one conversation, which some platforms show by its ``title``."""

    reply: Reply
    members: tuple[MemberId, ...]
    title: str


Members: TypeAlias = "Mapping[MemberId, Member]"
Written: TypeAlias = "dict[DeliveryId, Message | ToGroup | Drop | Wait]"
