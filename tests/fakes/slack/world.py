"""What a Slack holds: workspaces with their people, conversations and messages."""

from dataclasses import dataclass, field
from enum import StrEnum

from tests.fakes.slack.wire import Json


class Kind(StrEnum):
    """What sort of conversation it is, in the words of ``channel_type``."""

    CHANNEL = "channel"
    PRIVATE = "group"
    IM = "im"
    GROUP_DM = "mpim"


@dataclass(slots=True)
class User:
    """``home`` is the workspace the person belongs to; a guest over Slack Connect belongs to another than the one they
    are met in. ``display_name`` is what they call themselves, where they say. ``refuses`` is the error that comes of
    opening their direct messages or writing to them."""

    id: str
    name: str
    real_name: str
    home: str
    tz: str = "UTC"
    locale: str = "en-US"
    is_admin: bool = False
    is_bot: bool = False
    is_deleted: bool = False
    reads_24h: bool = True
    refuses: str | None = None
    display_name: str = ""

    @property
    def shown_name(self) -> str:
        return self.display_name or self.real_name


@dataclass(slots=True)
class File:
    id: str
    name: str
    title: str = ""
    content: bytes | None = None


@dataclass(slots=True)
class Message:
    """``seq`` grows with every post and edit over the whole Slack. An ephemeral one has the user who sees it as its
    ``audience``."""

    seq: int
    ts: str
    channel: str
    author: str
    text: str
    blocks: list[Json] = field(default_factory=list[Json])
    audience: str | None = None
    thread_ts: str | None = None
    is_bot: bool = False
    is_edited: bool = False
    files: list[File] = field(default_factory=list[File])
    metadata: Json | None = None
    reactions: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class Channel:
    id: str
    name: str
    kind: Kind
    members: set[str] = field(default_factory=set[str])
    is_archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    ephemerals: dict[str, Message] = field(default_factory=dict[str, Message])

    def seen_by(self, user: str) -> list[Message]:
        """What this member sees in it, oldest first."""
        whispered = (each for each in self.ephemerals.values() if each.audience == user)
        return sorted([*self.messages.values(), *whispered], key=lambda each: each.seq)


@dataclass(slots=True)
class View:
    """A modal or a Home tab that is on somebody's screen, with the state its inputs have there."""

    id: str
    hash: str
    user: str
    view: Json
    state: dict[str, dict[str, Json]]
    root: str
    previous: str | None = None
    errors: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def blocks(self) -> list[Json]:
        return self.view["blocks"]


@dataclass(slots=True)
class Team:
    """A workspace. ``modals`` are each person's open ones, the one on top last."""

    id: str
    domain: str
    name: str
    bot_user: str
    bot_id: str
    enterprise: str | None = None
    has_messages_tab: bool = True
    users: dict[str, User] = field(default_factory=dict[str, User])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    homes: dict[str, View] = field(default_factory=dict[str, View])
    modals: dict[str, list[View]] = field(default_factory=dict[str, list[View]])

    def named(self, name: str) -> User:
        return next(user for user in self.users.values() if user.name == name)

    def channel_named(self, name: str) -> Channel:
        return next(channel for channel in self.channels.values() if channel.name == name)

    def view(self, id_: str) -> View | None:
        everywhere = [*self.homes.values(), *(view for stack in self.modals.values() for view in stack)]
        return next((view for view in everywhere if view.id == id_), None)
