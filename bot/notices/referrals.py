"""What is said of referrals: the question to whoever may be asked, a yes to the asker, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.boards import company_of
from bot.domain.delivery import Drop, NoticeKind
from bot.domain.referrals import Said, works_at
from bot.notices.writing import Members, Message, Written
from bot.referring import told_yes, yeses
from bot.reply import Button, Buttons, Line, Reply, Small, call
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.delivery import Due
    from bot.domain.referrals import Vouch
    from bot.ports import Work

REFERRAL_NOTICES = (NoticeKind.VOUCH, NoticeKind.VOUCHED, NoticeKind.REFERRAL)


async def write_referral_notices(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    del members
    written: Written = {}
    for due in dues:
        match due.kind:
            case NoticeKind.VOUCH:
                written[due.id] = await _question(work, due, now)
            case NoticeKind.VOUCHED:
                written[due.id] = await _yes(work, due)
            case _:
                written[due.id] = await _over(work, due, now)
    return written


async def _question(work: Work, due: Due, now: datetime) -> Message | Drop:
    vouch = await work.referrals.vouch(due.subject)
    referral = None if vouch is None else await work.referrals.find(vouch.referral)
    if vouch is None or vouch.said is not None or referral is None or not referral.is_open(now):
        return Drop("nothing is left to ask")
    own = await work.book(due.recipient).profiles.find(due.recipient)
    if own is None or not works_at(own.refers or (), referral.company):
        return Drop("they are not to be asked any more")
    asker = (await work.subjects.members([referral.asker])).get(referral.asker)
    if asker is None or asker.id not in await company_of(work, due.recipient, [referral.asker]):
        return Drop("nobody is there")
    name = Mention(asker.id, asker.name)
    asked = say(
        "{name} looks for somebody who would refer them at {company}.", name=name, company=Strong(referral.company)
    )
    about = [Line(say("In their words: {about}", about=referral.about))] if referral.about else []
    aside = say("If you say no, or nothing, they are not told that you were asked.")
    buttons = Buttons.of(
        Button(say("Yes, tell them"), call("answer-referral", vouch=vouch.id, said=Said.YES)),
        Button(say("No"), call("answer-referral", vouch=vouch.id, said=Said.NO)),
        Button(say("Do not ask me any more"), call("referrals", companies="off")),
    )
    return Message(Reply.of(Line(asked), *about, Small(aside), buttons))


async def _yes(work: Work, due: Due) -> Message | Drop:
    """One message for all that is told at once: the eldest speaks for the others."""
    vouch = await work.referrals.vouch(due.subject)
    if vouch is None or vouch.news is None:
        return Drop("taken back")
    together = [each for each in await yeses(work, due.recipient) if each.news == vouch.news]
    if not together or together[0].id != vouch.id:
        return Drop("told together with another, or not at all")
    lines = [line for each in together for line in await _who(work, each)]
    return Message(Reply.of(*lines, Buttons.of(Button(say("My referrals"), call("my-referrals")))))


async def _who(work: Work, vouch: Vouch) -> list[Line]:
    referral = await work.referrals.find(vouch.referral)
    member = (await work.subjects.members([vouch.member])).get(vouch.member)
    if referral is None or member is None:
        return []
    name, company = Mention(member.id, member.name), Strong(referral.company)
    return [Line(say("{name} would refer you at {company}. Write to them.", name=name, company=company))]


async def _over(work: Work, due: Due, now: datetime) -> Message | Drop:
    """The same words, whether nobody was asked, nobody answered, or somebody said no."""
    referral = await work.referrals.find(due.subject)
    if referral is None or referral.closed_at is not None:
        return Drop("closed before")
    company, names = Strong(referral.company), tuple(await told_yes(work, referral, now))
    told = say("I stop asking for a referral at {company}. Nobody said yes.", company=company)
    if names:
        told = say("I stop asking for a referral at {company}. Said yes: {names}", company=company, names=names)
    return Message(Reply.of(told, Small(say("Whatever comes of it: when you are hired, tell me."))))
