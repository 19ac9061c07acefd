"""Who is in a round: of that nobody is shown more than the group they are in themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.naming_rounds import meant, mine
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.telling_rounds import day_of, told_of
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from bot.domain.rounds.records import Round
    from bot.words import Phrase


class RoundWho(Command):
    """See whom a round put you together with last; who else takes part is not shown to anybody."""

    round: Annotated[str | None, Slot("Which round")] = None


@command(
    "round who",
    phrases=(
        "who is|takes [part] in the|our|my {round} round",
        "who's|whos in the|our|my {round} round",
        "who else is|takes [part] in the|our|my {round} round",
        "who joined the|our {round} round",
        "who is|are in the|our|my round",
        "who's|whos in the|our|my round",
        "who is|are with me in the|our|my {round} round",
        "who am i [paired|matched|together|grouped] with in the|our|my {round} round",
        "whom am i [paired|matched|together|grouped] with in the|our|my {round} round",
        "who is|was my partner in the|our|my {round} round",
        "who's|whos my partner in the|our|my {round} round",
        "who is|was my round partner",
        "who's|whos my round partner",
        "who is|are in my round group",
        "who's|whos in my round group",
        "round who {round}",
        "round who",
    ),
    examples=("who is in the Coffee round?",),
    effect=Effect.READS,
)
async def who(cmd: RoundWho, ctx: Ctx) -> Reply:
    own = await ctx.work.rounds.participations_of(ctx.member.id)
    is_own = cmd.round is None and bool(own)
    found = (await mine(ctx, None, "round who"))[0] if is_own else await meant(ctx, cmd.round, "round who")
    title = Strong(found.title)
    kept = Small(
        say(
            "Who takes part in {title} I show to nobody, organisers included: so anybody can join and leave.",
            title=title,
        )
    )
    if not any(each.round == found.id for each in own):
        join = Button(say("Join"), call("round join", round=found.id))
        return Reply.of(Line(say("You are not in {title}.", title=title)), kept, Buttons.of(join))
    return Reply.of(Line(await _last_group(ctx, found)), kept)


async def _last_group(ctx: Ctx, found: Round) -> Phrase:
    title = Strong(found.title)
    seats = [each for each in await ctx.work.rounds.seats_of(ctx.member.id) if each.round == found.id][:1]
    if not seats:
        return say("You are in {title}, which was not drawn since you joined.", title=title)
    others = (await told_of(ctx.work, seats)).get(seats[0].id, [])
    day = day_of(seats[0].created_at, ctx.member.zone)
    if not others:
        return say("In {title}, drawn on {day}, you are with nobody.", title=title, day=day)
    names = tuple(Mention(each.id, each.name) for each in others)
    return say("In {title}, drawn on {day}, you are with {names}.", title=title, day=day, names=names)
