"""The kind that names one of those who are to be introduced: a member, who may be whoever says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.people import name_key
from bot.errors import BadValue
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
        said = text.strip(" .,!?").casefold()
        if said not in _ONESELF:
            try:
                return MEMBER.readings(text, facts)
            except BadValue:
                if not _is_name_of(said, facts.member.name):
                    raise
        ref = PersonRef(facts.member.name, None, facts.member.id)
        return (Reading(ref, exact(ref), say("you")),)


def _is_name_of(said: str, name: str) -> bool:
    """Whoever says "introduce Ana to Bo" and is the one Ana there is means themselves."""
    own = name_key(name)
    return name_key(said) in (own, own.partition(" ")[0])


PARTY = PartyKind("member", Input.LINE, names_people=True)
