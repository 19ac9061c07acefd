"""Offering to mentor."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.ids import new_id
from bot.domain.volunteers import Help, Volunteer
from bot.kinds.counts import CountKind
from bot.kinds.profiles import TOPICS
from bot.registry import command
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.volunteering import offered, replan
from bot.words import say, say_count

MOST = 20


class MentorOffer(Command):
    """Offer to be a mentor, for so many members at a time."""

    topics: Annotated[tuple[str, ...], Slot("What in", "What could you mentor in? A few words each.", kind=TOPICS)]
    capacity: Annotated[
        int | None,
        Slot("For how many at a time", lead=("up to", "at most", "capacity"), kind=CountKind("number", most=MOST)),
    ] = None


_WHOM = "people|members|others|mentees|persons|juniors|beginners|newcomers|person|member|mentee|somebody|someone"


@command(
    "mentor offer",
    phrases=(
        f"i can|could [also] mentor [up] [to] {{capacity!}} {_WHOM} in|on|about|for {{topics}}",
        f"i can|could [also] mentor [{_WHOM}] in|on|about {{topics}}",
        f"i'd|i [would|am|can] [be] [like|love|happy|glad|able] to mentor [{_WHOM}] in|on|about {{topics}}",
        f"i'd|i [would] [like|love] to mentor [up] [to] {{capacity!}} {_WHOM} in|on|about {{topics}}",
        f"i'm|im happy|glad|able to mentor [{_WHOM}] in|on|about {{topics}}",
        "i'm|im offering [free] mentoring|mentorship in|on|about|for {topics}",
        "^ offering [free] mentoring|mentorship in|on|about|for {topics}",
        f"^ happy|glad|able to mentor [{_WHOM}] in|on|about {{topics}}",
        f"^ can|could mentor [up] [to] {{capacity!}} {_WHOM} in|on|about|for {{topics}}",
        f"^ can|could mentor [{_WHOM}] in|on|about {{topics}}",
        "i [can|could] [also] offer mentoring|mentorship in|on|about|for {topics}",
        "i can|could be a mentor for|in|on {topics}",
        "i'd|i would like|love to be a mentor for|in|on {topics}",
        f"i want to mentor [{_WHOM}] in|on|about {{topics}}",
        "i'd|i would|like|love [like|love] to mentor [people|others]",
        "i want|need to mentor [people|others]",
        "i [can|could] mentor people|others",
        "i want to be|become a mentor",
        "i'm|im open to|for taking [on] {capacity!} mentee|mentees in|on|about|for {topics}",
        "i am open to|for taking [on] {capacity!} mentee|mentees in|on|about|for {topics}",
        "i can|could|would|will take [on] {capacity!} mentee|mentees in|on|about|for {topics}",
        "i'm|im open to|for mentoring [people|others|juniors] in|on|about|for {topics}",
        "i am open to|for mentoring [people|others|juniors] in|on|about|for {topics}",
        "mentor offer {topics}",
        "mentor offer",
    ),
    examples=("I can mentor two people in data engineering",),
    effect=Effect.FINAL,
)
async def offer(cmd: MentorOffer, ctx: Ctx) -> Reply:
    before = await offered(ctx, Help.MENTOR)
    if before is None:
        after = Volunteer(new_id(ctx.now), Help.MENTOR, ctx.member.id, ctx.now, cmd.topics, cmd.capacity or 1)
    else:
        after = replace(before, topics=cmd.topics, capacity=cmd.capacity or before.capacity)
    await ctx.work.volunteers.keep(after)
    await replan(ctx.work, Help.MENTOR, ctx.now)
    noted = say_count(
        "Thank you. You offer to mentor in {topics}, one member at a time.",
        "Thank you. You offer to mentor in {topics}, up to {count} members at a time.",
        after.capacity,
        topics=after.topics,
    )
    return Reply.of(Line(noted), Small(_ASIDE), Buttons.of(Button(say("Stop offering"), _STOP)))


_STOP = call("mentor stop", what="offering")
_ASIDE = say(
    "When somebody looks for that, I ask you in private, one wish at a time, and you have three days. Nobody learns "
    "that you were asked; whoever you say yes to learns your name and time zone. A no is told to nobody."
)
