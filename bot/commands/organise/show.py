"""How a community is set up, and how it is doing, at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Command, Ctx, Effect
from bot.commands.organise.failed import LATELY, failed_announcements
from bot.digests import digest_of
from bot.few import at_least_a_few
from bot.gatherings import coming, noticeboard_of, plan_of
from bot.registry import command
from bot.reply import Button, Buttons, Heading, Line, Reply, call
from bot.rights import must_organise
from bot.words import Code, InChannel, say

if TYPE_CHECKING:
    from bot.domain.noticeboard import Noticeboard
    from bot.reply import Part
    from bot.words import Phrase


class OrganiseShow(Command):
    """See where and when meetups are announced, and how the community is doing."""


@command(
    "organise show",
    phrases=(
        "organise|organize show",
        "when|where is the [weekly] digest posted",
        "where are [the|our|all] meetups announced",
        "show [me] [the|our] community [settings|overview|numbers]",
        "how is [the|our] community doing|set [up]",
    ),
    examples=("where are meetups announced?",),
    effect=Effect.READS,
)
async def show(cmd: OrganiseShow, ctx: Ctx) -> Reply:
    del cmd
    must_organise(ctx)
    board = await noticeboard_of(ctx.work, ctx.now)
    return Reply.of(
        Heading(say("Your community")),
        *_channels(board, ctx),
        Line(plan_of(board)),
        Line(digest_of(await ctx.work.boards.bulletin(), board, ctx)),
        Line(await _numbers(ctx)),
        Line(await _failures(ctx)),
        Buttons.of(
            Button(say("What failed"), call("organise failed")),
            Button(say("Members"), call("organise members")),
            Button(say("Change the plan"), call("organise plan")),
            Button(say("Export"), call("organise export")),
        ),
    )


def _channels(board: Noticeboard, ctx: Ctx) -> list[Part]:
    """A platform's id of a channel says something there alone."""
    here, how = board.channels.get(ctx.place.platform), Code("/organise channel")
    first = (
        say("Announced here: nowhere yet. Say {how} in the channel where I should announce.", how=how)
        if here is None
        else say("Announced here in {channel}.", channel=InChannel(here))
    )
    others = tuple(platform for platform in sorted(board.channels) if platform != ctx.place.platform)
    elsewhere = [Line(say("Announced in a channel of {platforms} too.", platforms=others))] if others else []
    return [Line(first), *elsewhere]


async def _numbers(ctx: Ctx) -> Phrase:
    census = await ctx.work.counting.members(ctx.now)
    many = len({each.meetup.id for each in await coming(ctx.work, ctx.now)})
    return say("Members: {members}. Meetups coming up: {meetups}.", members=census.members, meetups=many)


async def _failures(ctx: Ctx) -> Phrase:
    since = ctx.now - LATELY
    announcements = len(await failed_announcements(ctx))
    messages = sum(each.many for each in await ctx.work.counting.undelivered(since))
    return say(
        "Not delivered in the last 30 days: announcements {announcements}, messages to members {messages}.",
        announcements=announcements or say("none"),
        messages=at_least_a_few(messages) if messages else say("none"),
    )
