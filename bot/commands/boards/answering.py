"""Answering a post: to its author alone, who learns who it is and what they say."""

from __future__ import annotations

from typing import Annotated

from bot.boards import standing_post
from bot.command import Command, Ctx, Slot
from bot.domain.boards import LONGEST_POST, Hand
from bot.domain.ids import new_id
from bot.domain.pacing import once_a_day
from bot.errors import NotPossible, TooMuch
from bot.kinds import Input
from bot.kinds.texts import TextKind
from bot.registry import command
from bot.reply import Line, Reply, Small
from bot.words import Mention, Strong, say

MOST_A_DAY = 10
"""Answers one member gives within a day."""

_DAY = 24 * 3600


class AnswerPost(Command):
    """Tell whoever posted this something. They alone read it, with your name."""

    post: Annotated[str, Slot("Which post", hidden=True)]
    text: Annotated[
        str,
        Slot("What to tell them", "What should I tell them?", kind=TextKind("text", Input.AREA, limit=LONGEST_POST)),
    ]


@command("answer-post", hidden=True)
async def answer_post(cmd: AnswerPost, ctx: Ctx) -> Reply:
    post = await standing_post(ctx, cmd.post)
    if post.author == ctx.member.id:
        raise NotPossible(say("That is your own post."))
    mine = await ctx.work.boards.hands_of(ctx.member.id)
    if any(each.post == post.id for each in mine):
        raise NotPossible(say("You answered to that already. They have your name and what you said."))
    if sum((ctx.now - each.created_at).total_seconds() < _DAY for each in mine) >= MOST_A_DAY:
        raise TooMuch(say("You answered to {limit} posts within a day. Go on tomorrow, please.", limit=MOST_A_DAY))
    author = await ctx.work.members.get(post.author)
    told = once_a_day([each.told for each in await ctx.work.boards.hands_to(author.id)], author, ctx.now)
    await ctx.work.boards.raise_hand(Hand(new_id(ctx.now), post.id, ctx.member.id, author.id, cmd.text, ctx.now, told))
    said = say("I tell {name}, and nobody else: {text}", name=Mention(author.id, author.name), text=Strong(cmd.text))
    return Reply.of(Line(said), Small(say("They have your name and can write to you.")))
