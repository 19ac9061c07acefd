"""Whom one never wants to be put together with: told to nobody, and kept by everything that puts people together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.blocks import Block
from bot.domain.ids import new_id
from bot.errors import NotPossible
from bot.kinds import PersonRef
from bot.kinds.members import MEMBER
from bot.kinds.people import exact
from bot.registry import command
from bot.reply import Button, Heading, Line, Reply, Row, Small, call
from bot.words import Code, Strong, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.ids import MemberId

_TOLD_TO_NOBODY = Small(say("I tell nobody, them neither. Nothing that you noted changes."))


class BlockMember(Command):
    """Never be put together with a member: not in rounds, groups or introductions. Nobody is told."""

    member: Annotated[PersonRef, Slot("Whom to keep away", "Whom should I keep away from you?", kind=MEMBER)]


@command(
    "block",
    phrases=(
        "block {member}",
        "never|don't match|pair|introduce|group|team|put me [up|together] [again] with|to {member}",
        "never|don't match|pair|introduce|group|put {member} and|with me [together]",
        "never|don't put me in a|one group with {member}",
        "never|don't introduce {member} to me",
        "i never|don't want to be matched|paired|grouped|introduced|teamed [up] [again] with|to {member}",
        "i never|don't want to be put together with {member}",
        "i never|don't want to be in a|one group with {member}",
        "keep {member} away from me",
        "keep me away|apart from {member}",
        "keep me and {member} apart",
        "keep {member} and me apart",
    ),
    examples=("never match me with Bo",),
)
async def block(cmd: BlockMember, ctx: Ctx) -> Reply:
    who, name = cmd.member.member, Strong(cmd.member.name)
    if who is None or who == ctx.member.id:
        raise NotPossible(say("That is you. Name another member, such as {example}.", example=Code("block @bo")))
    if who in await _blocked(ctx):
        return Reply.of(Line(say("You are never put together with {name} already.", name=name)))
    await ctx.book.blocks.add(Block(new_id(ctx.now), ctx.member.id, who, ctx.now))
    said = say("From now on I never put you and {name} together: not in rounds, groups or introductions.", name=name)
    return Reply.of(Line(said), _TOLD_TO_NOBODY)


class UnblockMember(Command):
    """Let yourself be put together with a member again."""

    member: Annotated[PersonRef, Slot("Whom to let near again", "Whom do you mean?", kind=MEMBER)]


@command(
    "unblock",
    phrases=(
        "unblock {member}",
        "stop blocking {member}",
        "match|pair|introduce|group me with|to {member} again",
        "you may match|pair|introduce|group me with|to {member} [again]",
    ),
    examples=("unblock Bo",),
)
async def unblock(cmd: UnblockMember, ctx: Ctx) -> Reply:
    found = (await _blocked(ctx)).get(cmd.member.member)
    if found is None:
        raise NotPossible(
            say("You have not blocked {name}. See whom you have: {example}.", name=cmd.member.name, example=_BLOCKS)
        )
    await ctx.book.blocks.remove(found.id)
    return Reply.of(Line(say("You may be put together with {name} again.", name=Strong(cmd.member.name))))


_BLOCKS = Code("blocks")


class Blocks(Command):
    """See whom you are never put together with."""


@command(
    "blocks",
    phrases=(
        "blocks",
        "[show|list] [me] my blocks",
        "who|whom did i block",
        "who|whom have i blocked",
        "who|whom am i never put together|matched|paired with",
        "[show|list] blocked members|people",
    ),
    examples=("whom did I block?",),
    effect=Effect.READS,
)
async def blocks(cmd: Blocks, ctx: Ctx) -> Reply:
    del cmd
    blocked = await _blocked(ctx)
    members = await ctx.work.subjects.members([each.member for each in blocked.values()])
    if not members:
        return Reply.of(
            Line(say("There is nobody you blocked.")),
            Small(say("To never be put together with somebody: {example}", example=Code("block @bo"))),
        )
    rows = (
        Row(
            say("{name}", name=each.name),
            (Button(say("Unblock"), call("unblock", member=exact(PersonRef(each.name, None, each.id)))),),
        )
        for each in sorted(members.values(), key=lambda each: (each.name.casefold(), each.id))
    )
    return Reply.of(Heading(say("You are never put together with")), *rows, Small(say("Only you see this.")))


async def _blocked(ctx: Ctx) -> Mapping[MemberId | None, Block]:
    return {each.member: each for each in await ctx.book.blocks.every()}
