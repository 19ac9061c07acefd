"""The HTTP mode: everything Slack says comes to one address, signed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from adapters.slack.manifest import EVENTS_PATH
from adapters.slack.signature import SIGNATURE, TIMESTAMP, is_from_slack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.response import BoltResponse
    from starlette.requests import Request

    from adapters.slack.door import Door

LARGEST = 1024 * 1024
"""Bytes of a request; Slack's own are far smaller."""


class HttpMode:
    """Answers 401 to whatever is not Slack's, without a word on why."""

    def __init__(self, door: Door, signing_secret: str) -> None:
        self._door = door
        self._secret = signing_secret

    @property
    def route(self) -> Route:
        return Route(EVENTS_PATH, self._serve, methods=["POST"])

    async def _serve(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("", 413)
        headers = request.headers
        if not is_from_slack(self._secret, headers.getlist(TIMESTAMP), headers.getlist(SIGNATURE), body):
            return PlainTextResponse("", 401)
        said = _said(body)
        if said is None:
            return PlainTextResponse("")
        retry = headers.get("x-slack-retry-num")
        return _response(await self._door.enter(said, {} if retry is None else {"x-slack-retry-num": retry}))


async def _body(request: Request) -> bytes | None:
    """None for one that is too large, which is not read to its end."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)


def _said(body: bytes) -> Mapping[str, object] | None:
    """JSON, or a form, or a form whose ``payload`` is JSON; None for anything else."""
    try:
        text = body.decode()
        if text.lstrip().startswith("{"):
            return _mapping(json.loads(text))
        form = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=200))
        return _mapping(json.loads(form["payload"])) if "payload" in form else form
    except (ValueError, RecursionError):
        return None


def _mapping(value: object) -> Mapping[str, object] | None:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else None


def _response(answer: BoltResponse) -> Response:
    body = answer.body or ""
    kinds = answer.headers.get("content-type") or ["text/plain"]
    if kinds[0].startswith("application/json") and body:
        return JSONResponse(json.loads(body), answer.status)
    return PlainTextResponse(body, answer.status)
