"""What people say around a request: greetings, "please", "can you", thanks at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.literals import end_of, end_of_run, openings, run_of, runs_of
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.language.sentence import Sentence

_ASKING = runs_of("can|could|would|will you [please] [also]", "i want|need you to")
_OPENING = _ASKING + runs_of(
    "hey|hi|hello|yo [there] [hallway]",
    "good morning|afternoon|evening [hallway]",
    "hallway",
    "please|pls|plz|kindly [also]",
    "wait|hmm|ah|argh|whoops|damn",
    "ok|okay|well|so|oh|oops|btw|fyi|anyway|also|then|and|um|hm|yes|yeah|yep|yup|right|great|cool|sorry",
    "by the way",
    "all good",
    "let me",
    "i made a mistake",
    "i'd|we'd like [you] to",
    "i|we would like [you] to",
    "help me [to]",
    "let's",
    "i want|need to",
    "quick note|update",
    "for the record",
    "just so you know",
)
_OPENING_WORDS = frozenset(word for run in _OPENING for word in openings(run)) | {"no", "nope"}
_NO = {("no",), ("nope",)}
_SAYING_THAT = run_of("[please] note|record|log|remember that")
_SUBJECTS = frozenset({"i", "i've", "we", "we've"})
_CLOSING = runs_of(
    "please|pls|plz|thanks|thx|ty|cheers|hallway|ok|okay",
    "thank you [hallway|so] [much]",
    "thanks a lot",
    "if you can|could",
    "for me",
)
_LONGEST_CLOSING = 4
_MOST_OPENINGS = 5


def skip_politeness(sentence: Sentence, first: int) -> tuple[int, bool]:
    """Where the clause itself begins, and whether it was asked for, so that a question mark makes no question of it."""
    at, is_asked, last = first, False, first
    for _ in range(_MOST_OPENINGS if sentence.cores[at : at + 1] and sentence.cores[at] in _OPENING_WORDS else 0):
        end = end_of(_OPENING, sentence.cores, at)
        if sentence.cores[at : at + 1] in _NO and sentence.is_after(at + 1, Break.PAUSE):
            end = at + 1
        if end == at:
            break
        last, is_asked = at, is_asked or end_of(_ASKING, sentence.cores, at) > at
        at = end
    told = end_of_run(_SAYING_THAT, sentence.cores, at)
    is_told = 0 < told < len(sentence) and sentence.cores[told] in _SUBJECTS
    at = told if is_told else at
    return (last, False) if at >= len(sentence) else (at, is_asked)


def before_closing(sentence: Sentence) -> int:
    """Where the thanks and the like at the end begin."""
    last = len(sentence)
    for first in range(last - 1, max(0, last - _LONGEST_CLOSING) - 1, -1):
        if end_of(_CLOSING, sentence.cores[:last], first) == last:
            last = first
    return last
