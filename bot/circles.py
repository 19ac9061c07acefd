"""A member's group at a meetup in words: who the others are, and something to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.circles import circle_of
from bot.domain.preparing import questions
from bot.preparing import matches_among
from bot.reply import Heading, Line, Row, Small
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.meetups import Occurrence
    from bot.domain.rsvps import Rsvp
    from bot.ports import Work
    from bot.reply import Part


async def circle_parts(work: Work, mine: Rsvp, occurrence: Occurrence, now: datetime) -> list[Part]:
    """Nothing where nobody else is in it. What is said of the others is what they agreed to show at meetups."""
    rsvps = await work.meetups.rsvps(mine.meetup, mine.key)
    others = await work.subjects.members(circle_of(mine, rsvps, now))
    if not others:
        return []
    title = Strong(occurrence.meetup.title)
    found = {each.who.member: each for each in await matches_among(work, mine.member, list(others))}
    parts: list[Part] = [Heading(say("Your group at {title}", title=title))]
    for each in sorted(others.values(), key=lambda each: each.name):
        why = say("{reasons}", reasons=found[each.id].reasons) if each.id in found else None
        parts.append(Row(say("{name}", name=Mention(each.id, each.name)), (), why))
    opener = questions(list(found.values()), occurrence.meetup.title, mine.topic)[0]
    parts.append(Line(say("To begin with: {question}", question=opener)))
    return [*parts, Small(say("They asked for a group too, and are told your name."))]
