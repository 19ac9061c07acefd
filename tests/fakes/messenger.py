"""The way to the platform of tests.fakes.platform: one request for one act, nothing retried in hiding."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from bot.domain.delivery import (
    Accepted,
    Lookup,
    NotAccepted,
    Outcome,
    Parcel,
    Refused,
    Seen,
    Unknown,
    Unreadable,
)

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class HttpMessenger:
    """A platform's messenger. A destination is the account's direct channel, or the user where none is known."""

    platform: str
    _client: httpx.AsyncClient
    _total: float

    @classmethod
    @asynccontextmanager
    async def open(
        cls, address: str, *, platform: str = "fake", total: float = 10.0
    ) -> AsyncGenerator["HttpMessenger"]:
        timeout = httpx.Timeout(total, connect=min(3.0, total))
        async with httpx.AsyncClient(base_url=address, timeout=timeout, trust_env=False) as client:
            yield cls(platform, client, total)

    async def send(self, parcel: Parcel) -> Outcome:
        body = {"nonce": parcel.key, "text": parcel.say.reply.plain()}
        answer = await self._ask("POST", _channel(parcel), body)
        if isinstance(answer, httpx.Response):
            return Accepted(answer.json()["id"], answer.json()["channel"])
        return answer

    async def look_up(self, parcel: Parcel, since: datetime) -> Lookup:
        answer = await self._ask("GET", _channel(parcel))
        if not isinstance(answer, httpx.Response):
            return Unreadable(answer.code)
        found = tuple(each["id"] for each in answer.json()["messages"] if each["nonce"] == parcel.key)
        return Seen(found, _bare_channel(parcel))

    async def remove(self, parcel: Parcel, message: str) -> Outcome:
        answer = await self._ask("DELETE", f"{_channel(parcel)}/{message}")
        return Accepted(message, _bare_channel(parcel)) if isinstance(answer, httpx.Response) else answer

    async def _ask(
        self, method: str, path: str, body: dict[str, str] | None = None
    ) -> httpx.Response | NotAccepted | Refused | Unknown:
        try:
            async with asyncio.timeout(self._total):
                answer = await self._client.request(method, path, json=body)
        except _NEVER_SENT as error:
            return NotAccepted(type(error).__name__)
        except (httpx.HTTPError, TimeoutError) as error:
            return Unknown(type(error).__name__)
        if answer.is_success:
            return answer
        if answer.status_code == 429:
            return NotAccepted("rate limited", timedelta(seconds=float(answer.headers["Retry-After"])))
        return Unknown(str(answer.status_code)) if answer.is_server_error else Refused(str(answer.status_code))


def _bare_channel(parcel: Parcel) -> str:
    return parcel.say.to.destination or parcel.say.to.user


def _channel(parcel: Parcel) -> str:
    return f"/channels/{_bare_channel(parcel)}/messages"
