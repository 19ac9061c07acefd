"""Finding one of our own messages again, by the key it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from pydantic import BaseModel, TypeAdapter

from adapters.discord.errors import NotSent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adapters.discord.rest import Rest

PAGE = 100
_PAGES = 10
"""Messages of history a look-up reads at most: a thousand. Beyond that the history counts as unreadable."""


class _Option(BaseModel):
    value: str = ""


class _Component(BaseModel):
    custom_id: str | None = None
    components: list[_Component] = []
    options: list[_Option] = []

    def carries(self, mark: str) -> bool:
        """Whether the mark ends the custom id of anything in it."""
        ids = [self.custom_id or "", *(option.value for option in self.options)]
        return any(each.endswith(f"~{mark}") for each in ids) or any(each.carries(mark) for each in self.components)


class Message(BaseModel):
    """``type`` 0 is one that somebody wrote; most others tell what happened in a channel."""

    id: str
    type: int = 0
    components: list[_Component] = []

    def carries(self, key: str) -> bool:
        return any(each.carries(key) for each in self.components)


MESSAGES: TypeAdapter[list[Message]] = TypeAdapter(list[Message])


async def keyed_messages(rest: Rest, channel: str, key: str, since: datetime) -> Sequence[str]:
    """Ids of the messages that carry the key, oldest first. Raise NotSent when there is too much to read."""
    after, found = snowflake_at(since), list[str]()
    for _ in range(_PAGES):
        answer = await rest.get(f"/channels/{channel}/messages", after=after, limit=PAGE)
        page = sorted(MESSAGES.validate_python(answer), key=lambda message: int(message.id))
        found += [message.id for message in page if message.carries(key)]
        if len(page) < PAGE:
            return found
        after = int(page[-1].id)
    raise NotSent("too much history")


def snowflake_at(instant: datetime) -> int:
    """The id just before the first of that millisecond."""
    return max(0, discord.utils.time_snowflake(instant) - 1)
