"""Who is asked about a referral, and who said yes, as far as its asker knows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.boards import company_of
from bot.domain.ids import new_id
from bot.domain.pacing import once_a_day
from bot.domain.referrals import MOST_ASKED, OPEN_FOR, Said, Vouch, works_at
from bot.words import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.referrals import Referral
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


async def put_to(work: Work, referral: Referral, member: Member, now: datetime) -> None:
    """Have this member asked, once a day at most."""
    before = [each.told for each in await work.referrals.vouches_of(member.id)]
    told = once_a_day(before, member, now)
    await work.referrals.ask(Vouch(new_id(now), referral.id, member.id, referral.asker, now, told))


async def put_what_is_open_to(work: Work, member: Member, companies: Sequence[str], now: datetime) -> None:
    """Have whoever may be asked from now on asked about what is looked for already: once each, as one of the few who
    are, and by nobody from whom they are kept apart."""
    asked = {each.referral for each in await work.referrals.vouches_of(member.id)}
    there = await work.referrals.since(now - OPEN_FOR - timedelta(days=1))
    fitting = [
        each
        for each in there
        if each.is_open(now) and each.id not in asked and each.asker != member.id and works_at(companies, each.company)
    ]
    near = await company_of(work, member.id, {each.asker for each in fitting})
    for each in fitting:
        of_it = [one for one in await work.referrals.vouches_for(each.asker) if one.referral == each.id]
        if each.asker in near and len(of_it) < MOST_ASKED:
            await put_to(work, each, member, now)
