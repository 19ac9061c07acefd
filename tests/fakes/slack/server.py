"""Slack's addresses on loopback, and starting it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, cast

from aiohttp import web

from tests.fakes.slack.consent import Consent
from tests.fakes.slack.control import Control
from tests.fakes.slack.responses import Responses
from tests.fakes.slack.uploads import Uploads
from tests.fakes.slack.web_api import WebApi

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tests.fakes.slack.slack import Slack

_LARGEST = 64 * 2**20


def routes(slack: Slack, api: WebApi) -> list[web.RouteDef]:
    return [
        web.route("*", "/api/{method}", api.serve),
        web.get("/link/", slack.sockets.serve),
        web.post("/upload/v1/{file}", Uploads(slack).serve),
        web.get("/files/{file}/{name}", Uploads(slack).download),
        web.post("/response/{team}/{key}", Responses(slack).serve),
        web.get("/oauth/v2/authorize", Consent(slack).serve),
        *Control(slack).routes,
    ]


@asynccontextmanager
async def serving(slack: Slack, *, port: int = 0) -> AsyncGenerator[str]:
    """Its address; the Web API's base is that with ``/api/`` behind it."""
    api = WebApi(slack)
    app = web.Application(client_max_size=_LARGEST)
    app.add_routes(routes(slack, api))
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        port = cast("tuple[str, int]", runner.addresses[0])[1]
        slack.address = slack.hooks.address = f"http://127.0.0.1:{port}"
        yield slack.address
    finally:
        api.released.set()
        await slack.outgoing.stop()
        await slack.sockets.stop()
        await runner.cleanup()
