"""Saying once more that one comes, without naming what to: it is known what one said yes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Ctx, Effect
from bot.domain.naming_meetups import MeetupRef
from bot.domain.seats import ASKED_BEFORE
from bot.domain.talk import Filling
from bot.registry import command
from bot.reply import Button, Buttons, Reply, call
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.meetups import Occurrence
    from bot.words import Phrase

_MOST = 4


class MeetupStill(Command):
    """Say that you still come to the meetup you said yes to."""


@command(
    "meetup still",
    phrases=(
        "^ [yes|yep|yeah] [i'm|im] still in|on|coming|going",
        "^ [yes] i am still in|on|coming|going",
        "^ [yes] [i'll|i will] still be there",
        "^ [yes] [i'll|i will] still come",
    ),
    examples=("still coming",),
    effect=Effect.READS,
    hidden=True,
)
async def still(cmd: MeetupStill, ctx: Ctx) -> Reply:
    del cmd
    asked, ahead = await _said_yes(ctx)
    meant = asked if len(asked) == 1 else ahead
    if len(meant) > 1:
        buttons = [Button(_name(each), call("meetup going", meetup=str(MeetupRef.of(each)))) for each in meant[:_MOST]]
        return Reply.of(say("You said yes to more than one meetup. Which do you mean?"), Buttons(tuple(buttons)))
    slots = {"meetup": str(MeetupRef.of(meant[0]))} if meant else {}
    return await ctx.conversation.carry_out((Filling("meetup going", slots, ctx.now),))


async def _said_yes(ctx: Ctx) -> tuple[list[Occurrence], list[Occurrence]]:
    """Those that the member was asked about lately and has not confirmed, and all that they said yes to."""
    rsvps = {each.id: each for each in await ctx.work.meetups.rsvps_of(ctx.member.id) if each.is_going}
    found = await ctx.work.meetups.occurrences_of(list(rsvps.values()))
    ahead = {each_id: each for each_id, each in found.items() if each.ends > ctx.now and not each.is_cancelled}
    in_order = sorted(ahead.items(), key=lambda each: (each[1].begins, each[0]))
    asked = [
        each
        for each_id, each in in_order
        if rsvps[each_id].is_seated and rsvps[each_id].confirmed_at is None and each.begins - ctx.now <= ASKED_BEFORE
    ]
    return asked, [each for _, each in in_order]


def _name(occurrence: Occurrence) -> Phrase:
    return say("{title}, {when}", title=occurrence.meetup.title[:40], when=occurrence.starts)
