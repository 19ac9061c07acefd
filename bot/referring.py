"""Who said yes to a referral, as far as its asker knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.boards import company_of
from bot.domain.referrals import Said
from bot.words import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.referrals import Referral, Vouch
    from bot.ports import Work


async def yeses(work: Work, asker: MemberId) -> Sequence[Vouch]:
    """Those who said yes, the eldest question first; nobody from whom the asker is kept apart."""
    found = [
        each for each in await work.referrals.vouches_for(asker) if each.said is Said.YES and each.news is not None
    ]
    near = await company_of(work, asker, [each.member for each in found])
    return [each for each in found if each.member in near]


async def told_yes(work: Work, referral: Referral, now: datetime) -> list[Mention]:
    """Those of whose yes the asker was told by now."""
    known = [
        each
        for each in await yeses(work, referral.asker)
        if each.referral == referral.id and each.news is not None and each.news.instant <= now
    ]
    members = await work.subjects.members([each.member for each in known])
    return [Mention(each.member, members[each.member].name) for each in known if each.member in members]
