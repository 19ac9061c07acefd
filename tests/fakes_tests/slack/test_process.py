"""The fake Slack in a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.wire import Json


async def test_it_says_where_it_is_and_serves_until_it_is_stopped() -> None:
    command = (sys.executable, "-m", "tests.fakes.slack", "ana")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        told: Json = json.loads(await process.stdout.readline())
        client = AsyncWebClient(told["bot_token"], base_url=told["api_url"], retry_handlers=[])
        opened = await client.conversations_open(users=told["people"]["ana"])
        await client.chat_postMessage(channel=opened["channel"]["id"], text="Good morning")  # pyright: ignore[reportOptionalSubscript] - it is a JSON object
        async with aiohttp.ClientSession(told["address"]) as session:
            said = await (await session.post("/_/people/ana/says", json={"text": "hello"})).json()
            copies = await (await session.get("/_/copies")).json()
            seen = await (await session.get("/_/people/ana")).json()
            report = await (await session.get("/_/report")).json()
    finally:
        process.terminate()
        code = await process.wait()
    assert copies == {"Good morning": 1}
    assert [each["text"] for each in seen["messages"]] == ["Good morning", "hello"]
    assert (said["status"], said["reason"]) == (0, "connection_failed")
    assert (report["violations"], code) == ([], 0)
