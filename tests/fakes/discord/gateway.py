"""The gateway: who identifies, who resumes, and who is told of what.

https://discord.com/developers/docs/events/gateway
"""

import asyncio
import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import cast

from aiohttp import WSMsgType, web

from tests.fakes.discord.opcodes import KNOWN_INTENTS, NO_INTENT, PRIVILEGED, Close, Event, Intent, Op
from tests.fakes.discord.pulse import PATIENCE, Pulse
from tests.fakes.discord.sessions import Connection, Session
from tests.fakes.discord.world import Json

_GOODBYES = (1000, 1001)
"""A client that closes with one of these does not mean to come back."""


class Closing(Exception):
    """The connection ends with this code."""

    def __init__(self, code: Close) -> None:
        super().__init__(code.name)
        self.code = code


@dataclass(eq=False, slots=True)
class Gateway:
    """``welcome`` is what a fresh session is told after READY; ``members`` answers a request for members; ``judge``
    looks at whatever is sent.

    ``heartbeat`` is in seconds. ``identified`` are all identifies there were.
    """

    token: str
    ready: Callable[[Session], Json]
    welcome: Callable[[Session], Iterable[Event]]
    members: Callable[[Json], Json]
    judge: Callable[[str, Json], None]
    pulse: Pulse
    privileged: Intent = NO_INTENT
    heartbeat: float = 41.25
    acknowledges: bool = True
    sessions: dict[str, Session] = field(default_factory=dict[str, Session])
    identified: list[Json] = field(default_factory=list[Json])
    resumed: int = 0
    heartbeats: int = 0
    connections: set[Connection] = field(default_factory=set[Connection])

    @property
    def live(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.connection is not None]

    def dispatch(self, event: Event) -> None:
        self.judge(event.name, event.data)
        for session in self.sessions.values():
            if session.wants(event):
                session.dispatch(event.name, event.told_to(session.intents))

    def ask_to_reconnect(self) -> None:
        self._tell({"op": Op.RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """End every session, or only its connection."""
        if not resumable:
            self.sessions.clear()
        self._tell({"op": Op.INVALID_SESSION, "d": resumable})

    def drop(self) -> None:
        """Every connection is lost; the sessions stay."""
        for connection in self.connections:
            connection.abort()

    def fall_silent(self) -> None:
        """Connections stay open and nothing more comes through them, no acknowledgement either."""
        for connection in self.connections:
            connection.is_silent = True

    async def caught_up(self, *, patience: float = PATIENCE) -> None:
        """Return when every session that is connected has taken in all it was sent."""
        for session in self.live:
            session.ping()
        await self.pulse.until(
            lambda: all(each.received >= len(each.sent) for each in self.live),
            "the app takes in what it was sent",
            patience=patience,
        )

    async def close(self) -> None:
        for connection in list(self.connections):
            await connection.socket.close(code=1001)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(autoping=False, max_msg_size=1 << 16)
        await socket.prepare(request)
        connection = Connection(socket, request, request.query.get("compress") == "zlib-stream")
        self.connections.add(connection)
        writing = asyncio.create_task(connection.write())
        try:
            await self._serve(connection, request)
        except Closing as closing:
            await socket.close(code=closing.code, message=closing.code.name.encode())
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
            self._forget(connection)
        return socket

    def _forget(self, connection: Connection) -> None:
        self.connections.discard(connection)
        for session in list(self.sessions.values()):
            if session.connection is connection:
                session.connection = None
                if connection.socket.close_code in _GOODBYES:
                    del self.sessions[session.id]
        self.pulse.beat()

    async def _serve(self, connection: Connection, request: web.Request) -> None:
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            raise Closing(Close.INVALID_VERSION)
        connection.send({"op": Op.HELLO, "d": {"heartbeat_interval": int(self.heartbeat * 1000), "_trace": []}})
        session: Session | None = None
        async for message in connection.socket:
            match message.type:
                case WSMsgType.TEXT:
                    session = self._receive(connection, session, _decoded(message.data))
                case WSMsgType.PING:
                    await connection.socket.pong(message.data)
                case WSMsgType.PONG if session is not None:
                    session.received = int(message.data)
                case _:
                    pass
            self.pulse.beat()

    def _receive(self, connection: Connection, session: Session | None, payload: Json) -> Session | None:
        match payload.get("op"):
            case Op.HEARTBEAT:
                self._acknowledge(connection)
            case Op.IDENTIFY | Op.RESUME if session is not None:
                raise Closing(Close.ALREADY_AUTHENTICATED)
            case Op.IDENTIFY:
                return self._identify(connection, payload["d"])
            case Op.RESUME:
                return self._resume(connection, payload["d"])
            case Op.PRESENCE | Op.VOICE | Op.REQUEST_MEMBERS:
                self._ask(session, payload)
            case _:
                raise Closing(Close.UNKNOWN_OPCODE)
        return session

    def _acknowledge(self, connection: Connection) -> None:
        self.heartbeats += 1
        if self.acknowledges:
            connection.send({"op": Op.HEARTBEAT_ACK})

    def _ask(self, session: Session | None, payload: Json) -> None:
        if session is None:
            raise Closing(Close.NOT_AUTHENTICATED)
        if payload["op"] == Op.REQUEST_MEMBERS:
            session.dispatch("GUILD_MEMBERS_CHUNK", self.members(payload["d"]))

    def _identify(self, connection: Connection, data: Json) -> Session:
        self.identified.append(data)
        if data.get("token") != self.token:
            raise Closing(Close.AUTHENTICATION_FAILED)
        shard, count = data.get("shard", (0, 1))
        if not 0 <= shard < count:
            raise Closing(Close.INVALID_SHARD)
        if data["intents"] & ~KNOWN_INTENTS:
            raise Closing(Close.INVALID_INTENTS)
        if data["intents"] & PRIVILEGED & ~self.privileged:
            raise Closing(Close.DISALLOWED_INTENTS)
        session = Session(uuid.uuid4().hex, Intent(data["intents"]), (shard, count), connection)
        self.sessions[session.id] = session
        ready = self.ready(session)
        self.judge("READY", ready)
        session.dispatch("READY", ready)
        for event in self.welcome(session):
            session.dispatch(event.name, event.data)
        return session

    def _resume(self, connection: Connection, data: Json) -> Session | None:
        if data["token"] != self.token:
            raise Closing(Close.AUTHENTICATION_FAILED)
        session = self.sessions.get(data["session_id"])
        if session is None:
            connection.send({"op": Op.INVALID_SESSION, "d": False})
            return None
        if (data["seq"] or 0) > len(session.sent):
            raise Closing(Close.INVALID_SEQUENCE)
        self.resumed += 1
        session.connection = connection
        for missed in session.sent[data["seq"] or 0 :]:
            connection.send(missed)
        session.dispatch("RESUMED", {"_trace": []})
        return session

    def _tell(self, payload: Json) -> None:
        for connection in self.connections:
            connection.send(payload)


def _decoded(text: str) -> Json:
    try:
        return cast("Json", json.loads(text))
    except ValueError:
        raise Closing(Close.DECODE_ERROR) from None
