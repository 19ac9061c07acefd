"""Kinds for companies: one by its name, or several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from bot.domain.topics import topics_in
from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.kinds.choices import OFF_WORDS, Off
from bot.kinds.texts import clean
from bot.words import Code, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

LONGEST_COMPANY = 60
MOST_COMPANIES = 3
_MOST_WORDS = 6
_NO_COMPANY = frozenset("a an my your our the this that it here there some any it's her his their work all".split())


@dataclass(frozen=True, slots=True)
class CompanyKind(Plain):
    """A company's name."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        name = clean(text).strip(" ,;:.!?\"'\u201c\u201d")
        words = name.casefold().split()
        if not 0 < len(words) <= _MOST_WORDS or len(name) > LONGEST_COMPANY or words[0] in _NO_COMPANY:
            raise BadValue(say("At which company? Write just its name, such as {example}.", example=Code("Acme")))
        return (Reading(name, name, say("{company}", company=name)),)


@dataclass(frozen=True, slots=True)
class CompaniesKind(Plain):
    """A few companies; none where it is switched off."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[tuple[str, ...] | Literal[Off.OFF]]]:
        if text.strip(" .!").casefold() in OFF_WORDS:
            return (Reading(Off.OFF, "off", say("off")),)
        names = tuple(COMPANY.readings(each, facts)[0].value for each in topics_in(clean(text)))
        if not 0 < len(names) <= MOST_COMPANIES:
            raise BadValue(say("Name one to {most} companies, with commas between them.", most=MOST_COMPANIES))
        return (Reading(names, self.write(names), say("{companies}", companies=names)),)

    def write(self, value: object) -> str:
        return ", ".join(cast("tuple[str, ...]", value)) if isinstance(value, tuple) else str(value)


COMPANY = CompanyKind("company")
COMPANIES = CompaniesKind("companies")
