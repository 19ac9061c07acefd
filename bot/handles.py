"""Handles: a command written into a button, short enough for any platform and good only for whom it was made: one
member, or everybody who sees a channel.

A handle proves nothing about rights; it only says which command was meant. The command goes through the same gate as
one that was typed, with the rights of whoever presses it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from bot.domain.noticeboard import EVERYBODY
from bot.domain.talk import Filling
from bot.errors import Stale
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.ids import CommunityId, MemberId
    from bot.registry import Registry
    from bot.reply import Call

LIMIT = 100
"""Characters of a Discord ``custom_id``."""

_PREFIX = "hw"
_SIGNATURE = 12


class Handles:
    """Writes and reads handles with the instance's secret."""

    def __init__(self, secret: bytes, commands: Registry) -> None:
        self._secret = hashlib.blake2b(b"handles", key=secret[:64], digest_size=32).digest()
        self._commands = commands

    def write(self, call: Call, community: CommunityId, member: MemberId) -> str:
        """Raise ValueError for a call too long for a button or to no command; a test holds every button to that."""
        spec = self._commands.find(call.command)
        if spec is None or not call.slots.keys() <= spec.slots.keys():
            raise ValueError(f"a button calls {call}, which no command takes")
        values = ";".join(quote(call.slots.get(name, ""), safe="<>:@ ,") for name in spec.slots).rstrip(";")
        body = f"{_PREFIX};{spec.name};{values}"
        handle = f"{body};{self._sign(body, community, member)}"
        if len(handle) > LIMIT:
            raise ValueError(f"a button of {spec.name} takes {len(handle)} characters of {LIMIT}")
        return handle

    def read(self, handle: str, community: CommunityId, member: MemberId, *, at: datetime) -> Filling:
        """Raise Stale for anything this member was not given."""
        body, _, signature = handle.rpartition(";")
        ours = [self._sign(body, community, whose).encode() for whose in (member, EVERYBODY)]
        if not any(hmac.compare_digest(signature.encode(), each) for each in ours):
            raise _stale()
        _, name, *values = body.rstrip(";").split(";")  # a command without slots ends in a separator
        spec = self._commands.find(name)
        if spec is None or len(values) > len(spec.slots):
            raise _stale()
        slots = {slot: unquote(value) for slot, value in zip(spec.slots, values, strict=False) if value}
        return Filling(name, slots, at)

    def _sign(self, body: str, community: CommunityId, member: MemberId) -> str:
        message = f"{community}|{member}|{body}".encode(errors="surrogatepass")
        digest = hashlib.blake2b(message, key=self._secret, digest_size=9).digest()
        return base64.urlsafe_b64encode(digest).decode()[:_SIGNATURE]


def _stale() -> Stale:
    return Stale(say("That button does not work any more. Tell me in words what you would like, or say help."))
