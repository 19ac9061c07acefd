"""A meetup as a file for one's own calendar."""

from __future__ import annotations

from typing import Annotated

from bot.calendars import calendar_file
from bot.command import Command, Ctx, Effect, Slot
from bot.commands.meetups.changing import Scope
from bot.domain.meetups import occurrence
from bot.domain.naming_meetups import MeetupRef
from bot.errors import NotFound
from bot.kinds.choices import choice_of
from bot.kinds.meetups import MEETUP
from bot.registry import command
from bot.reply import Button, Buttons, Reply, call
from bot.words import Exactly, Strong, say


class MeetupFile(Command):
    """Get a meetup as a file for your calendar."""

    meetup: Annotated[MeetupRef, Slot("Which meetup", "Which meetup?", kind=MEETUP)]
    scope: Annotated[Scope | None, Slot("This one or all", lead=("scope",), kind=choice_of(Scope))] = None


@command(
    "meetup file",
    phrases=(
        "add|put [the|our] meetup {meetup} to|in|into my calendar",
        "calendar file of|for [the|our] meetup {meetup}",
        "meetup file {meetup}",
        "meetup file",
    ),
    examples=("add the meetup Rust night to my calendar",),
    effect=Effect.READS,
)
async def file(cmd: MeetupFile, ctx: Ctx) -> Reply:
    meetup = await ctx.work.meetups.find(cmd.meetup.meetup)
    overrides = () if meetup is None else await ctx.work.meetups.overrides([meetup.id])
    found = None if meetup is None else occurrence(meetup, overrides, cmd.meetup.key)
    if found is None:
        raise NotFound(say("That meetup is not there any more. Say meetup list to see what is coming up."))
    is_whole = found.meetup.is_series and cmd.scope is Scope.ALL
    attached = calendar_file(found, overrides, ctx.now, is_whole=is_whole)
    title, when = Strong(found.meetup.title), Exactly(found.starts)
    if found.is_cancelled:
        said = say(
            "{title} on {when} was cancelled. Open the file to take it out of your calendar.", title=title, when=when
        )
        return Reply.of(said, attached)
    if is_whole:
        return Reply.of(say("All of {title} for your calendar: open the file to add it.", title=title), attached)
    said = say("{title}, {when}, for your calendar: open the file to add it.", title=title, when=when)
    whole = Button(say("The whole series"), call("meetup file", meetup=str(cmd.meetup), scope="all"))
    return Reply.of(said, attached, *([Buttons.of(whole)] if found.meetup.is_series else []))
