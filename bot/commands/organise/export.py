"""Taking a community's data along."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.command import Command, Ctx, Effect
from bot.domain.community_exports import Commons, Evening, as_json
from bot.domain.profiles import Consent
from bot.registry import command
from bot.reply import Attachment, Line, Reply, Small
from bot.rights import must_organise
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.boards import Post
    from bot.domain.ids import MemberId

_EVER = datetime.fromtimestamp(0, UTC)


class OrganiseExport(Command):
    """Take the community's data along: meetups, answers, settings, members who agreed to be listed."""


@command(
    "organise export",
    phrases=(
        "organise|organize export",
        "export [all] [the|our|this] community|community's [data]",
        "export [all] [the|our] meetups [data]",
        "download|get [all] [the|our] community|community's data",
    ),
    examples=("export our community data",),
    effect=Effect.READS,
)
async def export(cmd: OrganiseExport, ctx: Ctx) -> Reply:
    del cmd
    must_organise(ctx)
    return Reply.of(
        Line(
            say(
                "What belongs to the community: where and when meetups are announced, every meetup with how many "
                "answered what and who has a seat, what stands on the boards, and the members who agreed to be listed."
            )
        ),
        Attachment("hallway-community.json", "application/json", as_json(await _commons(ctx), ctx.now)),
        Small(say("Nobody's notes, people, promises or reminders are in it.")),
    )


async def _commons(ctx: Ctx) -> Commons:
    work = ctx.work
    evenings = [
        Evening(each, await work.meetups.overrides([each.id]), await work.meetups.rsvps(each.id))
        for each in await work.meetups.coming(_EVER)
    ]
    listed = (await work.profiles.shown(Consent.ORGANISERS)).values()
    by_name = sorted(listed, key=lambda each: (each.name.casefold(), each.member))
    posts = await work.boards.standing(ctx.now)
    names = await _names(ctx, evenings, posts)
    return Commons(await work.meetups.noticeboard(), evenings, names, by_name, posts)


async def _names(ctx: Ctx, evenings: Sequence[Evening], posts: Sequence[Post]) -> Mapping[MemberId, str]:
    """Of hosts, of those who have a seat, and of authors on the boards: any member can look these up."""
    wanted = {each.meetup.host for each in evenings if each.meetup.host is not None}
    wanted |= {rsvp.member for each in evenings for rsvp in each.rsvps if rsvp.is_seated}
    wanted |= {each.author for each in posts}
    return {member: each.name for member, each in (await ctx.work.subjects.members(sorted(wanted))).items()}
