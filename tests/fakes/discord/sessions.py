"""Connections to the gateway, and the sessions that outlive them."""

import asyncio
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.discord.opcodes import Event, Intent, Op
from tests.fakes.discord.snowflakes import shard_of
from tests.fakes.discord.world import Json


@dataclass(eq=False, slots=True)
class Connection:
    """One websocket: what is to be sent, in order, through one stream of compression."""

    socket: web.WebSocketResponse
    request: web.Request
    compresses: bool
    is_silent: bool = False
    outgoing: asyncio.Queue[Json | bytes] = field(default_factory=asyncio.Queue["Json | bytes"])
    _stream: Any = field(default_factory=zlib.compressobj)  # zlib does not export the type

    def send(self, payload: Json) -> None:
        if not self.is_silent:
            self.outgoing.put_nowait(payload)

    def ping(self, number: int) -> None:
        """Of the websocket itself, which no client limits; it is answered after all that was sent before."""
        if not self.is_silent:
            self.outgoing.put_nowait(str(number).encode())

    async def write(self) -> None:
        while True:
            payload = await self.outgoing.get()
            if isinstance(payload, bytes):
                await self.socket.ping(payload)
                continue
            text = json.dumps(payload)
            if self.compresses:
                packed = self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(packed)
            else:
                await self.socket.send_str(text)

    def abort(self) -> None:
        """Without a word, as a cable that is pulled out."""
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass(eq=False, slots=True)
class Session:
    """What a client identified for: its events stay numbered here, also while it is away.

    ``received`` is how far it has come, as far as it was asked.
    """

    id: str
    intents: Intent
    shard: tuple[int, int]
    connection: Connection | None = None
    sent: list[Json] = field(default_factory=list[Json])
    received: int = 0

    def wants(self, event: Event) -> bool:
        if event.intent and not event.intent & self.intents:
            return False
        mine = 0 if event.guild is None else shard_of(event.guild, self.shard[1])
        return mine == self.shard[0]

    def dispatch(self, name: str, data: Json) -> None:
        payload = {"op": Op.DISPATCH, "t": name, "s": len(self.sent) + 1, "d": data}
        self.sent.append(payload)
        if self.connection is not None:
            self.connection.send(payload)

    def ping(self) -> None:
        """Ask how far it has come."""
        if self.connection is not None:
            self.connection.ping(len(self.sent))
