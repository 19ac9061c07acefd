"""Socket Mode: the connections an app has opened, and envelopes that go to one of them each."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.fakes.slack.outgoing import NOBODY, Answer, Sent, Sort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fakes.slack.wire import Json


@dataclass(slots=True, eq=False)
class Connection:
    """``is_silent`` makes it half-open: it stands, and whatever is sent over it never arrives."""

    socket: web.WebSocketResponse
    is_silent: bool = False
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict[str, "asyncio.Future[Json]"])

    async def listen(self) -> None:
        """Take acknowledgements until it closes."""
        async for message in self.socket:
            if message.type is WSMsgType.TEXT and not self.is_silent:
                self._acknowledged(message.json())

    def _acknowledged(self, answer: Json) -> None:
        future = self.waiting.pop(answer.get("envelope_id", ""), None)
        if future is not None and not future.done():
            future.set_result(answer.get("payload") or {})


@dataclass(slots=True)
class Sockets:
    """``ack_within`` is how many seconds an app has to acknowledge. Envelopes take the connections in turn, the silent
    ones too: Slack does not know of them."""

    app_id: str
    ack_within: float = 3.0
    connections: list[Connection] = field(default_factory=list[Connection])
    unknown_tickets: int = 0
    opened: int = 0
    _tickets: set[str] = field(default_factory=set[str])
    _turn: Iterator[int] = field(default_factory=itertools.count)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def ticket(self) -> str:
        """For one connection."""
        ticket = uuid.uuid4().hex
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            self.unknown_tickets += 1
            return web.Response(status=408)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket)
        await self._greet(connection)
        try:
            await connection.listen()
        finally:
            await self._drop(connection)
        return socket

    async def send(self, sent: Sent) -> Answer:
        standing = [each for each in self.connections if not each.socket.closed]
        if not standing:
            return Answer(0, reason="connection_failed")
        connection = standing[next(self._turn) % len(standing)]
        if connection.is_silent:
            return NOBODY
        envelope = _envelope(sent)
        future = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = future
        try:
            await connection.socket.send_json(envelope)
            return Answer(200, await asyncio.wait_for(future, self.ack_within))
        except (TimeoutError, ConnectionError):
            return NOBODY

    async def connected(self, count: int = 1) -> None:
        """Returns when so many connections stand."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.connections) >= count)

    async def until_opened(self, count: int) -> None:
        """Returns when so many connections have been opened in all."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.opened >= count)

    async def disconnected(self) -> None:
        """Returns when none stands."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self.connections)

    async def refresh(self, reason: str = "refresh_requested", *, closes: bool = True) -> None:
        """Ask every connection to be opened anew, or with ``warning`` say that this will come."""
        for connection in list(self.connections):
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "fake"}})
            if closes:
                await connection.socket.close()

    async def cut(self) -> None:
        """Break every connection off in the middle, without a word."""
        for connection in list(self.connections):
            await connection.socket.close(code=1006)

    def silence(self) -> None:
        """Leave every connection that stands half-open."""
        for connection in self.connections:
            connection.is_silent = True

    async def stop(self) -> None:
        for connection in list(self.connections):
            await connection.socket.close()

    async def _greet(self, connection: Connection) -> None:
        async with self._changed:
            self.connections.append(connection)
            self.opened += 1
            hello = {
                "type": "hello",
                "num_connections": len(self.connections),
                "connection_info": {"app_id": self.app_id},
                "debug_info": {"host": "fake", "build_number": 1, "approximate_connection_time": 18060},
            }
            await connection.socket.send_json(hello)
            self._changed.notify_all()

    async def _drop(self, connection: Connection) -> None:
        async with self._changed:
            self.connections.remove(connection)
            self._changed.notify_all()


def _envelope(sent: Sent) -> Json:
    envelope: Json = {
        "envelope_id": str(uuid.uuid4()),
        "type": sent.sort,
        "payload": sent.payload,
        "accepts_response_payload": sent.sort is not Sort.EVENT,
    }
    if sent.sort is Sort.EVENT:
        envelope |= {"retry_attempt": sent.retry, "retry_reason": sent.reason}
    return envelope
