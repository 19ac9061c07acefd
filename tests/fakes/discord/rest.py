"""The API over HTTP: every request is let in, held against the description, and done, in Discord's order."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord.call import Answer, Call, Handler
from tests.fakes.discord.fake import Asked, FakeDiscord
from tests.fakes.discord.limits import limited
from tests.fakes.discord.payloads import media_type_of
from tests.fakes.discord.refusals import Code, Refusal
from tests.fakes.discord.replies import json_reply
from tests.fakes.discord.routes import account, answers, guilds, messages
from tests.fakes.discord.world import Json, Upload
from tests.fakes.faults import Fault

ROUTES: Mapping[str, Handler] = {**account.ROUTES, **messages.ROUTES, **answers.ROUTES, **guilds.ROUTES}
_PREFIX = "/api/v10"
_BY_TOKEN = ("/interactions/", "/webhooks/")
_CREATED = {"POST /channels/{channel_id}/threads"}
_BODY = 26 * 1024 * 1024


class Malformed(Exception):
    """A body that is no JSON."""


class Rest:
    """The routes of one fake."""

    def __init__(self, fake: FakeDiscord) -> None:
        self._fake = fake

    def app(self) -> web.Application:
        app = web.Application(client_max_size=_BODY)
        for route in sorted(ROUTES, key=_literal_first):
            method, _, template = route.partition(" ")
            app.router.add_route(method, _PREFIX + template, self._serving(route))
        app.router.add_get("/gateway", self._fake.gateway.handle)
        app.router.add_get("/files/{upload}/{name}", self._file)
        app.router.add_route("*", "/{rest:.*}", self._unknown)
        return app

    def _serving(self, route: str) -> Any:
        async def serve(request: web.Request) -> web.StreamResponse:
            response = await self._serve(request, route)
            for name, value in self._fake.limits.headers(route, dict(request.match_info)).items():
                response.headers.setdefault(name, value)
            return response

        return serve

    async def _serve(self, request: web.Request, route: str) -> web.Response:
        path, query = dict(request.match_info), dict(request.query)
        body: Any = None
        try:
            refused = self._let_in(request, route, path)
            if refused is None:
                body, uploads = await self._read(request)
                self._hold_against_description(route, path, query, body, multipart=_is_multipart(request))
                response = await self._do(request, route, Call(self._fake, path, query, body, uploads))
            else:
                response = refused
        except Refusal as refusal:
            if refusal.number == Code.INVALID_FORM.value[1]:
                self._fake.violations += [f"{route}: {problem}" for problem in refusal.problems]
            response = json_reply(refusal.body, status=refusal.status)
        except Malformed:
            self._fake.violations.append(f"{route}: the body is no JSON")
            response = json_reply({"message": "The request body contains invalid JSON.", "code": 50109}, status=400)
        except Exception as error:
            self._fake.violations.append(f"the fake itself failed at {route}: {error!r}")
            raise
        self._fake.asked.append(Asked(route, path, query, body, response.status))
        self._fake.pulse.beat()
        return response

    def _let_in(self, request: web.Request, route: str, path: dict[str, str]) -> web.Response | None:
        refused = self._fake.limits.refuse(route, path)
        if refused is not None:
            return refused
        is_free = request.path.removeprefix(_PREFIX).startswith(_BY_TOKEN)
        if not is_free and request.headers.get("Authorization") != f"Bot {self._fake.setup.token}":
            raise Refusal(Code.UNAUTHORIZED)
        return None

    async def _read(self, request: web.Request) -> tuple[Any, list[Upload]]:
        if _is_multipart(request):
            return await self._read_parts(request)
        text = await request.text()
        if not text or not request.content_type.endswith("json"):
            return None, []
        return _parsed(text), []

    async def _read_parts(self, request: web.Request) -> tuple[Any, list[Upload]]:
        body: Any = None
        contents: dict[str, tuple[str, bytes]] = {}
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            content = bytes(await part.read(decode=False))
            if part.name == "payload_json":
                body = _parsed(content.decode())
            else:
                number = (part.name or "").removeprefix("files[").removesuffix("]")
                contents[number] = (part.filename or "unnamed", content)
        return body, self._uploads(body or {}, contents)

    def _uploads(self, body: Json, contents: dict[str, tuple[str, bytes]]) -> list[Upload]:
        """Files take their names and descriptions from the attachments of the body, which then know their ids."""
        found: list[Upload] = []
        told = body.get("attachments") or (body.get("data") or {}).get("attachments") or []
        about = {str(each.get("id")): each for each in told}
        for number, (name, content) in contents.items():
            said = about.get(number, {})
            name = said.get("filename") or name
            upload = Upload(self._fake.ids.fresh(), name, media_type_of(name), content, said.get("description"))
            found.append(upload)
        return found

    def _hold_against_description(
        self, route: str, path: dict[str, str], query: dict[str, str], body: object, *, multipart: bool
    ) -> None:
        if self._fake.spec is None:
            return
        method, _, template = route.partition(" ")
        problems = [
            *self._fake.spec.request(method, template, path, query),
            *self._fake.spec.body(method, template, body, multipart=multipart),
        ]
        if problems:
            raise Refusal(Code.INVALID_FORM, tuple(problems))

    async def _do(self, request: web.Request, route: str, call: Call) -> web.Response:
        if self._fake.failing[route]:
            return _failure(self._fake.failing[route].pop(0))
        fault = self._fake.draw(request.path.removeprefix(_PREFIX))
        if fault is Fault.LIMITED:
            return limited(0.3)
        if fault is Fault.BEFORE:
            return _failure(500)
        answer = await ROUTES[route](call)
        if fault is Fault.DROPPED and request.transport is not None:
            request.transport.abort()
        elif fault is Fault.SLOW:
            await asyncio.sleep(self._fake.setup.slow)
        return _failure(500) if fault is Fault.AFTER else _said(answer, route)

    async def _file(self, request: web.Request) -> web.Response:
        self._fake.file_headers.append(dict(request.headers))
        upload = self._fake.chat.uploads.get(request.match_info["upload"])
        if upload is None:
            return web.Response(status=404)
        return web.Response(body=upload.content, content_type=upload.media_type)

    async def _unknown(self, request: web.Request) -> web.Response:
        self._fake.violations.append(f"{request.method} {request.path}: there is no such route, or not in this fake")
        with suppress(ConnectionError):
            await request.read()
        return json_reply(Refusal(Code.NOT_FOUND).body, status=404)


def _said(answer: Answer, route: str) -> web.Response:
    if answer is None:
        return web.Response(status=204)
    return json_reply(answer, status=201 if route in _CREATED else 200)


def _failure(status: int) -> web.Response:
    """As Discord's own front says it when what is behind it fails."""
    return json_reply({"message": f"{status}: Internal Server Error", "code": 0}, status=status)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Malformed from None


def _is_multipart(request: web.Request) -> bool:
    return request.content_type.startswith("multipart/")


def _literal_first(route: str) -> tuple[str, ...]:
    """So that ``/users/@me`` is not read as a user's id."""
    return tuple("~" if part.startswith("{") else part for part in route.split("/"))
