"""How one's mentoring stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Ctx, Effect
from bot.domain.volunteers import Help
from bot.kinds import PersonRef
from bot.kinds.people import exact
from bot.mentoring import mention, running_of
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Reply, Row, Small, call
from bot.words import Code, say

if TYPE_CHECKING:
    from bot.domain.members import Member
    from bot.domain.mentoring import Mentorship
    from bot.reply import Part


class MentorShow(Command):
    """See your mentors and mentees, what you offer and what you look for."""


@command(
    "mentor show",
    phrases=(
        "mentor",
        "mentoring|mentorship",
        "[show] [me] my mentoring|mentorship|mentorships|mentors|mentees|mentor|mentee",
        "who is|are my mentor|mentors|mentee|mentees",
        "how is|are my mentoring|mentorship|mentorships [doing|going|standing]",
        "how does my mentoring|mentorship stand",
        "what about my mentor|mentoring|mentorship",
        "mentor show",
    ),
    examples=("my mentoring",),
    effect=Effect.READS,
)
async def show(cmd: MentorShow, ctx: Ctx) -> Reply:
    del cmd
    parts = [*await _mentorships(ctx), *await _wish(ctx), *await _offer(ctx)]
    if parts:
        return Reply.of(Heading(say("Your mentoring")), *parts, Small(say("Only you see this.")))
    return Reply.of(
        Line(say("You neither look for a mentor nor offer to be one.")),
        Line(say("To find one: {example}", example=Code("I'm looking for a mentor for Rust"))),
        Line(say("To be one: {example}", example=Code("I can mentor two people in data engineering"))),
    )


async def _mentorships(ctx: Ctx) -> list[Part]:
    running = await running_of(ctx)
    members = await ctx.work.subjects.members([each.other(ctx.member.id) for each in running])
    return [_row(each, members[each.other(ctx.member.id)], ctx) for each in running]


def _row(mentorship: Mentorship, other: Member, ctx: Ctx) -> Row:
    buttons = (
        Button(say("Note a session"), call("mentor log", member=exact(PersonRef(other.name, None, other.id)))),
        Button(say("End it"), call("mentor stop", mentorship=mentorship.id)),
    )
    about = {"name": mention(other), "topics": mentorship.topics, "day": ctx.member.today(mentorship.created_at).date()}
    if mentorship.mentor == ctx.member.id:
        return Row(say("You mentor {name} in {topics}, since {day}", **about), buttons)
    return Row(say("{name} mentors you in {topics}, since {day}", **about), buttons)


async def _wish(ctx: Ctx) -> list[Part]:
    """What is told of it depends on nobody's answer but a yes."""
    wishes = [each for each in await ctx.work.volunteers.wishes_of(ctx.member.id) if each.kind is Help.MENTOR]
    wish = next((each for each in wishes if each.is_open), None)
    if wish is None:
        return []
    stop = Buttons.of(Button(say("Take it back"), call("mentor stop", what="looking")))
    day = ctx.member.today(wish.created_at).date()
    line = say("You look for a mentor for {topics}, since {day}.", topics=wish.topics, day=day)
    if wish.is_dry(ctx.now):
        state = say("Nobody is left whom I could ask just now. I go on as soon as somebody offers.")
    else:
        state = say("I ask one at a time, and you hear from me either way.")
    return [Line(line), Line(state), stop]


async def _offer(ctx: Ctx) -> list[Part]:
    offers = await ctx.work.volunteers.offers_of(ctx.member.id)
    found = next((each for each in offers if each.kind is Help.MENTOR), None)
    if found is None:
        return []
    line = say("You offer to mentor in {topics}, up to {count} at a time.", topics=found.topics, count=found.capacity)
    return [Line(line), Buttons.of(Button(say("Stop offering"), call("mentor stop", what="offering")))]
