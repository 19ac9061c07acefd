"""Introductions by consent in words: the questions, and what may be said to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.members import Willing
from bot.domain.nameless import names_any
from bot.domain.profiles import Consent
from bot.domain.seen_introductions import SeenIntroduction, seen_by
from bot.domain.turns import NOT_AGAIN_WITHIN, in_turn
from bot.domain.warm import LIVES_FOR, Outcome, Side
from bot.reply import Button, Buttons, Line, Small, call
from bot.words import Mention, Strong, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.ids import DeliveryId, MemberId
    from bot.domain.members import Member
    from bot.domain.profiles import Shown
    from bot.domain.warm import WarmIntroduction
    from bot.ports import Work
    from bot.reply import Part
    from bot.words import Phrase

_NOBODY_IS_TOLD = Small(say("Whether you say no or nothing, nobody is told, and nobody can tell the two apart."))


async def asked_now(work: Work, members: Sequence[Member], now: datetime) -> dict[MemberId, WarmIntroduction]:
    """The question that each of these members has now; none for who has none, or does not want to be asked."""
    willing = [each.id for each in members if each.introduced is not Willing.NO]
    since = now - LIVES_FOR - NOT_AGAIN_WITHIN
    around = await work.introducing.concerning(willing, since)
    concerned = {party for each in around for party in each.parties}
    apart = await work.company.kept_apart(list(concerned))
    found = {each: in_turn(each, [one for one in around if each in one.pair], apart, now) for each in willing}
    return {member: one for member, one in found.items() if one is not None}


async def seen_introductions(
    work: Work, member: MemberId, since: datetime, now: datetime
) -> Sequence[SeenIntroduction]:
    """What a member may know of those proposed since then, the newest first."""
    found = await work.introducing.concerning([member], since)
    people = await work.subjects.members(list({party for each in found for party in each.parties}))
    names = {each.id: each.name for each in people.values()}
    seen = (seen_by(member, each, names, now) for each in found)
    return [each for each in seen if each is not None]


async def question_parts(
    work: Work, introduction: WarmIntroduction, side: Side, members: Mapping[MemberId, Member]
) -> list[Part]:
    """What one of the two is asked; ``members`` are the parties, as far as they are here."""
    other = introduction.member_at(side.other)
    assert other is not None, "only a pair is asked"
    shown = (await work.profiles.shown(Consent.INTRODUCTIONS, [other])).get(other)
    named = _named(members[other])
    hides = () if side is Side.SECOND else (named.name, *_names(shown))
    parts: list[Part] = [Line(_asked(introduction, side, members))]
    parts += [] if names_any(introduction.reason or "", hides) else [Line(_why(introduction))]
    parts += _of_themselves(shown, hides)
    parts.append(_NOBODY_IS_TOLD)
    return parts


async def named_parts(work: Work, introduction: WarmIntroduction, side: Side) -> list[Part]:
    """Which introduction it is, in what this one of the two was told of it when they were asked, and in no more."""
    other = introduction.member_at(side.other)
    members = await work.subjects.members(list(introduction.parties))
    if other is None or other not in members:
        return []
    shown = (await work.profiles.shown(Consent.INTRODUCTIONS, [other])).get(other)
    named = _named(members[other])
    hides = () if side is Side.SECOND else (named.name, *_names(shown))
    why = [] if names_any(introduction.reason or "", hides) else [Small(_why(introduction))]
    return [Line(_named_as(introduction, side, members)), *why]


def _named_as(introduction: WarmIntroduction, side: Side, members: Mapping[MemberId, Member]) -> Phrase:
    asker = members.get(introduction.asker) if introduction.asker else None
    other = introduction.member_at(side.other)
    if side is Side.SECOND and other is not None:
        return say("Introduction to {name}.", name=_named(members[other]))
    if asker is None:
        return say("Introduction to another member.")
    if not introduction.is_of_a_third:
        return say("Introduction to {name}.", name=Strong(introduction.second_name or ""))
    return say("Introduction to another member, proposed by {asker}.", asker=_named(asker))


def answer_buttons(introduction: WarmIntroduction, delivery: DeliveryId | None = None) -> list[Part]:
    """``delivery``: the message it came with, where it came by itself."""
    of = introduction.id
    answers = Buttons.of(
        Button(say("Yes, introduce us"), call("intro-answer", introduction=of, answer="yes")),
        Button(say("No, thanks"), call("intro-answer", introduction=of, answer="no")),
        Button(say("Never ask me this"), call("questions", introductions="off")),
    )
    return [answers] if delivery is None else [answers, why_this(delivery)]


def outcome_buttons(of: str) -> tuple[Button, ...]:
    """For one of the two, of an introduction that came about."""
    return (
        Button(say("We met"), call("intro-outcome", introduction=of, outcome=Outcome.MET)),
        Button(say("Not yet"), call("intro-outcome", introduction=of, outcome=Outcome.NOT_YET)),
        Button(say("It won't happen"), call("intro-outcome", introduction=of, outcome=Outcome.NO)),
    )


def why_this(delivery: DeliveryId) -> Buttons:
    return Buttons.of(
        Button(say("Why this?"), call("why", delivery=delivery)),
        Button(say("Less of this"), call("settings", less="yes")),
    )


def _asked(introduction: WarmIntroduction, side: Side, members: Mapping[MemberId, Member]) -> Phrase:
    asker = members.get(introduction.asker) if introduction.asker else None
    by = _named(asker) if asker is not None else None
    if side is Side.FIRST:
        if by is None:
            return say("Would you like to be introduced to another member?")
        return say("{asker} would like to introduce you to another member. Would you like that?", asker=by)
    first = introduction.first
    assert first is not None, "only a pair is asked"
    other = _named(members[first])
    if not introduction.is_of_a_third or by is None:
        return say("{name} would like to be introduced to you. Would you like that?", name=other)
    return say(
        "{asker} would like to introduce you to {name}, who said yes. Would you like that?", asker=by, name=other
    )


def _why(introduction: WarmIntroduction) -> Phrase:
    return say("Why: {reason}", reason=Strong(introduction.reason or ""))


def _of_themselves(shown: Shown | None, hides: Sequence[str]) -> list[Part]:
    """What the other agreed to show for this, without what would tell who they are."""
    if shown is None:
        return []
    headline, pitch = (text if text and not names_any(text, hides) else None for text in (shown.headline, shown.pitch))
    lines = (
        say("They say of themselves: {text}", text=headline) if headline else None,
        say("Their pitch: {text}", text=pitch) if pitch else None,
    )
    return [Line(line) for line in lines if line is not None]


def _names(shown: Shown | None) -> tuple[str, ...]:
    return () if shown is None else (shown.name,)


def _named(member: Member) -> Mention:
    return Mention(member.id, member.name)
