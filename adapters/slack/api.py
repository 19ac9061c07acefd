"""The way to Slack's Web API: one session, the library's client without its hidden retries, and errors in our terms."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import cast

import aiohttp
import yarl
from slack_sdk.web.async_client import AsyncWebClient

from adapters.fetching import NotFetched, fetched
from adapters.slack.errors import ERRORS, Failed, Verdict, failure_of, of_status, wait_of

_DOMAIN = "slack.com"
BASE = f"https://{_DOMAIN}/api/"
"""Where Slack is, unless settings say otherwise."""

CONNECT, TOTAL = 3.0, 10.0
"""Seconds to reach Slack, and to have its answer: a delivery is only sent while its lease outlives both."""

_FORMS = frozenset(
    {
        "apps.connections.open",
        "auth.test",
        "conversations.history",
        "files.getUploadURLExternal",
        "oauth.v2.access",
        "users.info",
    }
)
"""Methods that take no JSON."""

log = logging.getLogger("slack_sdk")


def _hush() -> None:
    """Below this level the libraries write messages and tokens into the log, whatever level was asked for."""
    for library in ("slack_sdk", "slack_bolt"):
        logging.getLogger(library).setLevel(max(logging.INFO, logging.getLogger().getEffectiveLevel()))


_hush()


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack answered, and with which headers, their names in small letters."""

    data: Mapping[str, object]
    headers: Mapping[str, str]

    def text(self, *path: str) -> str:
        """The text at this place; empty where there is none."""
        found: object = self.data
        for step in path:
            found = _at(found, step)
        return found if isinstance(found, str) else ""


def _at(value: object, step: str) -> object:
    return cast("Mapping[str, object]", value).get(step) if isinstance(value, Mapping) else None


class Api:
    """Every call is one request; what goes wrong is raised as `Failed`, nothing is retried.

    While it is open, connections are kept from one call to the next; before and after, each call opens its own: what
    is due goes out also while nothing can be heard from Slack.
    """

    def __init__(self, base: str = BASE) -> None:
        self.base = base if base.endswith("/") else f"{base}/"
        self._session: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        _hush()
        async with _session() as session:
            self._session = session
            try:
                yield
            finally:
                self._session = None

    @asynccontextmanager
    async def _lent(self) -> AsyncGenerator[aiohttp.ClientSession]:
        if self._session is not None:
            yield self._session
            return
        async with _session() as session:
            yield session

    def client(self, token: str, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
        """The library's client, as bolt and Socket Mode want it."""
        return AsyncWebClient(
            token=token or None, base_url=self.base, session=session or self._session, retry_handlers=[], logger=log
        )

    async def call(self, token: str, method: str, /, **body: object) -> Answer:
        """Call a method; arguments that are None are left out."""
        given = {name: value for name, value in body.items() if value is not None}
        form, sent = (_form(given), None) if method in _FORMS else (None, given)
        try:
            async with self._lent() as session:
                client = self.client(token, session)
                response = await client.api_call(method, data=form, json=sent)  # pyright: ignore[reportUnknownMemberType] - the library's dicts name no types
        except ERRORS as error:
            raise failure_of(error) from error
        headers = cast("Mapping[str, str]", response.headers)
        data = cast("Mapping[str, object]", response.data)
        return Answer(data, {name.lower(): value for name, value in headers.items()})

    async def download(self, token: str, url: str, most: int) -> bytes:
        """A file that somebody shared, up to ``most`` bytes and one more. Our token goes to Slack and nobody else.

        Raise Failed for another address, and with ``missing_scope`` where Slack shows its login page instead.
        """
        host, own = yarl.URL(url).host or "", yarl.URL(self.base).host or ""
        if host != own and not host.endswith(f".{_DOMAIN}"):
            raise Failed("not_slacks", Verdict.NEVER)
        try:
            content = await fetched(url, most, token)
        except NotFetched as error:
            is_login = error.status in (301, 302, 303, 401, 403)
            raise Failed("missing_scope" if is_login else f"http_{error.status}", Verdict.NEVER) from error
        if content.lstrip()[:9].lower() in (b"<!doctype", b"<html>"):
            raise Failed("missing_scope", Verdict.NEVER)
        return content

    async def post(self, url: str, *, body: Mapping[str, object] | None = None, content: bytes | None = None) -> None:
        """Post to an address Slack gave out: a ``response_url``, or the place for a file."""
        try:
            data = None if content is None else BytesIO(content)
            async with self._lent() as session, session.post(url, json=body, data=data) as response:
                text = await response.text()
        except ERRORS as error:
            raise failure_of(error) from error
        if response.status == 429:
            raise Failed("ratelimited", of_status(429), wait_of(response.headers))
        if response.status >= 400:
            raise Failed(_code_in(text) or f"http_{response.status}", of_status(response.status))


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TOTAL, connect=CONNECT, sock_connect=CONNECT))


def _form(given: Mapping[str, object]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}


def _code_in(text: str) -> str:
    """The code in an answer such as ``{"ok": false, "error": "expired_url"}``, or in plain ``expired_url``."""
    try:
        data: object = json.loads(text)
    except ValueError:
        return text if text.replace("_", "").isalpha() and len(text) < 60 else ""
    code = cast("Mapping[str, object]", data).get("error") if isinstance(data, Mapping) else None
    return code if isinstance(code, str) else ""
