"""Payloads that Slack's own libraries are tested with, signed: nothing in them may stop anybody."""

import json
import logging
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.payloads import payload_of
from adapters.slack.signature import is_from_slack, sign
from tests.absent import specs_folder
from tests.adapters.slack.hall import Hall, open_hall, reachable

SECRET = "signing-secret-of-the-fake"


def _samples() -> Mapping[str, Any]:
    folder = specs_folder()
    return {} if folder is None else json.loads((folder / "slack_bolt_python_samples.json").read_text())


SAMPLES = _samples()


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with open_hall(tmp_path, over_http=True) as opened:
        yield opened
        await opened.platform.settled()


async def post(address: str, body: bytes, media_type: str, **more: str) -> int:
    at = str(int(time.time()))
    signed = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": sign(SECRET, at, body)}
    headers = {"Content-Type": media_type, **signed, **more}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address}/slack/events", data=BytesIO(body), headers=headers) as answer,
    ):
        await answer.read()
        return answer.status


def as_sent(payload: Any) -> tuple[bytes, str]:
    if isinstance(payload, dict) and payload.get("type") in ("event_callback", "url_verification"):
        return json.dumps(payload).encode(), "application/json"
    if isinstance(payload, dict) and "command" in payload:
        return urlencode(payload).encode(), "application/x-www-form-urlencoded"
    return urlencode({"payload": json.dumps(payload)}).encode(), "application/x-www-form-urlencoded"


def of_team(team: str, payload: Any) -> Any:
    """The payload as if it came from this workspace."""
    text = json.dumps(payload)
    for each in ("T111", "T_INSTALLED", "T014GJXU940", "T0G9PQBBK"):
        text = text.replace(f'"{each}"', f'"{team}"')
    return json.loads(text.replace('"is_enterprise_install": true', '"is_enterprise_install": false'))


@pytest.mark.skipif(not SAMPLES, reason="the samples are not on this machine")
async def test_no_sample_stops_anybody(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    assert len(SAMPLES) == 98
    async with reachable([hall.platform]) as address:
        for name, sample in SAMPLES.items():
            for payload in (sample["payload"], of_team(hall.team.id, sample["payload"])):
                assert await post(address, *as_sent(payload)) == 200, name
        await hall.platform.settled()
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def bent(value: Any) -> Iterator[Any]:
    """The same with one thing in it changed for something odd."""
    yield from (None, 7, "x", [], {}, [None], {"id": 3}, True)
    if isinstance(value, dict):
        for key, inside in value.items():
            for each in bent(inside):
                yield {**value, key: each}
    elif isinstance(value, list) and value:
        for each in bent(value[0]):
            yield [each, *value[1:]]


@pytest.mark.skipif(not SAMPLES, reason="the samples are not on this machine")
async def test_no_sample_with_something_odd_in_it_stops_anybody(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    kinds = ("event_callback:message#6", "block_actions#1", "view_submission#1", "event_callback:app_home_opened#1")
    async with reachable([hall.platform]) as address:
        for name in kinds:
            payload = of_team(hall.team.id, SAMPLES[name]["payload"])
            for odd in list(bent(payload))[::7]:
                assert await post(address, *as_sent(odd)) == 200, odd
        await hall.platform.settled()
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"payload=",
        b"payload={",
        b"payload=7",
        b"[1]",
        b"\xff\xfe",
        b"{" * 50_000,
        b"type=event_callback",
        b"x",
    ],
    ids=range(10),
)
async def test_what_is_signed_but_nothing_is_taken_for_nothing(hall: Hall, body: bytes) -> None:
    async with reachable([hall.platform]) as address:
        assert await post(address, body, "application/json") == 200


async def test_what_is_too_large_is_not_read(hall: Hall) -> None:
    async with reachable([hall.platform]) as address:
        assert await post(address, b"x" * (2**20 + 1), "application/json") == 413


ODD_HEADERS: tuple[dict[str, str], ...] = (
    {"X-Slack-Signature": ""},
    {"X-Slack-Signature": "v0="},
    {"X-Slack-Signature": "v0=" + "0" * 64},
    {"X-Slack-Signature": "v0=" + "é" * 64},
    {"X-Slack-Request-Timestamp": ""},
    {"X-Slack-Request-Timestamp": "nan"},
    {"X-Slack-Request-Timestamp": "-1"},
    {"X-Slack-Request-Timestamp": "9" * 400},
    {"X-Slack-Request-Timestamp": "\u0660" * 10},
    {"X-Slack-Request-Timestamp": str(int(time.time()) - 400)},
    {"X-Slack-Request-Timestamp": str(int(time.time()) + 400)},
)


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=range(len(ODD_HEADERS)))
async def test_odd_headers_are_refused_without_a_word(hall: Hall, headers: dict[str, str]) -> None:
    async with reachable([hall.platform]) as address:
        assert await post(address, b"{}", "application/json", **headers) == 401


def test_a_signature_of_an_earlier_time_is_no_good() -> None:
    at = str(int(time.time()) - 301)
    assert not is_from_slack(SECRET, [at], [sign(SECRET, at, b"{}")], b"{}")


def test_two_signatures_are_none() -> None:
    at = str(int(time.time()))
    good = sign(SECRET, at, b"{}")
    assert is_from_slack(SECRET, [at], [good], b"{}")
    assert not is_from_slack(SECRET, [at], [good, good], b"{}")
    assert not is_from_slack(SECRET, [at, at], [good], b"{}")
    assert not is_from_slack("", [at], [sign("", at, b"{}")], b"{}")


@given(st.text(max_size=80), st.text(max_size=80), st.binary(max_size=80))
def test_no_header_raises_anything(timestamp: str, signature: str, body: bytes) -> None:
    assert not is_from_slack(SECRET, [timestamp], [signature], body)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=10,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["type", "command", "user", "user_id", "event", "team", "view", "actions", "channel", "message"]
        ),
        json_values
        | st.sampled_from(["event_callback", "block_actions", "view_submission", "shortcut", "message_action"]),
    )
)
def test_no_payload_raises_anything(body: dict[str, Any]) -> None:
    payload_of(body)


async def test_slack_can_check_the_address(hall: Hall) -> None:
    greeting = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"}).encode()
    async with reachable([hall.platform]) as address:
        assert await post(address, greeting, "application/json") == 200
        assert await post(address, b"ssl_check=1&token=t", "application/x-www-form-urlencoded") == 200


async def test_nothing_anybody_wrote_is_logged(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await hall.ana.says("met Wilhelmina at PyLisboa")
        await hall.platform.settled()
    said = "\n".join([*(record.getMessage() for record in caplog.records), *map(repr, caplog.records)])
    assert "Wilhelmina" not in said
    assert "xoxb" not in said
    assert "xapp" not in said
