"""Kinds that name somebody. Who might be meant is looked up before; here it is only decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.ids import MemberId, PersonId
from bot.errors import BadValue
from bot.kinds import Facts, Input, PersonRef, Plain, Reading
from bot.kinds.texts import clean
from bot.words import Code, Strong, say

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_LIMIT = 80
LONGEST_NAME = 5
"""Characters and words of a name."""

NOBODY = frozenset(
    "nobody noone someone somebody anyone anybody everyone everybody people person them they him her he she it "
    "me us you myself self a an the some this that who whom one lots many several few nothing i i'm not yes maybe met "
    "didn't don't never remind hm hmm uhm erm uh huh idk dunno what why".split()
)
"""Words that are never a name by themselves, nor the first word of one."""

_VERBS = frozenset(
    "is was are were am be been has had have does did do met meets told said says wants wanted needs needed likes "
    "liked works worked lives lived talked spoke called emailed wrote sent gave showed knows knew think thinks went "
    "goes came can could should would about at with not".split()
)
"""Words that are in sentences and never in a name, unless they are its first."""

_AND = frozenset({"y", "e", "et", "und", "og", "och", "en"})
"""Between two names they are "and" in other languages; in a longer name they are part of it."""

PRONOUNS = frozenset({"her", "him", "them", "she", "he", "they"})
"""Words for the person the conversation was about last."""

_AROUND = " ,;:.!?\"'\u201c\u201d"
_WHO = say("Who is that? Write just a name, such as {example}.", example=Code("Carla Dias"))
_SEVERAL = say(
    "How many people are that? Tell me again with commas between them, such as {example}.",
    example=Code("met Ana, Bo and Carla"),
)
_EXACT = re.compile(r"<(person|member|new):([^<>]+)>")


@dataclass(frozen=True, slots=True)
class PersonKind(Plain):
    """Somebody. With ``may_be_new``, a name nobody has yet is somebody new; else it is a mistake.

    With ``renames``, such a name is the right one for somebody known.
    """

    may_be_new: bool = False
    renames: bool = False

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[PersonRef]]:
        name = clean(text).strip(_AROUND)
        new = _EXACT.fullmatch(name)
        if new and new[1] == "new":
            return (self._new(new[2]),)
        words = name.casefold().split()
        if "and" in words or (len(words) == 3 and words[1] in _AND):
            raise BadValue(_SEVERAL)
        known = facts.candidates.get(text, ())
        if not known:
            return (self._stranger(name),)
        sure = len(known) == 1 and _answers_to(known[0], name)
        readings = [_reading(each, sure=sure) for each in known]
        if self.may_be_new and not sure:
            readings.append(self._new(name))
        return readings

    def _new(self, name: str) -> Reading[PersonRef]:
        label = say("Their name is {name}", name=name) if self.renames else say("Somebody new called {name}", name=name)
        ref = PersonRef(name)
        return Reading(ref, exact(ref), label)

    def write(self, value: object) -> str:
        assert isinstance(value, PersonRef)
        return exact(value)

    def _stranger(self, name: str) -> Reading[PersonRef]:
        if not is_name(name):
            raise BadValue(_WHO)
        if not self.may_be_new:
            raise BadValue(
                say(
                    "I do not know {name} yet. If you met, tell me: {example}.",
                    name=Strong(name),
                    example=Code(f"met {name} at …"),
                )
            )
        return self._new(name)


def is_name(text: str) -> bool:
    """Whether the text can be somebody's name: some letters, not too long, and not "someone"."""
    words = text.casefold().split()
    return (
        0 < len(text) <= NAME_LIMIT
        and "<" not in text
        and any(c.isalpha() for c in text)
        and words[0].strip(".,'") not in NOBODY
        and len(words) <= LONGEST_NAME
        and not any(word.isdecimal() for word in words)
        and _VERBS.isdisjoint(words[1:])
    )


def exact(ref: PersonRef) -> str:
    """The text that means this person alone."""
    if ref.person is not None:
        return f"<person:{ref.person}>"
    return f"<member:{ref.member}>" if ref.member is not None else f"<new:{ref.name}>"


def exactly(text: str) -> PersonId | MemberId | None:
    """The id inside an exact text, if it is one: the caller still checks whose it is."""
    match = _EXACT.fullmatch(text.strip())
    if match is None or match[1] == "new":
        return None
    return PersonId(match[2]) if match[1] == "person" else MemberId(match[2])


def _answers_to(ref: PersonRef, said: str) -> bool:
    """Whether the name was said in full or by its first word or by a pronoun, rather than only resembling it."""
    name, said = ref.name.casefold(), said.casefold()
    return said.startswith("<") or said in PRONOUNS or said in (name, name.split()[0]) or name.startswith(said + " ")


def _reading(ref: PersonRef, *, sure: bool = True) -> Reading[PersonRef]:
    return Reading(ref, exact(ref), say("{name}", name=ref.name), sure)


@dataclass(frozen=True, slots=True)
class NameKind(Plain):
    """A name to be written down, whoever bears it."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        name = clean(text).strip(_AROUND)
        if not is_name(name):
            raise BadValue(_WHO)
        return (Reading(name, name, say("{name}", name=name)),)


NAME = NameKind("name")
PERSON = PersonKind("person", Input.LINE, names_people=True, may_be_new=True)
RIGHT_NAME = PersonKind("person", Input.LINE, names_people=True, may_be_new=True, renames=True)
KNOWN_PERSON = PersonKind("person", Input.LINE, names_people=True)
