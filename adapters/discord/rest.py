"""Requests to Discord, in the SDK's own errors.

discord.py's own client repeats what failed with a 5xx up to five times and sleeps through a 429. For a message on its
way that would be a second copy nobody knows of, and a lease that runs out: so every request of ours goes through here.
Only what asks, or says the same however often it is said (GET and PUT), is repeated, a moment later and twice at most:
beginning a conversation of several people takes ten of those, and any one of them would fail it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import time
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Self, cast

import aiohttp
import discord

from adapters.discord.errors import BANNED, NotSent

if TYPE_CHECKING:
    from adapters.discord.messages import File, Json

log = logging.getLogger(__name__)

CONNECT = 3
TOTAL = 10
"""Seconds for reaching Discord, and for a whole request."""

PAUSES = (0.1, 0.4)
"""Seconds before what may be repeated is repeated."""

_PATIENCE = 1.0
"""Seconds that Discord may want us to wait before we rather fail."""

_INVALID = frozenset({401, 403, 429})
_WINDOW = 600
_SLOW, _STOP = 500, 2_000
"""Invalid requests in ten minutes: from here on one a second, and none. Discord bans an address at 10,000."""


@dataclass(slots=True)
class Restraint:
    """Keeps us from being turned away for good. ``monotonic`` is in seconds."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    _invalid: deque[float] = field(default_factory=deque[float])
    _until: float = 0.0
    _last: float = float("-inf")

    def check(self, *, urgent: bool = False) -> None:
        """Raise NotSent when the next request must wait. Answers are ``urgent``: no global limit holds for them."""
        now = self.monotonic()
        while self._invalid and self._invalid[0] <= now - _WINDOW:
            self._invalid.popleft()
        if now < self._until and not urgent:
            raise NotSent("paused", self._until - now)
        if len(self._invalid) >= _STOP:
            raise NotSent("too many invalid requests", self._invalid[0] + _WINDOW - now)
        if len(self._invalid) >= _SLOW and now - self._last < 1:
            raise NotSent("many invalid requests", 1)
        self._last = now

    async def over(self) -> None:
        """Return when requests are allowed again after a pause."""
        while (left := self._until - self.monotonic()) > 0:
            log.warning("discord_paused", extra={"seconds": int(left)})
            await self.sleep(left)

    def note(self, status: int) -> None:
        if status in _INVALID:
            self._invalid.append(self.monotonic())
            if len(self._invalid) in (_SLOW, _STOP):
                log.warning("discord_invalid_requests", extra={"count": len(self._invalid)})

    def pause(self, seconds: float) -> None:
        self._until = max(self._until, self.monotonic() + seconds)


class Rest:
    """Discord's REST interface at ``url``. What its requests raise is in adapters.discord.errors.

    Within ``async with`` its connections stay open from one request to the next; outside, each opens its own.
    ``date`` is when Discord answered last, by its own clock and in its own words.
    """

    def __init__(self, token: str, url: str, restraint: Restraint | None = None) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bot {token}", "User-Agent": f"DiscordBot (hallway, {version('hallway')})"}
        self.restraint = restraint or Restraint()
        self._session: aiohttp.ClientSession | None = None
        self.date = ""

    async def __aenter__(self) -> Self:
        self._session = self._fresh()
        return self

    async def __aexit__(self, *_: object) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def get(self, path: str, **query: str | int) -> object:
        return await self._insist(lambda: self._request("GET", path, query=query))

    async def delete(self, path: str) -> object:
        return await self._request("DELETE", path)

    async def put(self, path: str, body: object = None) -> object:
        data = None if body is None else json.dumps(body).encode()
        return await self._insist(lambda: self._request("PUT", path, data))

    async def post(self, path: str, body: Json, files: Sequence[File] = (), *, urgent: bool = False) -> object:
        return await self._request("POST", path, _body(body, files), urgent=urgent)

    async def patch(self, path: str, body: Json, files: Sequence[File] = ()) -> object:
        return await self._request("PATCH", path, _body(body, files), urgent=True)

    async def _insist(self, request: Callable[[], Awaitable[object]]) -> object:
        for pause in PAUSES:
            try:
                return await request()
            except (discord.DiscordServerError, aiohttp.ClientError):
                await asyncio.sleep(pause)
            except discord.RateLimited as error:
                if error.retry_after > _PATIENCE:
                    raise
                await asyncio.sleep(error.retry_after)
        return await request()

    async def _request(
        self,
        method: str,
        path: str,
        data: bytes | aiohttp.FormData | None = None,
        *,
        query: Mapping[str, str | int] | None = None,
        urgent: bool = False,
    ) -> object:
        self.restraint.check(urgent=urgent)
        headers = {"Content-Type": "application/json"} if isinstance(data, bytes) else None
        try:
            async with (
                self._open() as session,
                session.request(method, self._url + path, data=data, params=query, headers=headers) as response,
            ):
                answer = await _read(response)
                self.restraint.note(response.status)
                self.date = response.headers.get("Date", "")
                if response.status < 300:
                    return answer
                raise self._refusal(response, answer)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent("unreachable") from error

    @asynccontextmanager
    async def _open(self) -> AsyncGenerator[aiohttp.ClientSession]:
        if self._session is not None:
            yield self._session
        else:
            async with self._fresh() as session:
                yield session

    def _fresh(self) -> aiohttp.ClientSession:
        timeout = aiohttp.ClientTimeout(total=TOTAL, sock_connect=CONNECT)
        return aiohttp.ClientSession(timeout=timeout, headers=self._headers)

    def _refusal(self, response: aiohttp.ClientResponse, answer: object) -> Exception:
        problem = cast("dict[str, Any]", answer) if isinstance(answer, dict) else str(answer)  # as the SDK reads it
        match response.status:
            case 429:
                return self._too_many(response, problem)
            case 403:
                return discord.Forbidden(response, problem)
            case 404:
                return discord.NotFound(response, problem)
            case status if status >= 500:
                return discord.DiscordServerError(response, problem)
            case _:
                return discord.HTTPException(response, problem)

    def _too_many(self, response: aiohttp.ClientResponse, problem: Mapping[str, object] | str) -> Exception:
        """A 429 that did not come through Discord's own proxies comes from the wall before them: a ban."""
        if isinstance(problem, str) or "Via" not in response.headers:
            self.restraint.pause(BANNED.total_seconds())
            return NotSent("banned", BANNED.total_seconds())
        after = retry_after(problem.get("retry_after", response.headers.get("Retry-After")))
        if problem.get("global"):
            self.restraint.pause(after)
        return discord.RateLimited(after)


def retry_after(said: object) -> float:
    """Seconds, whatever was said: between a tenth and an hour."""
    try:
        seconds = float(said) if isinstance(said, str | int | float) else 5.0
    except ValueError:
        seconds = 5.0
    return 5.0 if math.isnan(seconds) else min(max(seconds, 0.1), 3600.0)


async def _read(response: aiohttp.ClientResponse) -> object:
    text = await response.text(errors="replace")
    if response.content_type != "application/json":
        return text
    try:
        return cast("object", json.loads(text))
    except ValueError:
        return text


def _body(body: Json, files: Sequence[File]) -> bytes | aiohttp.FormData:
    encoded = json.dumps(body)
    if not files:
        return encoded.encode()
    form = aiohttp.FormData(quote_fields=False)  # Discord does not take "files%5B0%5D"
    form.add_field("payload_json", encoded, content_type="application/json")
    for index, file in enumerate(files):
        form.add_field(f"files[{index}]", file.content, filename=file.name, content_type=file.media_type)
    return form
