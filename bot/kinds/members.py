"""The kind that names a member of the community."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadValue
from bot.kinds import Input, PersonRef, Plain, Reading
from bot.kinds.people import KNOWN_PERSON, exact
from bot.words import Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.kinds import Facts


@dataclass(frozen=True, slots=True)
class MemberKind(Plain):
    """Somebody who is here: the value's ``member`` is set."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[PersonRef]]:
        known = KNOWN_PERSON.readings(text, facts)
        members = [_as_member(each) for each in known if each.value.member is not None]
        if not members:
            raise BadValue(
                say(
                    "I know no member called {name}. Mention them with an @, or write their name as it stands here.",
                    name=Strong(known[0].value.name),
                )
            )
        return members

    def write(self, value: object) -> str:
        assert isinstance(value, PersonRef)
        return exact(value)


def _as_member(reading: Reading[PersonRef]) -> Reading[PersonRef]:
    ref = PersonRef(reading.value.name, None, reading.value.member)
    return Reading(ref, exact(ref), reading.label, reading.sure)


MEMBER = MemberKind("member", Input.LINE, names_people=True)
