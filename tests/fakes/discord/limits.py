"""Discord's rate limits: so many requests a second in all, and so many of a route and place within a window.

Headers and bodies: https://discord.com/developers/docs/topics/rate-limits
"""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from hashlib import blake2s

from aiohttp import web

from tests.fakes.discord.replies import json_reply

_MAJOR = ("channel_id", "guild_id", "webhook_id", "webhook_token")
_ROOMY = (10_000, 1.0)
Bucket = tuple[str, ...]


@dataclass(slots=True)
class Limits:
    """``globally`` is requests a second, None for no such limit; ``buckets`` are (requests, seconds) by route, as in
    ``POST /channels/{channel_id}/messages``, for each channel or guild of its own. Interactions never count globally.

    ``banned`` answers everything as Cloudflare does for an address it turned away.
    """

    globally: float | None = None
    buckets: dict[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])
    banned: bool = False
    _recent: dict[Bucket, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def refuse(self, route: str, path: dict[str, str]) -> web.Response | None:
        """A 429 when the request is one too many; else it is counted."""
        if self.banned:
            return web.Response(status=429, text="error code: 1015", headers={"Retry-After": "900"})
        bucket, (most, window) = _bucket(route, path), self.buckets.get(route, _ROOMY)
        counted_globally = self.globally is not None and not route.startswith("POST /interactions/")
        waits = (
            (self._wait(("global",), self.globally or 0, 1.0) if counted_globally else 0.0, "global"),
            (self._wait(bucket, most, window), "user"),
        )
        for wait, scope in waits:
            if wait > 0:
                return limited(wait, scope, self.headers(route, path))
        for each in (bucket, ("global",)) if counted_globally else (bucket,):
            self._recent[each].append(time.monotonic())
        return None

    def headers(self, route: str, path: dict[str, str]) -> dict[str, str]:
        most, window = self.buckets.get(route, _ROOMY)
        recent, now = self._recent[_bucket(route, path)], time.monotonic()
        left = window - (now - recent[0]) if recent else window
        return {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(max(0, most - len(recent))),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, left):.3f}",
            "X-RateLimit-Bucket": blake2s(route.encode(), digest_size=16).hexdigest(),
        }

    def _wait(self, bucket: Bucket, most: float, window: float) -> float:
        """For how long there is no room; what left the window is forgotten."""
        recent, now = self._recent[bucket], time.monotonic()
        while recent and now - recent[0] >= window:
            recent.popleft()
        return window - (now - recent[0]) if len(recent) >= most else 0.0


def limited(seconds: float, scope: str = "user", headers: dict[str, str] | None = None) -> web.Response:
    """Discord's own 429. ``Via`` tells it from Cloudflare's."""
    is_global = scope == "global"
    said = {"message": "You are being rate limited.", "retry_after": round(seconds, 3), "global": is_global}
    extra = {"X-RateLimit-Global": "true"} if is_global else {}
    all_headers = {
        **(headers or {}),
        "Via": "1.1 google",
        "Retry-After": str(max(1, round(seconds + 0.5))),
        "X-RateLimit-Scope": scope,
        **extra,
    }
    return json_reply(said, status=429, headers=all_headers)


def _bucket(route: str, path: dict[str, str]) -> Bucket:
    return (route, *(path[name] for name in _MAJOR if name in path))
