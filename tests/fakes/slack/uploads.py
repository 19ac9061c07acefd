"""Where the content of a file goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from tests.fakes.slack.slack import Slack


@dataclass(slots=True)
class Uploads:
    slack: Slack

    async def serve(self, request: web.Request) -> web.Response:
        file = self.slack.uploads.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404)
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            parts = [part.file.read() for part in form.values() if isinstance(part, web.FileField)]
            file.content = parts[0] if parts else b""
        else:
            file.content = await request.read()
        return web.Response(text=f"OK - {len(file.content)}")

    async def download(self, request: web.Request) -> web.Response:
        """Whoever may not read files is led to the page on which people log in."""
        file = self.slack.uploads.get(request.match_info["file"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        grant = self.slack.grants.tokens.get(token)
        if grant is None or grant.is_revoked or "files:read" not in grant.scopes:
            return web.Response(status=302, headers={"Location": f"{self.slack.address}/login"})
        if file is None or file.content is None:
            return web.Response(status=404)
        return web.Response(body=file.content, content_type="application/octet-stream")
