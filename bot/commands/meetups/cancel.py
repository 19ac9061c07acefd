"""Calling a meetup off: this one, or all of a series. Whoever said yes is told, once."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.commands.meetups.changing import Scope, override
from bot.domain.naming_meetups import MeetupRef
from bot.gatherings import must_be_theirs, still_ahead
from bot.kinds.choices import choice_of
from bot.kinds.meetups import MEETUP
from bot.registry import command
from bot.reply import Button, Buttons, Reply, call
from bot.words import Exactly, Strong, say


class MeetupCancel(Command):
    """Call a meetup off that you host."""

    meetup: Annotated[MeetupRef, Slot("Which meetup", "Which meetup should I call off?", kind=MEETUP)]
    scope: Annotated[Scope | None, Slot("This one or all", lead=("scope",), kind=choice_of(Scope))] = None


@command(
    "meetup cancel",
    phrases=(
        "cancel [the|our|my] meetup {meetup}",
        "call off [the|our|my] meetup {meetup}",
        "cancel {meetup} meetup",
        "call off {meetup}",
        "cancel {meetup%}",
        "^ cancel {meetup$}",
        "^ {meetup$} is|was [now] cancelled|canceled|off",
        "meetup cancel {meetup}",
        "meetup cancel",
    ),
    examples=("cancel the meetup Rust night of 12 March",),
)
async def cancel(cmd: MeetupCancel, ctx: Ctx) -> Reply:
    found = await still_ahead(ctx, cmd.meetup)
    must_be_theirs(ctx, found.meetup)
    await ctx.work.meetups.hold(found.meetup.id)
    title, when = Strong(found.meetup.title), Exactly(found.starts)
    if found.meetup.is_series and cmd.scope is not Scope.ALL:
        await override(ctx, found, None)
        whole = Button(
            say("Cancel the whole series"), call("meetup cancel", meetup=str(cmd.meetup), scope="all"), danger=True
        )
        said = say("Cancelled: {title} on {when}. The others stay. Whoever said yes is told.", title=title, when=when)
        return Reply.of(said, Buttons.of(whole))
    await ctx.work.meetups.save(found.meetup.cancelled(at=ctx.now))
    if found.meetup.is_series:
        return Reply.of(say("Cancelled: all of {title}. Whoever said yes is told.", title=title))
    return Reply.of(say("Cancelled: {title} on {when}. Whoever said yes is told.", title=title, when=when))
