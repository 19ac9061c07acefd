"""What newcomers who asked for it are told of their first days: the step that is next, and how to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.delivery import Drop, Due
from bot.first_days import STOP, aside, step_rows, steps_left
from bot.notices.writing import Members, Message, Written
from bot.reply import Button, Buttons, Heading, Reply, call
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.members import Member
    from bot.ports import Work


async def write_first_days(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    return {due.id: await _next_step(work, due, members[due.recipient], now) for due in dues}


async def _next_step(work: Work, due: Due, member: Member, now: datetime) -> Message | Drop:
    path = await work.book(member.id).paths.find(due.subject.partition("/")[0])
    if path is None or not path.is_walked or path.is_over(now):
        return Drop("stopped, or over")
    left = await steps_left(work, member, now)
    if not left:
        return Drop("all is done")
    why = Button(say("Why this?"), call("why", delivery=due.id))
    return Message(
        Reply.of(
            Heading(say("A next step in your first days here")),
            *step_rows(left[:1]),
            aside(len(left)),
            Buttons.of(STOP, why),
        ),
        unasked=True,
    )
