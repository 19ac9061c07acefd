"""Answering a post: to its author alone, who learns who it is and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.boards import standing_post
from bot.command import Command, Ctx, Slot
from bot.domain.boards import LONGEST_POST, Hand
from bot.domain.ids import new_id
from bot.domain.pacing import once_a_day
from bot.errors import NotPossible, TooMuch, Unsure
from bot.kinds import Input
from bot.kinds.texts import TextKind
from bot.kinds.yes import YES
from bot.registry import command
from bot.reply import Line, Reply, Small
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.boards import Post

MOST_A_DAY = 10
"""Answers one member gives within a day."""

_DAY = 24 * 3600


_LIKE_ANSWERS = frozenset("about-me ask card contact did goal met note offer people profile promise share".split())
"""How many offer their help; it is read back before it goes anywhere."""


class AnswerPost(Command):
    """Tell whoever posted this something. They alone read it, with your name."""

    post: Annotated[str, Slot("Which post", hidden=True)]
    text: Annotated[
        str,
        Slot(
            "What to tell them",
            "What should I tell them?",
            kind=TextKind("text", Input.AREA, limit=LONGEST_POST, reads_like=_LIKE_ANSWERS),
        ),
    ]
    sure: Annotated[str | None, Slot("Send it", kind=YES, hidden=True)] = None

    @classmethod
    async def must_be_possible(cls, ctx: Ctx, said: Mapping[str, str]) -> None:
        await _answerable(ctx, said.get("post", ""))


@command("answer-post", hidden=True)
async def answer_post(cmd: AnswerPost, ctx: Ctx) -> Reply:
    post = await _answerable(ctx, cmd.post)
    author = await ctx.work.members.get(post.author)
    name = Mention(author.id, author.name)
    if cmd.sure is None and not ctx.conversation.is_filled_in:
        shown = say("{name} alone would read this, with your name: {text}", name=name, text=Strong(cmd.text))
        raise Unsure(say("Shall I tell them?"), "sure", (Line(shown),))
    told = once_a_day([each.told for each in await ctx.work.boards.hands_to(author.id)], author, ctx.now)
    await ctx.work.boards.raise_hand(Hand(new_id(ctx.now), post.id, ctx.member.id, author.id, cmd.text, ctx.now, told))
    said = say("I tell {name}, and nobody else: {text}", name=name, text=Strong(cmd.text))
    return Reply.of(Line(said), Small(say("They have your name and can write to you.")))


async def _answerable(ctx: Ctx, which: str) -> Post:
    """Raise UserError where this member cannot answer to that post, whatever they say."""
    post = await standing_post(ctx, which)
    if post.author == ctx.member.id:
        raise NotPossible(say("That is your own post."))
    mine = await ctx.work.boards.hands_of(ctx.member.id)
    if any(each.post == post.id for each in mine):
        raise NotPossible(say("You answered to that already. They have your name and what you said."))
    if sum((ctx.now - each.created_at).total_seconds() < _DAY for each in mine) >= MOST_A_DAY:
        raise TooMuch(say("You answered to {limit} posts within a day. Go on tomorrow, please.", limit=MOST_A_DAY))
    return post
