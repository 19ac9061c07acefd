"""Response URLs: answers given after the fact, to the one person who acted or to everybody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack import checks
from tests.fakes.slack.slack import Request
from tests.fakes.slack.wire import Json, SlackError

if TYPE_CHECKING:
    from tests.fakes.slack.slack import Slack
    from tests.fakes.slack.stamps import Hook
    from tests.fakes.slack.world import Channel, Message, Team

_TAKES = frozenset(
    "text blocks attachments response_type replace_original delete_original thread_ts unfurl_links unfurl_media".split()
)


@dataclass(slots=True)
class Responses:
    slack: Slack

    async def serve(self, request: web.Request) -> web.Response:
        body: Json = json.loads(await request.text() or "{}")
        self.slack.requests.append(Request("response_url", body, ""))
        try:
            hook = self.slack.hooks.use(f"{request.match_info['team']}/{request.match_info['key']}")
            respond(self.slack, hook, body)
        except SlackError as error:
            status = 404 if error.code in ("expired_url", "used_url") else 400
            return web.json_response(error.body, status=status)
        return web.json_response({"ok": True})


def respond(slack: Slack, hook: Hook, body: Json) -> None:
    """Show it. Raises SlackError for what Slack would not show."""
    _accept(slack, body)
    team = slack.teams[hook.team]
    channel = team.channels[hook.channel]
    before = _before(channel, hook)
    if body.get("delete_original"):
        _delete(channel, before)
    elif body.get("replace_original") and before is not None:
        slack.edit(before, body.get("text"), body.get("blocks") or [])
    elif body.get("text") or body.get("blocks"):
        _show(slack, team, channel, hook, body)


def _accept(slack: Slack, body: Json) -> None:
    extra = sorted(body.keys() - _TAKES)
    slack.violated("response_url", [f"{name}: there is no such argument" for name in extra])
    blocks: list[Json] = body.get("blocks") or []
    found = checks.blocks_of_message(blocks)
    if (letters := checks.letters(blocks)) > checks.SUM_LIMIT:
        found.append(f"blocks: {letters} characters in all")
    slack.violated("response_url", found)
    if found:
        raise SlackError("invalid_blocks", errors=found)
    if blocks and not body.get("text"):
        slack.violated("response_url", ["text: not there, so that notifications and screen readers say nothing"])


def _before(channel: Channel, hook: Hook) -> Message | None:
    if hook.message is None:
        return None
    return channel.messages.get(hook.message) or channel.ephemerals.get(hook.message)


def _delete(channel: Channel, message: Message | None) -> None:
    if message is not None:
        channel.messages.pop(message.ts, None)
        channel.ephemerals.pop(message.ts, None)


def _show(slack: Slack, team: Team, channel: Channel, hook: Hook, body: Json) -> None:
    audience = None if body.get("response_type") == "in_channel" else hook.user
    slack.post(
        team,
        channel,
        team.bot_user,
        str(body.get("text") or ""),
        blocks=body.get("blocks") or [],
        is_bot=True,
        audience=audience,
        thread_ts=body.get("thread_ts"),
    )
