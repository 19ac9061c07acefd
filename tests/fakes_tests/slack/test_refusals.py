"""What the fake Slack refuses, in Slack's own words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.person import Person
from tests.fakes.slack.server import serving
from tests.fakes.slack.slack import Slack
from tests.fakes.slack.trouble import Order
from tests.fakes.slack.wire import Json
from tests.fakes_tests.slack.conftest import Rig, body
from tests.fakes_tests.slack.test_socket_mode import MODAL

SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "hi"}}


async def refused(asking: Awaitable[object]) -> Json:
    with pytest.raises(SlackApiError) as caught:
        await asking
    return body(caught.value.response)  # pyright: ignore[reportArgumentType] - the asynchronous client's


def _prepared(rig: Rig, what: str) -> None:
    match what:
        case "is_archived":
            rig.team.channel_named("meetups").is_archived = True
        case "not_in_channel":
            rig.team.channel_named("meetups").members.clear()
        case "token_revoked":
            rig.grant.is_revoked = True
        case "token_expired":
            rig.grant.expires_at = datetime(2020, 1, 1, tzinfo=UTC)
        case "missing_scope":
            rig.grant.scopes.remove("chat:write")
        case _:
            rig.team.channels.pop("CMEETUPS")


@pytest.mark.parametrize(
    "error", ["is_archived", "not_in_channel", "channel_not_found", "token_revoked", "token_expired", "missing_scope"]
)
async def test_a_channel_or_token_that_is_no_good(rig: Rig, error: str) -> None:
    _prepared(rig, error)
    answer = await refused(rig.client().chat_postMessage(channel="CMEETUPS", text="hi"))
    assert answer["error"] == error
    assert ("needed" in answer) == (error == "missing_scope")


OPENING: dict[str, Callable[[Rig], object]] = {
    "cannot_dm_bot": lambda rig: rig.ana.refuses(),
    "user_disabled": lambda rig: setattr(rig.ana.user, "is_deleted", True),
    "user_not_found": lambda rig: rig.team.users.pop("UANA"),
}


@pytest.mark.parametrize("error", OPENING)
async def test_people_who_cannot_be_written_to(rig: Rig, error: str) -> None:
    OPENING[error](rig)
    assert (await refused(rig.client().conversations_open(users="UANA")))["error"] == error


async def test_the_messages_tab_can_be_closed(rig: Rig) -> None:
    rig.team.has_messages_tab = False
    answer = await refused(rig.client().chat_postMessage(channel=rig.ana.direct.id, text="hi"))
    assert answer["error"] == "messages_tab_disabled"


def _many(count: int, letters: int) -> list[Json]:
    return [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * letters}} for _ in range(count)]


WRONG_BLOCKS: dict[str, tuple[list[Json], str]] = {
    "too many": (_many(51, 1), "invalid_blocks"),
    "too long": (_many(1, 3001), "invalid_blocks"),
    "too long together": (_many(5, 2900), "msg_blocks_too_long"),
    "empty section": ([{"type": "section"}], "invalid_blocks"),
    "no options": (
        [{"type": "actions", "elements": [{"type": "static_select", "action_id": "a"}]}],
        "invalid_blocks",
    ),
    "misspelt": ([{"type": "sektion", "text": SECTION["text"]}], "invalid_blocks"),
    "one id twice": ([SECTION | {"block_id": "b"}, SECTION | {"block_id": "b"}], "invalid_blocks"),
    "an input": (MODAL["blocks"], "invalid_blocks"),
}


@pytest.mark.usefixtures("specs")
@pytest.mark.parametrize("what", WRONG_BLOCKS)
async def test_blocks_slack_would_not_show(rig: Rig, what: str) -> None:
    blocks, error = WRONG_BLOCKS[what]
    answer = await refused(rig.client().chat_postMessage(channel=rig.ana.direct.id, text="hi", blocks=blocks))
    assert answer["error"] == error
    assert rig.slack.violations != []
    assert rig.ana.messages() == []
    rig.slack.violations.clear()


async def test_blocks_at_the_limits_are_shown(rig: Rig) -> None:
    await rig.client().chat_postMessage(channel=rig.ana.direct.id, text="x" * 40_000, blocks=_many(4, 3000))
    assert len(rig.ana.messages()) == 1


async def test_carelessness_that_slack_lets_pass_is_taken_down(rig: Rig) -> None:
    client = rig.client()
    stranger = Person.new(rig.slack, rig.team, "cy", home="T0OTHER")
    await client.chat_postMessage(channel=rig.ana.user.id, text="hi")
    await client.api_call("chat.postMessage", json={"channel": rig.ana.direct.id, "blocks": [SECTION]})
    await client.chat_postMessage(channel=rig.ana.direct.id, text="hi", unfurl="no")
    await client.conversations_open(users=stranger.user.id)
    assert [each.split(":")[0] for each in rig.slack.violations] == [
        "chat.postMessage channel",
        "chat.postMessage text",
        "chat.postMessage unfurl",
        "conversations.open users",
    ]
    rig.slack.violations.clear()


@pytest.mark.usefixtures("specs")
@pytest.mark.parametrize(
    "wrong",
    [
        {"submit": None},
        {"title": {"type": "plain_text", "text": "x" * 25}},
        {"blocks": [{"type": "sektion"}]},
        {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]},
        {"private_metadata": "x" * 3001},
    ],
)
async def test_modals_slack_would_not_open(rig: Rig, wrong: Json) -> None:
    view = {key: value for key, value in (MODAL | wrong).items() if value is not None}
    trigger = rig.slack.triggers.issue(rig.team.id, "UANA")
    answer = await refused(rig.client().views_open(trigger_id=trigger, view=view))
    assert (answer["error"], rig.ana.modal) == ("invalid_arguments", None)
    rig.slack.violations.clear()


async def test_a_trigger_is_good_once_and_for_three_seconds(rig: Rig) -> None:
    client = rig.client()
    used = rig.slack.triggers.issue(rig.team.id, "UANA")
    await client.views_open(trigger_id=used, view=MODAL)
    assert (await refused(client.views_open(trigger_id=used, view=MODAL)))["error"] == "exchanged_trigger_id"
    assert (await refused(client.views_open(trigger_id="1.2.x", view=MODAL)))["error"] == "invalid_trigger_id"


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 4, 10, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


async def test_what_expires_does_so_on_the_clock_it_was_given() -> None:
    clock = Hands()
    slack = Slack(now=clock.now)
    async with serving(slack) as address:
        team = slack.team()
        ana = Person.new(slack, team, "ana")
        client = AsyncWebClient(slack.install(team).token, base_url=f"{address}/api/", retry_handlers=[])
        trigger = slack.triggers.issue(team.id, ana.user.id)
        clock.at += timedelta(seconds=3.1)
        assert (await refused(client.views_open(trigger_id=trigger, view=MODAL)))["error"] == "expired_trigger_id"
        posted = body(await client.chat_postMessage(channel=ana.direct.id, text="hi"))
        assert posted["ts"] == "1772618403.100000"


async def test_errors_come_to_order(rig: Rig) -> None:
    client = rig.client()
    rig.slack.trouble.orders += [Order("users.info", "fatal_error"), Order("users.info", "ratelimited", wait=30)]
    assert (await refused(client.users_info(user="UANA")))["error"] == "fatal_error"
    with pytest.raises(SlackApiError) as caught:
        await client.users_info(user="UANA")
    response: Any = caught.value.response
    assert (response.status_code, response.headers["Retry-After"]) == (429, "30")
    assert body(await client.users_info(user="UANA"))["user"]["id"] == "UANA"
