"""Kinds for the boards: what is posted, up to which day it stands, and that it is really to be posted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.boards import LONGEST_POST, LONGEST_STAY
from bot.errors import BadValue
from bot.kinds import Facts, Input, Plain, Reading
from bot.kinds.texts import TextKind
from bot.language import dates
from bot.words import Code, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.domain.members import Member


@dataclass(frozen=True, slots=True)
class LastDayKind(Plain):
    """The last day on which something stands. Said behind "until" alone: a time elsewhere belongs to the text."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[date]]:
        found = dates.readings(text, facts.now)
        days = tuple(dict.fromkeys(each.local.date() for each in found if each.rule is None))
        if not days:
            raise BadValue(
                say(
                    "I cannot tell which day “{text}” is. Try {one} or {two}.",
                    text=text,
                    one=Code("in two weeks"),
                    two=Code("3 April"),
                )
            )
        if days[0] - facts.now.local.date() > LONGEST_STAY:
            raise BadValue(say("That is too far ahead: it can stand for {days} days at most.", days=LONGEST_STAY.days))
        return tuple(Reading(day, day.isoformat(), say("{day}", day=day)) for day in days)


_AGREED = ("post it", "post", "yes", "yes please", "yes, post it", "sure", "ok", "okay", "do it", "go ahead")


@dataclass(frozen=True, slots=True)
class PostItKind(Plain):
    """It is to be posted for everybody to read; anything else posts nothing."""

    choices: tuple[str, ...] = ("post it",)
    own_words: tuple[str, ...] = _AGREED

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        if text.strip(" .!").casefold() not in _AGREED:
            raise BadValue(say("Nothing was posted. To go ahead say “post it”; to stop, say never mind."))
        return (Reading("post it", "post it", say("post it")),)


@dataclass(frozen=True, slots=True)
class LinkedKind(TextKind):
    """Words with a link among them: what is surely to be shared."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        if "://" not in text:
            raise BadValue(say("I see no link in that. Write one such as {example}.", example=Code("https://…")))
        return TextKind.readings(self, text, facts)


def parted(text: str, member: Member, now: datetime) -> tuple[str, date | None]:
    """What is posted, without the last day that was said behind it. Raise BadValue for one that cannot be."""
    ending = _ENDING.fullmatch(text)
    if ending is None:
        return text, None
    facts = Facts(member, now)
    if not dates.readings(ending[2], facts.now):
        return text, None
    return ending[1], LAST_DAY.readings(ending[2], facts)[0].value


_ENDING = re.compile(r"(.*\S)[,;]?\s+(?:until|till)\s+([^,.;]{2,40})[.!]?", re.IGNORECASE | re.DOTALL)
LAST_DAY = LastDayKind("day")
POST_IT = PostItKind("post it", Input.CHOICE)
POSTED = TextKind("text", Input.AREA, limit=LONGEST_POST)
LINKED = LinkedKind("text", Input.AREA, limit=LONGEST_POST)
