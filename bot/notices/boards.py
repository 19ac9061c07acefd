"""What members are told of their posts: who answered, that they end, that somebody names them as having helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.boards import company_of, heard_by
from bot.domain.delivery import Drop, NoticeKind
from bot.notices.writing import Members, Message, Written
from bot.reply import Button, Buttons, Heading, Line, Reply, Small, call
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.boards import Hand
    from bot.domain.delivery import Due
    from bot.ports import Work

BOARD_NOTICES = (NoticeKind.ANSWERED, NoticeKind.STILL, NoticeKind.SOLVED)


async def write_board_notices(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    del members
    written: Written = {}
    for due in dues:
        match due.kind:
            case NoticeKind.ANSWERED:
                written[due.id] = await _answered(work, due)
            case NoticeKind.STILL:
                written[due.id] = await _still(work, due, now)
            case _:
                written[due.id] = await _solved(work, due)
    return written


async def _answered(work: Work, due: Due) -> Message | Drop:
    """One message for all that is told at once: the eldest answer speaks for the others."""
    hands = await heard_by(work, due.recipient)
    this = next((each for each in hands if each.id == due.subject), None)
    if this is None:
        return Drop("taken back")
    together = [each for each in hands if each.told.instant == this.told.instant]
    if together[0].id != this.id:
        return Drop("told together with another")
    return Message(Reply.of(*[part for each in together for part in await _told(work, each)], _aside(together)))


async def _told(work: Work, hand: Hand) -> list[Line]:
    post = await work.boards.get(hand.post)
    member = (await work.subjects.members([hand.member]))[hand.member]
    who = say(
        "{name} answered to “{post}”: {text}",
        name=Mention(member.id, member.name),
        post=post.text,
        text=Strong(hand.text),
    )
    return [Line(who)]


def _aside(hands: Sequence[Hand]) -> Buttons:
    posts = dict.fromkeys(each.post for each in hands)
    if len(posts) > 1:
        return Buttons.of(Button(say("My posts"), call("board mine")))
    return Buttons.of(Button(say("Close"), call("close-post", post=next(iter(posts)))))


async def _still(work: Work, due: Due, now: datetime) -> Message | Drop:
    post = await work.boards.find(due.subject)
    if post is None or not post.stands(now):
        return Drop("it stands no longer")
    asked = say("Does this still stand? It ends on {day}: {text}", day=post.ends.local.date(), text=Strong(post.text))
    buttons = Buttons.of(
        Button(say("Another month"), call("keep-post", post=post.id)),
        Button(say("Close"), call("close-post", post=post.id)),
    )
    return Message(Reply.of(asked, buttons, Small(say("If you do nothing, it ends by itself."))))


async def _solved(work: Work, due: Due) -> Message | Drop:
    post = await work.boards.find(due.subject)
    if post is None or post.solved_by != due.recipient or post.named_at is not None:
        return Drop("nothing is left to ask")
    author = (await work.subjects.members([post.author])).get(post.author)
    if author is None or author.id not in await company_of(work, due.recipient, [post.author]):
        return Drop("nobody is there")
    told = say(
        "{name} says that you helped with this: {text}", name=Mention(author.id, author.name), text=Strong(post.text)
    )
    ask = say("May your name stand beside it, where everybody reads it? If not, nobody is told that you were asked.")
    buttons = Buttons.of(
        Button(say("Yes, name me"), call("name-helper", post=post.id)),
        Button(say("No"), call("leave-unnamed", post=post.id)),
    )
    return Message(Reply.of(Heading(say("You helped")), told, Line(ask), buttons))
