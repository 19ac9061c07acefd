"""Asking the other side of a meeting whether it was so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.confirming import confirm_parts
from bot.domain.confirmations import OPEN_FOR
from bot.domain.delivery import Drop, Wait
from bot.domain.members import Willing
from bot.introducing import why_this
from bot.notices.introducing import LOOK_AGAIN
from bot.notices.writing import Message
from bot.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.delivery import Due
    from bot.notices.writing import Members, Written
    from bot.ports import Work


async def write_confirmations(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    """What must not be asked waits until it is over: a no, silence and a block end alike."""
    found = await work.confirming.by_id([due.subject for due in dues])
    askers = await work.subjects.members([each.owner for each in found.values()])
    apart = await work.company.kept_apart([*members, *askers])
    written: Written = {}
    for due in dues:
        confirmation, member = found.get(due.subject), members[due.recipient]
        if confirmation is None or not confirmation.is_open(now) or confirmation.owner not in askers:
            written[due.id] = Drop("not open any more")
        elif member.confirming is Willing.NO or frozenset((member.id, confirmation.owner)) in apart:
            until = confirmation.created_at + OPEN_FOR
            written[due.id] = Wait(min(now + LOOK_AGAIN, until), "not to be asked")
        else:
            parts = confirm_parts(confirmation, askers[confirmation.owner])
            unasked = member.confirming is not Willing.YES
            written[due.id] = Message(Reply.of(*parts, why_this(due.id)), unasked=unasked)
    return written
