"""A newcomer's first days in words: what is done of them by itself, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.ids import new_id
from bot.domain.paths import NEW_FOR, Path, Step
from bot.domain.volunteers import Help
from bot.reply import Button, Buttons, Line, Row, Small, call
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.members import Member
    from bot.ports import Work
    from bot.reply import Part


async def steps_left(work: Work, member: Member, now: datetime) -> Sequence[Step]:
    """Whatever was done is done, whoever asked for it."""
    book = work.book(member.id)
    profile = await book.profiles.find(member.id)
    has_profile = profile is not None and bool(profile.occupation or profile.headline or profile.interests)
    wishes = [each for each in await work.volunteers.wishes_of(member.id) if each.kind is Help.GREET]
    has_met = any(each.found for each in wishes) or bool(await book.introductions.count())
    done = {Step.PROFILE: has_profile, Step.GREETER: has_met, Step.MEETUP: await _was_there(work, member, now)}
    return [step for step in Step if not done[step]]


async def _was_there(work: Work, member: Member, now: datetime) -> bool:
    rsvps = await work.meetups.rsvps_of(member.id)
    if any(each.here_at is not None for each in rsvps):
        return True
    found = await work.meetups.occurrences_of([each for each in rsvps if each.is_seated])
    return any(each.ends <= now and not each.is_cancelled for each in found.values())


def step_rows(steps: Sequence[Step]) -> list[Part]:
    return [_ROWS[step] for step in steps]


_ROWS = {
    Step.PROFILE: Row(
        say("Say in a line what you do, for your profile. Nobody sees it unless you let them."),
        (Button(say("Write my profile"), call("profile")),),
    ),
    Step.GREETER: Row(
        say("Meet one member who offered to greet newcomers."),
        (Button(say("Find me a greeter"), call("newcomer greeter")),),
    ),
    Step.MEETUP: Row(say("Come to one meetup."), (Button(say("What is coming up"), call("meetup list")),)),
}

STOP = Button(say("Stop this"), call("newcomer stop"))


async def offered(work: Work, member: Member, now: datetime) -> list[Part]:
    """Once, to whoever joined since their community welcomes newcomers, and not long ago."""
    if now - member.joined_at >= NEW_FOR:
        return []
    since = (await work.volunteers.hospitality()).welcome_since
    book = work.book(member.id)
    if since is None or member.joined_at < since or await book.paths.count():
        return []
    await book.paths.add(Path(new_id(now), member.id, now))
    return [
        Line(
            say(
                "You are new here: welcome! I can guide you through your first 30 days: a line about you, one member "
                "who greets you, one meetup. Three messages at most, and none if you would rather not."
            )
        ),
        Buttons.of(
            Button(say("Yes, guide me"), call("newcomer begin")), Button(say("No, thanks"), call("newcomer stop"))
        ),
    ]


def aside(left: int) -> Small:
    return Small(say("Steps left: {count}. What you do by yourself counts too.", count=left))
