"""Whom of those who come to a meetup it is worth meeting, why, and what to ask there.

It rests on what the member who prepares says of themselves, and on what the others agreed to show before a meetup.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from bot.domain.topics import Overlap, meeting, overlap
from bot.words import Strong, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.domain.goals import Goal
    from bot.domain.profiles import Shown
    from bot.words import Phrase

MOST_SHOWN = 5
QUESTIONS = 3
_MUCH, _SOME = 3, 2
"""What weighs how much: what I look for, what I can give; an interest that is shared counts once."""


@dataclass(frozen=True, slots=True)
class Seeker:
    """What the member who prepares says of themselves, to themselves."""

    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who comes, and what speaks for meeting them: it is never empty."""

    who: Shown
    overlap: Overlap
    goals: tuple[Goal, ...]

    @property
    def weight(self) -> int:
        found = self.overlap
        much = len(self.goals) + len(found.theirs_for_me)
        return _MUCH * much + _SOME * len(found.mine_for_them) + len(found.shared)

    @property
    def reasons(self) -> tuple[Phrase, ...]:
        found = self.overlap
        return (
            *(say("fits your goal: {goal}", goal=each.text) for each in self.goals),
            *(say("offers {topic} (you look for that)", topic=each) for each in found.theirs_for_me),
            *(say("looks for {topic} (you offer that)", topic=each) for each in found.mine_for_them),
            *(say("shares an interest: {topic}", topic=each) for each in found.shared),
        )


def matches(seeker: Seeker, others: Iterable[Shown]) -> tuple[Match, ...]:
    """At most five: who fits best comes first, and by name where they fit alike."""
    found = [match for each in others if (match := _match(seeker, each)) is not None]
    return tuple(sorted(found, key=lambda each: (-each.weight, each.who.name, each.who.member))[:MOST_SHOWN])


def _match(seeker: Seeker, who: Shown) -> Match | None:
    theirs = (*who.interests, *who.offers, *((who.occupation,) if who.occupation else ()))
    goals = tuple(each for each in seeker.goals if each.topic is not None and meeting(theirs, (each.topic,)))
    found = overlap(seeker, who)
    return Match(who, found, goals) if found or goals else None


def questions(found: Sequence[Match], title: str, topic: str | None) -> tuple[Phrase, ...]:
    """Three to ask there: of those who fit, of what one wants to talk about, and plain ones that suit anybody."""
    return tuple(islice(_questions(found, title, topic), QUESTIONS))


def _questions(found: Sequence[Match], title: str, topic: str | None) -> Iterator[Phrase]:
    yield from _of_matches(found)
    if topic is not None:
        yield say("“I wanted to talk about {topic}. Have you tried it?”", topic=Strong(topic))
    yield say("“What brings you to {title}?”", title=Strong(title))
    yield say("“What are you working on that somebody here could help with?”")
    yield say("“Whom else here should I meet?”")


def _of_matches(found: Sequence[Match]) -> Iterator[Phrase]:
    """One each of the first two, so that there is room for a plain one."""
    for each in found[: QUESTIONS - 1]:
        yield from questions_about(each)[:1]


def questions_about(match: Match) -> tuple[Phrase, ...]:
    """One for each topic, in the order of the reasons that speak of them; none for goals."""
    name, found = Strong(match.who.name), match.overlap
    return (
        *(
            say("{name}: “I am looking for {topic}. How would you begin?”", name=name, topic=Strong(each))
            for each in found.theirs_for_me
        ),
        *(
            say("{name}: “You look for {topic}. What would help you most?”", name=name, topic=Strong(each))
            for each in found.mine_for_them
        ),
        *(say("{name}: “What do you like about {topic}?”", name=name, topic=Strong(each)) for each in found.shared),
    )
