"""The kind that names one of those who are to be introduced: a member, who may be whoever says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.kinds import Input, PersonRef, Reading
from bot.kinds.members import MEMBER, MemberKind
from bot.kinds.people import exact
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.kinds import Facts

_ONESELF = frozenset({"me", "myself"})


@dataclass(frozen=True, slots=True)
class PartyKind(MemberKind):
    """A member, or "me"."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[PersonRef]]:
        if text.strip(" .,!?").casefold() not in _ONESELF:
            return MEMBER.readings(text, facts)
        ref = PersonRef(facts.member.name, None, facts.member.id)
        return (Reading(ref, exact(ref), say("you")),)


PARTY = PartyKind("member", Input.LINE, names_people=True)
