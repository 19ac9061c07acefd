"""A rough week: somebody to listen, or less of Hallway. No word of what is wrong is stored anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.times import Moment, Precision, local_at
from bot.domain.volunteers import Help, Wish
from bot.errors import NotPossible
from bot.kinds.choices import choice_of
from bot.kinds.nowhere_kept import DROPPED
from bot.kinds.profiles import Switch
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.support import help_elsewhere
from bot.volunteering import replan, take_back
from bot.words import say

if TYPE_CHECKING:
    from bot.reply import Part

RESTS_FOR = timedelta(days=7)


class RoughWeek(Command):
    """Find somebody to listen, or have less of me for a week. I keep nothing of what you write."""

    words: Annotated[str | None, Slot("What is said beside it", kind=DROPPED, hidden=True)] = None


_ROUGH = "rough|bad|hard|tough|terrible|difficult|awful|horrible|shitty|crappy"
_SPAN = "week|day|time|month|days|weeks|one"
_FIRED = "laid|let"


@command(
    "rough week",
    phrases=(
        "rough week {words}",
        "rough week",
        f"^ having a|an [really|very|pretty|quite] {_ROUGH} {_SPAN}",
        "^ need|want somebody|someone to talk to",
        "^ need|want somebody|someone to listen [to] [me]",
        f"{_ROUGH} week|day|month",
        f"this|my week|day|month was|is [really|very|pretty|quite|so] {_ROUGH}",
        f"i'm|im [just|really] having a|an [really|very|pretty|quite|bit] [of] [a] {_ROUGH} {_SPAN} {{words}}",
        f"i'm|im [just|really] having a|an [really|very|pretty|quite|bit] [of] [a] {_ROUGH} {_SPAN}",
        f"i am [just|really] having a|an [really|very|pretty|quite] {_ROUGH} {_SPAN} {{words}}",
        f"i am [just|really] having a|an [really|very|pretty|quite] {_ROUGH} {_SPAN}",
        f"i've|i have|had [had] a|an [really|very|pretty|quite] {_ROUGH} week|day|month {{words}}",
        f"i've|i have|had [had] a|an [really|very|pretty|quite] {_ROUGH} week|day|month",
        f"it's|it [is|was|has] [been] a|an [really|very|pretty|quite] {_ROUGH} {_SPAN} {{words}}",
        f"it's|it [is|was|has] [been] a|an [really|very|pretty|quite] {_ROUGH} {_SPAN}",
        f"i was|got|am|have|i've [just] [been] {_FIRED} off|go {{words}}",
        f"i was|got|am|have [just] [been] {_FIRED} off|go",
        "i've [just] [been] laid|let off|go {words}",
        "i've [just] [been] laid|let off|go",
        "i [just] lost my job {words}",
        "i [just] lost my job",
        "i was|got [just] fired from|by|today|yesterday|because {words}",
        "i was|got [just] fired today|yesterday",
        "i was|got [just] fired",
        "i need|want somebody|someone to talk to {words}",
        "i need|want somebody|someone to talk to",
        "i need|want somebody|someone to listen {words}",
        "i need|want somebody|someone to listen [to] [me]",
        "can|could somebody|someone listen [to me|me]",
        "i'm|im [really|so] overwhelmed|exhausted|burned|burnt [out] {words}",
        "i'm|im [really|so] overwhelmed|exhausted|burned|burnt [out]",
        "i feel|am [really|so] overwhelmed|exhausted|burned|burnt [out]",
        "i feel|am [really|so] overwhelmed|exhausted|burned|burnt [out] {words}",
    ),
    examples=("I'm having a rough week",),
    effect=Effect.READS,
)
async def rough_week(cmd: RoughWeek, ctx: Ctx) -> Reply:
    del cmd, ctx
    return Reply.of(
        Line(say("I am sorry to hear that. Two things I can do; and I keep nothing of what you wrote.")),
        Buttons.of(
            Button(say("Find somebody to listen"), call("rough listener")),
            Button(say("Just be quieter"), call("rough quieter")),
        ),
    )


class RoughListener(Command):
    """Have me ask members who offered to listen, one at a time."""

    named: Annotated[Switch | None, Slot("With your name", kind=choice_of(Switch), hidden=True)] = None


@command("rough listener", effect=Effect.FINAL, hidden=True)
async def rough_listener(cmd: RoughListener, ctx: Ctx) -> Reply:
    if cmd.named is None:
        return _how_i_ask()
    work = ctx.work.volunteers
    await work.hold()
    for before in await work.wishes_of(ctx.member.id):
        if before.kind is not Help.LISTEN or not before.is_open:
            continue
        if not before.is_dry(ctx.now):
            raise NotPossible(say("I am asking for you already. You hear from me either way."))
        await take_back(ctx.work, before, ctx.now)
    wish = Wish(new_id(ctx.now), Help.LISTEN, ctx.member.id, ctx.now, is_named=cmd.named is Switch.ON)
    await work.keep(wish)
    await replan(ctx.work, Help.LISTEN, ctx.now)
    wish = (await work.wishes([wish.id]))[wish.id]
    if wish.is_dry(ctx.now):
        return Reply.of(*await help_elsewhere(ctx.work), _quieter())
    stop = Buttons.of(Button(say("Ask nobody"), call("rough nobody")))
    return Reply.of(Line(say("I am asking somebody for you. You hear from me either way.")), stop)


def _how_i_ask() -> Reply:
    return Reply.of(
        Line(
            say(
                "I ask members who offered to listen: one at a time, three at most, each for some hours. Whoever says "
                "yes is told your name, and you theirs; nobody else learns of it, organisers neither."
            )
        ),
        Line(say("May whoever is asked read your name before they answer?")),
        Buttons.of(
            Button(say("Ask with my name"), call("rough listener", named=Switch.ON)),
            Button(say("Ask without my name"), call("rough listener", named=Switch.OFF)),
        ),
    )


class RoughNobody(Command):
    """Have me ask nobody any more."""


@command("rough nobody", effect=Effect.FINAL, hidden=True)
async def rough_nobody(cmd: RoughNobody, ctx: Ctx) -> Reply:
    del cmd
    await ctx.work.volunteers.hold()
    for wish in await ctx.work.volunteers.wishes_of(ctx.member.id):
        if wish.kind is Help.LISTEN and wish.is_open:
            await take_back(ctx.work, wish, ctx.now)
    await replan(ctx.work, Help.LISTEN, ctx.now)
    return Reply.of(Line(say("I ask nobody any more.")), _quieter())


def _quieter() -> Part:
    return Buttons.of(Button(say("Just be quieter"), call("rough quieter")))


class RoughQuieter(Command):
    """Have less of me for a week."""


@command("rough quieter", effect=Effect.FINAL, hidden=True)
async def rough_quieter(cmd: RoughQuieter, ctx: Ctx) -> Reply:
    del cmd
    until = ctx.now + RESTS_FOR
    await ctx.work.members.save(replace(ctx.member, resting_until=until))
    end = Moment(local_at(until, ctx.member.zone).replace(second=0, microsecond=0), ctx.member.zone, Precision.DAY)
    return Reply.of(
        Line(say("Until {day} I rest: no digest, no suggestions, nothing that you did not ask for.", day=end)),
        Small(say("Reminders you set still come. If you volunteer for something, you are not asked meanwhile.")),
        Buttons.of(Button(say("Back to normal"), call("rough over"))),
    )


class RoughOver(Command):
    """Have me as before."""


@command(
    "rough over",
    phrases=("^ back to normal", "be as before", "stop resting", "end the rest"),
    effect=Effect.FINAL,
    hidden=True,
)
async def rough_over(cmd: RoughOver, ctx: Ctx) -> Reply:
    del cmd
    if ctx.member.resting_until is None or ctx.member.resting_until <= ctx.now:
        return Reply.of(Line(say("I am not resting: all is as before.")))
    await ctx.work.members.save(replace(ctx.member, resting_until=None))
    return Reply.of(Line(say("All is as before.")))
