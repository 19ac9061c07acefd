"""The gateway's own numbers: what is said over it, why it is closed, and what an app asks to be told of.

https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
"""

from dataclasses import dataclass
from enum import IntEnum, IntFlag

from tests.fakes.discord.world import Json


class Op(IntEnum):
    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    INVALID_SHARD = 4010
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class Intent(IntFlag):
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16


NO_INTENT = Intent(0)
PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
KNOWN_INTENTS = (1 << 26) - 1


@dataclass(frozen=True, slots=True)
class Event:
    """``intent`` is the one it takes to be told of it (0: everybody is), ``guild`` whose shard it goes to.

    ``bare`` is what a session without the message-content intent gets instead, where that is less.
    """

    name: str
    data: Json
    intent: Intent = NO_INTENT
    guild: str | None = None
    bare: Json | None = None

    def told_to(self, intents: Intent) -> Json:
        return self.data if self.bare is None or Intent.MESSAGE_CONTENT in intents else self.bare
