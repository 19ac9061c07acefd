"""Getting a file that somebody shared, from where its platform keeps it."""

from __future__ import annotations

import aiohttp

CONNECT, TOTAL = 3.0, 8.0
"""Seconds to get there, and to have all of it."""


class NotFetched(Exception):
    """It was not to be had there: ``status`` is what was answered, 0 where nothing was."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


async def fetched(url: str, most: int, token: str = "") -> bytes:
    """The content, or its first ``most`` bytes and one more. The token goes to this address and to no other."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    timeout = aiohttp.ClientTimeout(total=TOTAL, connect=CONNECT)
    try:
        async with aiohttp.ClientSession(timeout=timeout, headers=headers) as session:
            return await _read(session, url, most)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise NotFetched(0) from error


async def _read(session: aiohttp.ClientSession, url: str, most: int) -> bytes:
    content = bytearray()
    async with session.get(url, allow_redirects=False) as response:
        if response.status != 200:
            raise NotFetched(response.status)
        async for chunk in response.content.iter_chunked(16_384):
            content += chunk
            if len(content) > most:
                break
    return bytes(content[: most + 1])
