"""Meetings that both sides say were, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.confirmations import SeenConfirmation
from bot.reply import Button, Buttons, Line, Small, call
from bot.words import Mention, Phrase, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Ctx
    from bot.domain.confirmations import Confirmation
    from bot.domain.ids import MemberId
    from bot.domain.introductions import Introduction
    from bot.domain.members import Member
    from bot.ports import Work
    from bot.reply import Part


async def confirmed_among(ctx: Ctx, meetings: Sequence[Introduction]) -> set[str]:
    """The member's records of meetings that the other side has confirmed."""
    if not meetings:
        return set()
    confirmations = [each for each in await ctx.work.confirming.concerning([ctx.member.id]) if each.is_confirmed]
    return {meeting.id for meeting in meetings if any(each.speaks_of(meeting) for each in confirmations)}


def confirm_parts(confirmation: Confirmation, asker: Member) -> list[Part]:
    """The question: who says so, when and where; nothing else that is noted there."""
    of = confirmation.id
    return [
        Line(_asked(confirmation, asker)),
        Small(say("A yes is noted in your own notebook too, where you can add to it. A no is told to nobody.")),
        Buttons.of(
            Button(say("Yes, we met"), call("confirm-answer", confirmation=of, answer="yes")),
            Button(say("No"), call("confirm-answer", confirmation=of, answer="no")),
            Button(say("Never ask me this"), call("questions", meetings="off")),
        ),
    ]


def _asked(confirmation: Confirmation, asker: Member) -> Phrase:
    name = Mention(asker.id, asker.name)
    if confirmation.where:
        return say(
            "{name} noted that you met on {day}, at {where}. Is that so?",
            name=name,
            day=confirmation.on,
            where=Strong(confirmation.where),
        )
    return say("{name} noted that you met on {day}. Is that so?", name=name, day=confirmation.on)


async def seen_confirmations(work: Work, member: MemberId) -> Sequence[SeenConfirmation]:
    """What a member may know of them: of those they asked for whether the other said yes; of others, their own yes."""
    found = await work.confirming.concerning([member])
    mine = [each for each in found if each.owner == member or each.is_confirmed]
    others = [each.member if each.owner == member else each.owner for each in mine]
    people = await work.subjects.members(others)
    return [
        SeenConfirmation(people[other].name, each.on, each.where, each.owner == member, each.is_confirmed)
        for each, other in zip(mine, others, strict=True)
        if other in people
    ]
