"""The phrases of every command, by the word that a sentence of them begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import Effect
from bot.language.remarks import DETERMINERS, SUBJECTS
from bot.language.slots import PREPOSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.language.phrases import Pattern
    from bot.language.slots import Slots

_NO_VERBS = (
    SUBJECTS
    | PREPOSITIONS
    | DETERMINERS
    | frozenset(
        "there only just if guess about and be being time put save more allow one "
        "no new i i'm i've my a not now do does who others wrong big huge special giving remember gave left made went "
        "reviewed".split()
    )
)
"""Words that phrases begin with and much else does."""


class Phrases:
    """Compiled phrases by the word that a sentence of them begins with."""

    def __init__(
        self,
        by_opening: Mapping[str, Sequence[Pattern]],
        anywhere: Sequence[Pattern],
        asides: Mapping[str, Sequence[Pattern]],
    ) -> None:
        self._by_opening, self._anywhere, self._asides = by_opening, anywhere, asides
        every = [pattern for patterns in by_opening.values() for pattern in patterns]
        with_person = {pattern.spec.name: pattern.slots for pattern in every if pattern.slots.person}
        self._by_text = {text.name: slots for slots in with_person.values() if (text := slots.own_text)}
        self.telling = [pattern for pattern in anywhere if pattern.slots.person and not pattern.is_common]
        orders = [pattern for pattern in every if pattern.spec.effect is not Effect.READS]
        self.verbs = frozenset(word for each in orders for word in each.verbs) - _NO_VERBS

    def opening_with(self, core: str) -> Sequence[Pattern]:
        return self._by_opening.get(core, ())

    def possible(self, core: str, *, is_first: bool) -> Iterator[Pattern]:
        """Those that a clause beginning with this word can be of."""
        yield from self._by_opening.get(core, ())
        yield from self._anywhere
        yield from () if is_first else self.asides(core)

    def asides(self, core: str) -> Sequence[Pattern]:
        """Those of something said of a person whom the clause before names."""
        return self._asides.get(core, ())

    @property
    def of_asides(self) -> Slots | None:
        """The slots of the command that what is said of somebody becomes."""
        return next((pattern.slots for patterns in self._asides.values() for pattern in patterns), None)

    def with_text(self, name: str) -> Slots | None:
        """The slots of the command that is one such text, with its own time, said to somebody: a promise."""
        return self._by_text.get(name)
