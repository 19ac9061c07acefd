"""Kinds for what members say of themselves in a sentence: stricter than a form's, for a sentence may mean much else.

What may be something else is not read at all; who means it can still write it into the form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from bot.errors import BadValue
from bot.kinds import Facts, Plain, Reading
from bot.kinds.profiles import HEADLINE, OCCUPATION, TOPICS
from bot.language import dates
from bot.language.dates import Tense
from bot.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST_TOPIC = 6
_LONGEST_WORK = 12
_LONGEST_TOLD = 300
_SHORTEST_LINE = 4
_UNCLEAR = say("I am not sure what you mean by that. Write it into your profile: say profile, then press Change.")
_ELSEWHERE = frozenset(
    "it this that these those him her them you me us he she they who whom whose which what where when why how if "
    "because but so then please can could would should will not no never don't i i'm i'll my your his their our its "
    "someone somebody anyone anybody something anything everything nothing people everyone nobody today tomorrow "
    "yesterday tonight now weekends weekend weekdays holidays call holiday vacation site purpose time".split()
)
"""Words of a sentence about something else than a topic."""

_DETERMINERS = frozenset("a an the some another".split())
_ACTS = frozenset(
    "meeting joining coming going attending talking hearing seeing visiting getting having being knowing finding "
    "speaking moving buying selling your".split()
)
_OF_SOMEBODY = re.compile(r"\b(?:for|from|to|by) [A-Z]")
_SOUGHT_ALONE = re.compile(
    r"work|advice|feedback|help|funding|mentoring|mentorship|sponsorship|collaboration|internships?|jobs?|\w+(?:ors|ers|ists|ians)"
)


@dataclass(frozen=True, slots=True)
class ToldTopicsKind(Plain):
    """Topics, where a sentence surely tells of them. ``of_things``: what is sought is no name, and may have its "a"."""

    of_things: bool = False

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[tuple[str, ...]]]:
        _must_be_short(text)
        readings = TOPICS.readings(text, facts)
        if "?" in text or _has_time(text, facts) or not all(self._is_topic(each) for each in readings[0].value):
            raise BadValue(_UNCLEAR)
        return readings

    def write(self, value: object) -> str:
        return TOPICS.write(value)

    def _is_topic(self, topic: str) -> bool:
        words = topic.casefold().replace("\u2019", "'").split()
        is_short = len(words) <= _LONGEST_TOPIC and words[0] not in _ACTS and "<" not in topic and "@" not in topic
        is_own = _ELSEWHERE.isdisjoint(words) and not any(word.endswith("'s") for word in words)
        is_led = words[0] in ({"the", "another"} if self.of_things else _DETERMINERS)
        is_to_somebody = len(words) > 1 and words[1] in _DETERMINERS and words[0] not in ("in", "with", "about")
        return is_short and is_own and not is_led and not is_to_somebody and self._is_thing(topic, words)

    def _is_thing(self, topic: str, words: Sequence[str]) -> bool:
        """No name of somebody: several words of which one is small, or a word that is nobody."""
        if not self.of_things:
            return True
        has_small = any(word[0].islower() for word in topic.split()) and not _OF_SOMEBODY.search(topic)
        return has_small and (len(words) > 1 or _SOUGHT_ALONE.fullmatch(words[0]) is not None)


def _must_be_short(text: str) -> None:
    """Before anything is looked for in it."""
    if len(text) > _LONGEST_TOLD:
        raise BadValue(_UNCLEAR)


def _has_time(text: str, facts: Facts) -> bool:
    return any(found.readings for tense in Tense for found in dates.find(text, facts.now, tense))


@dataclass(frozen=True, slots=True)
class ToldLineKind(Plain):
    """One's pitch in a line: a few words at least, for "my pitch is ready" is none."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        if len(text.split()) < _SHORTEST_LINE or "?" in text:
            raise BadValue(_UNCLEAR)
        return HEADLINE.readings(text, facts)


_JOBS = frozenset(
    "engineer developer dev designer manager researcher student scientist analyst architect consultant freelancer "
    "founder cofounder co-founder cto ceo coo cfo vp director lead teacher professor lecturer postdoc writer editor "
    "journalist recruiter maintainer contractor programmer administrator admin sysadmin dba sre tester marketer "
    "advocate evangelist accountant lawyer doctor nurse physicist mathematician statistician biologist chemist "
    "economist linguist librarian artist musician illustrator photographer translator baker chef entrepreneur "
    "investor intern trainee apprentice candidate specialist technician officer owner coach trainer producer "
    "strategist coordinator assistant devops hacker author physician psychologist sociologist geologist".split()
)
_BEHIND = re.compile(r"\s(?:at|for|in|from|of|with|on|and)\s|,\s", re.IGNORECASE)
_NO_WORK = (_ELSEWHERE - {"people"}) | {
    "is",
    "are",
    "was",
    "were",
    "have",
    "has",
    "had",
    "looking",
    "meeting",
    "going",
    "coming",
    "here",
    "there",
    "too",
    "late",
}


@dataclass(frozen=True, slots=True)
class WorkKind(Plain):
    """What somebody does, where a sentence surely tells of that: "data engineer at Acme"."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str]]:
        _must_be_short(text)
        readings = OCCUPATION.readings(text.strip(" .!"), facts)
        words = text.casefold().strip(" .!").split()
        head = _BEHIND.split(text.casefold().strip(" .!"))[0].split()
        is_job = bool(head) and head[-1] in _JOBS and len(words) <= _LONGEST_WORK
        if not is_job or "?" in text or not _NO_WORK.isdisjoint(words) or _has_time(text, facts):
            raise BadValue(_UNCLEAR)
        return readings


@lru_cache(maxsize=1)
def _language_names() -> frozenset[str]:
    from babel import Locale  # its data is loaded when a language is first named

    names = cast("Mapping[str, str]", Locale("en").languages)
    return frozenset(name.casefold() for name in names.values())


@dataclass(frozen=True, slots=True)
class LanguagesKind(Plain):
    """Languages by their English names."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[tuple[str, ...]]]:
        readings = TOPICS.readings(text, facts)
        if not all(each.casefold() in _language_names() for each in readings[0].value):
            raise BadValue(_UNCLEAR)
        return readings

    def write(self, value: object) -> str:
        return TOPICS.write(value)


TOLD = ToldTopicsKind("topics")
SOUGHT = ToldTopicsKind("topics", of_things=True)
WORK = WorkKind("text")
TOLD_LINE = ToldLineKind("text")
SPOKEN = LanguagesKind("languages")
