"""What a goal aims at, read from words: so many people or things, and what about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.goals import GoalKind

MOST = 1000
_NUMBERS = dict(
    zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)
) | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "a dozen": 12, "a couple of": 2}
_NUMBER = r"(?P<number>\d{1,4}|a dozen|a couple of|" + "|".join(_NUMBERS) + r")"
_AT_LEAST = r"(?:at least |another |up to )?"
_VERBS = {
    GoalKind.MEET: r"meet|get to know|know|find|connect with",
    GoalKind.TALK: r"talk to|talk with|speak to|speak with|be in touch with|get in touch with|catch up with|"
    r"reach out to|write to|contact|chat with|follow up with",
    GoalKind.HELP: r"help|mentor|support",
    GoalKind.KEEP: r"keep|fulfil|fulfill",
    GoalKind.DO: r"give|hold|do|publish|write|release|ship|launch",
}
_SAID = {
    kind: re.compile(rf"(?:to )?(?:{verbs}) {_AT_LEAST}{_NUMBER} (?P<rest>.+)", re.IGNORECASE | re.DOTALL)
    for kind, verbs in _VERBS.items()
}
_PEOPLE = frozenset(
    "people person persons folks members member others contacts contact someone developers developer engineers "
    "engineer devs dev programmers programmer newcomers newcomer".split()
)
_NEW = re.compile(r"(?:new|more|other|different|interesting)\s+", re.IGNORECASE)
_PLACED = r"at|from|in|into|about|on|with|interested in|working on|working with|working in|working at|using"
_WHO = re.compile(
    rf"^(?P<noun>[\w+#./-]+(?: [\w+#./-]+){{0,2}}?)"
    rf"(?: (?:who|that)(?: (?:know|knows|use|uses|do|does|like|likes|love|work|works|are|build|builds|speak|write))?"
    rf"(?: (?:{_PLACED}))?| (?:{_PLACED})) (?P<topic>.+)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Aim:
    """``text`` is how it was said; ``until`` the last day, where that was said with it."""

    text: str
    kind: GoalKind
    target: int
    topic: str | None = None
    until: date | None = None

    def __str__(self) -> str:
        return self.text if self.until is None else f"{self.text} until {self.until}"


def aim_in(text: str) -> Aim | None:
    """None where it says nothing that could be counted."""
    said = " ".join(text.split()).strip(" .!")
    for kind, shape in _SAID.items():
        match = shape.fullmatch(said)
        if match is not None:
            target = _number(match["number"])
            is_counted = kind is not GoalKind.KEEP or "promise" in match["rest"].casefold()
            if 0 < target <= MOST and is_counted:
                return Aim(said.removeprefix("to "), kind, target, _topic(kind, match["rest"]))
    return None


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdecimal() else _NUMBERS.get(word.casefold(), 0)


def _topic(kind: GoalKind, rest: str) -> str | None:
    """What it has to be about: "Kafka" of "people who know Kafka" and of "Kafka engineers"; none of "new people"."""
    rest = _NEW.sub("", rest).strip(" .!")
    if kind is GoalKind.DO:
        return rest
    match = _WHO.match(rest)
    noun, topic = (rest, None) if match is None else (match["noun"], match["topic"])
    words = [word for word in noun.split() if word.casefold() not in _PEOPLE | {"promise", "promises", "my", "of"}]
    return " ".join([*words, *([topic] if topic else [])]) or None
