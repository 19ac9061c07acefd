"""Posting an announcement after all that did not come to stand in its channel."""

from __future__ import annotations

from typing import Annotated

from bot.command import Command, Ctx, Slot
from bot.domain.ids import DeliveryId
from bot.errors import NotPossible
from bot.gatherings import must_be_theirs
from bot.registry import command
from bot.reply import Reply
from bot.words import Strong, say


class MeetupAnnounce(Command):
    """Post an announcement that failed."""

    announcement: Annotated[str, Slot("Announcement", hidden=True)]


@command("meetup announce", hidden=True)
async def announce(cmd: MeetupAnnounce, ctx: Ctx) -> Reply:
    found = (await ctx.work.announcements.by_id([cmd.announcement])).get(cmd.announcement)
    meetup = None if found is None else await ctx.work.meetups.find(found.topic.meetup)
    if meetup is None:
        raise NotPossible(say("That meetup is not there any more."))
    must_be_theirs(ctx, meetup)
    if not await ctx.work.announcements.again(DeliveryId(cmd.announcement), ctx.now):
        raise NotPossible(say("That is on its way already, or stands there by now."))
    return Reply.of(say("I announce {title} now.", title=Strong(meetup.title)))
