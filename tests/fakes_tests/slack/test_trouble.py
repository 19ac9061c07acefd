"""Faults, limits and lost connections of the fake Slack."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.fakes.faults import Odds
from tests.fakes.slack.outgoing import Answer
from tests.fakes_tests.slack.conftest import Rig

ALWAYS: dict[str, tuple[Odds, bool]] = {
    "limited": (Odds(1, 0, 0, 0), False),
    "before": (Odds(0, 1, 0, 0), False),
    "after": (Odds(0, 0, 1, 0), True),
    "dropped": (Odds(0, 0, 0, 1), True),
    "slow": (Odds(0, 0, 0, 0, 1), True),
}


@pytest.mark.parametrize("fault", ALWAYS)
async def test_a_fault_before_or_after_the_message_is_there(rig: Rig, fault: str) -> None:
    rig.slack.trouble.odds, is_there = ALWAYS[fault]
    client = rig.client()
    client.timeout = 1
    with pytest.raises((SlackApiError, aiohttp.ClientError, asyncio.TimeoutError)):
        await client.chat_postMessage(channel=rig.ana.direct.id, text="hi")
    assert len(rig.ana.messages()) == is_there


async def test_the_same_seed_brings_the_same_faults(rig: Rig) -> None:
    rig.slack.trouble.odds = Odds()
    first = [rig.slack.trouble.strike("chat.postMessage", "T", "D") is None for _ in range(200)]
    rig.slack.trouble.start()
    assert first == [rig.slack.trouble.strike("chat.postMessage", "T", "D") is None for _ in range(200)]
    assert 140 < sum(first) < 190


@pytest.mark.usefixtures("specs")
async def test_limits_are_those_of_slacks_tiers(rig: Rig) -> None:
    rig.slack.trouble.has_limits = True
    strikes = [rig.slack.trouble.strike("conversations.open", "T", "") for _ in range(51)]
    assert [strike is None for strike in strikes] == [True] * 50 + [False]
    posts = [rig.slack.trouble.strike("chat.postMessage", "T", channel) for channel in ("D1", "D1", "D2")]
    assert [strike is None for strike in posts] == [True, False, True]


async def test_history_has_a_limit_of_its_own(rig: Rig) -> None:
    rig.slack.trouble.history_a_minute = 1
    client = rig.client()
    await client.conversations_history(channel=rig.ana.direct.id)
    with pytest.raises(SlackApiError) as caught:
        await client.conversations_history(channel=rig.ana.direct.id)
    response: Any = caught.value.response
    assert 0 < int(response.headers["Retry-After"]) <= 60


async def test_a_connection_that_is_refreshed_or_cut_is_opened_again(rig: Rig) -> None:
    app = rig.app()
    async with rig.connected(app):
        await rig.slack.sockets.refresh()
        await rig.slack.sockets.until_opened(2)
        await rig.slack.sockets.cut()
        await rig.slack.sockets.until_opened(3)


async def test_over_a_half_open_connection_nothing_arrives(rig: Rig) -> None:
    app, heard = rig.app(), list[str]()

    @app.event("message")
    async def said(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    rig.slack.outgoing.retry_delays = ()
    async with rig.connected(app):
        rig.slack.sockets.silence()
        assert await rig.ana.says("hello") == Answer(0, reason="timeout")
        async with rig.connected(app):
            await rig.slack.sockets.connected(2)
            answers = [await rig.ana.says(f"again {number}") for number in range(2)]
    assert sorted(answer.status for answer in answers if answer is not None) == [0, 200]
    assert len(heard) == 1


async def test_an_event_can_come_many_times(rig: Rig) -> None:
    app, ids = rig.app(), list[str]()

    @app.event("user_change")
    async def changed(body: dict[str, Any]) -> None:
        ids.append(body["event_id"])

    async with rig.connected(app):
        await rig.bo.changes(tz="Asia/Tokyo")
        sent, _ = rig.slack.outgoing.log[-1]
        await rig.slack.outgoing.repeat(sent.payload, 3)
    assert (len(ids), len(set(ids))) == (4, 1)
    assert sent.payload["event"]["user"]["tz"] == "Asia/Tokyo"
