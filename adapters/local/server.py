"""Serving the web workspace, to this machine alone."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from adapters.local.guard import Guard
from adapters.serving import listen
from adapters.serving import serve as serve_http
from bot.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from adapters.local.workspace import Workspace


async def serve(app: ASGIApp, workspace: Workspace, address: tuple[str, int], ready: Callable[[str], None]) -> None:
    """Serve until cancelled; streams are closed first. ``ready`` is told the address once it answers.

    Raise BadSettings where the address is not this machine's own or is taken.
    """
    host, port = address
    if not is_loopback(host):
        raise BadSettings(f"the local workspace has no login, so it listens on 127.0.0.1 only, not on {host}")
    listening = listen(host, port)
    guarded = Guard(app, listening.getsockname()[1])
    await serve_http(guarded, listening, ready, workspace.end_watching)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
