"""One person with accounts on several platforms: linking them, and on which side Hallway writes first."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from bot.command import Command, Ctx, Effect, Slot
from bot.errors import NotFound, NotPossible
from bot.registry import command
from bot.reply import Copyable, Line, Reply, Small
from bot.volunteering import replan_all
from bot.words import Code, Phrase, Strong, say

_LIVES_FOR = timedelta(minutes=10)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is easily taken for another."""

_LENGTH = 8


class Link(Command):
    """Use one notebook from your accounts on several platforms."""

    code: Annotated[str | None, Slot("Code from your other account", lead=("code", "with"))] = None


@command(
    "link",
    phrases=(
        "link",
        "link {code}",
        "link [my] account|accounts",
        "link my account|accounts [with] {code}",
        "connect my [other] account|accounts",
        "link|connect my discord|slack|other [account] [with|to] [this] [account]",
        "link|connect my discord|slack|other account to|with my discord|slack|other account",
        "use code {code}",
    ),
    examples=("link",),
    effect=Effect.FINAL,
)
async def link(cmd: Link, ctx: Ctx) -> Reply:
    if cmd.code is None:
        return await _offer(ctx)
    owner = await ctx.work.members.take_link(cmd.code.strip().casefold(), ctx.now)
    if owner is None:
        raise NotFound(
            say(
                "I know no such code here: each works once, for {count} minutes, within one community. Say {link} "
                "on your other account for a new one.",
                count=_minutes(),
                link=Code("link"),
            )
        )
    if owner == ctx.member.id:
        raise NotPossible(say("That code is from this very account. Say it on your other one."))
    await ctx.work.volunteers.hold()
    await ctx.work.members.absorb(ctx.member.id, owner)
    await replan_all(ctx.work, ctx.now)
    ctx.conversation.leave()
    return Reply.of(
        Line(say("Linked: both accounts are you now, with one notebook.")),
        Line(say("Settings are those of the account the code came from. I write to you there first.")),
        Small(say("To have my messages on this side, say {words}.", words=_prefer_words(ctx.place.platform))),
    )


async def _offer(ctx: Ctx) -> Reply:
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    await ctx.work.members.offer_link(ctx.member.id, code, ctx.now + _LIVES_FOR)
    if ctx.member.prefers is None:
        await ctx.work.members.save(replace(ctx.member, prefers=ctx.place.platform))
    return Reply.of(
        Line(say("Tell me this on your other account, in a direct message, within {count} minutes:", count=_minutes())),
        Copyable(f"link {code}"),
        Small(
            say("Then both accounts are you, with one notebook. Whoever has this code gets yours: show it to nobody.")
        ),
    )


def _minutes() -> int:
    return int(_LIVES_FOR.total_seconds() // 60)


def _prefer_words(platform: str) -> Phrase:
    return say("{words}", words=Code(f"write to me on {platform}"))


class Prefer(Command):
    """Choose the platform on which Hallway writes to you first."""

    platform: Annotated[str, Slot("Platform", "On which platform should I write to you?")]


@command(
    "prefer",
    phrases=("prefer {platform}", "write|message [to] me on {platform}", "send [my] messages|reminders to {platform}"),
    examples=("write to me on slack",),
)
async def prefer(cmd: Prefer, ctx: Ctx) -> Reply:
    accounts = (await ctx.work.members.accounts([ctx.member.id]))[ctx.member.id]
    platforms = sorted({account.platform for account in accounts})
    chosen = cmd.platform.strip(" .!").casefold()
    if chosen not in platforms:
        raise NotPossible(
            say(
                "You have no account on {chosen} here, only on {platforms}. {link} connects another.",
                chosen=chosen,
                platforms=tuple(platforms),
                link=Code("link"),
            )
        )
    await ctx.work.members.save(replace(ctx.member, prefers=chosen))
    return Reply.of(say("I write to you on {platform} from now on.", platform=Strong(chosen)))
