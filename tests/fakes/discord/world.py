"""What there is on the fake Discord: accounts, servers, channels, messages."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class ChannelKind(IntEnum):
    TEXT = 0
    DM = 1
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12


class MessageKind(IntEnum):
    WRITTEN = 0
    PERSON_ADDED = 1


class MessageFlag(IntFlag):
    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)


@dataclass(slots=True, eq=False)
class User:
    """``accepts_messages`` is whether strangers, bots included, may write to them in private."""

    id: str
    name: str
    global_name: str
    locale: str = "en-US"
    is_bot: bool = False
    accepts_messages: bool = True

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(slots=True, eq=False)
class Role:
    id: str
    name: str
    permissions: int
    position: int


@dataclass(slots=True, eq=False)
class Member:
    user: User
    joined_at: datetime
    roles: set[str] = field(default_factory=set[str])
    nick: str | None = None


@dataclass(frozen=True, slots=True)
class Overwrite:
    """A role's or member's exception in one channel."""

    is_role: bool
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Guild:
    """``roles`` holds one of the guild's own id: everyone. ``has_bot`` is whether the app was added to it;
    ``system_channel`` where Discord itself says what is new."""

    id: str
    name: str
    owner: User
    made_at: datetime
    locale: str = "en-US"
    has_bot: bool = True
    roles: dict[str, Role] = field(default_factory=dict[str, Role])
    members: dict[str, Member] = field(default_factory=dict[str, Member])
    channels: dict[str, "Channel"] = field(default_factory=dict[str, "Channel"])
    events: dict[str, Json] = field(default_factory=dict[str, Json])
    system_channel: "Channel | None" = None

    @property
    def threads(self) -> list["Channel"]:
        return [channel for channel in self.channels.values() if channel.parent is not None]


@dataclass(slots=True, eq=False)
class Channel:
    """``recipient`` is the person on the other side of a direct conversation; ``parent`` is a thread's channel."""

    id: str
    kind: ChannelKind
    name: str = ""
    guild: Guild | None = None
    recipient: User | None = None
    parent: "Channel | None" = None
    owner: User | None = None
    made_at: datetime | None = None
    overwrites: dict[str, Overwrite] = field(default_factory=dict[str, Overwrite])
    thread_members: set[str] = field(default_factory=set[str])
    is_archived: bool = False
    is_locked: bool = False
    invitable: bool = True
    auto_archive: int = 4320

    @property
    def is_private_thread(self) -> bool:
        return self.kind is ChannelKind.PRIVATE_THREAD

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a message."""

    id: str
    name: str
    media_type: str
    content: bytes
    description: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """``audience`` is the one who sees it where it is ephemeral; ``interaction`` what Discord says it came from.

    ``mentions`` are those it alerts.
    """

    id: str
    channel: Channel
    author: User
    sent_at: datetime
    content: str = ""
    kind: MessageKind = MessageKind.WRITTEN
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    uploads: list[Upload] = field(default_factory=list[Upload])
    flags: MessageFlag = NO_FLAGS
    mentions: list[User] = field(default_factory=list[User])
    mentions_everyone: bool = False
    nonce: str | None = None
    audience: User | None = None
    interaction: Json | None = None
    reference: str | None = None
    edited_at: datetime | None = None

    @property
    def is_loading(self) -> bool:
        return MessageFlag.LOADING in self.flags


@dataclass(slots=True)
class World:
    """``commands`` are what the app registered: for a guild by its id, everywhere under the empty string.

    ``interactions_endpoint`` and ``takes_code_grant`` are fields of the app's settings page.
    """

    bot: User
    application: str
    users: dict[str, User] = field(default_factory=dict[str, User])
    guilds: dict[str, Guild] = field(default_factory=dict[str, Guild])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    messages: dict[str, dict[str, Message]] = field(default_factory=lambda: defaultdict(dict))
    commands: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    created_commands: int = 0
    interactions_endpoint: str | None = None
    takes_code_grant: bool = False

    def dm(self, user: User) -> Channel | None:
        return next((each for each in self.channels.values() if each.recipient is user), None)

    def everything(self) -> Iterator[Message]:
        """Every message there is, oldest first."""
        found = [message for held in self.messages.values() for message in held.values()]
        yield from sorted(found, key=lambda message: int(message.id))
