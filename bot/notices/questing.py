"""Asking members, one after the other, whether they would help with a quest; and telling whoever looks of a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.delivery import Drop, NoticeKind, Wait
from bot.domain.quests import Help
from bot.notices.introducing import LOOK_AGAIN
from bot.notices.writing import Message
from bot.questing import asked_of, inquiry_parts, sought
from bot.reply import Reply, Small
from bot.words import Mention, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.delivery import Due
    from bot.domain.quests import Inquiry, Quest
    from bot.notices.writing import Members, Written
    from bot.ports import Work


async def write_inquiries(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    inquiries = await work.questing.by_id([due.subject for due in dues])
    quests = await work.questing.quests([each.quest for each in inquiries.values()])
    turns = await asked_of(work, members, now)
    written: Written = {}
    for due in dues:
        inquiry = inquiries.get(due.subject)
        quest = None if inquiry is None else quests.get(inquiry.quest)
        if inquiry is None or quest is None:
            written[due.id] = Drop("nothing of it is left")
        elif due.kind is NoticeKind.WOULD_HELP:
            written[due.id] = await _would_help(work, inquiry, quest)
        elif not inquiry.is_open(now) or not quest.is_open(now):
            written[due.id] = Drop("not open any more")
        elif turns.get(due.recipient) != inquiry:
            written[due.id] = Wait(min(now + LOOK_AGAIN, inquiry.over_at), "not their turn")
        else:
            written[due.id] = await _asked(work, inquiry, quest)
    return written


async def _asked(work: Work, inquiry: Inquiry, quest: Quest) -> Message | Drop:
    asker = (await work.subjects.members([inquiry.asker])).get(inquiry.asker)
    parts = [] if asker is None else await inquiry_parts(work.book(inquiry.owner), inquiry, quest, asker)
    if not parts:
        return Drop("nothing of it is left")
    return Message(Reply.of(*parts))


async def _would_help(work: Work, inquiry: Inquiry, quest: Quest) -> Message | Drop:
    helper = (await work.subjects.members([inquiry.owner])).get(inquiry.owner)
    apart = await work.company.kept_apart([inquiry.owner, inquiry.asker])
    if helper is None or inquiry.answer is not Help.YES or apart:
        return Drop("nothing of it is left")
    told = say(
        "You look for {what}: {name} may know somebody, and would help.",
        what=sought(quest.where, quest.about),
        name=Mention(helper.id, helper.name),
    )
    return Message(Reply.of(told, Small(say("Write to them. They know that I told you."))))
