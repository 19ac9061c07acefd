"""Serving the web workspace inside the program's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

import uvicorn

from adapters.local.guard import Guard
from bot.errors import BadSettings

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from adapters.local.workspace import Workspace

GRACE = 5
"""Seconds a request may still take when the program stops."""


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        # uvicorn would take the signals and raise them again when it is done, before anybody else could clean up.
        yield


async def serve(app: ASGIApp, workspace: Workspace, address: tuple[str, int], ready: Callable[[str], None]) -> None:
    """Serve until cancelled; streams are closed first. ``ready`` is told the address once it answers.

    Port 0 is any free one. Raise BadSettings where the address is not this machine's own or is taken.
    """
    listening = _listen(*address)
    host, port = listening.getsockname()[:2]
    server = _Server(_config(Guard(app, port)))
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        await asyncio.shield(running)
    finally:
        workspace.end_watching()
        server.should_exit = True
        await running


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


def _listen(host: str, port: int) -> socket.socket:
    if not is_loopback(host):
        raise BadSettings(f"the local workspace has no login, so it listens on 127.0.0.1 only, not on {host}")
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


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
