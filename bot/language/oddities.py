"""What shows that a clause is not meant as it was read: what is left of a time in its text, or that it was in vain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.kinds.texts import NOTE

if TYPE_CHECKING:
    from bot.language.clauses import Clause

_NO_TEXT_BEGINS_WITH = frozenset(
    "if unless except excluding whenever and or tomorrow today on before after until till same".split()
)
_WEEKDAYS = frozenset("mon tue wed thu fri sat sun".split())
_DAY = re.compile(r"the \d{1,2}(?:st|nd|rd|th)(?:[,:].*)?", re.DOTALL)
_HOUR = re.compile(r"(?:\b0\d{3}|\b\d{1,2} ?ish)$", re.IGNORECASE)
"""An hour that a time did not take in, at the end of the text before it: "take the pill 0730 tomorrow"."""

_DENIED = re.compile(r"not (?:at|in|on|about|the|a|true|really|him|her|them)\b", re.IGNORECASE)
"""What something was not: "it was not in Lyon"."""

_IS_NONE = re.compile(r"not an? \w+", re.IGNORECASE)
_OWN_DAY = re.compile(r"\bon (?:my|his|her|their|our|\S+'s) (?:birthday|anniversary)$", re.IGNORECASE)
"""A day that no calendar knows, left of a time: "call mum every year on her birthday"."""

_MANNER = re.compile(r"(?:(?:twice|again|already|yet|anyway|too)\b|back$)", re.IGNORECASE)
"""What no text begins with: it says how, or that something was."""

_IN_VAIN = re.compile(
    r"(?:s?he|they) (?:just )?(?:did not|never|was not|were not|could not|\w+n't)\b(?: \w+){0,2}? "
    r"(?:pick|answer|show|turn|come|there|home|available|around|in)\b",
    re.IGNORECASE,
)
"""What says that the contact before it came to nothing: "called Ana but she didn't pick up"."""

_UNANSWERED = re.compile(
    r"(?:s?he|they) (?:just )?(?:did not|never|has not|have not|\w+n't)\b(?: \w+)?? (?:repl|respon)", re.IGNORECASE
)
"""The same where one talked; where one wrote, one was in touch all the same."""


_PROMISED = re.compile(r"[,;] (?:i )?(?:have )?promised\b", re.IGNORECASE)
"""What makes a promise of something to do, to whom one can only guess: "send Gustavo our pricing, promised it"."""


def was_unanswered(clause: Clause, following: Clause) -> bool:
    is_talk = clause.said.get("how") == "talked"
    return is_talk and following.is_aside and any(map(_UNANSWERED.match, following.said.values()))


_NO_ANSWER = re.compile(r"(?:but )?no (?:answer|reply|response)\b", re.IGNORECASE)
"""The same, said of a talk itself: "called Ana, no answer"."""


def is_odd(clause: Clause) -> bool:
    slots = clause.spec.slots
    if clause.said.get("how") == "talked" and _NO_ANSWER.match(clause.said.get("about", "")):
        return True
    running = [said for name, said in clause.said.items() if slots[name].slot.runs_on]
    if any(_MANNER.match(said) for said in running) or _is_denied(clause) or _is_of_nobody(clause):
        return True
    if clause.is_aside and any(_IN_VAIN.match(said) for said in clause.said.values()):
        return True
    if clause.slots.person is None and any(map(_PROMISED.search, running)):
        return True
    own = "" if clause.slots.own_text is None else clause.said.get(clause.slots.own_text.name, "")
    words = own.casefold().split()
    if len(words) > 1 and words[0][0].isdecimal() and words[1] == "to":  # "9 to call Bo"
        return True
    is_timed = any(time.name in clause.said for time in clause.slots.times)
    is_lost = bool(_HOUR.search(own)) or bool(_OWN_DAY.search(own))
    return is_timed and (_is_left_over(words) or is_lost or any(map(_DAY.fullmatch, running)))


def _is_of_nobody(clause: Clause) -> bool:
    """Whether somebody is spoken of whom the clause does not name: "it was Bo who told me"."""
    slots = clause.spec.slots
    said = (text for name, text in clause.said.items() if slots[name].kind is NOTE)
    person = clause.slots.person
    is_optional = person is not None and not person.required and not clause.names
    return is_optional and any(text.casefold().startswith(("who ", "whose ")) for text in said)


def _is_denied(clause: Clause) -> bool:
    """Whether it was said what something was not; what somebody is not, as "not a talker", may be noted."""
    slots = clause.spec.slots
    said = (text for name, text in clause.said.items() if slots[name].kind is not NOTE or not _IS_NONE.match(text))
    return any(map(_DENIED.match, said))


def _is_left_over(words: list[str]) -> bool:
    """ "If it rains" and "Wed and Fri" are left of a time; "send me the digest tomorrow" is for Hallway to do."""
    is_listed = words[:1] and words[0][:3] in _WEEKDAYS and (words[1:2] == ["and"] or words[0][-1] == ",")
    return bool(words) and (bool(is_listed) or words[1:2] == ["me"] or words[0].strip(",;:()") in _NO_TEXT_BEGINS_WITH)
