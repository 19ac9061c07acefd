"""What only somebody is said to be or do: "Halima is vegan", "Tom lives in Turin", "Grace has two kids".

A sentence that begins so tells something of whoever it names, without a word that asks to remember it. What things are
said to do as well ("Rust is great", "the server needs a restart", "Acme is hiring") is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.described import is_role
from bot.language.literals import end_of, openings, runs_of
from bot.language.politeness import approach
from bot.language.remarks import lies_ahead_in
from bot.language.words import Break

if TYPE_CHECKING:
    from bot.language.sentence import Sentence

_NOBODY = frozenset(
    "lunch dinner breakfast brunch coffee work standup retro life home google amazon apple microsoft meta netflix "
    "github gitlab slack discord hallway rust python go golang java javascript typescript kotlin swift ruby zig "
    "haskell elixir scala docker kubernetes linux windows postgres redis kafka django flask rails react vue angular "
    "node git terraform ansible aws azure chatgpt openai claude management marketing engineering sales support "
    "security legal finance hr team server recruiter rent pizza christmas easter summer winter autumn spring".split()
)
"""What begins a sentence with a capital, is said to do such things too, and is no first name."""

_KEPT = frozenset(
    "kid kids child children daughter daughters son sons twins dog dogs cat cats baby wife husband partner brother "
    "sister newborn phd degree allergy podcast newsletter blog startup job flat horse boat background "
    "experience".split()
)
"""What somebody has."""

_ANY_VERB = frozenset("will can could would should may might must had were came went said told sent gave got".split())
_SORTS = frozenset("person parent fan lover native nerd beginner vegan vegetarian".split())
"""What somebody is that is no calling."""

_RUN = frozenset(
    "meetup meetups group groups community communities club team company bakery café cafe shop studio conference fest "
    "podcast newsletter school lab startup agency workshop workshops space hackerspace makerspace chapter nonprofit "
    "ngo charity consultancy practice bootcamp course restaurant bar farm gallery".split()
)
"""What somebody runs."""

_OWN = frozenset("her his herself himself".split())
"""Whose it is that somebody did something with: "Ana finished her PhD", "Bo had his visa extended"."""
_DID = frozenset("lost broke sold bought had has took won wrote got hurt left quit loves hates misses".split())

_NEAR = 7
_LONGEST_OPENING = 6
_ALSO = "[now|also|actually|currently|really|very|still|just|both|not|pretty|quite|super|so|totally|originally|usually]"
_LATELY = "[just|recently|finally]"
_TOLD = runs_of(
    f"is|isn't {_ALSO} vegan|vegetarian|pregnant|married|engaged|divorced|single|retired|allergic|sick|ill|unemployed",
    f"is|isn't {_ALSO} coeliac|celiac|diabetic|teetotal|deaf|blind|colourblind|colorblind|bilingual|shy|friendly|funny",
    f"is|isn't {_ALSO} moving|leaving|learning|studying|expecting|relocating|retiring|freelancing|teaching",
    f"is|isn't {_ALSO} interested|originally|fluent|afraid|fond|proud",
    f"is|isn't {_ALSO} into|from|based",
    "is going|goes on parental|maternity|paternity|sick|annual|leave|holiday|vacation|sabbatical",
    f"is {_ALSO} working|interning at|on|for|as|with",
    f"is {_ALSO} looking for a|an|another [new] job|role|position|flat|cofounder|co-founder|mentor|mentee|internship",
    f"is {_ALSO} writing a|her|his|their [first] book|thesis|phd|novel",
    f"is {_ALSO} on|off parental|maternity|paternity|sick|annual leave",
    f"is {_ALSO} on vacation|holiday|sabbatical|pto",
    "is [really|very|so] good|great with|at",
    "is getting married|divorced|promoted",
    "is starting|joining as",
    "is starting a|her|his|their [new] job|company|startup|phd",
    "is planning|hoping|trying to",
    "is raising a|her|his|their|money",
    "graduated from|in",
    "went to school|university|college|uni",
    "has|had my|our",
    "will|can|could|might|would [also] send|give|show|help|intro|introduce|review|mentor me|us|with",
    "will|can|could|might|would [also] lend|bring|host|sponsor|teach|connect|support|join me|us|with",
    f"{_LATELY} won|received a|an|the|her|his [*] award|prize|grant|scholarship|medal|hackathon|competition|fellowship",
    "can|could speak|translate|code|draw|design|drive|host|cook|sing|teach",
    "offered|promised|agreed|volunteered|wants|plans|hopes|would|hates|loves|likes|prefers [like] to",
    "wants|needs [a|an|some] [new] job|help|advice|feedback|mentor|flat|room|visa|lift|ride",
    "wants|needs [a|an|some] [new] cofounder|co-founder|intro|speaker|sponsor|reference|recommendation",
    f"{_ALSO} works at|for|in|as|on|with|remotely|from|there|nights|part-time|full-time|freelance",
    f"{_ALSO} lives in|near|with|at|on|there|between",
    f"{_ALSO} likes|loves|hates|prefers|enjoys|speaks|plays|studies|teaches|maintains|knows|collects",
    "no longer works|lives|drinks|eats|speaks",
    "doesn't|won't|can't|cannot eat|drink|like|speak|drive|fly|smoke|stand",
    "will|won't|can't|cannot [also] be in|at|back|away|there|here|on|late|free|around",
    "will|won't|can't|cannot [also] join|come|speak|attend|visit",
    "would [really] love|like|prefer|hate",
    f"{_ALSO} comes|came from",
    f"isn't|not {_ALSO} drinking|eating|working|coming|on|at",
    "is not on|at|in|from",
    "is back from|at|in|on",
    "turned out to be",
    "uses|prefers they/them|she/her|he/him|she/they|he/they",
    f"{_LATELY} offered|invited|taught|lent|warned me|us",
    f"{_LATELY} quit|resigned|retired|graduated|relocated",
    f"{_LATELY} wrote|published a|an|the|her|his [*] book|novel|paper|thesis|article",
    f"{_LATELY} gave|gives a|an|the [*] talk|keynote|workshop",
    "does improv|yoga|judo|karate|theatre|theater|ballet|ceramics|pottery|triathlons|marathons|standup",
    "does a lot of",
    "runs [a|half] marathon|marathons|ultras",
    f"{_ALSO} drinks|eats|cooks|bakes|sings|dances|paints|climbs|cycles|swims|hikes|surfs|skis|sails|knits|juggles",
    f"{_ALSO} codes|volunteers|freelances|mentors|blogs|commutes|coaches|moderates|tinkers|recommends",
    f"{_LATELY} got promoted|married|engaged|divorced|fired|hired",
    f"{_LATELY} got laid off",
    f"{_LATELY} got a|the|her|his [new] job|promotion|kid|dog|cat|puppy|baby|visa|offer|flat|place|grant",
    f"{_LATELY} had a baby|kid|son|daughter",
    f"{_LATELY} moved to|from|back",
    "has [just|now|already] started|moved|joined|left|quit|changed|switched|retired|graduated",
    "has [just] been promoted|hired|laid|fired",
    "has [also] worked|lived|studied|taught",
    "has been to|at|in|with",
    f"{_LATELY} became a|an|the",
    f"{_LATELY} changed|switched jobs|teams|companies",
    f"{_LATELY} quit|started her|his|their",
    "used to be|work|live|play|teach|run|study|code|organise|organize",
    "grew up in|near",
    f"{_LATELY} started at|as|in|with",
    "studied [*] at|in|with",
    "recommended|suggested a|an|the|that|this",
    "goes by",
)
_BEING = runs_of(f"is|was {_ALSO} a|an|the|my|our|one|*'s")
_BECOMING = runs_of("is|was now|also|currently|still", f"{_LATELY} became")
_HAVING = runs_of("has|had [just|also|already]")
_CHANGING = runs_of(
    f"{_LATELY} joined|left|quit|founded",
    f"{_LATELY} got|was [accepted] into|to|at",
    "is now at|with",
    f"is|was {_ALSO} at|with",
    "knows",
)
_RUNNING = runs_of(
    "[also] runs|hosts|leads|heads|owns|organises|organizes|manages|started|founded|cofounded|co-founded"
)
_TURNING = runs_of("turns|turned|turning", "is turning")
_FIRST_WORDS = frozenset(
    word for run in (*_TOLD, *_BEING, *_BECOMING, *_HAVING, *_CHANGING, *_RUNNING, *_TURNING) for word in openings(run)
)


def tells_of_somebody(sentence: Sentence, first: int, end: int) -> bool:
    """Whether words ``first`` up to ``end`` are one first name, and what follows is said of people alone."""
    is_named = end == first + 1 and sentence.has_case and sentence.is_proper(first) and _is_word(sentence.cores[first])
    if not is_named or end >= len(sentence) or sentence.cores[first] in _NOBODY or lies_ahead_in(sentence, first, end):
        return False
    is_verb = sentence.cores[end] in _FIRST_WORDS | _DID or sentence.cores[end].endswith("ed")
    if not is_verb or sentence.is_after(end, Break.PAUSE):
        return False
    is_whole = _is_begun(sentence, first) and not sentence.is_question(first, len(sentence))
    return is_whole and is_personal(sentence, end)


def _is_word(core: str) -> bool:
    return core.replace("-", "").isalpha()


def begins_telling(sentence: Sentence, at: int) -> bool:
    """Whether a sentence of that kind begins with this word."""
    return tells_of_somebody(sentence, at, at + 1)


def states_of_another(sentence: Sentence, at: int) -> bool:
    """Whether a new sentence tells here what somebody did: "… about the grant. Bo joined"."""
    if not sentence.is_after(at, Break.STOP) or at + 1 >= len(sentence) or not sentence.is_proper(at):
        return False
    verb = sentence.cores[at + 1]
    is_verb = verb.endswith(("ed", "s", "n't")) or verb in _ANY_VERB
    return sentence.has_case and sentence.cores[at].isalpha() and is_verb and not sentence.is_proper(at + 1)


def _is_begun(sentence: Sentence, first: int) -> bool:
    """Whether a sentence begins here, be it behind "fyi"; of one who was named before, a comma is enough."""
    if sentence.is_after(first, Break.PAUSE) and sentence.cores[first] in sentence.cores[:first]:
        return True
    nearest = range(first, max(first - _LONGEST_OPENING, 0) - 1, -1)
    begin = next((at for at in nearest if sentence.is_after(at, Break.STOP)), None)
    return begin is not None and (begin == first or approach(sentence, begin).start == first)


def is_personal(sentence: Sentence, at: int) -> bool:
    """Whether what begins here is said of people alone."""
    cores = sentence.cores
    running, having, changing, turning = (end_of(runs, cores, at) for runs in (_RUNNING, _HAVING, _CHANGING, _TURNING))
    return (
        end_of(_TOLD, cores, at) > at
        or (having > at and not _KEPT.isdisjoint(cores[having : having + _NEAR]))
        or (running > at and not _RUN.isdisjoint(cores[running : running + _NEAR]))
        or (at < changing < len(sentence) and _is_company(sentence, changing))
        or (at < turning < len(sentence) and cores[turning].isdecimal())
        or _is_somebody(sentence, at)
        or _is_of_own(sentence, at)
    )


def _is_company(sentence: Sentence, at: int) -> bool:
    """A name, and nobody's place: "is at Bo's"."""
    return sentence.is_proper(at) and not sentence.cores[at].endswith("'s")


def _is_somebody(sentence: Sentence, at: int) -> bool:
    """ "Is my manager", "was a fan of Go", "is now CTO"."""
    becoming, being = end_of(_BECOMING, sentence.cores, at), end_of(_BEING, sentence.cores, at)
    if at < becoming < len(sentence) and is_role(sentence, becoming):
        return True
    words = range(being, min(being + _NEAR, len(sentence)))
    return being > at and any(is_role(sentence, word) or sentence.cores[word] in _SORTS for word in words)


def _is_of_own(sentence: Sentence, at: int) -> bool:
    """Whether it tells what somebody did with what is theirs: "finished her PhD", "had his visa extended"."""
    core = sentence.cores[at]
    is_verb = not sentence.is_proper(at) and (core in _DID or core.endswith("ed"))
    return is_verb and not _OWN.isdisjoint(sentence.cores[at + 1 : at + _NEAR - 3])
