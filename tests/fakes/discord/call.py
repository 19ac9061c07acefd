"""One request to the API, taken apart, and what every route needs of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.fakes.discord.fake import FakeDiscord
from tests.fakes.discord.permissions import Permission, permissions
from tests.fakes.discord.refusals import Code, Problem, Refusal
from tests.fakes.discord.world import Channel, Guild, Json, Member, Message, Upload, User, World


@dataclass(frozen=True, slots=True)
class Call:
    """``json`` is the body, or the ``payload_json`` of one that comes with ``uploads``."""

    fake: FakeDiscord
    path: dict[str, str]
    query: dict[str, str]
    json: Any
    uploads: list[Upload]

    @property
    def world(self) -> World:
        return self.fake.world

    @property
    def bot(self) -> User:
        return self.fake.world.bot

    @property
    def body(self) -> Json:
        return self.json or {}

    def flag(self, name: str) -> bool:
        return self.query.get(name, "").lower() in {"true", "1"}

    def guild(self) -> Guild:
        guild = self.world.guilds.get(self.path["guild_id"])
        if guild is None or not guild.has_bot:
            raise Refusal(Code.UNKNOWN_GUILD)
        return guild

    def member(self, guild: Guild) -> Member:
        if self.path["user_id"] not in self.world.users:
            raise Refusal(Code.UNKNOWN_USER)
        if self.path["user_id"] not in guild.members:
            raise Refusal(Code.UNKNOWN_MEMBER)
        return guild.members[self.path["user_id"]]

    def channel(self, *needed: Permission) -> Channel:
        """The channel of the path, which the app may see and has these permissions in."""
        channel = self.world.channels.get(self.path["channel_id"])
        if channel is None:
            raise Refusal(Code.UNKNOWN_CHANNEL)
        if channel.guild is not None:
            self.permit(channel.guild, channel, Permission.VIEW_CHANNEL, *needed)
        return channel

    def permit(self, guild: Guild, channel: Channel | None, *needed: Permission) -> None:
        granted = permissions(self.bot, guild, channel)
        if not guild.has_bot or (Permission.VIEW_CHANNEL in needed and Permission.VIEW_CHANNEL not in granted):
            raise Refusal(Code.MISSING_ACCESS)
        if any(each not in granted for each in needed):
            raise Refusal(Code.MISSING_PERMISSIONS)

    def message(self, channel: Channel) -> Message:
        """One that can be read again: ephemeral ones cannot."""
        message = self.world.messages[channel.id].get(self.path["message_id"])
        if message is None or message.audience is not None:
            raise Refusal(Code.UNKNOWN_MESSAGE)
        return message


Answer: TypeAlias = "Json | list[Json] | None"
Handler: TypeAlias = Callable[[Call], Awaitable[Answer]]
Routes: TypeAlias = Mapping[str, Handler]
"""By method and path, written as Discord's description writes them."""


def refuse_if(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Refusal(Code.INVALID_FORM, problems)
