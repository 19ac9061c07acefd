"""What went wrong between Discord and us, in one table, and what it means for a message on its way.

Numbers: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, assert_never

import aiohttp
import discord
import discord.app_commands
import discord.oggparse
import discord.opus
from pydantic import ValidationError

from bot.domain.delivery import NotAccepted, Refused, Unknown
from bot.errors import BadToken

if TYPE_CHECKING:
    from collections.abc import Mapping


class NotSent(Exception):
    """The request never left: nobody listens there, or we hold it back ourselves for ``after`` seconds."""

    def __init__(self, code: str, after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.after = after


class Policy(Enum):
    """What becomes of a message that Discord answered with this."""

    LATER = "certainly not accepted, and may be tomorrow"
    SLOWLY = "too many of these just now: leave this destination alone for a while"
    NEVER = "refused for good; the member is told at the next contact"
    DONE = "what was asked for is so already"
    UNSURE = "it may or may not have been accepted"


LITTLE_WHILE = timedelta(minutes=1)
BANNED = timedelta(minutes=15)
"""How long to leave Discord alone once its outermost wall turned us away."""

POLICIES: Mapping[int, Policy] = {
    # what is not there, or not any more
    10002: Policy.NEVER,  # unknown application
    10003: Policy.NEVER,  # unknown channel; a stored direct conversation is opened anew first
    10004: Policy.NEVER,  # unknown guild
    10007: Policy.NEVER,  # unknown member
    10008: Policy.DONE,  # unknown message: it is gone already
    10013: Policy.NEVER,  # unknown user
    10015: Policy.NEVER,  # unknown webhook: an interaction's token is over
    10062: Policy.NEVER,  # unknown interaction: answered too late
    10063: Policy.NEVER,  # unknown application command
    10070: Policy.NEVER,  # unknown scheduled event
    # what this account may not do
    20001: Policy.NEVER,  # bots cannot use this
    20009: Policy.NEVER,  # explicit content
    20012: Policy.NEVER,  # not authorized for this application
    # pace
    20016: Policy.SLOWLY,  # slow mode
    20022: Policy.SLOWLY,  # announcement edits
    20028: Policy.SLOWLY,  # the channel's write limit
    20029: Policy.SLOWLY,  # the server's write limit
    30034: Policy.LATER,  # 200 command creates a day
    30033: Policy.NEVER,  # as many people in a thread as there may be
    30038: Policy.NEVER,  # 100 scheduled events
    30046: Policy.SLOWLY,  # edits of old messages
    31001: Policy.SLOWLY,  # undocumented twin of 20029
    40003: Policy.SLOWLY,  # opening direct messages too fast
    # the account
    40001: Policy.LATER,  # unauthorized: the token is wrong until its operator puts it right
    40002: Policy.LATER,  # the account must be verified
    40004: Policy.LATER,  # sending is switched off for a while
    40005: Policy.NEVER,  # the request is too large
    40060: Policy.DONE,  # the interaction was answered already
    # this destination
    50001: Policy.NEVER,  # missing access
    50003: Policy.NEVER,  # not in a direct conversation
    50005: Policy.NEVER,  # somebody else's message
    50006: Policy.NEVER,  # an empty message
    50007: Policy.NEVER,  # direct messages are closed
    50008: Policy.NEVER,  # not a text channel
    50009: Policy.NEVER,  # the channel asks for more verification
    50013: Policy.NEVER,  # missing permissions
    50014: Policy.LATER,  # invalid token
    50019: Policy.NEVER,  # only pinned in its own channel
    50021: Policy.NEVER,  # not on a system message
    50024: Policy.NEVER,  # not in this kind of channel
    50025: Policy.LATER,  # invalid OAuth token
    50027: Policy.NEVER,  # an interaction's token is over
    50033: Policy.NEVER,  # invalid recipient
    50035: Policy.NEVER,  # an invalid body: our mistake, and it stays one
    50045: Policy.NEVER,  # the file is too large
    50046: Policy.NEVER,  # an invalid file
    50055: Policy.NEVER,  # invalid guild
    50068: Policy.NEVER,  # invalid kind of message
    50083: Policy.NEVER,  # the thread is archived
    50109: Policy.NEVER,  # invalid JSON
    50278: Policy.NEVER,  # no server in common any more
    110000: Policy.NEVER,  # temporarily down: documented for stages only
    130000: Policy.SLOWLY,  # overloaded
    160002: Policy.NEVER,  # cannot reply without reading history
    160004: Policy.DONE,  # a thread was made for this message already
    160005: Policy.NEVER,  # the thread is locked
    160006: Policy.LATER,  # as many active threads as there may be
    160007: Policy.LATER,  # the same for those of announcements
    200000: Policy.NEVER,  # blocked by the server's own moderation
    200001: Policy.NEVER,  # a title blocked by it
    220003: Policy.NEVER,  # webhooks can only make threads in forums
    240000: Policy.NEVER,  # blocked as a harmful link
}
"""By Discord's own number."""

