"""What people do and see on the fake Slack, with slack_bolt's own app behind it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from tests.fakes.slack.forms import CannotDo
from tests.fakes.slack.mrkdwn import Reading
from tests.fakes.slack.wire import Json
from tests.fakes_tests.slack.conftest import Rig, body
from tests.fakes_tests.slack.test_socket_mode import MODAL
from tests.fakes_tests.slack.test_web_api import BLOCKS

HOME: Json = {"type": "home", "blocks": list(BLOCKS)}


async def test_the_home_tab_is_published_and_its_buttons_work(rig: Rig) -> None:
    app, pressed = rig.app(), list[str]()

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: Any) -> None:
        await client.views_publish(user_id=event["user"], view=HOME)

    @app.action("undo")
    async def undo(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        pressed.append(body["view"]["type"])

    async with rig.connected(app):
        await rig.ana.opens_home()
        await rig.ana.presses("Undo", beside="")
        await rig.ana.opens_home()
    assert "Saved for @Ana Silva" in rig.ana.reads(rig.ana.home)
    assert (rig.bo.home, pressed) == (None, ["home"])


async def test_shortcuts_open_a_modal_and_closing_it_is_told(rig: Rig) -> None:
    app, heard = rig.app(), list[str]()

    @app.shortcut("met")
    async def met(ack: Any, client: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        heard.append(shortcut.get("message", {}).get("text", "no message"))
        await client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL | {"notify_on_close": True})

    @app.view_closed("met")
    async def closed(ack: Any) -> None:
        await ack()
        heard.append("closed")

    async with rig.connected(app):
        await rig.ana.uses_shortcut("met")
        await rig.ana.closes()
        await rig.bo.says("I work on Arrow", "meetups")
        await rig.ana.uses_message_shortcut("met", "Arrow", "meetups")
    assert heard == ["no message", "closed", "I work on Arrow"]
    assert rig.ana.modal is not None


async def test_modals_are_pushed_updated_and_cleared(rig: Rig) -> None:
    app = rig.app()
    second = MODAL | {"callback_id": "second", "title": {"type": "plain_text", "text": "Second"}}

    @app.shortcut("met")
    async def met(ack: Any, client: Any, shortcut: dict[str, Any]) -> None:
        await ack()
        opened = await client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL)
        title = {"type": "plain_text", "text": "First"}
        await client.views_update(
            view_id=opened["view"]["id"], hash=opened["view"]["hash"], view=MODAL | {"title": title}
        )

    @app.view("met")
    async def first(ack: Any) -> None:
        await ack(response_action="push", view=second)

    @app.view("second")
    async def last(ack: Any) -> None:
        await ack(response_action="clear")

    async with rig.connected(app):
        await rig.ana.uses_shortcut("met")
        assert rig.ana.reads(rig.ana.modal).startswith("First")
        await rig.ana.submits({"person": "Bo"})
        assert rig.ana.reads(rig.ana.modal).startswith("Second")
        await rig.ana.submits({"person": "Bo"})
    assert rig.ana.modal is None


async def test_the_client_keeps_people_from_what_slack_would_not_take(rig: Rig) -> None:
    trigger = rig.slack.triggers.issue(rig.team.id, rig.ana.user.id)
    await rig.client().views_open(trigger_id=trigger, view=MODAL)
    with pytest.raises(CannotDo, match="required"):
        await rig.ana.submits({})
    with pytest.raises(CannotDo, match="Who you met"):
        await rig.ana.submits({"where": "PyLisboa"})
    with pytest.raises(CannotDo, match="no such button"):
        await rig.bo.presses("Undo")


async def test_a_file_is_uploaded_and_shared(rig: Rig) -> None:
    shared = await rig.client().files_upload_v2(
        channel=rig.ana.direct.id, content="BEGIN:VCALENDAR", filename="meetup.ics"
    )
    (file,) = body(shared)["files"]
    assert rig.slack.uploads[file["id"]].content == b"BEGIN:VCALENDAR"
    assert rig.ana.sees() == ["meetup.ics"]


async def test_a_response_url_is_good_five_times(rig: Rig) -> None:
    url = rig.slack.hooks.issue(rig.team.id, "CMEETUPS", rig.ana.user.id)
    async with aiohttp.ClientSession() as session:
        answers = [(await session.post(url, json={"text": f"answer {number}"})).status for number in range(6)]
    assert answers == [200] * 5 + [404]
    assert len(rig.ana.sees("meetups")) == 5


async def test_nobody_answers_a_command_that_no_listener_takes(rig: Rig) -> None:
    app = rig.app()
    rig.slack.sockets.ack_within = 0.05
    async with rig.connected(app):
        await rig.ana.slash("/unheard-of")
    assert rig.slack.failures == ["ana: SlashCommand came to nothing (0 timeout)"]


async def test_the_app_is_told_of_its_own_messages(rig: Rig) -> None:
    app = rig.app()
    async with rig.connected(app):
        await rig.client().chat_postMessage(channel=rig.ana.direct.id, text="Good morning")
        await rig.slack.outgoing.quiet()
    event = rig.slack.outgoing.log[0][0].payload["event"]
    assert (event["text"], event["bot_id"], event["user"]) == ("Good morning", rig.team.bot_id, rig.team.bot_user)


WHEN = int(datetime(2026, 3, 6, 15, 5, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"<!date^{WHEN}^{{date_short_pretty}} at {{time}}|then>", "tomorrow at 10:05"),
        (f"<!date^{WHEN}^{{date_long}}|then>", "Friday, March 6th, 2026"),
        (f"<!date^{WHEN}^{{ago}}|then>", "in 1 day"),
        ("<!date^soon^{date}|then>", "then"),
        ("*Ana* said _yes_ to `2 &lt; 3`, snake_case_name", "Ana said yes to 2 < 3, snake_case_name"),
        ("<@UANA> in <#CMEETUPS|old-name> &amp; <https://a.example|there>", "@Ana Silva in #meetups & there"),
        ("<!channel> <!here>", "@channel @here"),
    ],
)
async def test_text_as_it_is_shown_to_a_reader_in_their_zone(rig: Rig, text: str, seen: str) -> None:
    now = datetime(2026, 3, 5, 12, tzinfo=UTC)
    assert Reading(rig.team, rig.bo.user, now).shown(text) == seen
