"""Changing a post, letting it stand longer, closing it; and whether whoever helped may be named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from bot.boards import heard_by, own_buttons, own_post
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.boards import STANDS_FOR, Board
from bot.errors import NotFound, NotPossible
from bot.kinds import PersonRef
from bot.kinds.boards import LAST_DAY, POSTED
from bot.kinds.members import MEMBER
from bot.kinds.people import exact
from bot.registry import command
from bot.reply import Button, Buttons, Form, Line, Part, Reply, Small, call
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from bot.domain.boards import Post

MOST_NAMED = 5


class EditPost(Command):
    """Change what you posted. What was posted in a channel is changed there too."""

    post: Annotated[str, Slot("Which post", hidden=True)]
    text: Annotated[str | None, Slot("What it says", kind=POSTED)] = None
    until: Annotated[date | None, Slot("Until when it stands", lead=("until",), kind=LAST_DAY)] = None


@command("edit-post", hidden=True)
async def edit_post(cmd: EditPost, ctx: Ctx) -> Reply:
    before = await _standing(cmd.post, ctx)
    if cmd.text is None and cmd.until is None:
        as_said = {"post": before.id, "text": before.text, "until": before.ends.local.date().isoformat()}
        return Reply.of(Form("edit-post", as_said, {}))
    after = before if cmd.text is None else replace(before, text=cmd.text)
    if cmd.until is not None and cmd.until != before.ends.local.date():
        after = after.until(cmd.until, ctx.member.zone, now=ctx.now)
    await ctx.work.boards.save(after)
    said = say("Saved. Everybody can read it until {day}: {text}", day=after.ends.local.date(), text=Strong(after.text))
    return Reply.of(said, Buttons(own_buttons(after)))


class KeepPost(Command):
    """Let your post stand for another month."""

    post: Annotated[str, Slot("Which post", hidden=True)]


@command("keep-post", hidden=True)
async def keep_post(cmd: KeepPost, ctx: Ctx) -> Reply:
    post = await own_post(ctx, cmd.post)
    if post.closed_at is not None:
        raise NotPossible(say("It is closed. To look again, post it anew."))
    after = post.until(ctx.today + STANDS_FOR, ctx.member.zone, now=ctx.now)
    await ctx.work.boards.save(after)
    day = after.ends.local.date()
    return Reply.of(say("It stands until {day}: {text}", day=day, text=Strong(after.text)), Buttons(own_buttons(after)))


class ClosePost(Command):
    """Close what you posted, and say who helped, if you like."""

    post: Annotated[str, Slot("Which post", hidden=True)]
    by: Annotated[PersonRef | None, Slot("Who helped", lead=("by",), kind=MEMBER)] = None


@command("close-post", hidden=True)
async def close_post(cmd: ClosePost, ctx: Ctx) -> Reply:
    post = await own_post(ctx, cmd.post)
    helper = None if cmd.by is None else cmd.by.member
    if helper == ctx.member.id:
        raise NotPossible(say("That is you. Name somebody else, or nobody."))
    if helper is None:
        await ctx.work.boards.save(post.closed(now=ctx.now))
        return Reply.of(say("Closed: {text}", text=Strong(post.text)), *await _who_helped(post, ctx))
    if post.solved_by is not None:
        raise NotPossible(say("You said already who helped."))
    await ctx.work.boards.save(post.closed(now=ctx.now, by=helper))
    assert cmd.by is not None, "a helper was named"
    name = Mention(helper, cmd.by.name)
    told = say("Closed: {text}. I tell {name} that they helped, once.", text=Strong(post.text), name=name)
    aside = say("Where it was posted, their name stands beside it if they agree to that.")
    return Reply.of(told, Small(aside))


async def _who_helped(post: Post, ctx: Ctx) -> list[Part]:
    """Those who answered, to be named by a press."""
    if post.board is Board.SHARE or post.solved_by is not None:
        return []
    hands = [each for each in await heard_by(ctx.work, ctx.member.id) if each.post == post.id]
    members = await ctx.work.subjects.members([each.member for each in hands][:MOST_NAMED])
    buttons = [
        Button(
            say("{name} helped", name=members[each.member].name),
            call("close-post", post=post.id, by=exact(PersonRef("", None, each.member))),
        )
        for each in hands
        if each.told.instant <= ctx.now and each.member in members
    ]
    return [Line(say("Did one of them help?")), Buttons(tuple(buttons))] if buttons else []


class NamedHelper(Command):
    """Let it be said that you helped."""

    post: Annotated[str, Slot("Which post", hidden=True)]


@command("name-helper", effect=Effect.CHANGES, hidden=True)
async def named_helper(cmd: NamedHelper, ctx: Ctx) -> Reply:
    post = await ctx.work.boards.find(cmd.post)
    if post is None or post.solved_by != ctx.member.id:
        raise NotFound(say("There is nothing to say there any more."))
    await ctx.work.boards.save(post.naming(now=ctx.now))
    return Reply.of(say("Where it was posted, it says now that you helped: {text}", text=Strong(post.text)))


class NotNamed(Command):
    """Have nobody told that you helped."""

    post: Annotated[str, Slot("Which post", hidden=True)]


@command("leave-unnamed", effect=Effect.READS, hidden=True)
async def not_named(cmd: NotNamed, ctx: Ctx) -> Reply:
    del cmd, ctx
    return Reply.of(say("All right: your name stands nowhere, and nobody is told that you were asked."))


async def _standing(post: str, ctx: Ctx) -> Post:
    found = await own_post(ctx, post)
    if not found.stands(ctx.now):
        raise NotPossible(say("It stands no longer. To look again, post it anew."))
    return found
