"""Private threads: what a conversation of several people is on Discord, where bots can open no other.

They have no key. One that was begun by an attempt that did not come to its end is known by being ours, having the name,
and holding no message but copies of this one.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from pydantic import BaseModel

from adapters.discord.errors import TROUBLE, Policy, policy_of
from adapters.discord.history import MESSAGES, PAGE, keyed_messages, snowflake_at
from adapters.discord.lengths import clipped

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import datetime

    from adapters.discord.rest import Rest
    from bot.domain.together import Together

NAME = 100
_PRIVATE, _WRITTEN = 12, 0
_A_WEEK = 10080
"""Minutes without a word after which Discord puts it away, where it can be found again."""

_MOST_ALIKE = 10
"""Threads of one name that are looked through for one to go on with. Where that is not found, another is begun."""

SKEW = timedelta(minutes=2)
"""How far our clock and Discord's may be apart."""


class _Known(BaseModel):
    id: str


class _Guild(BaseModel):
    system_channel_id: str | None = None


class _State(BaseModel):
    archived: bool = False
    locked: bool = False


class _Thread(BaseModel):
    id: str
    type: int
    name: str = ""
    owner_id: str | None = None
    member_count: int = 0
    thread_metadata: _State = _State()


class _Threads(BaseModel):
    threads: list[_Thread]


class NoPlace(Exception):
    """There is no channel in which we may begin one."""


@dataclass(slots=True)
class Threads:
    """Raises what `adapters.discord.errors.TROUBLE` names."""

    rest: Rest
    _own_id: str = ""

    async def ready(self, to: Together, key: str) -> str:
        """The one for this message, with everybody in it. Raise NoPlace where there can be none."""
        alike = (await self._named(to))[:_MOST_ALIKE]
        left = [each for each in alike if await self._is_left(each, to, key)]
        thread = left[0] if left else await self._begun(to)
        if thread.thread_metadata.archived:
            await self.rest.patch(f"/channels/{thread.id}", {"archived": False})
        try:
            for user in to.users:
                await self.rest.put(f"/channels/{thread.id}/thread-members/{user}")
        except discord.HTTPException as error:
            if policy_of(error) is Policy.NEVER:  # it will never be complete
                await self._put_away(thread)
            raise
        return thread.id

    async def keyed(self, to: Together, key: str, since: datetime) -> list[tuple[str, str]]:
        """Threads and the messages in them that carry the key, the oldest first."""
        threads = [to.destination] if to.destination is not None else await self._named_since(to, since)
        found = [(thread, each) for thread in threads for each in await keyed_messages(self.rest, thread, key, since)]
        return sorted(found, key=lambda each: int(each[1]))

    async def _named_since(self, to: Together, since: datetime) -> list[str]:
        """No attempt to send this message has begun an elder one."""
        return [each.id for each in await self._named(to) if int(each.id) > snowflake_at(since - SKEW)]

    async def _named(self, to: Together) -> Sequence[_Thread]:
        """Ours of that name, the newest first."""
        if not to.team:
            raise NoPlace
        listed = _Threads.model_validate(await self.rest.get(f"/guilds/{to.team}/threads/active")).threads
        async for place in self._places(to):
            with contextlib.suppress(discord.Forbidden, discord.NotFound):  # then we have begun none there
                path = f"/channels/{place}/users/@me/threads/archived/private"
                listed += _Threads.model_validate(await self.rest.get(path, limit=PAGE)).threads
            break
        own, name = await self._own(), _name(to)
        ours = {each.id: each for each in listed if each.type == _PRIVATE and each.owner_id == own}
        alike = [each for each in ours.values() if each.name == name and not each.thread_metadata.locked]
        return sorted(alike, key=lambda each: int(each.id), reverse=True)

    async def _is_left(self, thread: _Thread, to: Together, key: str) -> bool:
        """Whether an attempt to send this message left it behind; nobody else may be in it."""
        page = MESSAGES.validate_python(await self.rest.get(f"/channels/{thread.id}/messages", limit=PAGE))
        if any(each.type == _WRITTEN and not each.carries(key) for each in page):
            return False
        present = [user for user in to.users if await self._is_in(thread, user)]
        return thread.member_count <= len(present) + 1

    async def _is_in(self, thread: _Thread, user: str) -> bool:
        try:
            await self.rest.get(f"/channels/{thread.id}/thread-members/{user}")
        except discord.NotFound:
            return False
        return True

    async def _begun(self, to: Together) -> _Thread:
        """In the first place where we may."""
        body = {"name": _name(to), "type": _PRIVATE, "invitable": False, "auto_archive_duration": _A_WEEK}
        refused: discord.HTTPException | None = None
        async for place in self._places(to):
            try:
                return _Thread.model_validate(await self.rest.post(f"/channels/{place}/threads", body))
            except discord.HTTPException as error:
                if policy_of(error) is not Policy.NEVER:
                    raise
                refused = error
        raise refused or NoPlace

    async def _places(self, to: Together) -> AsyncIterator[str]:
        """Where the community's meetups are announced, else where the server itself says what is new."""
        if to.near is not None:
            yield to.near
        guild = _Guild.model_validate(await self.rest.get(f"/guilds/{to.team}"))
        if guild.system_channel_id is not None:
            yield guild.system_channel_id

    async def _put_away(self, thread: _Thread) -> None:
        """Whoever was added to it is not left in a conversation that never begins."""
        with contextlib.suppress(*TROUBLE):
            await self.rest.patch(f"/channels/{thread.id}", {"archived": True})

    async def _own(self) -> str:
        self._own_id = self._own_id or _Known.model_validate(await self.rest.get("/users/@me")).id
        return self._own_id


def _name(to: Together) -> str:
    return clipped(" ".join(to.title.split()) or "Hallway", NAME)
