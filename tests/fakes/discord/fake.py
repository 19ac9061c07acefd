"""A Discord of its own: the world, its gateway, and how it is set up to behave."""

import random
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.absent import specs_folder
from tests.fakes.discord.chat import Chat
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.interactions import Interaction
from tests.fakes.discord.limits import Limits
from tests.fakes.discord.opcodes import Event, Intent
from tests.fakes.discord.payloads import guild_create_json, member_json, user_json
from tests.fakes.discord.pulse import Pulse
from tests.fakes.discord.sessions import Session
from tests.fakes.discord.snowflakes import Snowflakes, shard_of
from tests.fakes.discord.spec import Spec, spec_of
from tests.fakes.discord.world import Json, Message, MessageKind, User, World
from tests.fakes.faults import CALM, Fault, Odds


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came, and the status it was answered with; ``route`` as Discord's description names it."""

    route: str
    path: dict[str, str]
    query: dict[str, str]
    body: object
    status: int


@dataclass(frozen=True, slots=True)
class Setup:
    """How a fake behaves; by default well.

    ``respond_within`` is for how many seconds an interaction may stay unanswered. ``faulty`` are the routes, by the
    beginning of their path, that faults happen on. ``slow`` is by how many seconds a slow answer is late.
    """

    token: str = "MTE.fake.discord-token"
    seed: int = 1
    odds: Odds = CALM
    nonce_window: float = 180.0
    respond_within: float = 3.0
    globally: float | None = None
    shards: int = 1
    heartbeat: float = 41.25
    faulty: tuple[str, ...] = ("/channels/", "/users/@me/channels")
    slow: float = 20.0
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


class FakeDiscord:
    """``violations`` is every request that Discord would not have understood, and whatever the fake itself did wrong.

    ``asked`` are all requests in order; ``failing`` statuses to answer the next requests of a route with.
    ``opening_too_fast`` and ``blocked`` (by automatic moderation) are switched on by a test.
    """

    def __init__(self, setup: Setup | None = None) -> None:
        self.setup = setup or Setup()
        self.address = ""
        self.pulse = Pulse()
        self.ids = Snowflakes(self.setup.clock)
        bot = User(self.ids.fresh(), "hallway", "Hallway", is_bot=True)
        self.world = World(bot, bot.id)
        self.world.users[bot.id] = bot
        self.limits = Limits(self.setup.globally)
        self.odds = self.setup.odds
        self.dice = random.Random(self.setup.seed)
        self.violations: list[str] = []
        self.asked: list[Asked] = []
        self.file_headers: list[dict[str, str]] = []  # of the requests for files
        self.interactions: dict[str, Interaction] = {}
        self.typing: list[str] = []
        self.failing: dict[str, list[int]] = defaultdict(list)
        self.blocked: set[str] = set()
        self.opening_too_fast = False
        self.spec: Spec | None = None
        folder = specs_folder()
        if folder is not None:
            self.spec = spec_of(folder)
        self.gateway = Gateway(
            self.setup.token,
            ready=self._ready,
            welcome=self._welcome,
            members=self._members_chunk,
            judge=self.judge,
            heartbeat=self.setup.heartbeat,
            pulse=self.pulse,
        )
        self.chat = Chat(
            self.world, self.ids, self.setup.clock, self.gateway.dispatch, lambda: f"{self.address}/files", self.pulse
        )
        self.chat.nonce_window = self.setup.nonce_window

    @property
    def api_url(self) -> str:
        return f"{self.address}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"{self.address.replace('http', 'ws', 1)}/gateway"

    @property
    def settings(self) -> Mapping[str, str]:
        """What Hallway is told to be here."""
        return {
            "discord_token": self.setup.token,
            "discord_api_url": self.api_url,
            "discord_gateway_url": self.gateway_url,
        }

    @property
    def invalid_requests(self) -> int:
        """Those that Discord bans an address for, from 10,000 in ten minutes on."""
        return sum(each.status in {401, 403, 429} for each in self.asked)

    def asks(self, route: str) -> list[Asked]:
        return [each for each in self.asked if each.route == route]

    def copies(self) -> dict[str, int]:
        """How often each text of the app's stands there."""
        found: dict[str, int] = defaultdict(int)
        for message in self.world.everything():
            if message.author is self.world.bot and message.kind is MessageKind.WRITTEN:
                found[message.content] += 1
        return dict(found)

    def draw(self, path: str) -> Fault | None:
        return self.odds.draw(self.dice) if path.startswith(self.setup.faulty) else None

    def judge(self, event: str, data: Json) -> None:
        """Note what the fake itself is about to say wrongly."""
        for problem in self.spec.dispatch(event, data) if self.spec is not None else ():
            self.violations.append(f"the fake sends {event}: {problem}")

    def interact(self, interaction: Interaction, payload: Json) -> Interaction:
        self.interactions[interaction.id] = interaction
        guild = interaction.guild.id if interaction.guild is not None else None
        self.gateway.dispatch(Event("INTERACTION_CREATE", payload, guild=guild))
        return interaction

    def by_token(self, token: str) -> Interaction | None:
        return next((each for each in self.interactions.values() if each.token == token), None)

    def messages(self) -> list[Message]:
        return list(self.world.everything())

    def fresh_token(self) -> str:
        return f"aW50ZXJhY3Rpb24{uuid.uuid4().hex}"

    def _ready(self, session: Session) -> Json:
        mine = [each for each in self._guilds() if shard_of(each, session.shard[1]) == session.shard[0]]
        return {
            "v": 10,
            "user": user_json(self.world.bot) | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": each, "unavailable": True} for each in mine],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.gateway_url,
            "shard": list(session.shard),
            "application": {"id": self.world.application, "flags": 0, "flags_new": "0"},
        }

    def _welcome(self, session: Session) -> Iterable[Event]:
        for guild in self._guilds():
            data = guild_create_json(self.world.guilds[guild], self.world.bot)
            event = Event("GUILD_CREATE", data, Intent.GUILDS, guild)
            if session.wants(event):
                yield event

    def _guilds(self) -> list[str]:
        return [guild.id for guild in self.world.guilds.values() if guild.has_bot]

    def _members_chunk(self, asked: Json) -> Json:
        guild = self.world.guilds[str(asked["guild_id"])]
        users = asked.get("user_ids")
        named = {str(each) for each in (users if isinstance(users, list) else [users])} if users is not None else None
        query = (asked.get("query") or "").lower()
        found = [
            member_json(each)
            for each in guild.members.values()
            if (each.user.id in named if named is not None else each.user.name.lower().startswith(query))
        ]
        said: Json = {"guild_id": guild.id, "members": found, "chunk_index": 0, "chunk_count": 1, "not_found": []}
        return said | ({"nonce": asked["nonce"]} if "nonce" in asked else {})
