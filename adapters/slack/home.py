"""A member's Home tab: what is due and promised, with buttons that work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.render import pieces, pieces_of
from bot.words import Code, say

if TYPE_CHECKING:
    from adapters.slack.render import HandleOf
    from adapters.slack.runs import Block
    from bot.reader import Reader
    from bot.reply import Reply

BLOCKS = 100
"""Blocks of a view."""

CHARACTERS = 24_000
"""Characters we show in one; Slack's own bound is 250 kB of JSON."""


def home_view(reply: Reply, reader: Reader, handle_of: HandleOf) -> Block:
    """The reply as a Home view; what does not fit is said to be missing, and where to see it."""
    more = pieces_of(say("There is more than fits here. Write {due} under Messages.", due=Code("due")), reader)
    shown: list[Block] = []
    room = CHARACTERS
    for piece in pieces(reply, reader, handle_of):
        room -= piece.weight
        if len(shown) + len(piece.blocks) + len(more) > BLOCKS or room < 0:
            shown += more
            break
        shown += piece.blocks
    return {"type": "home", "blocks": shown}
