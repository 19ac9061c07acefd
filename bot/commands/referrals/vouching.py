"""Being asked about referrals: for which companies one may be, and what one answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.pacing import once_a_day
from bot.domain.referrals import Said
from bot.errors import NotPossible
from bot.kinds.choices import Off, choice_of
from bot.kinds.companies import COMPANIES
from bot.own_profile import keep_profile, own_profile
from bot.referring import put_what_is_open_to
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import Code, Mention, say

if TYPE_CHECKING:
    from bot.domain.referrals import Referral, Vouch


class ReferralsAt(Command):
    """Say at which companies you may be asked to refer somebody; at none until you do."""

    companies: Annotated[
        tuple[str, ...] | Off | None,
        Slot("Companies you may be asked about", lead=("at", "for"), kind=COMPANIES, clears=True),
    ] = None


@command(
    "referrals",
    phrases=(
        "ask me about|for referrals at|for|to {companies!}",
        "[you] [can|may] ask me about|for referrals at|for|to {companies!}",
        "i [can|could|may] refer people|others|members|someone|somebody at|to|for {companies!}",
        "i [can|could|may] vouch for people|others|members|someone|somebody at|from {companies!}",
        "don't|never ask me about|for referrals =companies:off",
        "stop asking me about|for referrals =companies:off",
        "referrals off =companies:off",
        "referrals",
    ),
    examples=("ask me about referrals at Acme",),
)
async def referrals_at(cmd: ReferralsAt, ctx: Ctx) -> Reply:
    before = await own_profile(ctx)
    match cmd.companies:
        case Off.OFF:
            after = replace(before, refers=None, refers_since=None)
        case None:
            after = before
        case companies:
            after = replace(before, refers=companies, refers_since=ctx.now)
    if after != before:
        await keep_profile(ctx, after)
    if after.refers and after.refers != before.refers:
        await put_what_is_open_to(ctx.work, ctx.member, after.refers, ctx.now)
    if not after.refers:
        example = Code("ask me about referrals at Acme")
        off = say("You are asked about referrals nowhere. To be asked: {example}", example=example)
        return Reply.of(Line(off), Buttons.of(Button(say("My referrals"), call("my-referrals"))))
    on = say(
        "Who looks for a referral at {companies} can have you asked, once a day at most. You read who it is; they "
        "learn of you only if you say yes, and else not even that you were asked.",
        companies=after.refers,
    )
    off = Button(say("Do not ask me"), call("referrals", companies="off"))
    return Reply.of(Line(on), Small(say("Nobody sees that you may be asked.")), Buttons.of(off))


class AnswerReferral(Command):
    """Say whether you would refer somebody."""

    vouch: Annotated[str, Slot("Which question", hidden=True)]
    said: Annotated[Said, Slot("Your answer", kind=choice_of(Said), hidden=True)]


@command("answer-referral", effect=Effect.FINAL, hidden=True)
async def answer_referral(cmd: AnswerReferral, ctx: Ctx) -> Reply:
    vouch = await ctx.work.referrals.vouch(cmd.vouch)
    referral = None if vouch is None else await ctx.work.referrals.find(vouch.referral)
    if vouch is None or vouch.member != ctx.member.id or referral is None or not referral.is_open(ctx.now):
        raise NotPossible(say("They do not look for that any more. Nobody is told that you were asked."))
    if vouch.said is Said.YES:
        raise NotPossible(say("You said yes to that, and they know."))
    if cmd.said is Said.NO:
        await ctx.work.referrals.answer(vouch.answered(Said.NO, None))
        return Reply.of(say("All right. They are told nothing: not that you were asked, and not what you said."))
    return await _yes(vouch, referral, ctx)


async def _yes(vouch: Vouch, referral: Referral, ctx: Ctx) -> Reply:
    asker = await ctx.work.members.get(referral.asker)
    before = [each.news for each in await ctx.work.referrals.vouches_for(asker.id) if each.news is not None]
    await ctx.work.referrals.answer(vouch.answered(Said.YES, once_a_day(before, asker, ctx.now)))
    name = Mention(asker.id, asker.name)
    return Reply.of(say("I tell {name} that you would refer them at {company}.", name=name, company=referral.company))
