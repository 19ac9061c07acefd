"""Installing Hallway from the browser: a page that sends people to Slack, and the one they come back to."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from adapters.slack.errors import Failed
from adapters.slack.manifest import INSTALL_PATH, OPTIONAL_SCOPES, REDIRECT_PATH, SCOPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from adapters.slack.installations import Installations
    from bot.ports import Clock, Keyring

log = logging.getLogger(__name__)

LIFE = timedelta(minutes=10)
"""For how long somebody may take to say yes."""

MOST = 200
"""People who may be on their way at once: whoever asks for the page again and again fills nothing."""

COOKIE = "hallway-slack-install"
STATES = "slack/state/"

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>Hallway</title><h1>{title}</h1><p>{text}</p></html>"


class Installing:
    """A state is good once, for ten minutes, and for the browser it was made for."""

    def __init__(
        self, installations: Installations, keyring: Keyring, clock: Clock, *, api_base: str, client_id: str
    ) -> None:
        self._installations = installations
        self._keyring = keyring
        self._clock = clock
        self._authorize = urljoin(api_base, "../oauth/v2/authorize")
        self._client_id = client_id

    @property
    def routes(self) -> Sequence[Route]:
        return (Route(INSTALL_PATH, self._begin), Route(REDIRECT_PATH, self._return))

    async def _begin(self, request: Request) -> Response:
        if len(await self._waiting()) >= MOST:
            return _page("Too many at once", "Please try again in ten minutes.", 429)
        state, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        until = self._clock.now() + LIFE
        kept = json.dumps({"browser": _digest(browser), "until": until.isoformat()})
        await self._keyring.put(f"{STATES}{_digest(state)}", kept)
        asked = {
            "client_id": self._client_id,
            "scope": ",".join((*SCOPES, *OPTIONAL_SCOPES)),
            "state": state,
            "redirect_uri": _redirect_uri(request),
        }
        answer = RedirectResponse(f"{self._authorize}?{urlencode(asked)}", 302, headers=_HEADERS)
        answer.set_cookie(
            COOKIE,
            browser,
            max_age=int(LIFE.total_seconds()),
            path=REDIRECT_PATH,
            secure=True,
            httponly=True,
            samesite="lax",
        )
        return answer

    async def _return(self, request: Request) -> Response:
        code, state = request.query_params.get("code", ""), request.query_params.get("state", "")
        if not await self._is_ours(state, request.cookies.get(COOKIE, "")):
            return _page("This link is used up", "Please start again from the beginning.", 400)
        if not code:
            return _page("Nothing was installed", "You can start again whenever you like.", 400)
        try:
            installation = await self._installations.install(code, _redirect_uri(request))
        except Failed as error:
            log.warning("slack_install_failed", extra={"code": error.code})
            return _page("Slack did not agree", "Please start again from the beginning.", 502)
        log.info("slack_installed", extra={"tenant": installation.tenant.key})
        answer = _page("Hallway is installed", "Open Slack, find Hallway under Apps, and say hello.", 200)
        answer.delete_cookie(COOKIE, path=REDIRECT_PATH)
        return answer

    async def _is_ours(self, state: str, browser: str) -> bool:
        """Whether this browser began this, and has not come back before."""
        kept = await self._keyring.take(f"{STATES}{_digest(state)}") if state and browser else None
        if kept is None:
            return False
        said = json.loads(kept)
        is_in_time = self._clock.now() < datetime.fromisoformat(said["until"])
        return hmac.compare_digest(said["browser"], _digest(browser)) and is_in_time

    async def _waiting(self) -> list[str]:
        """The states that are still good; the others are forgotten."""
        now, good = self._clock.now(), list[str]()
        for name in await self._keyring.names(STATES):
            kept = await self._keyring.get(name)
            if kept is not None and datetime.fromisoformat(json.loads(kept)["until"]) <= now:
                await self._keyring.remove(name)
            else:
                good.append(name)
        return good


def _redirect_uri(request: Request) -> str:
    """Our own address as the browser knows it, behind whatever stands before us."""
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme).partition(",")[0].strip()
    host = request.headers.get("x-forwarded-host", request.headers.get("host", request.url.netloc))
    return f"{'https' if scheme == 'https' else 'http'}://{host.partition(',')[0].strip()}{REDIRECT_PATH}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _page(title: str, text: str, status: int) -> Response:
    return HTMLResponse(_PAGE.format(title=title, text=text), status, headers=_HEADERS)
