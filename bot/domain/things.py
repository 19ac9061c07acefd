"""One's own things by the words one calls them: "the invoice", "the newsletter reminder", "my promise to Ana"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from bot.domain.people import name_key
from bot.domain.talk import ItemKind, ItemRef
from bot.words import Phrase

LONGEST_LABEL = 60
"""Characters of a thing's text in a button or a list of what there is."""

_CLOSE = 80
"""Of 100: at this similarity "invioce" is asked about where one has an invoice; "revue" is no review."""

_SHORTEST_SLIP = 4

KIND_WORDS = {
    "reminder": (ItemKind.REMINDER,),
    "reminders": (ItemKind.REMINDER,),
    "promise": (ItemKind.PROMISE,),
    "promises": (ItemKind.PROMISE,),
    "follow-up": (ItemKind.FOLLOWUP, ItemKind.NUDGE),
    "follow-ups": (ItemKind.FOLLOWUP, ItemKind.NUDGE),
    "followup": (ItemKind.FOLLOWUP, ItemKind.NUDGE),
    "note": (ItemKind.NOTE,),
    "notes": (ItemKind.NOTE,),
}
"""Words that say what sort of thing is meant."""

_POINTING = frozenset({"that", "this", "last", "latest", "it"})
_FILLERS = _POINTING | frozenset("the a an my our one of about to for with on thing task".split())
_SIGNS = " ,;:.!?\"'()[]\u201c\u201d\u2018\u2019\u00ab\u00bb"


class Fit(IntEnum):
    """How well a thing answers to its name, the best last."""

    SLIP = 1
    BEGINNING = 2
    WORDS = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of the member's that can be named: ``words`` are what it says and whom it is about.

    ``name`` calls it in a sentence, ``label`` also tells two of that name apart.
    """

    ref: ItemRef
    words: str
    name: Phrase
    label: Phrase

    def fits(self, sought: Sequence[str]) -> Fit | None:
        """How well all of these words are among its own; none where one of them is not."""
        return fit_of(self.words, sought)


def fit_of(words: str, sought: Sequence[str]) -> Fit | None:
    """How well what is sought is among these words."""
    own = [each.strip(_SIGNS) for each in name_key(words).split()]
    found = [_fit(word, own) for word in sought]
    fits = [each for each in found if each is not None]
    return min(fits) if fits and len(fits) == len(found) else None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The things that can be named now, what was spoken of last before the rest, then the newest first."""

    things: tuple[Thing, ...] = ()

    def of(self, kinds: Iterable[ItemKind]) -> Shelf:
        wanted = frozenset(kinds)
        return Shelf(tuple(each for each in self.things if each.ref.kind in wanted))

    def called(self, text: str) -> tuple[tuple[Thing, ...], bool]:
        """Everything that the text may mean, and whether by its very words rather than by words like them."""
        words = [each for word in name_key(text).split() if (each := word.strip(_SIGNS).removesuffix("'s"))]
        kinds = {kind for word in words for kind in KIND_WORDS.get(word, ())}
        sought = [word for word in words if word not in KIND_WORDS and word not in _FILLERS]
        if kinds and (found := _best(self.of(kinds).things, sought, words)):
            return found
        sought = [word for word in words if word not in _FILLERS]
        return _best(self.things, sought, words) or ((), True)


_Found: TypeAlias = tuple[tuple[Thing, ...], bool]


def _best(things: tuple[Thing, ...], sought: Sequence[str], words: Sequence[str]) -> _Found | None:
    if not sought:
        return _unnamed(things, words)
    fits = [(thing, fit) for thing in things if (fit := thing.fits(sought)) is not None]
    best = max((fit for _, fit in fits), default=None)
    return None if best is None else (tuple(thing for thing, fit in fits if fit == best), best > Fit.SLIP)


def _unnamed(things: tuple[Thing, ...], words: Sequence[str]) -> _Found | None:
    """ "That note" is the one spoken of last; "the note" is the only one, or asked about."""
    if not things:
        return None
    return (things[:1] if _POINTING.intersection(words) else things), True


def _fit(word: str, own: Sequence[str]) -> Fit | None:
    if word in own:
        return Fit.WORDS
    if any(each.startswith(word) for each in own):
        return Fit.BEGINNING
    return Fit.SLIP if _is_slip(word, own) else None


def _is_slip(word: str, own: Sequence[str]) -> bool:
    from rapidfuzz import fuzz

    return len(word) >= _SHORTEST_SLIP and any(fuzz.ratio(word, each) >= _CLOSE for each in own)


_MEANS = frozenset("email e-mail mail message text dm note letter link reply answer his her their him them".split())
"""By what something is sent, which does not say what it was."""


def is_spoken_of(what: str, text: str) -> bool:
    """Whether a text speaks of this, in the very words: "the photos" in "send her the photos of the sprint"."""
    own = [word.strip(_SIGNS) for word in name_key(text).split()]
    sought = [word for each in name_key(what).split() if (word := each.strip(_SIGNS)) and word not in _FILLERS]
    return not _MEANS.issuperset(sought) and all(word in own for word in sought if word not in _MEANS)


def shortened(text: str) -> str:
    """The beginning of a text, where it has to fit a button: an ellipsis says that it goes on."""
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "\u2026"
