"""Which volunteers fit a wish, and in which order they are asked. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.domain.people import name_key
from bot.domain.times import local_at
from bot.domain.topics import meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.domain.ids import MemberId
    from bot.domain.profiles import Shown
    from bot.domain.volunteers import Question, Volunteer, Wish

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_HOURS_THAT_MATTER = 3


@dataclass(frozen=True, slots=True)
class Matching:
    """``shown`` is what members show of themselves, ``apart`` the pairs that are never put together, ``asked_last``
    when each volunteer was asked last, for whomever."""

    shown: Mapping[MemberId, Shown]
    apart: Set[frozenset[MemberId]]
    asked_last: Mapping[MemberId, datetime]
    now: datetime

    def fitting(self, wish: Wish, volunteers: Iterable[Volunteer], asked: Set[MemberId]) -> tuple[MemberId, ...]:
        """Those who may be asked and were not, the best first; of those alike, who was asked least lately."""
        found = [each for each in volunteers if each.member not in asked and self.may_ask(wish, each)]
        return tuple(each.member for each in sorted(found, key=lambda each: self._rank(wish, each)))

    def may_ask(self, wish: Wish, volunteer: Volunteer) -> bool:
        if volunteer.member == wish.member or frozenset((wish.member, volunteer.member)) in self.apart:
            return False
        return not wish.topics or bool(meeting(volunteer.topics, wish.topics))

    def _rank(self, wish: Wish, volunteer: Volunteer) -> tuple[int, int, int, datetime, str]:
        mine, theirs = self.shown.get(wish.member), self.shown.get(volunteer.member)
        return (
            -len(meeting(wish.topics, volunteer.topics)),
            _language_apart(mine, theirs),
            self._hours_apart(mine, theirs),
            self.asked_last.get(volunteer.member, _NEVER),
            volunteer.id,
        )

    def _hours_apart(self, one: Shown | None, other: Shown | None) -> int:
        """In steps of three hours; where one of them does not show their zone, it does not count."""
        if one is None or other is None or one.zone is None or other.zone is None:
            return 0
        apart = abs(local_at(self.now, one.zone) - local_at(self.now, other.zone)).total_seconds() / 3600
        return round(min(apart, 24 - apart)) // _HOURS_THAT_MATTER


def _language_apart(one: Shown | None, other: Shown | None) -> int:
    """Whether they share a language, as far as both show theirs."""
    if one is None or other is None or not one.languages or not other.languages:
        return 1
    return 0 if set(map(name_key, one.languages)) & set(map(name_key, other.languages)) else 2


def last_asked(questions: Sequence[Question], now: datetime) -> Mapping[MemberId, datetime]:
    """When each volunteer was asked last."""
    found: dict[MemberId, datetime] = {}
    for each in questions:
        if each.asked_at <= now:
            found[each.volunteer] = max(each.asked_at, found.get(each.volunteer, each.asked_at))
    return found
