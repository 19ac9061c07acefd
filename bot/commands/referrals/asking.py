"""Looking for somebody who would refer one: willing members are asked in private, and named only after their yes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from bot.boards import company_of
from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.referrals import MOST_A_MONTH, MOST_ASKED, MOST_OPEN, Referral, is_same_company, two_weeks_on
from bot.domain.talk import Filling
from bot.errors import TooMuch
from bot.kinds import Input
from bot.kinds.companies import COMPANY
from bot.kinds.texts import TextKind
from bot.referring import put_to, told_yes
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Reply, Row, Small, call
from bot.words import Code, Strong, say

_A_MONTH = timedelta(days=30)


class Refer(Command):
    """Look for a member who would refer you at a company. Who is asked sees your name."""

    company: Annotated[str, Slot("Company", "At which company?", lead=("at", "to"), kind=COMPANY)]
    about: Annotated[
        str | None,
        Slot("For which job, and why you", lead=("as", "because", "for"), kind=TextKind("text", Input.AREA, limit=300)),
    ] = None


@command(
    "refer",
    phrases=(
        "refer me at|to {company!}",
        "i need|want|would|like a referral at|to|for|from {company}",
        "^ need|want a referral at|to|for|from {company}",
        "i'm|im looking for a referral at|to|for|from {company}",
        "i am looking for a referral at|to|for|from {company}",
        "[ask for|find|get me] a referral at|to|for|from {company}",
        "[ask for|find|get me] a referral",
    ),
    examples=("I'm looking for a referral at Acme",),
    effect=Effect.FINAL,
)
async def refer(cmd: Refer, ctx: Ctx) -> Reply:
    mine = await ctx.work.referrals.of(ctx.member.id)
    still = [each for each in mine if each.is_open(ctx.now)]
    same = next((each for each in still if is_same_company(each.company, cmd.company)), None)
    company = Strong(cmd.company)
    if same is not None:
        asking = say("I am asking at {company} already, until {day}.", company=company, day=_last_day(same))
        return Reply.of(Line(asking), Small(say("To say it differently, stop that first.")), _MINE)
    if len(still) >= MOST_OPEN or sum(ctx.now - each.created_at < _A_MONTH for each in mine) >= MOST_A_MONTH:
        raise TooMuch(
            say("I look for {open} referrals at a time, {month} in a month.", open=MOST_OPEN, month=MOST_A_MONTH)
        )
    ends = two_weeks_on(ctx.member, ctx.now)
    referral = Referral(new_id(ctx.now), ctx.member.id, cmd.company, cmd.about, ctx.now, ends)
    await ctx.work.referrals.add(referral)
    await _ask_the_willing(referral, ctx)
    said = say(
        "I ask members who said that they may be asked about referrals at {company}, in private, with your name. If "
        "one of them says yes, I tell you who. On {day} it is over.",
        company=company,
        day=_last_day(referral),
    )
    aside = say("Who is asked, and whether anybody is, stays between them and me.")
    return Reply.of(Line(said), Small(aside), _MINE)


_MINE = Buttons.of(Button(say("My referrals"), call("my-referrals")))


class FindReferral(Refer):
    """Look for a member who would refer you at a company, asked as a question."""


@command(
    "find-referral",
    phrases=(
        "[could|can|would] someone|somebody|anyone|anybody [here] refer me at|to|for {company}",
        "does someone|somebody|anyone|anybody [here] want to refer me at|to|for {company}",
        "who can|could|would|might refer me at|to|for {company}",
        "do you know who can|could|would|might refer me at|to|for {company}",
    ),
    effect=Effect.READS,
    hidden=True,
)
async def find_referral(cmd: FindReferral, ctx: Ctx) -> Reply:
    said = {"company": cmd.company} | ({"about": cmd.about} if cmd.about else {})
    return await ctx.conversation.carry_out((Filling("refer", said, ctx.now),))


async def _ask_the_willing(referral: Referral, ctx: Ctx) -> None:
    willing = [each for each in await ctx.work.referrals.willing(referral.company) if each != ctx.member.id]
    near = await company_of(ctx.work, ctx.member.id, willing)
    for member_id in [each for each in willing if each in near][:MOST_ASKED]:
        await put_to(ctx.work, referral, await ctx.work.members.get(member_id), ctx.now)


def _last_day(referral: Referral) -> date:
    return referral.ends.local.date()


class MyReferrals(Command):
    """See what referrals you look for, and who said yes."""


@command(
    "my-referrals",
    phrases=("[show|list|see] [me] my referrals", "who would|will|can refer me", "who said yes to referring me"),
    examples=("my referrals",),
    effect=Effect.READS,
    hidden=True,
)
async def my_referrals(cmd: MyReferrals, ctx: Ctx) -> Reply:
    del cmd
    still = [each for each in await ctx.work.referrals.of(ctx.member.id) if each.is_open(ctx.now)]
    if not still:
        example = Code("could someone refer me at Acme?")
        return Reply.of(say("You look for no referral at the moment. To do so: {example}", example=example))
    rows: list[Row] = []
    for each in still:
        names = tuple(await told_yes(ctx.work, each, ctx.now))
        detail = say("Until {day}. Nobody said yes so far.", day=_last_day(each))
        if names:
            detail = say("Until {day}. Said yes: {names}", day=_last_day(each), names=names)
        rows.append(Row(say("{company}", company=Strong(each.company)), _buttons(each), detail))
    return Reply.of(Heading(say("Referrals you look for")), *rows)


def _buttons(referral: Referral) -> tuple[Button, ...]:
    return (
        Button(say("I got hired"), call("hired", referral=referral.id)),
        Button(say("Stop looking"), call("stop-referral", referral=referral.id)),
    )


class StopReferral(Command):
    """Stop looking for a referral."""

    referral: Annotated[str, Slot("Which", hidden=True)]


@command("stop-referral", hidden=True)
async def stop_referral(cmd: StopReferral, ctx: Ctx) -> Reply:
    found = await ctx.work.referrals.find(cmd.referral)
    if found is None or found.asker != ctx.member.id or not found.is_open(ctx.now):
        return Reply.of(say("You look for that no longer."))
    await ctx.work.referrals.save(found.closed(now=ctx.now))
    return Reply.of(say("I look no longer for a referral at {company}.", company=Strong(found.company)))
