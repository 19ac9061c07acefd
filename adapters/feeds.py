"""Calendars over HTTP: GET /calendar/<token>.ics, for any program that subscribes to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.calendars import MEDIA_TYPE
from bot.domain.feeds import PATH, SUFFIX
from bot.feeds import fetched

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.ports import Clock, Store

_HEADERS = {
    # Asked again each time, so that an address that was given up shows nothing from then on.
    "cache-control": "private, no-cache",
    "content-disposition": 'inline; filename="meetups.ics"',
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}


class FeedDoor:
    """Answers 404 to whatever opens nothing, as to any address that is not there."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @property
    def route(self) -> Route:
        return Route(f"{PATH}{{token}}{SUFFIX}", self._answer)

    async def _answer(self, request: Request) -> Response:
        found = await fetched(self._store, request.path_params["token"], self._clock.now())
        if found is None:
            return PlainTextResponse("Not Found", 404)
        tag = f'"{found.tag}"'
        headers = {**_HEADERS, "etag": tag}
        if tag in _tags(request):
            return Response(status_code=304, headers=headers)
        return Response(found.content, headers=headers, media_type=f"{MEDIA_TYPE}; charset=utf-8")


def _tags(request: Request) -> set[str]:
    """Those the program holds already; whether weak or strong makes no difference to a read."""
    held = request.headers.get("if-none-match", "")
    return {each.strip().removeprefix("W/") for each in held.split(",")}
