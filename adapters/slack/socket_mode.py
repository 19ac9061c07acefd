"""Socket Mode: Slack speaks to us over a connection that we open, so that nobody needs a public address."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, cast

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response

from adapters.slack.errors import ERRORS, Failed, Verdict
from bot.errors import BadToken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.socket_mode.aiohttp import SocketModeClient
    from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
    from slack_sdk.socket_mode.request import SocketModeRequest

    from adapters.slack.api import Api
    from adapters.slack.door import Door

log = logging.getLogger(__name__)

SILENCE = 300.0
"""Seconds without a word after which a connection that stands is not trusted any more."""

CONNECTING = 20.0
"""Seconds within which a new connection must stand."""

PING = 10.0

_NO_USE = frozenset({"not_allowed_token_type", "forbidden_team", "missing_scope", "access_denied"})


class Line:
    """One connection, which the library opens anew when Slack asks for it, and when it hears that it is broken."""

    def __init__(self, door: Door, api: Api, token: str) -> None:
        self._door = door
        self.heard = time.monotonic()
        self.handler = AsyncSocketModeHandler(
            door.app, token, logger=logging.getLogger("slack_sdk"), web_client=api.client(token), ping_interval=PING
        )
        self._client: SocketModeClient = self.handler.client
        self._client.socket_mode_request_listeners[:] = [self._take]
        self._client.on_message_listeners.append(self._hear)
        self._taking = 0

    async def connect(self, address: str) -> None:
        self._client.wss_uri = address
        await self.handler.connect_async()

    @property
    def is_idle(self) -> bool:
        """Whether everything that arrived was taken."""
        queue = cast("asyncio.Queue[object]", self._client.message_queue)  # pyright: ignore[reportUnknownMemberType] - the library does not say of what
        return not self._taking and queue.empty()

    async def is_alive(self, silence: float) -> bool:
        return time.monotonic() - self.heard < silence and await self._client.is_connected()

    async def close(self) -> None:
        try:
            await self.handler.close_async()
        except ERRORS as error:
            log.info("slack_socket_not_closed", extra={"error": type(error).__name__})

    async def _hear(self, message: object) -> None:
        del message
        self.heard = time.monotonic()

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self._taking += 1
        began = time.time()
        try:
            payload = cast("Mapping[str, object]", request.payload)  # pyright: ignore[reportUnknownMemberType] - a dict of anything
            answer = await self._door.enter(payload, _headers(request))
            await send_async_response(client, request, answer, began)
        finally:
            self._taking -= 1


class SocketMode:
    """Keeps a connection that works: one that stands and is silent is given up for a new one, opened first."""

    def __init__(self, door: Door, api: Api, token: str, *, silence: float = SILENCE) -> None:
        self._door = door
        self._api = api
        self._token = token
        self._silence = silence
        self._line: Line | None = None

    async def run(self) -> None:
        """Until cancelled. Raise BadToken for a token that is worth nothing, Failed where Slack cannot be reached."""
        self._line = await self._connected()
        try:
            while True:
                await asyncio.sleep(min(PING, self._silence / 4))
                if not await self._line.is_alive(self._silence):
                    log.warning("slack_socket_silent")
                    self._line, before = await self._connected(), self._line
                    await before.close()
        finally:
            await self._line.close()
            self._line = None

    @property
    def is_idle(self) -> bool:
        return self._line is None or self._line.is_idle

    async def _connected(self) -> Line:
        address = await self._address()
        line = Line(self._door, self._api, self._token)
        try:
            async with asyncio.timeout(CONNECTING):
                await line.connect(address)
        except BaseException:
            await line.close()
            raise
        return line

    async def _address(self) -> str:
        try:
            return (await self._api.call(self._token, "apps.connections.open")).text("url")
        except Failed as error:
            if error.verdict is Verdict.GONE or error.code in _NO_USE:
                raise BadToken(
                    f"Slack does not take HALLWAY_SLACK_APP_TOKEN ({error.code}): make an app-level token with the "
                    "scope connections:write, which begins with xapp-, under Basic Information of your app"
                ) from error
            raise


def _headers(request: SocketModeRequest) -> dict[str, str]:
    if not request.retry_attempt:
        return {}
    return {"x-slack-retry-num": str(request.retry_attempt), "x-slack-retry-reason": request.retry_reason or ""}
