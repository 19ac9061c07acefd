"""Whether Slack is set up right, asked of Slack itself where it can say so; each finding says what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adapters.findings import Finding, clock
from adapters.slack.api import BASE, Api
from adapters.slack.errors import Failed, Verdict
from adapters.slack.manifest import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH, SCOPES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import datetime

    from adapters.slack.api import Answer
    from adapters.slack.platform import SlackSettings

_KINDS = {
    "xoxp-": "a user's token",
    "xoxe-": "a refresh token",
    "xapp-": "an app-level token",
    "xoxb-": "a bot's token",
    "xoxe.xoxb-": "a bot's token that ends after twelve hours",
    "xoxe.xoxp-": "a user's token",
    "xoxa-": "a token of a kind Slack gave up",
}
_LOST = {
    "files:read": "calendar files have to be pasted",
    "files:write": "exports cannot be sent",
    "mpim:history": "a message to a group may come twice after a crash",
    "mpim:write": "those who are brought together get a message each, and no conversation",
}
"""What does not work without each of the optional scopes."""

_SECRET = re.compile(r"[0-9a-f]{32}")
_CLIENT_CODES = frozenset({"invalid_client_id", "bad_client_secret"})


async def check(settings: SlackSettings, now: datetime) -> list[Finding]:
    """Everything that can be known without a public address. Nothing is changed on Slack, no token is shown."""
    api = Api(settings.api_url)
    async with api.open():
        found = [finding async for finding in _bot(api, settings.bot_token, now)] if settings.bot_token else []
        if settings.client_id:
            found.append(await _client(api, settings))
        found += [await _socket(api, settings.app_token)] if settings.app_token else list(_http(settings))
    return found


async def _bot(api: Api, token: str, now: datetime) -> AsyncIterator[Finding]:
    what, kind = "Slack bot token", _kind(token)
    if kind != "xoxb-":
        said = f"HALLWAY_SLACK_BOT_TOKEN is {_KINDS.get(kind, 'no token of Slack')}"
        yield Finding(what, f"{said}: copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions of your app")
        return
    try:
        answer = await api.call(token, "auth.test")
    except Failed as error:
        yield Finding(what, _refused(error, "copy it again from OAuth & Permissions; reinstall the app if it is new"))
        return
    yield Finding(f"{what}: {answer.text('user') or 'hallway'} in {answer.text('team') or answer.text('team_id')}")
    yield _scopes(answer)
    yield clock("Slack", answer.headers.get("date", ""), now)


def _scopes(answer: Answer) -> Finding:
    given = {scope.strip() for scope in answer.headers.get("x-oauth-scopes", "").split(",")}
    missing = [scope for scope in SCOPES if scope not in given]
    if missing:
        return Finding(
            "Slack scopes",
            f"missing: {', '.join(missing)}. Paste the manifest anew (hallway slack manifest), then reinstall the app "
            "under Install App",
        )
    without = [f"without {scope}: {lost}" for scope, lost in _LOST.items() if scope not in given]
    return Finding("Slack scopes" + (f" ({'; '.join(without)})" if without else ""))


async def _socket(api: Api, token: str) -> Finding:
    what, kind = "Slack app token (Socket Mode)", _kind(token)
    make = "make one with the scope connections:write under Basic Information, App-Level Tokens"
    if kind != "xapp-":
        said = f"HALLWAY_SLACK_APP_TOKEN is {_KINDS.get(kind, 'no token of Slack')}"
        return Finding(what, f"{said}; it begins with xapp-: {make}")
    try:
        await api.call(token, "apps.connections.open")
    except Failed as error:
        return Finding(what, _refused(error, f"{make}, and switch Socket Mode on"))
    return Finding(what)


def _http(settings: SlackSettings) -> Iterator[Finding]:
    what, secret = "Slack signing secret (HTTP)", settings.signing_secret
    if settings.api_url == BASE and not _SECRET.fullmatch(secret):
        yield Finding(
            what,
            "HALLWAY_SLACK_SIGNING_SECRET is not one: copy the Signing Secret (32 digits and letters a to f) from "
            "Basic Information, App Credentials",
        )
    else:
        yield Finding(f"{what}; Slack must reach POST {EVENTS_PATH} here over https")


async def _client(api: Api, settings: SlackSettings) -> Finding:
    """A code that is none tells whether Slack knows who asks."""
    what = "Slack client id and secret"
    client = {"client_id": settings.client_id, "client_secret": settings.client_secret}
    try:
        await api.call("", "oauth.v2.access", **client, code="0")
    except Failed as error:
        if error.code in _CLIENT_CODES or error.verdict is not Verdict.NEVER:
            return Finding(what, _refused(error, "copy both from Basic Information, App Credentials"))
    return Finding(f"{what}; people install at {INSTALL_PATH} and come back to {REDIRECT_PATH}")


def _refused(error: Failed, remedy: str) -> str:
    if error.verdict in (Verdict.GONE, Verdict.NEVER) or error.code in ("not_allowed_token_type", "missing_scope"):
        return f"Slack says {error.code}: {remedy}"
    return f"Slack cannot be asked ({error.code}): look at the network, and at status.slack.com"


def _kind(token: str) -> str:
    return next((kind for kind in sorted(_KINDS, key=len, reverse=True) if token.startswith(kind)), "")
