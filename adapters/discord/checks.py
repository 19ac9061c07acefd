"""Whether Discord is set up right, asked of Discord itself; each finding says what to do."""

from __future__ import annotations

import re
from enum import IntFlag
from typing import TYPE_CHECKING

import discord
from pydantic import BaseModel, TypeAdapter

from adapters.discord.errors import TROUBLE, code_of, fatal
from adapters.discord.rest import Rest
from adapters.findings import Finding, clock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from adapters.discord.platform import DiscordSettings


FEW_SESSIONS = 50
"""Connections left for today below which something starts Hallway again and again."""

_MOST_NAMED = 5
_PORTAL = "discord.com/developers/applications"
_COPY = f"reset and copy it at {_PORTAL}, under Bot, Token"
_KINDS = {
    re.compile(r"[0-9a-f]{64}"): "the public key",
    re.compile(r"\d{15,22}"): "an application id",
    re.compile(r"[\w-]{32}"): "a client secret",
    re.compile(r"mfa\..*"): "a user's token",
    re.compile(r"Bot .*"): "a token with a word before it",
}
_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+")


class Permission(IntFlag):
    """What Hallway needs to be allowed in a server, to answer in channels. Nothing is needed for direct messages."""

    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    SEND_MESSAGES_IN_THREADS = 1 << 38

    @property
    def title(self) -> str:
        return (self.name or "").replace("_", " ").title()


NEEDED = Permission(sum(Permission))
_ADMINISTRATOR = 1 << 3
EVENTS = 1 << 33 | 1 << 44
"""Manage and create events: asked for with the invitation, and done without where a server does not want it."""

PRIVATE_THREADS = 1 << 36
"""Where two who are brought together can talk; without it they get a message each."""

ASKED_FOR = NEEDED.value | EVENTS | PRIVATE_THREADS
"""What the invitation asks for."""


class _User(BaseModel):
    username: str


class _Application(BaseModel):
    id: str
    name: str
    bot_require_code_grant: bool = False
    interactions_endpoint_url: str | None = None


class _Server(BaseModel):
    name: str
    permissions: int = 0

    @property
    def lacks(self) -> Permission:
        return Permission(0) if self.permissions & _ADMINISTRATOR else NEEDED & ~Permission(self.permissions & NEEDED)

    @property
    def has_private_threads(self) -> bool:
        return bool(self.permissions & (_ADMINISTRATOR | PRIVATE_THREADS))


class _Sessions(BaseModel):
    remaining: int
    reset_after: int = 0


class _Gateway(BaseModel):
    session_start_limit: _Sessions


async def check(settings: DiscordSettings, now: datetime) -> list[Finding]:
    """Nothing is changed on Discord, and the token is not shown."""
    wrong = _kind(settings)
    if wrong is not None:
        return [wrong]
    async with Rest(settings.token, settings.api_url) as rest:
        try:
            return [finding async for finding in _asked(rest, now)]
        except TROUBLE as error:
            return [_refused(error)]


def invitation(application: str) -> str:
    """The page on which somebody who manages a server adds Hallway to it."""
    return (
        f"https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands"
        f"&permissions={ASKED_FOR}"
    )


async def _asked(rest: Rest, now: datetime) -> AsyncIterator[Finding]:
    user = _User.model_validate(await rest.get("/users/@me"))
    yield Finding(f"Discord token: bot {user.username}")
    yield clock("Discord", rest.date, now)
    application = _Application.model_validate(await rest.get("/applications/@me"))
    yield _application(application)
    yield Finding("Discord intents: none is needed that must be allowed")
    servers = TypeAdapter(list[_Server]).validate_python(await rest.get("/users/@me/guilds"))
    yield _servers(servers, application)
    for server in servers:
        if server.lacks:
            lacking = ", ".join(each.title for each in server.lacks)
            yield Finding(
                f"Discord permissions in {server.name}", f"missing: {lacking}. Allow them to Hallway's role there"
            )
    if servers and not any(server.lacks for server in servers):
        yield _permissions(servers)
    yield _sessions(_Gateway.model_validate(await rest.get("/gateway/bot")).session_start_limit)


def _kind(settings: DiscordSettings) -> Finding | None:
    if _TOKEN.fullmatch(settings.token) and not settings.token.startswith("mfa."):
        return None
    kind = next((kind for looks, kind in _KINDS.items() if looks.fullmatch(settings.token)), "no token of Discord")
    return Finding("Discord token", f"HALLWAY_DISCORD_TOKEN is {kind}, and must be the bot's token: {_COPY}")


def _application(application: _Application) -> Finding:
    what = f"Discord application {application.name}, id {application.id}"
    if application.interactions_endpoint_url:
        return Finding(
            what,
            "its commands are sent to an Interactions Endpoint URL and never reach Hallway: empty that field at "
            f"{_PORTAL}, under General Information",
        )
    if application.bot_require_code_grant:
        return Finding(what, f"nobody can add it to a server: switch off Requires OAuth2 Code Grant at {_PORTAL}, Bot")
    return Finding(what)


def _servers(servers: list[_Server], application: _Application) -> Finding:
    if not servers:
        return Finding("Discord servers", f"it is in none yet: add it at {invitation(application.id)}")
    names = ", ".join(server.name for server in servers[:_MOST_NAMED])
    more = len(servers) - _MOST_NAMED
    return Finding(f"Discord servers: {names}" + (f" and {more} more" if more > 0 else ""))


def _permissions(servers: list[_Server]) -> Finding:
    without = ", ".join(server.name for server in servers if not server.has_private_threads)
    lost = "those who are brought together get a message each, and no conversation"
    return Finding(
        "Discord permissions" + (f" (without Create Private Threads in {without}: {lost})" if without else "")
    )


def _sessions(left: _Sessions) -> Finding:
    what = f"Discord connections, {left.remaining} left for today"
    if left.remaining > FEW_SESSIONS:
        return Finding(what)
    hours = -(-left.reset_after // 3_600_000)
    return Finding(
        what,
        f"something starts Hallway again and again: look into its log, and leave it stopped for {hours} h, or Discord "
        "takes the token away",
    )


def _refused(error: Exception) -> Finding:
    if fatal(error) is not None:
        return Finding("Discord token", f"Discord does not know it (any more): {_COPY}")
    return Finding("Discord", _out_of_reach(error))


def _out_of_reach(error: Exception) -> str:
    if isinstance(error, discord.HTTPException) and error.status < 500:
        return f"Discord says {code_of(error)}: {error.text or 'no more'}"
    return f"Discord cannot be asked ({code_of(error)}): look at the network, and at discordstatus.com"
