"""The fake's Socket Mode, with slack_bolt's own app behind it."""

from __future__ import annotations

from typing import Any

from tests.fakes_tests.slack.conftest import Rig
from tests.fakes_tests.slack.test_web_api import BLOCKS

MODAL: dict[str, Any] = {
    "type": "modal",
    "callback_id": "met",
    "title": {"type": "plain_text", "text": "I met someone"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "person",
            "label": {"type": "plain_text", "text": "Who you met"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}


async def test_a_direct_message_is_answered(rig: Rig) -> None:
    app = rig.app()

    @app.event("message")
    async def answer(event: dict[str, Any], say: Any) -> None:
        if "bot_id" not in event:
            await say(f"You said {event['text']}")

    async with rig.connected(app):
        taken = await rig.ana.says("met @bo & co")
        await rig.slack.outgoing.quiet()
    assert taken is not None
    assert taken.is_taken
    assert rig.ana.sees() == ["You said met @Bo Chen & co"]


async def test_a_slash_command_opens_a_modal_that_is_submitted(rig: Rig) -> None:
    app, submitted = rig.app(), list[str]()

    @app.command("/met")
    async def met(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.view("met")
    async def save(ack: Any, view: dict[str, Any]) -> None:
        text = view["state"]["values"]["person"]["text"]["value"]
        if text == "nobody":
            await ack(response_action="errors", errors={"person": "Who?"})
            return
        submitted.append(text)
        await ack()

    async with rig.connected(app):
        await rig.ana.slash("/met", "", "meetups")
        assert "Who you met" in rig.ana.reads(rig.ana.modal)
        await rig.ana.submits({"Who you met": "nobody"})
        assert "Who?" in rig.ana.reads(rig.ana.modal)
        await rig.ana.submits({"person": "Bo"})
    assert submitted == ["Bo"]
    assert rig.ana.modal is None


async def test_a_button_is_pressed_and_the_message_changes(rig: Rig) -> None:
    app = rig.app()

    @app.action("undo")
    async def undo(ack: Any, respond: Any, body: dict[str, Any]) -> None:
        await ack()
        await respond(text=f"Undone {body['actions'][0]['value']}", replace_original=True)

    async with rig.connected(app):
        await rig.client().chat_postMessage(channel=rig.ana.direct.id, text="Saved", blocks=BLOCKS)
        await rig.ana.presses("Undo")
    assert rig.ana.sees() == ["Undone v1"]


async def test_an_answer_in_the_acknowledgement_is_for_the_asker_alone(rig: Rig) -> None:
    app = rig.app()

    @app.command("/due")
    async def due(ack: Any) -> None:
        await ack("Nothing is due.")

    async with rig.connected(app):
        await rig.ana.slash("/due", channel="meetups")
    assert rig.ana.sees("meetups") == ["Nothing is due."]
    assert rig.bo.sees("meetups") == []


async def test_a_mention_in_a_channel_reaches_the_app(rig: Rig) -> None:
    app, heard = rig.app(), list[str]()

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    async with rig.connected(app):
        await rig.ana.says("good morning", "meetups")
        await rig.ana.says("@hallway who is here?", "meetups")
    assert heard == [f"<@{rig.team.bot_user}> who is here?"]
