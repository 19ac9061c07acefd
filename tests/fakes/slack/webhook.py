"""The HTTP mode: signed requests to the app's one address."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack.outgoing import NOBODY, Answer, Sent, Sort

if TYPE_CHECKING:
    from tests.fakes.slack.slack import Slack
    from tests.fakes.slack.wire import Json


class NotVerified(Exception):
    """The app does not prove that the address is its own."""


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """As Slack signs a request."""
    digest = hmac.new(secret.encode(), b":".join((b"v0", timestamp.encode(), body)), hashlib.sha256).hexdigest()
    return f"v0={digest}"


@asynccontextmanager
async def posting(slack: Slack, url: str) -> AsyncGenerator[Webhook]:
    """Everything goes to this address from here on, once the app has proved that it is there. Raises NotVerified."""
    before = slack.outgoing.way
    webhook = Webhook(url, slack.keys.signing_secret)
    await webhook.prove(slack.keys.verification_token)
    slack.outgoing.way = webhook
    try:
        yield webhook
    finally:
        await slack.outgoing.stop()
        slack.outgoing.way = before


@dataclass(slots=True)
class Webhook:
    """Sends to ``url``. The time in a signature is that of the machine, as whoever checks it goes by that one."""

    url: str
    secret: str
    answer_within: float = 3.0
    clock: Callable[[], float] = time.time

    async def prove(self, token: str) -> None:
        """Have the app show that the address is its own, as Slack does before it keeps one. Raises NotVerified."""
        challenge = hashlib.sha256(self.url.encode()).hexdigest()
        body: Json = {"token": token, "challenge": challenge, "type": "url_verification"}
        answer = await self._post(json.dumps(body).encode(), "application/json", {})
        if answer.status != 200 or challenge not in answer.payload.values():
            raise NotVerified(self.url)

    async def send(self, sent: Sent) -> Answer:
        body, media_type = _body(sent)
        retry = {"X-Slack-Retry-Num": str(sent.retry), "X-Slack-Retry-Reason": sent.reason} if sent.retry else {}
        try:
            return await self._post(body, media_type, retry)
        except TimeoutError:
            return NOBODY
        except aiohttp.ClientError:
            return Answer(0, reason="connection_failed")

    async def _post(self, body: bytes, media_type: str, headers: dict[str, str]) -> Answer:
        at = str(int(self.clock()))
        signed = {
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": signature(self.secret, at, body),
            "Content-Type": media_type,
            **headers,
        }
        timeout = aiohttp.ClientTimeout(total=self.answer_within)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self.url, data=body, headers=signed) as answer,
        ):
            return await _answer(answer)


def _body(sent: Sent) -> tuple[bytes, str]:
    match sent.sort:
        case Sort.EVENT:
            return json.dumps(sent.payload).encode(), "application/json"
        case Sort.SLASH:
            return urlencode(sent.payload).encode(), "application/x-www-form-urlencoded"
        case Sort.INTERACTIVE:
            return urlencode({"payload": json.dumps(sent.payload)}).encode(), "application/x-www-form-urlencoded"


async def _answer(answer: aiohttp.ClientResponse) -> Answer:
    text = await answer.text()
    payload: Json = {}
    if text and "json" in answer.content_type:
        payload = json.loads(text)
    elif text and answer.status == 200:
        payload = {"text": text}
    reason = "" if answer.status < 300 else "http_error"
    return Answer(answer.status, payload, reason, wants_no_retry=answer.headers.get("X-Slack-No-Retry") == "1")
