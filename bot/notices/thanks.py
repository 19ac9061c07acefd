"""Telling a member that others thanked them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.delivery import Drop
from bot.notices.writing import Members, Message, Written
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.delivery import Due
    from bot.ports import Work


async def write_thanks(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    del members, now
    return {due.id: await _thanked(work, due) for due in dues}


async def _thanked(work: Work, due: Due) -> Message | Drop:
    """One message for all that is told at once: the eldest speaks for the others."""
    thanks = list(reversed(await work.thanks.to(due.recipient)))
    this = next((each for each in thanks if each.id == due.subject), None)
    if this is None:
        return Drop("taken back")
    together = [each for each in thanks if each.told.instant == this.told.instant]
    if together[0].id != this.id:
        return Drop("told together with another")
    givers = await work.subjects.members([each.giver for each in together])
    lines = [
        Line(
            say(
                "{name} says thanks for {text}",
                name=Mention(each.giver, givers[each.giver].name),
                text=Strong(each.text),
            )
        )
        for each in together
        if each.giver in givers
    ]
    aside = Small(say("It stands on your card. Others see it only if you show them your card."))
    return Message(Reply.of(*lines, aside, Buttons.of(Button(say("My thanks"), call("my-thanks")))))
