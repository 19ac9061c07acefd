"""Messages as they come, change and go: who is told of it, and who sees it."""

import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from tests.fakes.discord.message_rules import walk
from tests.fakes.discord.opcodes import Event, Intent
from tests.fakes.discord.payloads import member_json, message_json
from tests.fakes.discord.permissions import Permission, permissions
from tests.fakes.discord.pulse import Pulse
from tests.fakes.discord.reading import buttons_of, text_of
from tests.fakes.discord.snowflakes import Snowflakes
from tests.fakes.discord.world import Channel, Json, Message, MessageFlag, MessageKind, Upload, User, World

_MENTION = re.compile(r"<@!?(\d+)>")


@dataclass(frozen=True, slots=True)
class Sight:
    """Something that appeared before people's eyes. One that was edited appears again, under a number of its own.

    ``audience`` is the only one who sees it, where it is for one alone; ``channel`` is None for a modal.
    """

    number: int
    text: str
    buttons: tuple[str, ...]
    audience: User | None
    channel: Channel | None
    message: Message | None = None


@dataclass(slots=True)
class Chat:
    """``nonce_window`` is for how many seconds a nonce is recognised; ``files`` the address of uploads."""

    world: World
    ids: Snowflakes
    clock: Callable[[], datetime]
    dispatch: Callable[[Event], None]
    files: Callable[[], str]
    pulse: Pulse
    nonce_window: float = 180.0
    sights: list[Sight] = field(default_factory=list[Sight])
    uploads: dict[str, Upload] = field(default_factory=dict[str, Upload])
    _nonces: deque[tuple[float, Channel, Message]] = field(default_factory=deque[tuple[float, Channel, Message]])

    def json(self, message: Message) -> Json:
        return message_json(message, self.files())

    def with_nonce(self, channel: Channel, nonce: str) -> Message | None:
        """What the bot sent there under this nonce a little while ago."""
        while self._nonces and time.monotonic() - self._nonces[0][0] >= self.nonce_window:
            self._nonces.popleft()
        return next((each for _, place, each in self._nonces if place is channel and each.nonce == nonce), None)

    def write(self, channel: Channel, author: User, body: Json, uploads: list[Upload] | None = None) -> Message:
        """A new message, not posted yet."""
        message = Message(self.ids.fresh(), channel, author, self.clock())
        message.uploads = list(uploads or ())
        self.uploads |= {each.id: each for each in message.uploads}
        nonce = body.get("nonce")
        message.nonce = str(nonce) if nonce is not None else None
        message.flags = MessageFlag(body.get("flags") or 0)
        self._fill(message, body)
        return message

    def post(self, message: Message) -> Message:
        held = self.world.messages[message.channel.id]
        held[message.id] = message
        if message.nonce is not None and message.author is self.world.bot:
            self._nonces.append((time.monotonic(), message.channel, message))
        self._announce("MESSAGE_CREATE", message)
        self._show(message)
        return message

    def tell_of(self, added: User, thread: Channel) -> None:
        """What everybody in a thread reads when somebody is added: a message of the app's that it did not write."""
        message = Message(self.ids.fresh(), thread, self.world.bot, self.clock(), kind=MessageKind.PERSON_ADDED)
        message.mentions = [added]
        self.world.messages[thread.id][message.id] = message
        self._announce("MESSAGE_CREATE", message)

    def edit(self, message: Message, body: Json, uploads: list[Upload] | None = None) -> Message:
        """What the body does not speak of stays. Filling in a deferred answer is an edit, too."""
        was_loading = message.is_loading
        message.flags &= ~MessageFlag.LOADING
        self._keep_uploads(message, body, uploads or [])
        self._fill(message, body)
        if not was_loading:
            message.edited_at = self.clock()
        self._announce("MESSAGE_UPDATE", message)
        self._show(message)
        return message

    def delete(self, message: Message) -> None:
        del self.world.messages[message.channel.id][message.id]
        where = {"id": message.id, "channel_id": message.channel.id}
        guild = message.channel.guild
        if guild is not None:
            where["guild_id"] = guild.id
        if message.audience is None:
            self.dispatch(Event("MESSAGE_DELETE", where, _intent(message), guild.id if guild else None))
        self.pulse.beat()

    def show_modal(self, user: User, text: str) -> None:
        self.sights.append(Sight(len(self.sights), text, (), user, None))
        self.pulse.beat()

    def _fill(self, message: Message, body: Json) -> None:
        if "content" in body:
            message.content = body["content"] or ""
            self._mention(message, body.get("allowed_mentions"))
        if "embeds" in body:
            message.embeds = body["embeds"] or []
        if "components" in body:
            message.components = numbered(body["components"] or [])
        if body.get("message_reference"):
            message.reference = str(body["message_reference"]["message_id"])
            answered = self.world.messages[message.channel.id].get(message.reference)
            if answered is not None and answered.author not in message.mentions:
                message.mentions.append(answered.author)

    def _mention(self, message: Message, allowed: Json | None) -> None:
        """Who is alerted; without a word about it, everybody who is mentioned."""
        parsed = set((allowed or {}).get("parse") or ()) if allowed is not None else {"users", "roles", "everyone"}
        named = {str(each) for each in (allowed or {}).get("users") or ()}
        found = dict.fromkeys(_MENTION.findall(message.content))
        known = [self.world.users[user] for user in found if user in self.world.users]
        message.mentions = [user for user in known if "users" in parsed or user.id in named]
        says_everyone = "@everyone" in message.content or "@here" in message.content
        guild = message.channel.guild
        may = guild is not None and Permission.MENTION_EVERYONE in permissions(message.author, guild, message.channel)
        message.mentions_everyone = says_everyone and "everyone" in parsed and may

    def _keep_uploads(self, message: Message, body: Json, uploads: list[Upload]) -> None:
        if "attachments" in body:
            kept = {str(each["id"]) for each in body["attachments"] or ()}
            message.uploads = [each for each in message.uploads if each.id in kept]
        message.uploads += uploads
        self.uploads |= {each.id: each for each in uploads}

    def _announce(self, event: str, message: Message) -> None:
        """Tell the app, unless it is for one person alone: of others' words in channels only those meant for it."""
        if message.audience is not None:
            return
        data, guild = self.json(message), message.channel.guild
        if message.nonce is not None and event == "MESSAGE_CREATE":
            data["nonce"] = message.nonce
        if guild is None:
            self.dispatch(Event(event, data | {"channel_type": 1}, Intent.DIRECT_MESSAGES))
            return
        data |= {"guild_id": guild.id, "channel_type": int(message.channel.kind)}
        if message.author.id in guild.members:
            data["member"] = member_json(guild.members[message.author.id], with_user=False)
        is_ours = message.author is self.world.bot or self.world.bot in message.mentions
        bare = None if is_ours else data | {"content": "", "embeds": [], "components": [], "attachments": []}
        if Permission.VIEW_CHANNEL in permissions(self.world.bot, guild, message.channel):
            self.dispatch(Event(event, data, Intent.GUILD_MESSAGES, guild.id, bare))

    def _show(self, message: Message) -> None:
        if message.author is self.world.bot and not message.is_loading:
            audience = message.audience or message.channel.recipient
            sight = Sight(len(self.sights), text_of(message), buttons_of(message), audience, message.channel, message)
            self.sights.append(sight)
        self.pulse.beat()


def numbered(components: list[Json]) -> list[Json]:
    """Components with the numbers Discord gives to those that came without one."""
    copied = [_copied(each) for each in components]
    taken = {each["id"] for _, each in walk(copied) if each.get("id")}
    free = iter(number for number in range(1, 10_000) if number not in taken)
    for _, each in walk(copied):
        if not each.get("id"):
            each["id"] = next(free)
    return copied


def _copied(component: Json) -> Json:
    fresh = dict(component)
    if component.get("components") is not None:
        fresh["components"] = [_copied(each) for each in component["components"]]
    for single in ("accessory", "component"):
        if component.get(single) is not None:
            fresh[single] = _copied(component[single])
    return fresh


def _intent(message: Message) -> Intent:
    return Intent.GUILD_MESSAGES if message.channel.guild is not None else Intent.DIRECT_MESSAGES
