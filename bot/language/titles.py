"""Meetups by a title that no grammar can know: "cancel tea", where tea is one that is coming up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Effect
from bot.domain.things import KIND_WORDS
from bot.language.understand import Understood

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command import BoundSlot, Spec
    from bot.domain.talk import Filling
    from bot.language.dates import Now
    from bot.language.understand import Grammar
    from bot.registry import Registry

_SORTS = frozenset({"meetup", "meetups", "event", *KIND_WORDS})
_SAID = r"(?<!\w)(?:(?:the|our|my)\s+)?({title})(?!\w)"


@dataclass(frozen=True, slots=True)
class Titled:
    """A sentence in which a title stands: said of the meetup, and said of something of one's own that is called so."""

    title: str
    of_meetup: str
    of_thing: str


def titled(text: str, titles: Iterable[str]) -> Titled | None:
    """The sentence with the longest title that is in it; none where it says of what sort the thing is."""
    if not _SORTS.isdisjoint(text.casefold().split()):
        return None
    for title in sorted(set(titles), key=lambda each: (-len(each), each)):
        said = re.search(_SAID.format(title=re.escape(title)), text, re.IGNORECASE)
        if said is not None:
            before, after = text[: said.start()], text[said.end() :]
            return Titled(said[1], f"{before}the meetup {said[1]}{after}", f"{before}the {said[1]}{after}")
    return None


@dataclass(frozen=True, slots=True)
class Titles:
    """How sentences are read in which a title stands."""

    commands: Registry
    grammar: Grammar

    def of_meetup(self, said: Titled, now: Now) -> Understood | None:
        """What the sentence says to do with the meetup of that title; none where it says nothing of it."""
        meant = self.grammar.understand(said.of_meetup, now)
        return meant if isinstance(meant, Understood) and self.is_of_meetups(meant) else None

    def of_thing(self, said: Titled, now: Now) -> Understood | None:
        """What it says to do with one thing of the member's own."""
        meant = self.grammar.understand(said.of_thing, now)
        return meant if isinstance(meant, Understood) and self.is_of_things(meant) else None

    def is_of_meetups(self, meant: Understood) -> bool:
        return all(self.meetup_slot(each) is not None for each in meant.fillings)

    def is_of_things(self, meant: Understood) -> bool:
        return len(meant.fillings) == 1 and self.thing_slot(meant.fillings[0]) is not None

    def asks_for_somebody(self, meant: Understood) -> bool:
        """Such as "show Tea": it looks at somebody, and changes nothing."""
        specs = [self._spec(each) for each in meant.fillings]
        slots = [bound for spec, each in zip(specs, meant.fillings, strict=True) for bound in _said(spec, each)]
        is_looking = all(spec.effect is Effect.READS for spec in specs)
        return is_looking and bool(slots) and all(bound.kind.names_people for bound in slots)

    def is_of_others(self, meant: Understood) -> bool:
        """Whether it is surely about no meetup."""
        return not (self.is_of_meetups(meant) or self.is_of_things(meant) or self.asks_for_somebody(meant))

    def meetup_slot(self, filling: Filling) -> str | None:
        return self._slot(filling, of_meetups=True)

    def thing_slot(self, filling: Filling) -> str | None:
        return self._slot(filling, of_meetups=False)

    def _slot(self, filling: Filling, *, of_meetups: bool) -> str | None:
        for bound in _said(self._spec(filling), filling):
            if bound.kind.names_meetups if of_meetups else bound.kind.names_things:
                return bound.name
        return None

    def _spec(self, filling: Filling) -> Spec:
        spec = self.commands.find(filling.command)
        assert spec is not None, "a grammar knows only its registry's commands"
        return spec


def _said(spec: Spec, filling: Filling) -> list[BoundSlot]:
    return [bound for name, bound in spec.slots.items() if filling.slots.get(name)]
