"""A volunteer's answer to a wish that was put to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.mentoring import Mentorship
from bot.domain.volunteers import Help, Said
from bot.kinds.choices import choice_of
from bot.mentoring import mention, to_begin
from bot.registry import command
from bot.reply import Line, Reply, Small
from bot.support import how_to_write
from bot.volunteering import accept, decline, replan
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.members import Member
    from bot.domain.volunteers import Wish


class AnswerWish(Command):
    """Answer whether you would do what you offered, for somebody who asks."""

    question: Annotated[str, Slot("Which question", hidden=True)]
    said: Annotated[Said, Slot("Your answer", kind=choice_of(Said), hidden=True)]


@command("answer-wish", effect=Effect.FINAL, hidden=True)
async def answer_wish(cmd: AnswerWish, ctx: Ctx) -> Reply:
    if cmd.said is Said.NO:
        await decline(ctx, cmd.question)
        return Reply.of(Line(say("Thank you for saying so. Nobody is told, and I ask somebody else.")))
    question, wish = await accept(ctx, cmd.question)
    seeker = (await ctx.work.subjects.members([question.seeker]))[question.seeker]
    match question.kind:
        case Help.MENTOR:
            return await _mentoring(seeker, wish, ctx)
        case Help.LISTEN:
            await replan(ctx.work, Help.LISTEN, ctx.now)
            return await _listening(seeker, ctx)
        case Help.GREET:
            await replan(ctx.work, Help.GREET, ctx.now)
            return await _greeting(seeker, ctx)


async def _mentoring(mentee: Member, wish: Wish, ctx: Ctx) -> Reply:
    mentorship = Mentorship(new_id(ctx.now), ctx.member.id, mentee.id, ctx.now, ctx.now, wish.topics)
    await ctx.work.mentoring.keep(mentorship)
    await replan(ctx.work, Help.MENTOR, ctx.now)
    told = say("Thank you! {name} is told now that you are their mentor.", name=mention(mentee))
    return Reply.of(Line(told), *to_begin(ctx.member, mentee, ctx.now))


async def _listening(seeker: Member, ctx: Ctx) -> Reply:
    name = mention(seeker)
    told = say("Thank you. {name} has a hard time, and is told now that you would listen.", name=name)
    write = await how_to_write(ctx.work, ctx.member.id, seeker.id, name)
    return Reply.of(Line(told), Line(write), Small(say("What you say to each other is between the two of you.")))


async def _greeting(newcomer: Member, ctx: Ctx) -> Reply:
    name = mention(newcomer)
    told = say("Thank you! {name} is told now that you greet them.", name=name)
    write = await how_to_write(ctx.work, ctx.member.id, newcomer.id, name)
    return Reply.of(Line(told), Line(write), Small(say("A hello, and where to begin here, is plenty.")))
