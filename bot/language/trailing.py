"""What stands behind a command and asks for nothing of its own: "…, please remind me", "…, my cousin is visiting"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.dates import Tense
from bot.language.literals import end_of, openings, runs_of
from bot.language.words import Break

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.language.clauses import Clause
    from bot.language.sentence import Sentence

_WISH = runs_of(
    "[and] [please|pls] [can|could|would|will] [you] [please|pls] remind|remember|nudge|ping me [of|about] [it|that]",
    "[so] [please|pls] don't|dont let me forget [it|that|this]",
    "[so] [please|pls] help me remember [it|that|this]",
    "so|and ping|nudge|remind|poke me then|again",
    "[so|and] i must|should|mustn't|shouldn't|can't|don't|won't [not] forget [it|that|this]",
)
"""The wish to be reminded of what was just said with its time."""

_WISH_OPENS = frozenset(word for run in _WISH for word in openings(run))
_LONGEST_WISH = 9

_REASON = runs_of(
    "because|cause|since|as|bc [of]",
    "due|thanks to",
    "my|our *",
    "i'm|im|i've|we're|we've|it's|its|there's|there|he's|she's *",
    "i am|have|had|got *",
    "something|someone|somebody|nothing came|comes|has|urgent|else|important",
    "too|so|really|very much|many|busy|tired|full|sick|late|far|expensive",
    "family|work|travelling|traveling|sick|ill|busy|out",
    "the kids|kid|baby|boss|train|trains|flight|flights|car|inbox",
    "don't|didn't have|get|feel|know|like|want",
    "no time|need|energy|chance",
    "feeling|depends|depending *",
    "i only *",
)


def before_wish(sentence: Sentence, closing: int) -> int:
    """Where the wish to be reminded begins that the sentence ends with; ``closing`` where there is none."""
    earliest = max(1, closing - _LONGEST_WISH)
    starts = (at for at in range(earliest, closing) if sentence.cores[at] in _WISH_OPENS)
    return next((at for at in starts if _is_wish(sentence, at, closing)), closing)


def _is_wish(sentence: Sentence, at: int, closing: int) -> bool:
    is_begun = sentence.is_after(at, Break.PAUSE) or sentence.cores[at] in ("so", "and")
    return is_begun and end_of(_WISH, sentence.cores[:closing], at) == closing


def is_dated(clauses: Iterable[Clause]) -> bool:
    """Whether something will come up by itself, so that the wish is met."""
    return any(
        time.name in each.said for each in clauses for time in each.slots.times if time.kind.tense is Tense.FUTURE
    )


def before_reasons(sentence: Sentence, closing: int) -> Iterator[int]:
    """Every place from which on only a reason may be given."""
    for at in range(1, closing):
        is_apart = sentence.is_after(at, Break.PAUSE) or sentence.cores[at] == "because"
        if is_apart and end_of(_REASON, sentence.cores, at) > at:
            yield at


def needs_no_reason(clauses: Iterable[Clause]) -> bool:
    """Whether nothing that is said besides has a place in these commands, so that no word of it is lost."""
    slots = [bound.slot for each in clauses for bound in each.slots.visible]
    return not any(slot.runs_on or slot.bare for slot in slots)
