"""The fake in a process of its own, as a harness that kills other processes uses it."""

import asyncio
import json
import sys

import aiohttp

from tests.fakes.discord.conftest import Said


async def _ask(method: str, address: str, body: object = None, token: str = "") -> Said:
    headers = {"Authorization": f"Bot {token}"}
    async with aiohttp.request(method, address, json=body, headers=headers) as answer:
        return Said(answer.status, await answer.json(), answer.headers)


async def test_it_says_where_it_is_and_what_it_holds() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.fakes.discord", "--calm", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        told = json.loads(await process.stdout.readline())
        people = await _ask("POST", f"{told['fake_url']}/people", {"count": 2})
        opening = {"recipient_id": people.body["users"][1]}
        opened = await _ask("POST", f"{told['api_url']}/users/@me/channels", opening, told["token"])
        there = f"{told['api_url']}/channels/{opened.body['id']}/messages"
        assert (await _ask("POST", there, {"content": "r1"}, told["token"])).status == 200
        state = (await _ask("GET", told["fake_url"])).body
        assert (state["copies"], state["violations"]) == ({"r1": 1}, [])
    finally:
        process.terminate()
        assert await process.wait() == 0