STATUSES: Mapping[int, Policy] = {
    400: Policy.LATER,
    401: Policy.LATER,
    403: Policy.LATER,
    404: Policy.LATER,
    405: Policy.LATER,
    413: Policy.NEVER,
    429: Policy.SLOWLY,
}
"""By HTTP status, where the number is not in the table: tried a few times, then given up loudly. 5xx is unsure."""


class Meaning(Enum):
    """What an exception says about the request or the connection it ended."""

    ANSWERED = "Discord answered: its number decides"
    HELD_BACK = "the request never left, or was turned away unread"
    UNSURE = "nobody knows"
    FATAL = "no second try mends it: its operator must"
    CONNECTION = "the connection ended; another one may hold"
    MISTAKE = "a part of the SDK that we do not use, or not like that"


EXCEPTIONS: Mapping[type[Exception], Meaning] = {
    NotSent: Meaning.HELD_BACK,
    discord.RateLimited: Meaning.HELD_BACK,
    discord.HTTPException: Meaning.ANSWERED,
    aiohttp.ClientError: Meaning.UNSURE,
    TimeoutError: Meaning.UNSURE,
    OSError: Meaning.UNSURE,
    ValidationError: Meaning.UNSURE,  # an answer that is none
    discord.GatewayNotFound: Meaning.CONNECTION,
    discord.ConnectionClosed: Meaning.CONNECTION,
    discord.LoginFailure: Meaning.FATAL,
    discord.MissingApplicationID: Meaning.FATAL,
    discord.PrivilegedIntentsRequired: Meaning.FATAL,
    discord.ClientException: Meaning.MISTAKE,
    discord.app_commands.AppCommandError: Meaning.MISTAKE,
    discord.opus.OpusError: Meaning.MISTAKE,
    discord.opus.OpusNotLoaded: Meaning.MISTAKE,
    discord.oggparse.OggError: Meaning.MISTAKE,
}
"""By class; a class that is not here means what its nearest parent means."""

TROUBLE = (NotSent, discord.DiscordException, aiohttp.ClientError, OSError, ValidationError)
"""Everything a request can end with; a TimeoutError is an OSError."""


def meaning_of(error: Exception) -> Meaning:
    return next((EXCEPTIONS[kind] for kind in type(error).__mro__ if kind in EXCEPTIONS), Meaning.MISTAKE)


def policy_of(error: discord.HTTPException) -> Policy:
    if error.status >= 500:
        return Policy.UNSURE
    return POLICIES.get(error.code) or STATUSES.get(error.status, Policy.LATER)


def is_known(error: Exception) -> bool:
    """Whether the tables say what to do. What they do not know is tried three times and no more."""
    if not isinstance(error, discord.HTTPException):
        return meaning_of(error) is not Meaning.MISTAKE
    return error.code in POLICIES or error.status >= 500


def code_of(error: Exception) -> str:
    match error:
        case discord.HTTPException():
            return str(error.code or error.status)
        case NotSent():
            return error.code
        case discord.RateLimited():
            return "429"
        case _:
            return type(error).__name__


def outcome_of(error: Exception) -> NotAccepted | Refused | Unknown:
    """What an error of a request means for the message in it."""
    match error:
        case NotSent(after=after):
            return NotAccepted(code_of(error), None if after is None else timedelta(seconds=after))
        case discord.RateLimited(retry_after=after):
            return NotAccepted(code_of(error), timedelta(seconds=after))
        case discord.HTTPException():
            return _by_policy(policy_of(error), code_of(error))
        case _:
            return Unknown(code_of(error))


def _by_policy(policy: Policy, code: str) -> NotAccepted | Refused | Unknown:
    match policy:
        case Policy.LATER:
            return NotAccepted(code)
        case Policy.SLOWLY:
            return NotAccepted(code, LITTLE_WHILE)
        case Policy.NEVER | Policy.DONE:
            return Refused(code)
        case Policy.UNSURE:
            return Unknown(code)
        case _:
            assert_never(policy)


_WRONG = "Discord does not know this token: put the bot's own (Developer Portal, Bot) into HALLWAY_DISCORD_TOKEN."
_CLOSED: Mapping[int, str] = {
    4004: _WRONG,
    4010: "Discord refuses the shards asked for: report this with the log.",
    4011: "Discord wants more shards than it offered: start Hallway again.",
    4012: "Discord does not speak this version of its protocol any more: update Hallway.",
    4013: "Discord does not know the intents asked for: update Hallway.",
    4014: "Discord does not allow the intents asked for: update Hallway, which needs none that must be allowed.",
}
"""Ends of a connection that trying again does not mend, by close code."""


def fatal(error: Exception) -> BadToken | None:
    """The one line for what no second try mends; none for everything else."""
    match error:
        case discord.ConnectionClosed(code=code) if code in _CLOSED:
            return BadToken(_CLOSED[code])
        case discord.PrivilegedIntentsRequired():
            return BadToken(_CLOSED[4014])
        case discord.HTTPException(status=401):
            return BadToken(_WRONG)
        case _:
            return BadToken(_WRONG) if meaning_of(error) is Meaning.FATAL else None
