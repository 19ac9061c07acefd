"""The whole of a Slack in memory: its workspaces, what it hands out, what it sends, and what was wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.fakes.limits import Windows
from tests.fakes.slack import checks, payloads, screens
from tests.fakes.slack.grants import SCOPES, AppKeys, Grant, Grants
from tests.fakes.slack.outgoing import Answer, Outgoing, Sort
from tests.fakes.slack.sockets import Sockets
from tests.fakes.slack.stamps import Hooks, Stamps, Triggers
from tests.fakes.slack.trouble import Trouble
from tests.fakes.slack.world import Channel, File, Kind, Message, Team, User

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.fakes.slack.wire import Json

_ALWAYS = "app_home_opened message.im app_uninstalled tokens_revoked"
_OPTIONAL = "team_join user_change member_joined_channel app_mention"
EVENTS = frozenset(f"{_ALWAYS} {_OPTIONAL}".split())


def wall_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Request:
    """One request to the Web API, as it came in."""

    method: str
    args: Json
    token: str


@dataclass(slots=True)
class Slack:
    """``violations`` is everything the app, or this fake, did that the published descriptions forbid: tests assert that
    it is empty. ``failures`` is every time somebody saw a warning sign instead of an answer. ``events`` are those the
    app has subscribed to; no other is sent. ``echoes``: the app is told of its own messages too.
    Without ``is_native`` people see what the app wrote to stand for a time, not Slack's own words for it, and
    bare names."""

    now: Callable[[], datetime] = wall_clock
    keys: AppKeys = field(default_factory=AppKeys)
    events: frozenset[str] = EVENTS
    echoes: bool = True
    is_native: bool = True
    teams: dict[str, Team] = field(default_factory=dict[str, Team])
    violations: list[str] = field(default_factory=list[str])
    failures: list[str] = field(default_factory=list[str])
    requests: list[Request] = field(default_factory=list[Request])
    uploads: dict[str, File] = field(default_factory=dict[str, File])
    address: str = ""
    edits: int = 0
    stamps: Stamps = field(init=False)
    grants: Grants = field(init=False)
    triggers: Triggers = field(init=False)
    hooks: Hooks = field(init=False)
    sockets: Sockets = field(init=False)
    outgoing: Outgoing = field(init=False)
    trouble: Trouble = field(init=False)

    def __post_init__(self) -> None:
        self.stamps = Stamps(self.now)
        self.grants = Grants(self.keys)
        self.triggers = Triggers(self.stamps)
        self.hooks = Hooks(self.stamps)
        self.sockets = Sockets(self.keys.app_id)
        self.outgoing = Outgoing(self.sockets)
        self.trouble = Trouble(Windows(lambda: self.now().timestamp()))

    def team(self, id_: str = "T0COMMUNITY", *, name: str = "Community", enterprise: str | None = None) -> Team:
        """The workspace of this id, made if it is not there yet. The app is not in it until it is installed."""
        if id_ not in self.teams:
            bot = User(f"UBOT{id_[1:]}", "hallway", "Hallway", id_, is_bot=True)
            team = Team(id_, name.lower(), name, bot.id, f"B{id_[1:]}", enterprise, users={bot.id: bot})
            self.teams[id_] = team
        return self.teams[id_]

    def channel(self, team: Team, name: str, *users: str, kind: Kind = Kind.CHANNEL) -> Channel:
        """A channel with these people in it, and the app."""
        channel = Channel(f"C{name.upper()}", name, kind, {team.bot_user, *users})
        team.channels[channel.id] = channel
        return channel

    def install(self, team: Team, *, installer: str = "U0INSTALLER", scopes: list[str] | None = None) -> Grant:
        """A bot token for the workspace, as the app's settings page shows one."""
        return self.grants.issue(team.id, installer, list(SCOPES) if scopes is None else scopes)

    def settings(self, team: Team) -> Mapping[str, str]:
        """What Hallway is told to be in this workspace over Socket Mode; the app is installed there by it."""
        return {
            "slack_bot_token": self.install(team).token,
            "slack_app_token": self.keys.app_token,
            "slack_api_url": f"{self.address}/api/",
        }

    def seq(self) -> int:
        """The number of the next post or edit."""
        self.edits += 1
        return self.edits

    def post(self, team: Team, channel: Channel, author: str, text: str, **more: object) -> Message:
        """Put a message into a conversation; ``more`` are fields of Message."""
        message = Message(self.seq(), self.stamps.ts(), channel.id, author, text, **more)  # pyright: ignore[reportArgumentType] - fields by name
        message.blocks = screens.named(message.blocks, self.stamps)
        held = channel.messages if message.audience is None else channel.ephemerals
        held[message.ts] = message
        return message

    def direct(self, team: Team, *users: str) -> Channel:
        """The conversation of the app with these people, made if it is not there yet."""
        kind = Kind.IM if len(users) == 1 else Kind.GROUP_DM
        id_ = ("D" if kind is Kind.IM else "C") + "X".join(user[1:] for user in sorted(users))
        if id_ not in team.channels:
            names = "--".join(sorted(team.users[user].name for user in users))
            name = "directmessage" if kind is Kind.IM else f"mpdm-{names}-1"
            team.channels[id_] = Channel(id_, name, kind, {team.bot_user, *users})
        return team.channels[id_]

    def accept_modal(self, view: Json) -> None:
        self.violated("a modal", checks.modal(view))

    def violated(self, where: str, found: list[str]) -> None:
        self.violations += [f"{where} {each}" for each in found]

    async def send_event(self, team: Team, event: Json, *, subscription: str = "") -> Answer | None:
        """To the app, if it is installed there and subscribed; None if it is not."""
        if (subscription or event["type"]) not in self.events:
            return None
        return await self.outgoing.deliver(Sort.EVENT, self.envelope(team, event))

    async def send(self, sort: Sort, payload: Json, name: str, checked: Json | None = None) -> Answer:
        """Something a person did. First it, or what stands for it, is held against the description of this name."""
        self.violated(f"the fake's {name}", checks.payload(payload if checked is None else checked, name))
        return await self.outgoing.deliver(sort, payload)

    def envelope(self, team: Team, event: Json) -> Json:
        payload: Json = {
            "token": self.keys.verification_token,
            "team_id": team.id,
            "api_app_id": self.keys.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self.stamps.id("Ev"),
            "event_time": int(self.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": team.enterprise,
                    "team_id": team.id,
                    "user_id": team.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }
        if team.enterprise is not None:
            payload["enterprise_id"] = team.enterprise
        self.violated(f"the fake's {event['type']}", checks.payload(payload, "EnvelopedEvent<SlackEvent>"))
        return payload

    def copies(self) -> dict[str, int]:
        """How often each text that the app posted stands there, over all workspaces."""
        channels = (channel for team in self.teams.values() for channel in team.channels.values())
        return dict(Counter(each.text for channel in channels for each in channel.messages.values() if each.is_bot))

    def edit(self, message: Message, text: object, blocks: list[Json] | None) -> None:
        """Give it other words, other blocks, or both; what is not given stays."""
        message.seq, message.is_edited = self.seq(), True
        message.text = message.text if text is None else str(text)
        message.blocks = message.blocks if blocks is None else screens.named(blocks, self.stamps)

    def echo(self, team: Team, channel: Channel, message: Message) -> None:
        if self.echoes and message.audience is None:
            event = payloads.message_event(message, channel, team)
            self.outgoing.later(self._tell(team, event, f"message.{channel.kind}"))

    async def uninstalled(self, team: Team) -> None:
        """Somebody takes the app out of the workspace: its tokens end, and it is told twice."""
        self.grants.revoke(team.id)
        await self.send_event(team, {"type": "app_uninstalled"})
        await self.revoked(team)

    async def revoked(self, team: Team) -> None:
        """The bot's tokens end."""
        self.grants.revoke(team.id)
        await self.send_event(team, {"type": "tokens_revoked", "tokens": {"bot": [team.bot_user], "oauth": []}})

    async def _tell(self, team: Team, event: Json, subscription: str) -> None:
        await self.send_event(team, event, subscription=subscription)
