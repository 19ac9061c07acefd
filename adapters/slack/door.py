"""Bolt's app, and everything that goes through it: one function takes every kind of payload."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.forms import notice
from adapters.slack.payloads import SlashCommand, ViewSubmission, payload_of
from adapters.slack.reception import NOT_TAKEN, TAKEN, Ack
from bot.domain.times import local_at
from bot.domain.zones import UTC_ZONE
from bot.reader import Reader
from bot.words import PLAIN, say

if TYPE_CHECKING:
    from slack_bolt.context.async_context import AsyncBoltContext

    from adapters.slack.parts import Parts
    from adapters.slack.payloads import Payload
    from adapters.slack.reception import Reception
    from adapters.slack.workspaces import Tenant, Workspace
    from bot.words import Phrase

log = logging.getLogger(__name__)

_ENTERED = "hallway_entered"
_ODD = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
"""What bolt raises for a payload in which something is not what it should be."""

ELSEWHERE = say("Hallway is not set up for this workspace. Whoever runs it can install it here.")
SLOW = say("I cannot reach my notebook just now, so nothing was changed. Try again in a minute, please.")


class Door:
    """Every payload enters here, over whichever way it came, once it is proved to be Slack's."""

    def __init__(self, parts: Parts, reception: Reception) -> None:
        self._workspaces = parts.workspaces
        self._clock = parts.clock
        self._works = parts.works
        self._patience = parts.patience
        self._reception = reception
        self.app = AsyncApp(
            name="hallway",
            logger=logging.getLogger("slack_bolt"),
            client=AsyncWebClient(base_url=parts.api.base, retry_handlers=[]),
            authorize=_authorize,
            request_verification_enabled=False,  # Socket Mode signs nothing, and our own check of HTTP is stricter
            process_before_response=True,
        )
        self.app.use(self._take)  # pyright: ignore[reportUnknownMemberType] - it takes anything

    async def enter(self, body: Mapping[str, object], headers: Mapping[str, str]) -> BoltResponse:
        """What no Slack would send is acknowledged, counts for nothing and stops nobody."""
        is_greeting = body.get("type") == "url_verification" or "ssl_check" in body
        payload = payload_of(body)
        if payload is None and not is_greeting:
            return _response(TAKEN)
        workspace = None if payload is None else await self._workspace(payload)
        if isinstance(workspace, Ack):
            return _response(workspace)
        try:
            request = AsyncBoltRequest(mode="socket_mode", body=dict(body), headers=dict(headers))
            request.context[_ENTERED] = (workspace, payload)
            return await self.app.async_dispatch(request)
        except _ODD as error:
            log.info("slack_payload_odd", extra={"error": type(error).__name__})
            return _response(TAKEN)

    async def _workspace(self, payload: Payload) -> Workspace | Ack:
        """The workspace, or what to answer where there is none to be had."""
        found = await self._works.attempt(self._found(payload.tenant), self._patience)
        if found is None:
            return self._saying(payload, SLOW, otherwise=NOT_TAKEN)
        return found[0] or self._saying(payload, ELSEWHERE, otherwise=TAKEN)

    def _saying(self, payload: Payload, phrase: Phrase, *, otherwise: Ack) -> Ack:
        """Only a command and a form can be answered in the same breath; whoever pressed something is shown by Slack
        that it did not work, if it is not taken."""
        match payload:
            case SlashCommand():
                return Ack(body={"response_type": "ephemeral", "text": PLAIN.put(phrase)})
            case ViewSubmission():
                return Ack(body={"response_action": "update", "view": notice(phrase, self._anybody())})
            case _:
                return otherwise

    def _anybody(self) -> Reader:
        return Reader("en", UTC_ZONE, local_at(self._clock.now(), UTC_ZONE).date())

    async def _found(self, tenant: Tenant) -> tuple[Workspace | None]:
        return (await self._workspaces.found(tenant),)

    async def _take(self, context: AsyncBoltContext) -> BoltResponse:
        workspace, payload = cast("tuple[Workspace | None, Payload | None]", context[_ENTERED])
        if workspace is None or payload is None:
            return _response(TAKEN)
        return _response(await self._reception.take(workspace, payload))


async def _authorize(
    context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None, user_id: str | None
) -> AuthorizeResult:
    """Whose payload it is, is known by now; bolt learns what it needs to leave our own messages out."""
    workspace, _ = cast("tuple[Workspace | None, Payload | None]", context[_ENTERED])
    return AuthorizeResult(
        enterprise_id=enterprise_id,
        team_id=team_id,
        user_id=user_id,
        bot_user_id=workspace.bot_user if workspace is not None else None,
        bot_id=(workspace.bot or None) if workspace is not None else None,
    )


def _response(ack: Ack) -> BoltResponse:
    return BoltResponse(status=200 if ack.taken else 503, body=dict(ack.body) if ack.body else "")
