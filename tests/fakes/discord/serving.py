"""A fake on a free port of the loopback."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.fakes.discord.fake import FakeDiscord, Setup
from tests.fakes.discord.rest import Rest


@asynccontextmanager
async def serving(setup: Setup | None = None) -> AsyncGenerator[FakeDiscord]:
    """Its addresses are ``api_url`` and ``gateway_url``."""
    fake = FakeDiscord(setup)
    runner = web.AppRunner(Rest(fake).app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    fake.address = f"http://{host}:{port}"
    try:
        yield fake
    finally:
        await fake.gateway.close()
        await runner.cleanup()
        await asyncio.sleep(0)
