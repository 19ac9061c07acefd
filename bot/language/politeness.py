"""What people say around a request: greetings, "please", "can you", thanks at the end."""

from __future__ import annotations

from dataclasses import dataclass
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
    "no wait|sorry|actually",
    "hang|hold on",
    "wait|hmm|ah|argh|whoops|damn",
    "ok|okay|well|so|oh|oops|btw|fyi|anyway|also|then|and|um|hm|yes|yeah|yep|yup|right|great|cool|sorry",
    "by the way",
    "correction",
    "all good",
    "let me",
    "i made a mistake",
    "i'd|we'd like [you] to",
    "i|we would like [you] to",
    "help me [to]",
    "let's",
    "i want|need to",
    "need|have|got to",
    "i've|we've got to",
    "i|we wanna|gotta",
    "wanna|gotta",
    "quick note|update|one",
    "note to self",
    "todo",
    "for the record",
    "apparently",
    "[it] turns out [that]",
    "good to know",
    "fun fact",
    "heads up",
    "[i|i've|just] [just] heard|hear|learned|learnt [that]",
    "just so you know",
)
_OPENING_WORDS = frozenset(word for run in _OPENING for word in openings(run)) | {"no", "nope", "wrong"}
_NO = {"no", "nope", "wrong"}
_SAYING_THAT = run_of("[please] note|record|log|remember that")
_SUBJECTS = frozenset({"i", "i've", "we", "we've"})
_CLOSING = runs_of(
    "please|pls|plz|thanks|thx|ty|cheers|ok|okay [hallway]",
    "thank you [hallway|so] [much]",
    "thanks a lot",
    "if you can|could",
    "actually|lol|haha|btw|tho|though|fyi|mate|man|buddy",
    "by the way",
    "i think|guess|believe",
    "for me",
    "after all",
    "sorry",
)
_CORRECTING = runs_of(
    "[please] [no|nope|sorry|actually|wait|correction] [no|sorry] [actually] it|that was [on|in|at|about]",
    "[please] no|nope|sorry|actually on|in|at|about",
    "[please] i meant",
    "[please] her|his|their name is",
)
_LONGEST_CONTRAST = 4
SAYING = frozenset({"say", "saying", "said"})
"""Words behind which thanks are what is said: "messaged Bea to say thanks"."""

_LONGEST_CLOSING = 4
_LONGEST_OPENING = 12


@dataclass(frozen=True, slots=True)
class Approach:
    """Where a clause begins behind what is said first. ``last`` is where the last of that began: it may be the clause
    itself, as "help me" is. ``is_asked``: a question mark then makes no question of it."""

    start: int
    last: int
    is_asked: bool


def approach(sentence: Sentence, first: int) -> Approach:
    """What stands before the clause that begins at ``first``, without taking all there is for that."""
    at = last = first
    is_asked = False
    while at < len(sentence) and at - first < _LONGEST_OPENING and (end := _behind_opening(sentence, at)) > at:
        is_asked = is_asked or end_of(_ASKING, sentence.cores, at) > at
        at, last = end, at
    told = end_of_run(_SAYING_THAT, sentence.cores, at)
    at = told if 0 < told < len(sentence) and sentence.cores[told] in _SUBJECTS else at
    return Approach(at, last, is_asked) if at < len(sentence) else Approach(last, last, is_asked=False)


def _behind_opening(sentence: Sentence, at: int) -> int:
    if sentence.cores[at] not in _OPENING_WORDS:
        return at
    is_no = sentence.cores[at] in _NO and sentence.is_after(at + 1, Break.PAUSE)
    return at + 1 if is_no else end_of(_OPENING, sentence.cores, at)


def _is_said_of_it(sentence: Sentence, first: int, last: int) -> bool:
    """ "Remote ok" is no "…, ok?"."""
    is_set_off = sentence.is_after(first, Break.PAUSE) or sentence.is_question(first, last)
    return sentence.cores[first] in ("ok", "okay") and not is_set_off


def before_closing(sentence: Sentence) -> int:
    """Where the thanks and the like at the end begin."""
    last = len(sentence)
    for first in range(last - 1, max(0, last - _LONGEST_CLOSING) - 1, -1):
        is_closing = end_of(_CLOSING, sentence.cores[:last], first) == last
        is_object = first > 0 and sentence.cores[first - 1] in SAYING
        if is_closing and not is_object and not _is_said_of_it(sentence, first, last):
            last = first
    return _before_contrast(sentence, last)


def _before_contrast(sentence: Sentence, last: int) -> int:
    """Where what it was not begins, at the end of what puts right: "no, it was in Lyon, not Paris"."""
    begin = end_of(_CORRECTING, sentence.cores, 0)
    nearest = range(max(begin + 1, last - _LONGEST_CONTRAST), last - 1)
    return next((at for at in nearest if begin and sentence.cores[at] == "not"), last)
