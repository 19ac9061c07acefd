"""Naming members the way their platform does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.ids import MemberId
    from bot.ports import Work
    from bot.reply import Reply

NOBODY: Mapping[MemberId, str] = {}


async def users_named(work: Work, platform: str, replies: Iterable[Reply]) -> Mapping[MemberId, str]:
    """The ids that members named in these replies have on the platform.

    Whoever somebody calls by another name than the member's own is left out: it is that name they want to read.
    """
    mentions = {mention for reply in replies for mention in reply.mentions}
    if not mentions:
        return NOBODY
    ids = sorted({mention.member for mention in mentions})
    names = {id_: member.name for id_, member in (await work.subjects.members(ids)).items()}
    renamed = {mention.member for mention in mentions if names.get(mention.member) != mention.name}
    return {
        member: account.user
        for member, accounts in (await work.members.accounts(ids)).items()
        for account in accounts
        if account.platform == platform and member not in renamed
    }
