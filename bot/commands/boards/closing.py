"""Closing a post by what it is about, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.boards import standing_of_mine
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.boards import Board
from bot.domain.people import name_key
from bot.domain.talk import Filling
from bot.errors import BadValue, NotFound, NotPossible
from bot.kinds.choices import choice_of
from bot.kinds.texts import TextKind
from bot.registry import command
from bot.reply import Button, Reply, Row, call
from bot.words import Code, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.boards import Post

_MOST = 8
_SAYING_NOTHING = frozenset("a an the my for of on in to with about and or who can somebody someone some help".split())
_ASK, _POST = "ask|question|request", "post|posting|entry"
_CLOSE = "close|end|remove|delete|withdraw|cancel"
_DONE = "answered|solved|settled|done|filled|taken|over|closed"


class BoardClose(Command):
    """Close one of your posts on the boards, by what it is about."""

    about: Annotated[str | None, Slot("What it is about", lead=("about",), kind=TextKind("text", limit=200))] = None
    board: Annotated[Board | None, Slot("Which board", kind=choice_of(Board))] = None


@command(
    "board close",
    phrases=(
        f"{_CLOSE} my {_ASK} about|for {{about}} =board:ask",
        f"{_CLOSE} my offer about|of|for {{about}} =board:offer",
        f"{_CLOSE} my job about|as|for {{about}} =board:job",
        f"{_CLOSE} my {_POST} about|for {{about}}",
        f"take my {_ASK}|{_POST} about|for {{about}} down|off [the board]",
        f"my {_ASK} about|for {{about}} is {_DONE} =board:ask",
        f"my offer about|of|for {{about}} is {_DONE} =board:offer",
        f"my {_POST} about|for {{about}} is {_DONE}",
        "board close {about}",
        "board close",
    ),
    examples=("close my ask about Kafka",),
    effect=Effect.READS,
)
async def board_close(cmd: BoardClose, ctx: Ctx) -> Reply:
    mine = [each for each in await standing_of_mine(ctx) if cmd.board in (None, each.board)]
    if not mine:
        raise NotPossible(
            say("You have nothing on the boards that could be closed. Yours: {how}.", how=Code("board mine"))
        )
    found = mine if cmd.about is None else _about(mine, cmd.about)
    if not found:
        error = NotFound(say("I find none of yours about “{text}”.", text=cmd.about or ""))
        error.also = _to_press(mine)
        raise error
    if len(found) > 1:
        unclear = BadValue(say("Which one do you mean?"), "about")
        unclear.also = _to_press(found)
        raise unclear
    return await ctx.conversation.carry_out((Filling("close-post", {"post": found[0].id}, ctx.now),))


def _about(posts: Sequence[Post], text: str) -> list[Post]:
    """Those that have all of its words, else those that have one of them."""
    words = _words(text)
    every = [each for each in posts if words <= _words(each.text)]
    return every or [each for each in posts if words & _words(each.text)]


def _words(text: str) -> set[str]:
    return {word.strip(".,;:!?“”\"'()") for word in name_key(text).split()} - _SAYING_NOTHING


def _to_press(posts: Sequence[Post]) -> tuple[Row, ...]:
    return tuple(
        Row(say("{text}", text=Strong(each.text)), (Button(say("Close"), call("close-post", post=each.id)),))
        for each in posts[:_MOST]
    )
