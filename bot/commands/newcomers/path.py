"""A newcomer's first days: begun by a yes, ended by a word."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.paths import Path
from bot.domain.volunteers import Help, Wish
from bot.errors import NotPossible, Unsure
from bot.first_days import STOP, aside, step_rows, steps_left
from bot.kinds.yes import YES
from bot.registry import command
from bot.reply import Buttons, Heading, Line, Reply
from bot.volunteering import replan, take_back
from bot.words import say


async def _path(ctx: Ctx) -> Path | None:
    return next(iter(await ctx.book.paths.every()), None)


class NewcomerBegin(Command):
    """Be guided through your first 30 days."""


@command("newcomer begin", effect=Effect.FINAL, hidden=True)
async def begin(cmd: NewcomerBegin, ctx: Ctx) -> Reply:
    del cmd
    path = await _path(ctx)
    if path is None or path.is_over(ctx.now):
        raise NotPossible(say("That guide is over. All of it can be done without it."))
    await ctx.book.paths.save(path.begun(at=ctx.now))
    return await _shown(ctx)


class NewcomerShow(Command):
    """See what is left of your first days here."""


@command(
    "newcomer show",
    phrases=(
        "newcomer show",
        "guide me [through] [my] [first] [days|steps|weeks]",
        "[show] [me] my first days|steps",
        "i'm|im new [here|around]",
        "i am new [here|around]",
        "^ what should|do i do first",
        "where do|should|can i start [here]",
        "how do|should|can i get started|start [here]",
        "I joined [this|the|your] [community|group|slack|discord|server]",
        "what should|could a newcomer do [first]",
    ),
    examples=("my first days",),
    effect=Effect.READS,
    hidden=True,
)
async def show(cmd: NewcomerShow, ctx: Ctx) -> Reply:
    del cmd
    return await _shown(ctx)


async def _shown(ctx: Ctx) -> Reply:
    left = await steps_left(ctx.work, ctx.member, ctx.now)
    if not left:
        return Reply.of(Line(say("You have done all of it: a profile, somebody you met, a meetup. Welcome!")))
    path = await _path(ctx)
    stop = [Buttons.of(STOP)] if path is not None and path.is_walked and not path.is_over(ctx.now) else []
    return Reply.of(Heading(say("Your first days")), *step_rows(left), aside(len(left)), *stop)


class NewcomerStop(Command):
    """Get no more of the guide through your first days."""


@command(
    "newcomer stop",
    phrases=("newcomer stop", "stop guiding me", "stop the guide", "no more guiding|guidance"),
    examples=("stop guiding me",),
    effect=Effect.FINAL,
    hidden=True,
)
async def stop(cmd: NewcomerStop, ctx: Ctx) -> Reply:
    del cmd
    path = await _path(ctx)
    if path is not None:
        await ctx.book.paths.save(path.stopped(at=ctx.now))
    await ctx.work.volunteers.hold()
    for wish in await ctx.work.volunteers.wishes_of(ctx.member.id):
        if wish.kind is Help.GREET and wish.is_open:
            await take_back(ctx.work, wish, ctx.now)
    await replan(ctx.work, Help.GREET, ctx.now)
    return Reply.of(Line(say("Nothing more comes of it. All of it can be done without me, whenever you like.")))


class NewcomerGreeter(Command):
    """Meet a member who offered to greet newcomers."""

    agreed: Annotated[str | None, Slot("Ask for you?", kind=YES, hidden=True)] = None


@command(
    "newcomer greeter",
    phrases=(
        "newcomer greeter",
        "find me a greeter",
        "[can|could] someone|somebody greet me",
        "i want a greeter",
    ),
    examples=("find me a greeter",),
    effect=Effect.FINAL,
    hidden=True,
)
async def greeter(cmd: NewcomerGreeter, ctx: Ctx) -> Reply:
    work = ctx.work.volunteers
    mine = [each for each in await work.wishes_of(ctx.member.id) if each.kind is Help.GREET and each.is_open]
    if any(not each.is_dry(ctx.now) for each in mine):
        raise NotPossible(say("I am asking for you already. You hear from me either way."))
    if cmd.agreed is None:
        raise Unsure(_WHAT_IS_READ, "agreed")
    await work.hold()
    for before in mine:
        await take_back(ctx.work, before, ctx.now)
    wish = Wish(new_id(ctx.now), Help.GREET, ctx.member.id, ctx.now)
    await work.keep(wish)
    await replan(ctx.work, Help.GREET, ctx.now)
    if (await work.wishes([wish.id]))[wish.id].is_dry(ctx.now):
        return Reply.of(Line(say("Nobody whom I could ask offers to greet newcomers just now.")))
    return Reply.of(Line(say("I am asking for you. You hear from me either way.")))


_WHAT_IS_READ = say(
    "I ask members who offered to greet newcomers, one at a time, each for two days. Whoever I ask reads your name and "
    "that you are new; you learn theirs once they said yes. Shall I ask?"
)
