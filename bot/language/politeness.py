"""What people say around a request: greetings, "please", "can you", thanks at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.literals import end_of, end_of_run, openings, run_of, runs_of
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.language.sentence import Sentence

_ASKING = runs_of(
    "can|could|would|will you [please] [also|maybe|perhaps|possibly]", "can|could|may|might i|we", "i want|need you to"
)
_OPENING = _ASKING + runs_of(
    "hey|hi|hello|yo|hiya|howdy|hola|ciao|hallo|salut|moin|oi|olá|bonjour [there|again] [hallway]",
    "hey|hi|hello|yo all|everyone|everybody|folks|team|bot|guys",
    "good morning|afternoon|evening|day [hallway]",
    "hallway",
    "dear [hallway]",
    "guys|folks|friends|gente",
    "omg|wow|yay|woohoo|hooray|yikes|ugh|phew|aha|whoa|abeg|ehm|umm|erm|aye|gosh|ooh|oops",
    "oh|my my|god|no|dear|gosh",
    "such|what a pity|shame [but]",
    "sadly|unfortunately|regrettably|alas|luckily|fortunately|finally|honestly|basically|first|firstly|lastly",
    "before i forget",
    "so [that] i don't forget",
    "i forgot|wanted to say|mention|tell|add|write|note|log [you|this|that|it] [down]",
    "i almost|nearly forgot",
    "i must|should not forget",
    "i mustn't|shouldn't|can't forget",
    "for my|the records|record|info|information|file|files|notes",
    "for your|my information",
    "i'm|im [so|very] pleased|happy|glad|excited|delighted|proud to report|say|tell|announce [you] [that]",
    "i am [so|very] pleased|happy|glad|excited|delighted|proud to report|say|tell|announce [you] [that]",
    "allow me to",
    "i should|wish|hope like|wish to",
    "i wish|intend to",
    "make|be sure [that] [to]",
    "please|can|could|would you make|be sure [that] [to]",
    "can|could|would|will you look|see|ensure|check that",
    "it would|it'd help [me] [a lot] [if]",
    "it would|it'd be great|nice|good|lovely|helpful|cool [if|for|to] [you] [could|can|would]",
    "[would] you mind",
    "do me a favour|favor [and]",
    "help me out",
    "i|we|i've|we've [have] [just|recently] relocated|moved",
    "if [it's|its] possible",
    "if you can|could|please|like|will",
    "when you can|could|have time",
    "time i|we",
    "it's time i|we|to [for]",
    "time to",
    "just",
    "guess what",
    "wrong person|one|name",
    "eh|voilà|tada|hmm",
    "big|good|great|bad|sad|quick|small news|update",
    "long story short",
    "you know what",
    "listen|look|see|check this",
    "a [quick|small|little] favour|favor|request|question|thing|one",
    "one [more|last|other] thing",
    "another thing",
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
_THINKING = runs_of("i|we [really|just] think|guess|suppose|believe|reckon [that]")
_MUST = frozenset("should must need have ought gotta 'd want".split())
"""What one has to do, of which "I think" leaves no doubt; that something was it leaves doubtful."""

_NO = {"no", "nope", "wrong"}
_SAYING_THAT = run_of("[please] note|record|log|remember|put|write|jot|save [down] that")
_SUBJECTS = frozenset({"i", "i've", "we", "we've"})
_CLOSING = runs_of(
    "please|pls|plz|thanks|thx|ty|cheers|ok|okay [hallway]",
    "thank you [hallway|so] [much]",
    "thanks a lot",
    "if you can|could",
    "or so",
    "[is|would be] perfect|great|good|nice|fine|ideal|enough|ok|okay",
    "actually|lol|haha|btw|tho|though|fyi|mate|man|buddy",
    "by the way",
    "i think|guess|believe|reckon|suppose",
    "for me",
    "no rush|hurry|pressure|worries|stress",
    "no big deal",
    "sorry to|for bother|bothering [you]",
    "[so] don't let me forget [it|that|this]",
    "it seems",
    "if anyone|anybody|someone|somebody is free|available|around|interested|keen|up",
    "if anyone's|anybody's|someone's|somebody's free|available|around|interested|keen|up",
    "[and] put|write|save|keep|note that|it|this [down] [in|on] [her|his|their] notes|card|somewhere",
    "is about right",
    "this time",
    "[please] post|tell|share|announce [this|it|that] [to|with|in|on] [the] community|everybody|everyone|group|board",
    "not urgent",
    "whenever you can",
    "that would|that'd be perfect|great|good|nice|fine|lovely|ideal|enough|cool|awesome|amazing|all",
    "sounds good|right|fine|about right",
    "kk|k|rs|jaja|ahah|hihi|rofl|lmao|omg|yay|woohoo|hehe|xd|ha",
    "that's it|all",
    "if [it's|its] possible",
    "kind regards",
    "best|regards",
    "innit|eh|bro|dude|pal",
    "after all",
    "sorry",
)
_CORRECTING = runs_of(
    "[please] [no|nope|sorry|actually|wait|correction] [no|sorry] [actually] it|that was [on|in|at|about]",
    "[please] no|nope|sorry|actually on|in|at|about",
    "[please] i meant",
    "[please] her|his|their name is",
)
_VALUING = frozenset("is would or perfect great good nice fine ideal enough".split())
_RHYTHMS = frozenset("week weeks month months quarter quarters year years days fortnight fortnights".split())
_LONGEST_CONTRAST = 4
SAYING = frozenset({"say", "saying", "said"})
"""Words behind which thanks are what is said: "messaged Bea to say thanks"."""

_LONGEST_CLOSING = 6
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
    thought = end_of(_THINKING, sentence.cores, at)
    if thought > at:
        return thought if sentence.cores[thought + 1 : thought + 2] in {(each,) for each in _MUST} else at
    is_no = sentence.cores[at] in _NO and sentence.is_after(at + 1, Break.PAUSE)
    return at + 1 if is_no else end_of(_OPENING, sentence.cores, at)


def _is_said_of_it(sentence: Sentence, first: int, last: int) -> bool:
    """ "Remote ok" is no "…, ok?"; "every 3 months is enough" says no more than "every 3 months"."""
    if sentence.cores[first] in _VALUING:
        return sentence.cores[first - 1] not in _RHYTHMS
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
