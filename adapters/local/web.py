"""The workspace in the browser: one page, one stream of events, one address for acts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from adapters.local.acts import (
    PAGE_ACT,
    AdvanceAct,
    DismissAct,
    FillAct,
    PageAct,
    PressAct,
    ReadAct,
    RefuseAct,
    SayAct,
    ShareAct,
)
from adapters.local.screen import Screen
from adapters.local.workspace import NoSuchThing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.routing import BaseRoute

    from adapters.local.platform import LocalPlatform

BODY_LIMIT = 320 * 1024
"""Bytes of one act: a form full of the longest texts fits."""

BODY_TIMEOUT = timedelta(seconds=10)

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Controls:
    """What the page may ask of the program around it.

    ``advance`` moves the clock and returns when everything due on the way has arrived; ``ahead`` is how far the clock
    is from the real one; ``health`` is what GET /health answers, and its "ok", where it is false, makes that a 503.
    """

    advance: Callable[[timedelta], Awaitable[None]]
    ahead: Callable[[], timedelta]
    health: Callable[[], Awaitable[Mapping[str, object]]]


class NotMovable(Exception):
    """The clock stays on real time."""


class Web:
    """The pages over one platform."""

    def __init__(self, platform: LocalPlatform, controls: Controls, beside: Sequence[BaseRoute] = ()) -> None:
        self._platform = platform
        self._controls = controls
        self._beside = beside
        self._advancing = asyncio.Lock()
        self._templates = Jinja2Templates(_HERE / "templates")

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/stream", self._stream),
                Route("/act", self._act, methods=["POST"]),
                Route("/files/{message}/{index:int}", self._file),
                Route("/health", self._health),
                *self._beside,
                Mount("/static", StaticFiles(directory=_HERE / "static")),
            ],
            exception_handlers={HTTPException: _problem, NoSuchThing: _not_there},
        )

    async def _page(self, request: Request) -> Response:
        personas = self._platform.workspace.personas
        return self._templates.TemplateResponse(request, "page.html", {"personas": personas})

    async def _stream(self, request: Request) -> Response:
        screen = Screen(self._platform, request.query_params.get("as", ""), self._controls.ahead)
        return StreamingResponse(screen.events(), media_type="text/event-stream")

    async def _act(self, request: Request) -> Response:
        try:
            act = PAGE_ACT.validate_json(await _body(request))
        except ValidationError as error:
            raise HTTPException(422, "That is not something this workspace can do.") from error
        await self._do(act)
        return Response(status_code=204)

    async def _do(self, act: PageAct) -> None:  # noqa: C901 - one line per member of a closed union
        platform = self._platform
        match act:
            case SayAct(user=user):
                await platform.say(user, act.text, act.channel)
            case ShareAct(user=user):
                await platform.share(user, act.name, act.content)
            case PressAct(user=user):
                await platform.press(user, act.message, act.handle)
            case FillAct(user=user):
                await platform.fill(user, act.form, act.values)
            case DismissAct(user=user):
                await platform.dismiss(user, act.form)
            case ReadAct(user=user):
                await platform.workspace.mark_read(user, act.conversation, act.seq)
            case RefuseAct(user=user):
                await platform.workspace.refuse(user, refuses=act.refuses)
            case AdvanceAct():
                await self._advance(act.step.length)
            case _:
                assert_never(act)

    async def _advance(self, length: timedelta) -> None:
        if self._advancing.locked():
            raise HTTPException(409, "The clock is still moving.")
        async with self._advancing:
            try:
                await self._controls.advance(length)
            except NotMovable as error:
                raise HTTPException(409, "Real platforms are connected: the clock stays on real time.") from error
        self._platform.workspace.announce_clock()

    async def _file(self, request: Request) -> Response:
        message = self._platform.workspace.message(request.query_params.get("as", ""), request.path_params["message"])
        index: int = request.path_params["index"]
        if index >= len(message.files):
            raise NoSuchThing(str(index))
        file = message.files[index]
        disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return Response(file.content, headers={"content-type": file.media_type, "content-disposition": disposition})

    async def _health(self, request: Request) -> Response:
        del request
        health = await self._controls.health()
        return JSONResponse(dict(health), 503 if health.get("ok") is False else 200)


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise HTTPException(415, "An act is JSON.")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_TIMEOUT.total_seconds()):
            async for chunk in request.stream():
                body += chunk
                if len(body) > BODY_LIMIT:
                    raise HTTPException(413, "That is too long to be sent at once.")
    except TimeoutError as error:
        raise HTTPException(408, "That took too long to arrive.") from error
    return bytes(body)


async def _problem(request: Request, error: Exception) -> Response:
    del request
    assert isinstance(error, HTTPException)
    return JSONResponse({"problem": error.detail}, error.status_code)


async def _not_there(request: Request, error: Exception) -> Response:
    del request, error
    return JSONResponse({"problem": "That is not there any more. Load the page again."}, 404)
