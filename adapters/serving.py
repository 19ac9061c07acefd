"""Serving HTTP inside the program's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

import uvicorn

from bot.errors import BadSettings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

GRACE = 5
"""Seconds a request may still take when the program stops."""


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        # uvicorn would take the signals and raise them again when it is done, before anybody else could clean up.
        yield


async def serve(
    app: ASGIApp, listening: socket.socket, ready: Callable[[str], None], stopping: Callable[[], None] = lambda: None
) -> None:
    """Serve until cancelled. ``ready`` is told the address once it answers; ``stopping`` ends streams that are open."""
    server = _Server(_config(app))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        ready(url_of(listening))
        await asyncio.shield(running)
    finally:
        stopping()
        server.should_exit = True
        await running


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is any free one. Raise BadSettings where the address cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise BadSettings(
            f"port {port} of {host} cannot be used: {error.strerror}; is Hallway running already?"
        ) from error
    listening.setblocking(False)
    return listening


def url_of(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=200,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=16 * 1024,
    )
