"""What organisers do with a round: look ahead, draw it now, see how it goes. They see numbers, nobody in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.rounds.records import Outcome, Place
from bot.errors import NotPossible
from bot.few import at_least_a_few
from bot.kinds.choices import NumberKind
from bot.naming_rounds import meant
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Reply, Small, call
from bot.rights import must_organise
from bot.rounds import Made, ends_of, keep_draw, line_up
from bot.telling_rounds import numbers_of, rhythm
from bot.words import Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.rounds.entrants import Drawn
    from bot.domain.rounds.records import Round, Seat
    from bot.reply import Part
    from bot.rounds import LineUp

_WHICH = Slot("Which round")
_SEED = Slot("Seed of a draw to repeat", lead=("seed", "with seed"), kind=NumberKind("seed", least=0, most=999_999))
_LOOKED_BACK = 6
_FEWEST = 2


class RoundPreview(Command):
    """See in numbers what a draw of a round would be like, before it is made."""

    round: Annotated[str | None, _WHICH] = None
    seed: Annotated[int | None, _SEED] = None


@command(
    "round preview",
    phrases=(
        "preview the|our [next] {round} round",
        "preview the [next] round",
        "what would the next {round} round be|look like",
        "what would the next round be|look like",
        "round preview {round}",
        "round preview ...",
        "round preview",
    ),
    examples=("preview the Coffee round",),
    effect=Effect.READS,
)
async def preview(cmd: RoundPreview, ctx: Ctx) -> Reply:
    must_organise(ctx)
    found = await meant(ctx, cmd.round, "round preview")
    lined_up, drawn = await _drawn(ctx, found, cmd.seed)
    seed = str(drawn.seed)
    return Reply.of(
        Heading(say("If {title} were drawn now", title=found.title)),
        *numbers_of(drawn.groups, drawn.waits, drawn.score, drawn.most, drawn.repeats),
        _left_out(lined_up),
        Line(
            say("Seed: {seed}. With it the same draw comes out again, as long as nothing changes.", seed=Strong(seed))
        ),
        Small(say("On the calendar it is drawn with the seed {seed}.", seed=str(found.seed))),
        Small(say("Nobody is told of a preview, and nobody is shown who is with whom.")),
        Buttons.of(
            Button(say("Draw it now, so"), call("round run", round=found.id, seed=seed)),
            Button(say("Another seed"), call("round preview", round=found.id, seed=str((drawn.seed + 1) % 1_000_000))),
        ),
    )


def _left_out(lined_up: LineUp) -> Line:
    """Said of nobody in the same words as of one: from the line alone one could tell who."""
    left = len(lined_up.paused) + len(lined_up.silent)
    return Line(say("Paused: {number}.", number=at_least_a_few(left)))


async def _drawn(ctx: Ctx, found: Round, seed: int | None) -> tuple[LineUp, Drawn]:
    lined_up = await line_up(ctx.work, found, ctx.now, found.seed if seed is None else seed)
    if len(lined_up.case.entrants) < _FEWEST:
        raise NotPossible(
            say("Fewer than two take part in {title} just now, so there is nothing to draw.", title=Strong(found.title))
        )
    return lined_up, ctx.drawn(lined_up.case)


class RoundRun(Command):
    """Draw a round now, besides the calendar; everybody in it is told."""

    round: Annotated[str | None, _WHICH] = None
    seed: Annotated[int | None, _SEED] = None


@command(
    "round run",
    phrases=(
        "run|draw the|our {round} round [now]",
        "run|draw the round [now]",
        "round run {round}",
        "round run ...",
        "round run",
    ),
    examples=("draw the Coffee round now",),
    effect=Effect.FINAL,
)
async def run(cmd: RoundRun, ctx: Ctx) -> Reply:
    must_organise(ctx)
    found = await meant(ctx, cmd.round, "round run")
    key = f"by hand {ctx.now:%Y-%m-%dT%H:%MZ}"
    await _must_be_another(found, key, ctx)
    lined_up, drawn = await _drawn(ctx, found, cmd.seed)
    made = Made(key, ctx.now, ends_of(found, ctx.now), ctx.member.id)
    await keep_draw(ctx.work, lined_up, drawn, made)
    return Reply.of(
        Heading(say("{title} is drawn", title=found.title)),
        *numbers_of(drawn.groups, drawn.waits, drawn.score, drawn.most, drawn.repeats),
        Small(say("Seed: {seed}. Everybody in it is told now, and that cannot be undone.", seed=str(drawn.seed))),
    )


async def _must_be_another(found: Round, key: str, ctx: Ctx) -> None:
    """Two within one minute are one that was asked for twice."""
    if any(each.key == key for each in await ctx.work.rounds.draws(found.id, limit=1)):
        raise NotPossible(
            say(
                "{title} was drawn a moment ago, and everybody in it is told. To draw once more, wait a minute.",
                title=Strong(found.title),
            )
        )


class RoundStats(Command):
    """See in numbers how a round goes."""

    round: Annotated[str | None, _WHICH] = None


@command(
    "round stats",
    phrases=(
        "how is the|our {round} round going|doing",
        "how is the round going|doing",
        "how did the [last] {round} round go",
        "how did the [last] round go",
        "round stats {round}",
        "round stats",
    ),
    examples=("how is the Coffee round going?",),
    effect=Effect.READS,
)
async def stats(cmd: RoundStats, ctx: Ctx) -> Reply:
    must_organise(ctx)
    found = await meant(ctx, cmd.round, "round stats")
    taking_part = await ctx.work.rounds.participations(found.id)
    draws = await ctx.work.rounds.draws(found.id, limit=_LOOKED_BACK)
    seats = await ctx.work.rounds.seats([each.id for each in draws])
    return Reply.of(
        Heading(say("{title} in numbers", title=found.title)),
        Line(rhythm(found, ctx.member.zone)),
        Line(say("Taking part: {number}.", number=at_least_a_few(len(taking_part)))),
        *(_of_answers(len(draws), seats) if draws else [Line(say("It was not drawn yet."))]),
    )


def _of_answers(draws: int, seats: Sequence[Seat]) -> list[Part]:
    """Of the last draws together, by groups: one answer speaks for all in it, and having met for what others say."""
    answers: dict[str, set[Outcome]] = {}
    for seat in seats:
        if seat.circle is not None:
            answers.setdefault(seat.circle, set()).update({seat.answer} if seat.answer else ())
    met = sum(Outcome.MET in said for said in answers.values())
    missed = sum(Outcome.NOT in said and Outcome.MET not in said for said in answers.values())
    waited = sum(seat.place is Place.WAITS for seat in seats)
    return [
        Line(
            say_count(
                "Of the last draw, in groups: {groups}.",
                "Of the last {count} draws, in groups: {groups}.",
                draws,
                groups=at_least_a_few(len(answers)),
            )
        ),
        Line(say("Met: {met}. Could not: {missed}.", met=at_least_a_few(met), missed=at_least_a_few(missed))),
        Line(say("Had to wait: {waited}.", waited=at_least_a_few(waited) if waited else say("nobody"))),
    ]
