"""Mentoring in words: what both are told of each other, and which mentorship is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.meeting_hours import hours_for
from bot.domain.times import Precision
from bot.errors import NotPossible
from bot.kinds import PersonRef
from bot.kinds.people import exact
from bot.reply import Button, Buttons, Heading, Line, Row, call
from bot.words import Code, Exactly, Mention, Phrase, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.command import Ctx
    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.mentoring import Mentorship
    from bot.domain.times import Moment
    from bot.reply import Part

OVER = say(
    "Your mentoring with {name} has come to its end. Thank you both for the time you gave each other. A word of thanks "
    "between you does good."
)


def over(name: Mention) -> Phrase:
    """The same to both of them, however it came to its end."""
    return say(OVER.template, name=name)


def thanking(other: Member) -> Buttons:
    """What for, they are asked then."""
    who = exact(PersonRef(other.name, None, other.id))
    return Buttons.of(Button(say("Thank {name}", name=other.name), call("thanks", person=who)))


def mention(member: Member) -> Mention:
    return Mention(member.id, member.name)


def when(moment: Moment) -> Moment | Exactly:
    """With its zone, where more than the day was said."""
    return moment if moment.precision is Precision.DAY else Exactly(moment)


def to_begin(me: Member, other: Member, now: datetime) -> list[Part]:
    """When the two could meet for the first time, on both clocks; and what they do then."""
    hours = hours_for(me, other, now)
    log = Button(say("Note a session"), call("mentor log", member=exact(PersonRef(other.name, None, other.id))))
    write = Line(say("Write to {name} and agree on a first hour.", name=mention(other)))
    if not hours:
        apart = Line(say("Your days hardly overlap, so begin by writing to each other."))
        return [write, apart, Buttons.of(log)]
    rows = [
        Row(
            say(
                "{mine}, for {name} {theirs}",
                mine=Exactly(each.mine),
                name=other.name,
                theirs=_on(each.theirs.local, other),
            )
        )
        for each in hours
    ]
    return [write, Heading(say("Hours that could suit you both")), *rows, Buttons.of(log)]


def _on(local: datetime, member: Member) -> Phrase:
    """On somebody else's clock, in words: no platform shows it on the reader's."""
    return say("{day}, {time} ({zone})", day=local.date(), time=local.time(), zone=member.zone)


async def running_of(ctx: Ctx) -> Sequence[Mentorship]:
    return [each for each in await ctx.work.mentoring.of(ctx.member.id) if each.is_active(ctx.now)]


async def meant(ctx: Ctx, member: MemberId | None, name: str = "") -> Mentorship:
    """The one with that member; the only one, where no member is named. Raise NotPossible."""
    found = [each for each in await running_of(ctx) if member is None or each.other(ctx.member.id) == member]
    if len(found) > 1:
        raise NotPossible(
            say(
                "You have more than one. Say with whom, as in {example}.",
                example=Code("log my mentoring session with Ana: we spoke about testing"),
            )
        )
    if found:
        return found[0]
    if member is None:
        raise nothing_going_on()
    raise NotPossible(say("There is no mentoring going on between you and {name}.", name=Strong(name)))


def nothing_going_on() -> NotPossible:
    return NotPossible(say("You have no mentoring going on. To find a mentor: {example}", example=_WANT))


_WANT = Code("I'm looking for a mentor for Rust")
