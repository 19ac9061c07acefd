"""Which community somebody is in: their server's, or in a direct conversation the one they used last."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import discord
from pydantic import BaseModel

from adapters.discord.errors import TROUBLE, code_of
from adapters.discord.inbound import PLATFORM, role_of
from bot.errors import NotPossible
from bot.invocation import Profile
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adapters.discord.rest import Rest
    from bot.dispatch import Dispatcher
    from bot.domain.ids import CommunityId
    from bot.domain.members import Role
    from bot.ports import Clock, Keyring, Store

log = logging.getLogger(__name__)

K = TypeVar("K")
V = TypeVar("V")

_REMEMBERED = 10_000
_MOST_SERVERS, _AT_ONCE = 100, 5
"""Servers looked through for somebody nobody knows yet, and how many at a time."""

_MOST_NAMED = 10
"""People looked up for one message that names them."""


_MANAGES = discord.Permissions(administrator=True, manage_guild=True).value


class _User(BaseModel):
    id: str
    username: str
    global_name: str | None = None
    bot: bool = False


class _Member(BaseModel):
    user: _User
    nick: str | None = None
    roles: list[str] = []

    @property
    def profile(self) -> Profile:
        return Profile(self.user.id, self.nick or self.user.global_name or self.user.username)


class _Role(BaseModel):
    id: str
    permissions: int = 0


class _Guild(BaseModel):
    id: str
    owner_id: str = ""
    roles: list[_Role] = []

    def is_managed_by(self, member: _Member) -> bool:
        """The role that everybody has is named like the server."""
        held = [role.permissions for role in self.roles if role.id in (self.id, *member.roles)]
        return self.owner_id == member.user.id or any(each & _MANAGES for each in held)


@dataclass(frozen=True, slots=True)
class Server:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Home:
    """A community and its server."""

    community: CommunityId
    server: int


@dataclass(slots=True)
class Places:
    """What is remembered here only saves questions."""

    store: Store
    keyring: Keyring
    dispatcher: Dispatcher
    clock: Clock
    rest: Rest
    _servers: dict[int, Home] = field(default_factory=dict[int, Home])
    _names: dict[int, str] = field(default_factory=dict[int, str])
    _entered: OrderedDict[str, tuple[int, str]] = field(default_factory=OrderedDict[str, "tuple[int, str]"])
    _met: OrderedDict[tuple[int, str], None] = field(default_factory=OrderedDict[tuple[int, str], None])

    async def opened(self, server: Server) -> Home:
        """A server that we are in: known from here on, and written to again if it was left before."""
        home = await self.of_server(server)
        await self.store.resume(PLATFORM, str(server.id))
        return home

    async def left(self, server: int) -> None:
        self._servers.pop(server, None)
        await self.store.suspend(PLATFORM, str(server), self.clock.now())

    async def reviewed(self, servers: Sequence[int]) -> None:
        """These are all we are in: those that removed us while nobody was listening are left. A list can be wrong, so
        Discord is asked about each that is missing."""
        here = {str(server) for server in servers}
        for team in await self.store.teams(PLATFORM):
            if team not in here and await self._is_over(team):
                log.info("discord_server_left", extra={"server": team})
                await self.left(int(team))

    async def _is_over(self, server: str) -> bool:
        try:
            await self.rest.get(f"/guilds/{server}")
        except (discord.NotFound, discord.Forbidden):
            return True
        except TROUBLE as error:
            log.warning("discord_server_unknown", extra={"code": code_of(error)})
        return False

    async def of_server(self, server: Server) -> Home:
        """Asked anew each time: a community can become part of another while we run."""
        self._names[server.id] = server.name
        community = await self.store.community(PLATFORM, str(server.id), server.name, self.clock.now())
        self._servers[server.id] = Home(community, server.id)
        return self._servers[server.id]

    async def entered(self, home: Home, profile: Profile) -> None:
        """They acted in a server: from here on that is their home, and they are called what they are called there."""
        if self._entered.get(profile.user) == (home.server, profile.name):
            return
        await self.store.entered(home.community, PLATFORM, profile.user, self.clock.now())
        await self.dispatcher.learned(home.community, PLATFORM, profile)
        _remember(self._entered, profile.user, (home.server, profile.name))

    async def of_user(self, user: str, servers: Sequence[Server]) -> Home | None:
        """The home of somebody who writes directly; none where they share no server with us."""
        homes = await self._known(user, servers) or await self._found(user, servers)
        return next(iter(homes), None)

    async def role(self, home: Home, user: str) -> Role:
        """Which role they have in their server now: whoever may manage it organises. Raise NotPossible where Discord
        does not say."""
        try:
            guild = _Guild.model_validate(await self.rest.get(f"/guilds/{home.server}"))
            member = await self._member(home.server, user)
        except TROUBLE as error:
            log.warning("discord_role_unknown", extra={"code": code_of(error)})
            raise NotPossible(
                say("Discord did not tell me whether you organise here. Nothing was changed; try again in a minute.")
            ) from error
        return role_of(organises=member is not None and guild.is_managed_by(member))

    async def unsaid(self, home: Home, user: str, servers: Sequence[Server]) -> str | None:
        """The name of this home for somebody who has several and was never told which one counts: once."""
        name = f"discord/home-told/{user}"
        if len(await self._known(user, servers)) < 2 or await self.keyring.get(name) is not None:
            return None
        await self.keyring.put(name, home.community)
        return self._names[home.server]

    async def meet(self, home: Home, users: Iterable[str]) -> None:
        """Let members of the server that somebody named be found; nobody else is, whatever was written."""
        for user in list(users)[:_MOST_NAMED]:
            if (home.server, user) in self._met:
                continue
            try:
                member = await self._member(home.server, user)
            except TROUBLE as error:
                log.warning("discord_member_unknown", extra={"code": code_of(error)})
                return
            if member is not None and not member.user.bot:
                await self.dispatcher.join(home.community, PLATFORM, member.profile)
            _remember(self._met, (home.server, user), None)

    async def _known(self, user: str, servers: Sequence[Server]) -> list[Home]:
        """The communities where they are known, as far as we are still there."""
        communities = await self.store.homes(PLATFORM, user)
        if set(communities) - {home.community for home in self._servers.values()}:
            for server in servers:
                await self.of_server(server)
        here = {home.community: home for home in (self._servers.get(server.id) for server in servers) if home}
        return [here[community] for community in communities if community in here]

    async def _found(self, user: str, servers: Sequence[Server]) -> list[Home]:
        """Those of our servers that they are a member of; they are known there afterwards."""
        gate = asyncio.Semaphore(_AT_ONCE)

        async def look(server: Server) -> tuple[Server, _Member | None]:
            async with gate:
                with contextlib.suppress(*TROUBLE):
                    return server, await self._member(server.id, user)
                return server, None

        homes = list[Home]()
        for server, member in await asyncio.gather(*(look(server) for server in servers[:_MOST_SERVERS])):
            if member is not None:
                home = await self.of_server(server)
                await self.dispatcher.join(home.community, PLATFORM, member.profile)
                homes.append(home)
        return homes

    async def _member(self, server: int, user: str) -> _Member | None:
        try:
            return _Member.model_validate(await self.rest.get(f"/guilds/{server}/members/{user}"))
        except discord.NotFound:
            return None


def _remember(memory: OrderedDict[K, V], key: K, value: V) -> None:
    memory[key] = value
    memory.move_to_end(key)
    if len(memory) > _REMEMBERED:
        memory.popitem(last=False)
