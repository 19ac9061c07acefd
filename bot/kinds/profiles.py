"""Kinds for what members say of themselves: topics, links, and switches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, cast

from bot.domain.topics import topics_in
from bot.errors import BadValue
from bot.kinds import Facts, Input, Plain, Reading
from bot.kinds.choices import Off, choice_of
from bot.kinds.texts import TextKind, clean
from bot.words import Code, say

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_TOPIC = 80
MOST_TOPICS = 20
MOST_LINKS = 5
LONGEST_LINK = 200
_BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class TopicsKind(Plain):
    """Several topics of a few words each."""

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[tuple[str, ...]]]:
        del facts
        topics = topics_in(clean(text))
        if not topics:
            raise BadValue(
                say("Write a few words for each, with commas between them: {example}.", example=Code("Rust, databases"))
            )
        if len(topics) > MOST_TOPICS:
            raise BadValue(say("That is {count}; {limit} fit.", count=len(topics), limit=MOST_TOPICS))
        for topic in topics:
            if len(topic) > LONGEST_TOPIC:
                raise BadValue(
                    say(
                        "“{start}…” is {count} characters long; {limit} fit. Say it in a few words, please.",
                        start=topic[:20],
                        count=len(topic),
                        limit=LONGEST_TOPIC,
                    )
                )
        return (Reading(topics, self.write(topics), say("{topics}", topics=topics)),)

    def write(self, value: object) -> str:
        return _BETWEEN.join(cast("tuple[str, ...]", value)) if isinstance(value, tuple) else str(value)


_LINK = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_LINK_BREAKS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class LinksKind(Plain):
    """Addresses on the web."""

    most: int = MOST_LINKS

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[tuple[str, ...]]]:
        del facts
        said = [part.strip("<>.") for part in _LINK_BREAKS.split(clean(text)) if part.strip("<>.")]
        wrong = next((each for each in said if not _LINK.fullmatch(each) or len(each) > LONGEST_LINK), None)
        if wrong is not None or not said:
            raise BadValue(
                say(
                    "“{text}” is no link. Write one such as {example}.", text=wrong or text, example=Code("ana.example")
                )
            )
        if len(said) > self.most:
            raise BadValue(say("That is {count}; {limit} fit.", count=len(said), limit=self.most))
        links = tuple(dict.fromkeys(each if "://" in each else f"https://{each}" for each in said))
        return (Reading(links, self.write(links), say("{links}", links=links)),)

    def write(self, value: object) -> str:
        return " ".join(cast("tuple[str, ...]", value)) if isinstance(value, tuple) else str(value)


_SKIPPED = (
    *("skip", "skip it", "skip this", "skip that", "pass", "next", "nothing", "none", "nope", "later"),
    *("i don't know", "don't know", "dunno", "idk", "no idea", "not sure", "i have none", "i don't have one"),
)
_HESITATING = re.compile(r"(?:(?:h+m+|uh+|um+|well|oh|sorry)\b[\s,.…]*)+", re.IGNORECASE)
_AT_A_LOSS = re.compile(
    r"(?:what|how) (?:do|does|did) (?:you|that|this) mean|like what|what for example|(?:for )?examples?|explain"
    r"|(?:can|could) you explain(?: that)?|i don't (?:understand|get it)|huh|what",
    re.IGNORECASE,
)
_PUT_PLAINLY = say(
    "One sentence is plenty, as you would say it over a coffee. Say skip to leave it out; all of it can be changed "
    "later."
)


def _without_hesitation(text: str) -> str:
    said = text.strip(" .!?…").replace("’", "'")
    return (_HESITATING.sub("", said, count=1) if _HESITATING.match(said) else said).strip(" .!?…").casefold()


@dataclass(frozen=True, slots=True)
class AnswerKind(Plain):
    """A sentence or two in answer to a question, which may be skipped."""

    limit: int = 300
    ways_out: tuple[str, ...] = ("skip",)
    own_words: tuple[str, ...] = _SKIPPED
    reads_like: frozenset[str] = frozenset({"about-me", "did", "goal", "people", "met", "card", "promise", "contact"})

    def readings(self, text: str, facts: Facts) -> Sequence[Reading[str | Literal[Off.OFF]]]:
        said = _without_hesitation(text)
        if said in _SKIPPED:
            return (Reading(Off.OFF, "skip", say("nothing")),)
        if _AT_A_LOSS.fullmatch(said):
            raise BadValue(_PUT_PLAINLY)
        return TextKind(self.hint, self.input, limit=self.limit).readings(text, facts)

    def write(self, value: object) -> str:
        return "skip" if value is Off.OFF else str(value)


class Switch(StrEnum):
    ON = "on"
    OFF = "off"


TOPICS = TopicsKind("topics", Input.AREA, is_statement=True)
LINKS = LinksKind("links")
OCCUPATION = TextKind("text", limit=120)
HEADLINE = TextKind("text", limit=200)
ANSWER = AnswerKind("text", Input.AREA)
SWITCH = choice_of(Switch)
