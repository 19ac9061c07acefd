"""What several commands and messages do with the boards: say what a post is, find it, and who may change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.boards import Board
from bot.errors import NotFound, NotPossible
from bot.reply import Button, Row, call
from bot.words import Code, Mention, Phrase, Strong, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.command import Ctx
    from bot.domain.boards import Hand, Post
    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.ports import Work

TITLES: Mapping[Board, Phrase] = {
    Board.ASK: say("Looking for"),
    Board.OFFER: say("On offer"),
    Board.JOB: say("Jobs"),
    Board.SHARE: say("Worth sharing"),
}
"""What each board is called where its posts are listed."""

_ANSWERS: Mapping[Board, Phrase] = {
    Board.ASK: say("I can help"),
    Board.OFFER: say("I'd like that"),
    Board.JOB: say("I'm interested"),
    Board.SHARE: say("Answer"),
}


def answer_to(post: Post) -> Button:
    """For anybody to press; what they say goes to the author alone."""
    return Button(_ANSWERS[post.board], call("answer-post", post=post.id))


def own_buttons(post: Post) -> tuple[Button, ...]:
    return (
        Button(say("Change"), call("edit-post", post=post.id)),
        Button(say("Close"), call("close-post", post=post.id)),
    )


def as_row(post: Post, author: Member | None, reader: MemberId) -> Row:
    """One entry of a list, as this member sees it."""
    until = say("Until {day}", day=post.ends.local.date())
    if post.author == reader:
        return Row(say("You: {text}", text=post.text), own_buttons(post), until)
    name = Strong("?") if author is None else Mention(author.id, author.name)
    return Row(say("{name}: {text}", name=name, text=post.text), (answer_to(post),), until)


async def rows_of(work: Work, posts: Sequence[Post], reader: MemberId) -> list[Row]:
    authors = await work.subjects.members(list({each.author for each in posts}))
    return [as_row(each, authors.get(each.author), reader) for each in posts]


async def standing_of_mine(ctx: Ctx) -> list[Post]:
    return [each for each in await ctx.work.boards.of(ctx.member.id) if each.stands(ctx.now)]


async def standing_post(ctx: Ctx, post: str) -> Post:
    """Raise NotFound where it is over: closed, at its end, or taken back."""
    found = await ctx.work.boards.find(post)
    if found is None or not found.stands(ctx.now):
        raise NotFound(say("That is not on the board any more. To see what is, say {example}.", example=Code("board")))
    return found


async def own_post(ctx: Ctx, post: str) -> Post:
    """Raise NotFound where there is none, NotPossible where it is somebody else's."""
    found = await ctx.work.boards.find(post)
    if found is None:
        raise NotFound(say("That is not on the board any more."))
    if found.author != ctx.member.id:
        raise NotPossible(say("Only whoever posted that can change or close it."))
    return found


async def company_of(work: Work, member: MemberId, others: Iterable[MemberId]) -> frozenset[MemberId]:
    """Those of the others from whom this member is not kept apart."""
    asked = [member, *others]
    apart = await work.company.kept_apart(asked)
    return frozenset(each for each in asked[1:] if frozenset((member, each)) not in apart)


async def heard_by(work: Work, author: MemberId) -> Sequence[Hand]:
    """The answers that this member got, or is about to get."""
    hands = await work.boards.hands_to(author)
    near = await company_of(work, author, {each.member for each in hands})
    return [each for each in hands if each.member in near]
