"""Taking part in a round: joining, pausing, leaving. What one does here nobody else is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.profiles import Consent
from bot.domain.rounds.records import Participation
from bot.domain.times import Moment
from bot.errors import BadValue, NotPossible
from bot.kinds.times import MOMENT
from bot.naming_rounds import meant, mine, running
from bot.own_profile import own_profile
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Reply, Row, Small, call
from bot.telling_rounds import day_of, rhythm
from bot.words import Code, Exactly, Strong, say

if TYPE_CHECKING:
    from bot.domain.rounds.records import Round
    from bot.reply import Part

_WHICH = Slot("Which round")
_KINDS = "roulette|chats|coffees|pairing|pairings|donuts"
"""What rounds are called besides rounds: "coffee roulette"."""

_A_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(days=366)


class RoundJoin(Command):
    """Take part in a round, or come back to one."""

    round: Annotated[str | None, _WHICH] = None


@command(
    "round join",
    phrases=(
        "join [the|our] {round} round",
        "join the|a round",
        "^ join [the|our] {round-}",
        "i join [the|our] {round} round",
        "i'd like to join [the|our] {round} round",
        "i would like to join [the|our] {round} round",
        "i want to join [the|our] {round} round",
        "i want to join the round",
        "count me in for the {round} round",
        "sign me up for the {round} round",
        "sign|put me in|into|up|on|down [for] [the] {round} round",
        f"sign|put me in|into|up|on|down [for] [the] {{round}} {_KINDS}",
        f"join [the|our] {{round}} {_KINDS}",
        "sign me up for the round|rounds",
        "i'm|im back in the {round} round",
        "i am back in the {round} round",
        "unpause|resume the {round} round",
        "add me to [the] {round} round",
        "round join {round}",
        "round join",
    ),
    examples=("join the Coffee round",),
)
async def join(cmd: RoundJoin, ctx: Ctx) -> Reply:
    found = await meant(ctx, cmd.round, "round join")
    own = {each.round: each for each in await ctx.work.rounds.participations_of(ctx.member.id)}.get(found.id)
    if own is not None and not own.is_paused(ctx.now):
        return Reply.of(Line(say("You are in {title} already.", title=Strong(found.title))), _next(found))
    fresh = Participation(new_id(ctx.now), found.id, ctx.member.id, ctx.now, ctx.now)
    await ctx.work.rounds.join(fresh if own is None else own.back(at=ctx.now))
    if own is not None:
        return Reply.of(Line(say("Welcome back to {title}.", title=Strong(found.title))), _next(found))
    return Reply.of(
        Line(say("You are in {title}.", title=Strong(found.title))),
        Line(rhythm(found, ctx.member.zone)),
        *await _what_is_shown(ctx),
        Small(say("Pause it until any day, or leave it, whenever you like: nobody is told.")),
    )


def _next(found: Round) -> Line:
    return Line(say("The next draw is on {when}.", when=Exactly(replace(found.starts, rule=None))))


async def _what_is_shown(ctx: Ctx) -> list[Part]:
    """What joining agrees to, in words, and what may be shown beyond that."""
    named = say("Whom you are put together with sees your name, and at what hours of theirs you are up.")
    if Consent.ROUNDS in (await own_profile(ctx)).consents:
        return [Line(named), Small(say("They see of your profile what you agreed to; say consent to look at it."))]
    more = say("Nothing of your profile: if you like, show what you do, your interests, offers and what you look for.")
    return [Line(named), Row(more, (Button(say("Show it in rounds"), call("consent", rounds="on")),))]


class RoundPause(Command):
    """Be left out of a round until a day; then you are in it again by yourself."""

    until: Annotated[
        Moment, Slot("Until when", "Until when? Every pause has an end.", lead=("until", "till"), kind=MOMENT)
    ]
    round: Annotated[str | None, _WHICH] = None


@command(
    "round pause",
    phrases=(
        "pause [the|my] {round} round until|till {until}",
        "pause {round} until|till {until}",
        "pause the|my round|rounds until|till {until}",
        "pause the|my round|rounds",
        "skip the|my round|rounds until|till {until}",
        "leave me out of the {round} round until|till {until}",
        "leave me out of the round until|till {until}",
        "leave me out of {round} until|till {until}",
        "pause [the|my] {round} round for {until}",
        "pause the|my round|rounds for {until}",
        "pause the {round} round",
        "round pause until|till {until}",
        "round pause {round}",
        "round pause",
    ),
    examples=("pause the Coffee round until May",),
)
async def pause(cmd: RoundPause, ctx: Ctx) -> Reply:
    found, own = await mine(ctx, cmd.round, "round pause")
    until = cmd.until.instant
    if cmd.until.rule is not None or not ctx.now < until <= ctx.now + _LONGEST:
        raise BadValue(say("Name a day to come, within a year: then you are in it again by yourself."), "until")
    await ctx.work.rounds.join(own.pausing(until))
    said = say(
        "You are left out of {title} until {day}, and in it again by yourself from then on.",
        title=Strong(found.title),
        day=day_of(until, ctx.member.zone),
    )
    return Reply.of(Line(said), _back(found))


class RoundSkip(Command):
    """Be left out of the next draw of a round."""

    round: Annotated[str | None, _WHICH] = None


@command(
    "round skip",
    phrases=(
        "skip this|the [next] round",
        "i'll skip this|the [next] round",
        "i will skip this|the [next] round",
        "i'd like to skip this|the [next] round",
        "i want to skip this|the [next] round",
        "skip the [next] {round} round",
        "skip me in this|the [next] round",
        "skip me in the [next] {round} round",
        "skip|leave me out|in the {round} round this|next time|week|month",
        "skip me this time|week|month|round",
        "leave|skip|count me out this time|week|month",
        "leave me out of this|the [next] round",
        "leave|count me out of the next {round} round",
        "leave|count me out of the {round} round this time|week|month|once",
        "i'd|i would [like] [rather] [to] skip|miss the next {round} round",
        "[i] can't|cannot make|do|join this|the [next] round",
        "[i] can't|cannot make|do|join [the] {round} round [this] [week|time|month]",
        "round skip {round}",
        "round skip",
    ),
    examples=("I'll skip this round",),
)
async def skip(cmd: RoundSkip, ctx: Ctx) -> Reply:
    found, own = await mine(ctx, cmd.round, "round skip")
    assert found.due_at is not None, "it is not over"
    if own.is_paused(found.due_at):
        return Reply.of(Line(say("You are left out of the next draw of {title} already.", title=found.title)))
    await ctx.work.rounds.join(own.pausing(found.due_at + _A_MINUTE))
    when = Exactly(replace(found.starts, rule=None))
    return Reply.of(
        Line(say("You skip the draw of {title} on {when}, and are in the one after it.", title=found.title, when=when)),
        _back(found),
    )


def _back(found: Round) -> Buttons:
    return Buttons.of(Button(say("I'm back"), call("round join", round=found.id)))


class RoundLeave(Command):
    """Take part in a round no more. Nobody is told."""

    round: Annotated[str | None, _WHICH] = None


@command(
    "round leave",
    phrases=(
        "leave [the|our] {round} round",
        "leave the round",
        "i am|want out of the {round} round",
        "sign|take|get me out|off of|from|off the {round} round",
        f"sign|take|get me out|off of|from|off [the] {{round}} {_KINDS}",
        f"leave [the|our] {{round}} {_KINDS}",
        f"i want out of [the] {{round}} {_KINDS}",
        "get me out of the round",
        "take me out of the {round} round",
        "i don't want to be in the {round} round anymore",
        "i don't want to be in the {round} round any more",
        "round leave {round}",
        "round leave",
    ),
    examples=("leave the Coffee round",),
)
async def leave(cmd: RoundLeave, ctx: Ctx) -> Reply:
    found, own = await mine(ctx, cmd.round, "round leave")
    await ctx.work.rounds.leave(own)
    said = say("You are no longer in {title}. Nobody is told. Come back whenever you like.", title=Strong(found.title))
    return Reply.of(Line(said), Buttons.of(Button(say("Join again"), call("round join", round=found.id))))


class RoundList(Command):
    """See which rounds there are, and which you are in."""


@command(
    "round list",
    phrases=(
        "which|what rounds are there",
        "which|what rounds am i in",
        "[show|list] [me] [the|all|my|our] rounds",
        "am i in a|the|any round",
        "when is the next [*] round",
        "when's the next [*] round",
        "round list",
    ),
    examples=("which rounds are there?",),
    effect=Effect.READS,
)
async def rounds(cmd: RoundList, ctx: Ctx) -> Reply:
    del cmd
    there = await running(ctx)
    own = {each.round: each for each in await ctx.work.rounds.participations_of(ctx.member.id)}
    if not there:
        raise NotPossible(say("There is no round here yet. Organisers start one: {how}.", how=Code("round new")))
    rows = [_row(each, own.get(each.id), ctx) for each in there]
    return Reply.of(Heading(say("Rounds")), *rows, Small(say("Who else takes part is not shown to anybody.")))


def _row(found: Round, own: Participation | None, ctx: Ctx) -> Row:
    title = Strong(found.title)
    join = Button(say("Join"), call("round join", round=found.id))
    leave = Button(say("Leave"), call("round leave", round=found.id))
    if own is None:
        return Row(say("{title}: you are not in it.", title=title), (join,), rhythm(found, ctx.member.zone))
    if own.paused_until is not None and own.is_paused(found.due_at or ctx.now):
        day = day_of(own.paused_until, ctx.member.zone)
        back = Button(say("I'm back"), call("round join", round=found.id))
        return Row(
            say("{title}: you are left out until {day}.", title=title, day=day),
            (back, leave),
            rhythm(found, ctx.member.zone),
        )
    skip = Button(say("Skip the next"), call("round skip", round=found.id))
    return Row(say("{title}: you are in it.", title=title), (skip, leave), rhythm(found, ctx.member.zone))
