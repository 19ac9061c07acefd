"""What could not be delivered lately, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.announcements import told_of
from bot.domain.delivery import DeliveryState, NoticeKind
from bot.domain.times import local_at
from bot.few import at_least_a_few
from bot.gatherings import length
from bot.kinds.choices import NumberKind
from bot.paging import PAGE, more, page_within
from bot.registry import command
from bot.reply import Button, Heading, Line, Reply, Row, Small, call
from bot.rights import must_organise
from bot.troubles import WHY, Trouble, trouble_of
from bot.words import InChannel, Strong, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.announcements import Announcement
    from bot.domain.bulletins import LostIssue
    from bot.domain.meetups import Meetup, Override
    from bot.reply import Part
    from bot.words import Field, Phrase

LATELY = timedelta(days=30)


class OrganiseFailed(Command):
    """See what could not be announced or delivered in the last 30 days, and why."""

    page: Annotated[int | None, Slot("Page", lead=("page",), kind=NumberKind("number"))] = None


@command(
    "organise failed",
    phrases=(
        "organise|organize failed ...",
        "organise|organize failed",
        "which announcements failed",
        "what|which could|couldn't not be announced|delivered",
        "what|which [announcements] could not be announced|delivered|posted",
        "why was [the|our] meetup not announced",
        "show [me] [the|all] failed announcements|deliveries",
    ),
    examples=("which announcements failed?",),
    effect=Effect.READS,
)
async def failed(cmd: OrganiseFailed, ctx: Ctx) -> Reply:
    must_organise(ctx)
    found = await failed_announcements(ctx)
    page = page_within(cmd.page, len(found))
    shown = [_row(each, ctx) for each in found[(page - 1) * PAGE : page * PAGE]]
    heading = say_count(
        "One announcement did not get to its channel in the last 30 days.",
        "{count} announcements did not get to their channels in the last 30 days.",
        len(found),
    )
    opening = Heading(heading) if found else Line(say("Every announcement of the last 30 days got to its channel."))
    digests = await _digests(ctx) if page == 1 else []
    return Reply.of(opening, *shown, *more("organise failed", page, len(found)), *digests, *await _to_members(ctx))


@dataclass(frozen=True, slots=True)
class _Failed:
    announcement: Announcement
    meetup: Meetup
    overrides: Sequence[Override]

    def can_be_posted(self, now: datetime) -> bool:
        """Whether it would still speak of something to come."""
        about = told_of(self.announcement.topic, self.announcement.key, self.meetup, self.overrides, now)
        return about is not None and not about.is_cancelled and about.begins > now


async def failed_announcements(ctx: Ctx) -> list[_Failed]:
    """The newest first; of meetups that were taken back there is nothing to say."""
    found, known = list[_Failed](), dict[str, tuple["Meetup | None", "Sequence[Override]"]]()
    for each in await ctx.work.announcements.failed(ctx.now - LATELY):
        of = each.topic.meetup
        if of not in known:
            known[of] = await ctx.work.meetups.find(of), await ctx.work.meetups.overrides([of])
        meetup, overrides = known[of]
        if meetup is not None:
            found.append(_Failed(each, meetup, overrides))
    return found


def _row(failed: _Failed, ctx: Ctx) -> Row:
    announcement, topic = failed.announcement, failed.announcement.topic
    again = Button(say("Announce it now"), call("meetup announce", announcement=announcement.id))
    place: Field = topic.platform
    if topic.platform == ctx.place.platform:
        place = InChannel(announcement.channel.id)
    why = _why(announcement.state, announcement.code)
    if topic.kind is NoticeKind.HOSTED:
        detail = say("Among the server's events: {why}", why=why)
    elif topic.ahead is None:
        detail = say("As new, in {place}: {why}", place=place, why=why)
    else:
        detail = say("{length} before, in {place}: {why}", length=length(topic.ahead), place=place, why=why)
    buttons = (again,) if failed.can_be_posted(ctx.now) else ()
    return Row(say("{title}", title=Strong(failed.meetup.title)), buttons, detail)


def _why(state: DeliveryState, code: str | None) -> Phrase:
    trouble = trouble_of(state, code)
    if trouble is Trouble.OTHER:
        return say("{why} ({code})", why=WHY[trouble], code=code or "?")
    return WHY[trouble]


async def _digests(ctx: Ctx) -> list[Part]:
    """The weekly digests that were not posted. There is nothing to press: what stood in one comes with the next."""
    lost = await ctx.work.boards.lost_issues(ctx.now - LATELY)
    if not lost:
        return []
    aside = Small(say("What stands in a digest that was never posted comes with the next one."))
    return [*(_digest(each, ctx) for each in lost), aside]


def _digest(lost: LostIssue, ctx: Ctx) -> Row:
    place: Field = InChannel(lost.channel) if lost.platform == ctx.place.platform else lost.platform
    day = local_at(lost.due_at, ctx.member.zone).date()
    detail = say("In {place}: {why}", place=place, why=_why(lost.state, lost.code))
    return Row(say("The weekly digest of {day}", day=day), (), detail)


async def _to_members(ctx: Ctx) -> list[Part]:
    """Of what was for single members only how much, and why: whose it was, and what, is nobody's business."""
    counts = Counter[Trouble]()
    for each in await ctx.work.counting.undelivered(ctx.now - LATELY):
        counts[trouble_of(each.state, each.code)] += each.many
    if not counts:
        return [Line(say("Every message to a member arrived."))]
    lines = [
        Line(say("Messages to members, {why}: {number}", why=WHY[trouble], number=at_least_a_few(many)))
        for trouble, many in counts.most_common()
    ]
    return [*lines, Small(say("Each of these members sees what they missed when they next write to me."))]
