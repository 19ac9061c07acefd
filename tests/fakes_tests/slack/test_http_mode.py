"""The fake's HTTP mode: signed requests to slack_bolt's own app behind aiohttp."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from tests.fakes.slack.webhook import NotVerified, posting
from tests.fakes_tests.slack.conftest import Rig
from tests.fakes_tests.slack.test_socket_mode import MODAL


@asynccontextmanager
async def served(app: AsyncApp) -> AsyncGenerator[str]:
    """The address at which the app takes everything."""

    async def take(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    site = web.Application()
    site.add_routes([web.post("/slack/events", take)])
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = cast("Sequence[tuple[str, int]]", runner.addresses)[0]
        yield f"http://{host}:{port}/slack/events"
    finally:
        await runner.cleanup()


async def test_events_commands_and_interactions_come_signed(rig: Rig) -> None:
    app, heard = rig.app(), list[str]()

    @app.event("message")
    async def said(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    @app.command("/met")
    async def met(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.view("met")
    async def save(ack: Any, view: dict[str, Any]) -> None:
        heard.append(view["state"]["values"]["person"]["text"]["value"])
        await ack()

    async with served(app) as url, posting(rig.slack, url):
        await rig.ana.says("hello")
        await rig.ana.slash("/met", "@bo")
        await rig.ana.submits({"person": "Bo"})
    assert heard == ["hello", "Bo"]
    assert rig.slack.failures == []


async def test_an_event_that_is_not_taken_comes_again(rig: Rig) -> None:
    app, tries = rig.app(), list[str | None]()
    rig.slack.outgoing.retry_delays = (0.0, 0.0)

    @app.event("message")
    async def said(ack: Any, request: Any) -> None:
        tries.append(request.headers.get("x-slack-retry-num", [None])[0])
        if len(tries) < 3:
            raise ConnectionError("no database")
        await ack()

    async with served(app) as url, posting(rig.slack, url):
        await rig.ana.says("hello")
        await rig.slack.outgoing.quiet()
    assert tries == [None, "1", "2"]


async def test_an_address_that_checks_another_secret_is_not_kept(rig: Rig) -> None:
    app = AsyncApp(client=rig.client(), signing_secret="of another app")
    async with served(app) as url:
        with pytest.raises(NotVerified):
            async with posting(rig.slack, url):
                pass
