"""JSON as Discord says it over HTTP: its content type names no character set, and discord.py reads no other."""

import json
from collections.abc import Mapping

from aiohttp import web


def json_reply(said: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(body=json.dumps(said).encode(), status=status, headers=headers, content_type="application/json")
