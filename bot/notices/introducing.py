"""What the members of an introduction by consent are told of it, and when it is their turn to be asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.delivery import Drop, NoticeKind, Wait
from bot.domain.members import Willing
from bot.domain.openers import opener
from bot.domain.profiles import Consent
from bot.domain.together import group_address, is_group, subject_of
from bot.domain.warm import Outcome, Side
from bot.introducing import answer_buttons, asked_now, outcome_buttons, question_parts
from bot.notices.writing import Message, ToGroup
from bot.reply import Buttons, Line, Reply, Small
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.delivery import Due
    from bot.domain.ids import MemberId
    from bot.domain.members import Member
    from bot.domain.warm import WarmIntroduction
    from bot.notices.writing import Members, Written
    from bot.ports import Work
    from bot.reply import Part

LOOK_AGAIN = timedelta(hours=6)
"""How soon a question whose turn has not come is looked at again."""


async def write_questions(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    introductions = await work.introducing.by_id([_introduction_of(due) for due in dues])
    turns = await asked_now(work, list(members.values()), now)
    written: Written = {}
    for due in dues:
        found, side = introductions.get(_introduction_of(due)), _side_of(due)
        if found is None or found.asks(now) is not side or found.member_at(side) != due.recipient:
            written[due.id] = Drop("not open any more")
        elif turns.get(due.recipient) != found:
            written[due.id] = Wait(min(now + LOOK_AGAIN, found.over_at), "not their turn")
        else:
            everybody = await work.subjects.members(list(found.parties))
            parts = await question_parts(work, found, side, everybody)
            unasked = members[due.recipient].introduced is not Willing.YES
            reply = Reply.of(*parts, *answer_buttons(found, due.id))
            written[due.id] = Message(reply, unasked=unasked)
    return written


async def write_introductions(work: Work, dues: Sequence[Due], members: Members, now: datetime) -> Written:
    """To both that they are introduced, to whoever asked for it that it came about, and to both whether they met."""
    del members, now
    introductions = await work.introducing.by_id([_introduction_of(due) for due in dues])
    written: Written = {}
    for due in dues:
        found = introductions.get(_introduction_of(due))
        written[due.id] = Drop("nothing of it is left") if found is None else await _written(work, due, found)
    return written


async def _written(work: Work, due: Due, found: WarmIntroduction) -> Message | ToGroup | Drop:
    everybody = await work.subjects.members(list(found.parties))
    first, second = (everybody.get(each) if each else None for each in (found.first, found.second))
    if first is None or second is None or not found.came_about:
        return Drop("nothing of it is left")
    if await work.company.kept_apart([first.id, second.id]):
        return Drop("never to be put together")
    if due.kind is NoticeKind.CAME_ABOUT:
        names = {"first": _named(first), "second": _named(second)}
        told = say("{first} and {second} both said yes: I introduced them to each other. Thank you.", **names)
        return Message(Reply.of(told))
    if due.kind is NoticeKind.DID_MEET:
        side = _side_of(due)
        return _did_you_meet(found, side, second if side is Side.FIRST else first)
    why = await _why_and_opener(work, found, everybody)
    if is_group(due.recipient):
        both = say("{first}, {second}: you both said yes.", first=_named(first), second=_named(second))
        title = say("{first} and {second}", first=first.name, second=second.name)
        return ToGroup(Reply.of(Line(both), *why), (first.id, second.id), str(title))
    other = second if due.recipient == first.id else first
    told = say("You and {name} both said yes: you are introduced.", name=_named(other))
    aside = Small(say("They have the same message with your name. Write to each other."))
    return Message(Reply.of(Line(told), *why, aside), instead_of=group_address(found.id))


async def _why_and_opener(work: Work, found: WarmIntroduction, everybody: dict[MemberId, Member]) -> list[Part]:
    """What both may read: the reason, and something to begin with out of what each agreed to show."""
    asker = everybody.get(found.asker) if found.asker else None
    shown = await work.profiles.shown(Consent.INTRODUCTIONS, list(found.pair))
    first, second = (shown.get(each) if each else None for each in (found.first, found.second))
    begin = Line(say("To begin with: {question}", question=opener(first, second)))
    if found.reason is None:
        return [begin]
    reason = Strong(found.reason)
    if asker is None or not found.is_of_a_third:
        return [Line(say("Why: {reason}", reason=reason)), begin]
    return [Line(say("{asker} said why: {reason}", asker=_named(asker), reason=reason)), begin]


def _did_you_meet(found: WarmIntroduction, side: Side, other: Member) -> Message | Drop:
    if found.outcome_of(side) not in (None, Outcome.NOT_YET):
        return Drop("they said already")
    asked = say("I introduced you and {name}. Have you met, or talked?", name=_named(other))
    return Message(Reply.of(asked, Buttons(outcome_buttons(found.id))))


def _named(member: Member) -> Mention:
    return Mention(member.id, member.name)


def _introduction_of(due: Due) -> str:
    return subject_of(due).partition("/")[0]


def _side_of(due: Due) -> Side:
    parts = due.subject.split("/")
    return Side(parts[1]) if len(parts) > 1 else Side.FIRST
