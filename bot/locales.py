"""The languages a member can choose: those Hallway has words for, English always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.words import CATALOGUES, say

_NAMES = {"english": "en"}


def available() -> tuple[str, ...]:
    """Language codes, such as "en" or "pt"."""
    catalogues = CATALOGUES.glob("*/LC_MESSAGES/hallway.mo")
    return ("en", *sorted(path.parent.parent.name for path in catalogues))


def english_name(code: str) -> str:
    """Such as "Portuguese" for "pt"."""
    from babel import Locale  # its data is loaded when a language is first named

    return Locale.parse(code).english_name or code


@dataclass(frozen=True, slots=True)
class LocaleKind(Plain):
    """A language, by its code or English name. A regional form ("en-GB") is its language where that is all there is."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        del facts
        said = text.strip().casefold().replace("_", "-")
        code = _NAMES.get(said, said.partition("-")[0])
        if code not in available():
            names = tuple(english_name(each) for each in available())
            raise BadValue(
                say("I speak {languages} so far. More are welcome: see docs/translating.md.", languages=names)
            )
        return (Reading(code, code, say("{language}", language=english_name(code))),)


LOCALE = LocaleKind("language")
