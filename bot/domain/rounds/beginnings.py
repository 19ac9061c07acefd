"""Why those of a group are together and with what they may begin: something else at each draw of the same people, as
long as there is something."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.preparing import questions_about
from bot.domain.topics import topic_key
from bot.words import Strong, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from bot.domain.ids import MemberId
    from bot.domain.preparing import Match
    from bot.words import Phrase


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that speaks for meeting somebody, and what to ask about it; none: nothing of its own. ``key`` is what
    is kept of it once it was begun with."""

    key: str
    reason: Phrase
    question: Phrase | None


@dataclass(frozen=True, slots=True)
class Beginnings:
    """For one member of a group: who of the others fits, the best first; how often each of the others was in a group
    with them before, in this round; and what they were told to begin with then."""

    found: Sequence[Match]
    before: Mapping[MemberId, int]
    begun: Set[str] = frozenset()

    @property
    def has_met_all(self) -> bool:
        return bool(self.before) and all(self.before.values())

    @property
    def points(self) -> dict[MemberId, Point]:
        """One of each of them who has something that was not begun with yet."""
        new = {each.who.member: self._new(each) for each in self.found}
        return {member: point for member, point in new.items() if point is not None}

    def reasons(self, match: Match) -> tuple[Phrase, ...]:
        """All of them at first, then the one to begin with."""
        if not self.before.get(match.who.member, 0):
            return match.reasons
        point = self._new(match)
        return () if point is None else (point.reason,)

    def question(self, title: str) -> Phrase:
        """About something new if there is any; else one that suits anybody, another one at each draw."""
        asked = [each.question for each in self.points.values() if each.question is not None]
        if asked:
            return asked[0]
        known = [each.question for match in self.found[:1] for each in points_of(match) if each.question is not None]
        row = [*plain(title)[bool(known) :], *known]
        return row[(min(self.before.values(), default=0) - len(known)) % len(row)]

    def _new(self, match: Match) -> Point | None:
        return next((each for each in points_of(match) if each.key not in self.begun), None)


def points_of(match: Match) -> list[Point]:
    """What can be asked about comes first."""
    who = hashlib.blake2b(match.who.member.encode(), digest_size=4).hexdigest()
    found, goals = match.overlap, match.reasons[: len(match.goals)]
    topics = (*found.theirs_for_me, *found.mine_for_them, *found.shared)
    asked = zip(topics, match.reasons[len(goals) :], questions_about(match), strict=True)
    return [
        *(Point(f"{who} {' '.join(sorted(topic_key(topic)))}", reason, question) for topic, reason, question in asked),
        *(Point(f"{who} {each.id}", reason, None) for each, reason in zip(match.goals, goals, strict=True)),
    ]


def plain(title: str) -> tuple[Phrase, ...]:
    """What suits anybody; the first is for who were never together."""
    return (
        say("“What brings you to {title}?”", title=Strong(title)),
        say("“What is new with you since the last time?”"),
        say("“What are you working on that somebody here could help with?”"),
        say("“What would you like to learn next?”"),
        say("“Whom else here should I meet?”"),
    )
