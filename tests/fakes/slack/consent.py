"""The page on which somebody allows the app into their workspace, and the browser that goes through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

import aiohttp
from aiohttp import web

from tests.fakes.slack.grants import CODE_LIFE, SCOPES, Code

if TYPE_CHECKING:
    from tests.fakes.slack.slack import Slack
    from tests.fakes.slack.world import Team


@dataclass(slots=True)
class Consent:
    """Says yes at once, on behalf of the person and the workspace that the browser's query names."""

    slack: Slack

    async def serve(self, request: web.Request) -> web.Response:
        asked = request.query
        scopes = [scope for scope in asked.get("scope", "").split(",") if scope]
        self.slack.violated("oauth/v2/authorize", [f"scope: {each}" for each in scopes if each not in SCOPES])
        if asked.get("client_id") != self.slack.keys.client_id:
            return web.Response(status=400, text="invalid_client_id")
        back = asked.get("redirect_uri", "")
        if not back:
            return web.Response(status=400, text="bad_redirect_uri")
        if asked.get("deny"):
            return _found(back, error="access_denied", state=asked.get("state", ""))
        until = self.slack.now() + CODE_LIFE
        code = self.slack.grants.code(Code(asked["team"], asked["user"], scopes, back, until))
        return _found(back, code=code, state=asked.get("state", ""))


def _found(address: str, **query: str) -> web.Response:
    return web.Response(status=302, headers={"Location": f"{address}?{urlencode(query)}"})


@dataclass(slots=True)
class Browser:
    """Somebody's browser: it keeps cookies and follows where it is sent. It sends what is marked Secure over HTTP too,
    as it would find HTTPS in front of the app."""

    session: aiohttp.ClientSession
    user: str
    team: Team
    cookies: dict[str, str]
    denies: bool = False

    async def install(self, address: str) -> tuple[int, str]:
        """From the app's own install page over the consent page and back: the last page's status and text."""
        for _ in range(5):
            async with self.session.get(address, cookies=self.cookies, allow_redirects=False) as answer:
                self.cookies |= {name: morsel.value for name, morsel in answer.cookies.items()}
                where = answer.headers.get("Location")
                if where is None:
                    where = _link_in(await answer.text()) if answer.status == 200 else None
                if where is None:
                    return answer.status, await answer.text()
            address = self._as_me(urljoin(address, where))
        return 310, ""

    def _as_me(self, address: str) -> str:
        """Slack knows by its own cookies who is there; here the address says it."""
        if urlsplit(address).path != "/oauth/v2/authorize":
            return address
        me = {"user": self.user, "team": self.team.id} | ({"deny": "1"} if self.denies else {})
        return f"{address}&{urlencode(me)}"


def _link_in(page: str) -> str | None:
    """The consent page's address, on an install page that shows a button instead of sending the browser there."""
    before, found, _ = page.partition("/oauth/v2/authorize")
    if not found:
        return None
    start = before.rindex('"') + 1
    return page[start : page.index('"', start)].replace("&amp;", "&")
