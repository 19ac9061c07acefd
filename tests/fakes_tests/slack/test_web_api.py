"""The fake's Web API, asked by slack_sdk's own client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.fakes_tests.slack.conftest import Rig, body

BUTTON = {"type": "button", "action_id": "undo", "value": "v1", "text": {"type": "plain_text", "text": "Undo"}}
BLOCKS: Sequence[dict[str, Any]] = (
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Saved* for <@UANA>"}},
    {"type": "actions", "block_id": "row", "elements": [BUTTON]},
)


async def test_a_message_is_posted_seen_edited_and_deleted(rig: Rig) -> None:
    client = rig.client()
    opened = body(await client.conversations_open(users=rig.ana.user.id))
    channel = opened["channel"]["id"]
    posted = body(await client.chat_postMessage(channel=channel, text="Saved", blocks=BLOCKS))
    (seen,) = rig.ana.messages()
    assert (seen.text, [each.label for each in seen.buttons]) == ("Saved for @Ana Silva", ["Undo"])
    await client.chat_update(channel=channel, ts=posted["ts"], text="Taken back", blocks=[])
    assert [(each.text, each.is_edited) for each in rig.ana.messages()] == [("Taken back", True)]
    await client.chat_delete(channel=channel, ts=posted["ts"])
    assert rig.ana.messages() == []


async def test_who_the_token_is(rig: Rig) -> None:
    answer = await rig.client().auth_test()
    assert (answer["team_id"], answer["user_id"]) == (rig.team.id, rig.team.bot_user)
    assert "chat:write" in answer.headers["x-oauth-scopes"]


@pytest.mark.parametrize(("token", "error"), [("xoxb-nobody", "invalid_auth"), ("", "not_authed")])
async def test_a_token_that_is_not_good(rig: Rig, token: str, error: str) -> None:
    client = rig.client()
    client.token = token
    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()
    assert caught.value.response["error"] == error


async def test_an_ephemeral_message_is_for_one_person(rig: Rig) -> None:
    await rig.client().chat_postEphemeral(channel="CMEETUPS", user=rig.ana.user.id, text="Only you")
    assert [each.text for each in rig.ana.messages("meetups")] == ["Only you"]
    assert rig.bo.messages("meetups") == []


async def test_history_is_newest_first_and_comes_in_pages(rig: Rig) -> None:
    client = rig.client()
    channel = rig.ana.direct.id
    for number in range(3):
        await client.chat_postMessage(channel=channel, text=f"m{number}")
    first = body(await client.conversations_history(channel=channel, limit=2))
    assert ([each["text"] for each in first["messages"]], first["has_more"]) == (["m2", "m1"], True)
    rest = body(await client.conversations_history(channel=channel, cursor=first["response_metadata"]["next_cursor"]))
    assert ([each["text"] for each in rest["messages"]], rest["has_more"]) == (["m0"], False)


async def test_people_have_zones_and_locales(rig: Rig) -> None:
    answer = body(await rig.client().users_info(user=rig.bo.user.id, include_locale=True))
    user = answer["user"]
    assert (user["tz"], user["locale"], user["profile"]["real_name"]) == ("America/New_York", "en-US", "Bo Chen")
    assert len(body(await rig.client().users_list())["members"]) == 3
