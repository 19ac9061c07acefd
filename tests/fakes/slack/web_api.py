"""The Web API over HTTP: what comes in, the troubles on the way, and how the answer looks."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from tests.fakes.slack.methods import METHODS
from tests.fakes.slack.methods.method import Ask, Method, Token
from tests.fakes.slack.slack import Request, Slack
from tests.fakes.slack.trouble import Failed, Gone
from tests.fakes.slack.wire import Json, SlackError

if TYPE_CHECKING:
    from tests.fakes.slack.grants import Grant

_STRUCTURED = frozenset({"blocks", "attachments", "view", "metadata", "files"})
_EVERYWHERE = frozenset({"token", "team_id", "authorization"})


@dataclass(slots=True)
class WebApi:
    """``released`` ends the wait of requests that are answered late."""

    slack: Slack
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], await _arguments(request)
        token = _token(request, args)
        self.slack.requests.append(Request(method, args, token))
        strike = self.slack.trouble.strike(method, self._team(token), str(args.get("channel") or ""))
        if isinstance(strike, Failed) and not strike.is_accepted:
            return _failure(strike)
        body, headers = self._carry_out(method, token, args)
        if isinstance(strike, Failed):
            return _failure(strike)
        if isinstance(strike, Gone):
            return await self._gone(request, at_once=strike.at_once)
        return web.json_response(body, headers=headers)

    def _carry_out(self, name: str, token: str, args: Json) -> tuple[Json, dict[str, str]]:
        try:
            method = _method(name)
            grant = self._allowed(method, token)
            self._only_known(method, args)
            ask = Ask(self.slack, args, grant)
            if method.scope is not None:
                ask.needs(method.scope)
            return {"ok": True, **method.answer(ask)}, _headers(method, grant)
        except SlackError as error:
            known = self.slack.grants.tokens.get(token)
            return error.body, _headers(METHODS[name], known) if name in METHODS else {}

    def _allowed(self, method: Method, token: str) -> Grant | None:
        if method.token is Token.NONE:
            return None
        if method.token is Token.APP:
            if token != self.slack.keys.app_token:
                raise SlackError("not_allowed_token_type" if token.startswith("xoxb") else "invalid_auth")
            return None
        if token.startswith("xapp"):
            raise SlackError("not_allowed_token_type")
        return self.slack.grants.of(token, self.slack.now())

    def _only_known(self, method: Method, args: Json) -> None:
        extra = sorted(args.keys() - method.takes - _EVERYWHERE)
        self.slack.violated(method.name, [f"{name}: there is no such argument" for name in extra])

    def _team(self, token: str) -> str:
        grant = self.slack.grants.tokens.get(token)
        return "" if grant is None else grant.team

    async def _gone(self, request: web.Request, *, at_once: bool) -> web.StreamResponse:
        if not at_once:
            await self.released.wait()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


def _method(name: str) -> Method:
    if name not in METHODS:
        raise SlackError("unknown_method", req_method=name)
    return METHODS[name]


async def _arguments(request: web.Request) -> Json:
    """The query, and the body as JSON or a form, in which what is structured is JSON in turn."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= json.loads(await request.text() or "{}")
    else:
        args |= dict(await request.post())
    for name in _STRUCTURED & args.keys():
        if isinstance(args[name], str):
            with contextlib.suppress(json.JSONDecodeError):
                args[name] = json.loads(args[name])
    if request.headers.get("Authorization", "").startswith("Basic "):
        args["authorization"] = request.headers["Authorization"]
    return args


def _token(request: web.Request, args: Json) -> str:
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ") if header.startswith("Bearer ") else str(args.get("token") or "")


def _headers(method: Method, grant: Grant | None) -> dict[str, str]:
    if grant is None:
        return {}
    return {"x-oauth-scopes": ",".join(grant.scopes), "x-accepted-oauth-scopes": method.scope or ""}


def _failure(failed: Failed) -> web.Response:
    headers = {} if failed.wait is None else {"Retry-After": f"{failed.wait:g}"}
    return web.json_response(failed.body, status=failed.status, headers=headers)
