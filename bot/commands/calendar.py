"""One's own calendar of meetups, and the community's, as addresses that any calendar subscribes to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.domain.feeds import fingerprint, new_token
from bot.errors import NotPossible
from bot.kinds.choices import choice_of
from bot.registry import command
from bot.reply import Button, Buttons, Copyable, Line, Part, Reply, Small, call
from bot.words import say

if TYPE_CHECKING:
    from bot.domain.ids import MemberId
    from bot.words import Phrase


class Step(StrEnum):
    """What is to become of an address."""

    NEW = "new"
    OFF = "off"


_STEP = Slot("New address, or off", kind=choice_of(Step))


class Calendar(Command):
    """Get an address that shows your meetups in your own calendar."""

    step: Annotated[Step | None, _STEP] = None


@command(
    "calendar",
    phrases=(
        "[my] [private] calendar [feed|link|address|url]",
        "[my] calendar [feed|link|address|url] {step!}",
        "subscribe [to] [my] meetups [in|with|from] [my] calendar",
        "show [me] my meetups in my calendar",
    ),
    examples=("my calendar feed",),
    effect=Effect.FINAL,
)
async def calendar(cmd: Calendar, ctx: Ctx) -> Reply:
    mine = ctx.member.id
    if cmd.step is Step.OFF:
        return await _closed(ctx, mine, "calendar")
    if cmd.step is None and await ctx.work.feeds.opened_at(mine) is not None:
        there = say(
            "You have an address for your calendar already. I keep only its fingerprint, so I cannot show it again."
        )
        return Reply.of(there, _steps("calendar"))
    opened = await _opened(ctx, mine)
    said = say(
        "Your own calendar: the meetups you said yes to, or maybe. Subscribe to this address in your calendar, and it "
        "stays up to date:"
    )
    secret = say(
        "Whoever has the address can read along, so keep it to yourself. Nothing you wrote down here is in it."
    )
    return Reply.of(said, *opened, Small(secret), _steps("calendar"))


class CommunityCalendar(Command):
    """Get or give up the address that shows everybody the community's meetups."""

    step: Annotated[Step | None, _STEP] = None


@command(
    "community-calendar",
    phrases=(
        "community|public calendar [feed|link|address|url]",
        "community|public calendar [feed|link|address|url] {step!}",
    ),
    examples=("community calendar",),
    effect=Effect.FINAL,
)
async def community_calendar(cmd: CommunityCalendar, ctx: Ctx) -> Reply:
    if not ctx.organises:
        raise NotPossible(
            say("Only organisers can open or close the community's calendar. Your own is at {own}.", own="/calendar")
        )
    if cmd.step is Step.OFF:
        return await _closed(ctx, None, "community-calendar")
    if cmd.step is None and await ctx.work.feeds.opened_at(None) is not None:
        there = say(
            "The community has an address for its calendar. I keep only its fingerprint, so I cannot show it again."
        )
        return Reply.of(there, _steps("community-calendar"))
    opened = await _opened(ctx, None)
    said = say(
        "The community's calendar: every meetup. Give this address to whomever you like, or put it on your site:"
    )
    seen = say("Whoever has it sees titles, times, places, links and descriptions, and nothing of who comes.")
    return Reply.of(said, *opened, Small(seen), _steps("community-calendar"))


async def _opened(ctx: Ctx, member: MemberId | None) -> list[Part]:
    """A new address in the place of any before."""
    token = new_token()
    await ctx.work.feeds.open(member, fingerprint(token), ctx.now)
    parts: list[Part] = [Copyable(ctx.site.calendar(token))]
    return parts if ctx.site.is_public else [*parts, Line(_only_here())]


def _only_here() -> Phrase:
    return say(
        "This address works only on the machine that Hallway runs on. Whoever runs it can set HALLWAY_PUBLIC_URL; then "
        "ask me for a new address."
    )


async def _closed(ctx: Ctx, member: MemberId | None, name: str) -> Reply:
    again = Buttons.of(Button(say("New address"), call(name, step="new")))
    if await ctx.work.feeds.opened_at(member) is None:
        return Reply.of(say("There is no such address, so nothing to switch off."), again)
    await ctx.work.feeds.close(member)
    return Reply.of(say("Switched off: the address shows nothing from now on."), again)


def _steps(name: str) -> Buttons:
    return Buttons.of(
        Button(say("New address"), call(name, step="new"), danger=True),
        Button(say("Switch it off"), call(name, step="off"), danger=True),
    )
