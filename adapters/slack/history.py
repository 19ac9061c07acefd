"""Finding one of our own messages again, by the key it carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from adapters.slack.errors import Failed, Verdict

if TYPE_CHECKING:
    from datetime import datetime

    from adapters.slack.api import Api

PAGES, PAGE = 20, 200
"""How much of a history is read for a key: far more than a direct conversation holds since one attempt."""

SKEW = timedelta(minutes=2)
"""How far our clock and Slack's may be apart."""


async def keyed_messages(api: Api, token: str, channel: str, key: str, since: datetime) -> tuple[str, ...]:
    """The ids of the messages with this key since then, oldest first. Raise Failed where that cannot be read."""
    found: list[str] = []
    cursor: str | None = None
    for _ in range(PAGES):
        answer = await api.call(
            token,
            "conversations.history",
            channel=channel,
            oldest=f"{(since - SKEW).timestamp():.6f}",
            inclusive=True,
            limit=PAGE,
            cursor=cursor,
        )
        found += _keyed(answer.data.get("messages"), key)
        cursor = answer.text("response_metadata", "next_cursor")
        if not cursor:
            return tuple(sorted(found, key=float))
    raise Failed("history_too_long", Verdict.LATER)


def _keyed(messages: object, key: str) -> list[str]:
    return [str(message.get("ts")) for message in _mappings(messages) if _holds(message, key)]


def _holds(message: Mapping[str, object], key: str) -> bool:
    return any(block.get("block_id") == key for block in _mappings(message.get("blocks")))


def _mappings(values: object) -> list[Mapping[str, object]]:
    """Those that are mappings; anything else counts for nothing."""
    if not isinstance(values, list | tuple):
        return []
    each = cast("Sequence[object]", values)
    return [cast("Mapping[str, object]", value) for value in each if isinstance(value, Mapping)]
