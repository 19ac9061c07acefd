"""Quiet support in words: where else help is to be found, and how two can write to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.times import Moment, Precision, local_at
from bot.reply import Button, Buttons, Line, call
from bot.words import say

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.ports import Work
    from bot.reply import Part
    from bot.words import Mention, Phrase


async def help_elsewhere(work: Work) -> list[Part]:
    """Nobody could listen just now. What organisers wrote for this is theirs; I know no other address."""
    parts: list[Part] = [
        Line(
            say(
                "Nobody who offered to listen could just now. That says nothing about you: people sleep and work. If "
                "somebody still says yes, I tell you."
            )
        )
    ]
    elsewhere = (await work.volunteers.hospitality()).elsewhere
    if elsewhere is not None:
        return [*parts, Line(say("Your organisers write: {text}", text=elsewhere))]
    return [*parts, Line(say("Somebody you trust, or a doctor, is a good next step. You need not wait for me."))]


def resting(member: Member, now: datetime) -> list[Part]:
    """Until when a member has less of Hallway, and the way back; nothing where they have not asked for it."""
    if member.resting_until is None or not member.is_resting(now):
        return []
    local = local_at(member.resting_until, member.zone).replace(second=0, microsecond=0)
    until = Moment(local, member.zone, Precision.DAY)
    back = Buttons.of(Button(say("Back to normal"), call("rough over")))
    return [Line(say("Until {day} I rest: no digest, no suggestions.", day=until)), back]


async def how_to_write(work: Work, one: MemberId, other: MemberId, name: Mention) -> Phrase:
    """Where both of them are."""
    accounts = await work.members.accounts([one, other])
    mine, theirs = ({each.platform for each in accounts[member]} for member in (one, other))
    shared = sorted(mine & theirs)
    if mine == theirs and len(shared) == 1:
        return say("Write to {name} in a direct message.", name=name)
    if shared:
        return say("Write to {name} in a direct message on {platform}.", name=name, platform=shared[0].capitalize())
    where = tuple(each.capitalize() for each in sorted(theirs))
    return say("{name} is on {platforms}: write to them there.", name=name, platforms=where)
