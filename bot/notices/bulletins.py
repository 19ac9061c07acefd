"""The weekly digest of the boards: one post in each channel, as it stands when it is posted, and kept true since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.boards import TITLES, answer_to
from bot.domain.boards import Board
from bot.domain.delivery import DeliveryState, Drop, NoticeKind, Say, Wait
from bot.notices.renewing import A_MOMENT, kept_back
from bot.reply import NOTHING, Button, Buttons, Heading, Reply, Row, Small, call
from bot.words import Strong, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.boards import Post
    from bot.domain.delivery import Composed, Due
    from bot.domain.ids import CommunityId, MemberId
    from bot.domain.members import Member
    from bot.domain.noticeboard import Channel
    from bot.ports import Store, Work
    from bot.reply import Part
    from bot.words import Phrase


async def fill_bulletins(store: Store, community: CommunityId, dues: Sequence[Due], now: datetime) -> None:
    """Decide what stands in each of these digests, for good: whatever becomes of the machine, no post is in two."""
    new = [due for due in dues if due.kind is NoticeKind.BULLETIN]
    if not new:
        return
    async with store.work(community) as filling:
        for due in new:
            await filling.boards.fill(due.id, due.subject, due.due_at, now)
        await filling.commit()


async def bulletin(work: Work, due: Due, channel: Channel, now: datetime) -> Composed:
    posts = [each for each in await work.boards.in_issue(due.id) if each.stands(now)]
    if not posts:
        return Drop("nothing is new")
    return Say(await _reply(work, posts), channel, "en", due.moment.zone)


async def renewed_bulletin(work: Work, due: Due, channel: Channel, now: datetime) -> Composed:
    """The digest that this delivery is about, written anew where it stands, without what is gone of it."""
    found = await work.boards.issue(due.subject)
    if found is None or found.state not in (DeliveryState.SENT, DeliveryState.SENDING):
        return Drop("it does not stand there")
    if found.state is DeliveryState.SENDING or found.message is None:
        return Wait(now + A_MOMENT, "it is on its way")
    if (back := await kept_back(work, due, now)) is not None:
        return back
    posts = await work.boards.in_issue(found.id)
    reply = await _reply(work, posts) if posts else NOTHING
    return Say(reply, channel, "en", due.moment.zone, replaces=found.message)


async def _reply(work: Work, posts: Sequence[Post]) -> Reply:
    whom = {each.author for each in posts} | {each.solved_by for each in posts if each.solved_by and each.named_at}
    members = await work.subjects.members(list(whom))
    parts: list[Part] = [Heading(say("New on the boards"))]
    for board in Board:
        there = [each for each in posts if each.board is board]
        if there:
            parts += [Heading(TITLES[board]), *(_row(each, members) for each in there)]
    aside = say("An answer goes to whoever posted it, and to nobody else. Everybody can post: say ask, offer or share.")
    return Reply.of(*parts, Small(aside), Buttons.of(Button(say("All that stands there"), call("board list"))))


def _row(post: Post, members: Mapping[MemberId, Member]) -> Row:
    """Names are not mentions here: nobody is called because of a digest."""
    author = members.get(post.author)
    name = Strong(author.name if author else "?")
    said = say("{name}: {text}", name=name, text=post.text)
    if post.closed_at is None:
        return Row(said, (answer_to(post),), say("Until {day}", day=post.ends.local.date()))
    return Row(said, (), _closed(post, members))


def _closed(post: Post, members: Mapping[MemberId, Member]) -> Phrase:
    helper = members.get(post.solved_by) if post.solved_by and post.named_at else None
    if helper is None:
        return say("Closed.")
    return say("Closed: {name} helped.", name=Strong(helper.name))
