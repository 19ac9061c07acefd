"""A chat platform over real HTTP: direct channels, a history, limits, and faults drawn from a seed.

Its surface is three methods, as small as a platform can be: post a message with a nonce, read a channel's history,
delete a message. What it accepted it holds, whatever happens to the reply.
"""

import asyncio
import itertools
import random
import socket
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.fakes.faults import Fault, Odds
from tests.fakes.limits import Windows


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    channel: str
    nonce: str
    text: str
    at: float


@dataclass(slots=True)
class Platform:
    """``nonce_window`` is for how many seconds a nonce is recognised (0: never, as on Slack); ``limits`` are requests a
    second and channel, by method; ``retry_after`` is what a 429 says."""

    seed: int = 1
    odds: Odds = field(default_factory=Odds)
    nonce_window: float = 0.0
    limits: dict[str, float] = field(default_factory=dict[str, float])
    retry_after: float = 1.0
    is_down: bool = False
    channels: dict[str, dict[str, Message]] = field(default_factory=lambda: defaultdict(dict))
    posts: int = 0
    requests: int = 0
    limited: set[str] = field(default_factory=set[str])
    _windows: Windows = field(default_factory=lambda: Windows(time.monotonic))
    _dice: random.Random = field(default_factory=random.Random)
    _ids: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._dice.seed(self.seed)

    def copies(self) -> dict[str, int]:
        """How often each text stands there."""
        found: dict[str, int] = defaultdict(int)
        for messages in self.channels.values():
            for message in messages.values():
                found[message.text] += 1
        return dict(found)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/channels/{channel}/messages", self._post, methods=["POST"]),
                Route("/channels/{channel}/messages", self._history, methods=["GET"]),
                Route("/channels/{channel}/messages/{message}", self._delete, methods=["DELETE"]),
            ]
        )

    async def _post(self, request: Request) -> Response:
        self.posts += 1
        channel, body = request.path_params["channel"], await request.json()
        fault = self._fault("post", channel)
        if fault is Fault.LIMITED or fault is Fault.BEFORE:
            return self._failure(fault)
        message = self._accept(channel, body["nonce"], body["text"])
        if fault is not None:
            return self._failure(fault)
        return JSONResponse({"id": message.id, "channel": channel})

    def _accept(self, channel: str, nonce: str, text: str) -> Message:
        now, held = time.monotonic(), self.channels[channel]
        for message in held.values():
            if message.nonce == nonce and now - message.at < self.nonce_window:
                return message
        message = Message(f"{next(self._ids):08}", channel, nonce, text, now)
        held[message.id] = message
        return message

    async def _history(self, request: Request) -> Response:
        channel = request.path_params["channel"]
        fault = self._fault("history", channel)
        if fault is not None:
            return self._failure(fault)
        found = [{"id": each.id, "nonce": each.nonce} for each in self.channels[channel].values()]
        return JSONResponse({"messages": found})

    async def _delete(self, request: Request) -> Response:
        channel = request.path_params["channel"]
        fault = self._fault("delete", channel)
        if fault is Fault.LIMITED or fault is Fault.BEFORE:
            return self._failure(fault)
        self.channels[channel].pop(request.path_params["message"], None)
        return Response(status_code=204) if fault is None else self._failure(fault)

    def _fault(self, method: str, channel: str) -> Fault | None:
        self.requests += 1
        if self.is_down:
            return Fault.BEFORE
        if channel in self.limited or self._is_over_limit(method, channel):
            return Fault.LIMITED
        return self.odds.draw(self._dice)

    def _is_over_limit(self, method: str, channel: str) -> bool:
        limit = self.limits.get(method)
        return limit is not None and self._windows.wait((method, channel), limit, 1) > 0

    def _failure(self, fault: Fault) -> Response:
        match fault:
            case Fault.LIMITED:
                return Response(status_code=429, headers={"Retry-After": str(self.retry_after)})
            case Fault.DROPPED:
                return _Dropped()
            case _:
                return Response(status_code=500)


class _Dropped(Response):
    """Begins an answer and closes the connection in the middle of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})
        raise ConnectionAbortedError


class _Server(uvicorn.Server):
    """Leaves the process's signals alone."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@asynccontextmanager
async def serving(platform: Platform) -> AsyncGenerator[str]:
    """The platform's address, on a free port of the loopback."""
    config = uvicorn.Config(
        platform.app(), log_level="critical", lifespan="off", ws="none", timeout_graceful_shutdown=1
    )
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        server = _Server(config)
        task = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task
