"""What is worth doing next, each with its reason. Pure: decided from what a member recorded, and never nagging."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.introductions import PromiseState
from bot.domain.people import ContactKind, by_person
from bot.domain.times import ZoneName, local_at

if TYPE_CHECKING:
    from bot.domain.ids import PersonId
    from bot.domain.introductions import Introduction, Promise
    from bot.domain.people import Contact, Person

MOST = 5
COOLDOWN = timedelta(days=30)
"""After a suggestion about a person was settled or dropped, none with the same reason for this long."""

FRESH = timedelta(days=60)
"""How long a meeting without a follow-up is worth pointing out: afterwards it would only embarrass."""

ASKED_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person to be in touch with, and why. ``since`` is the day the reason rests on."""

    person: Person
    reason: Reason
    since: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything in one notebook that suggestions rest on, and the zone of its owner's days."""

    people: Sequence[Person]
    introductions: Sequence[Introduction]
    contacts: Sequence[Contact]
    followups: Sequence[FollowUp]
    promises: Sequence[Promise]
    zone: ZoneName


@dataclass(frozen=True, slots=True)
class _History:
    """What happened with one person."""

    person: Person
    introductions: tuple[Introduction, ...]
    contacts: tuple[Contact, ...]
    followups: tuple[FollowUp, ...]
    promises: tuple[Promise, ...]
    zone: ZoneName

    @property
    def is_busy(self) -> bool:
        """Whether something comes up with them anyway: a follow-up, or a promise with its day."""
        return any(each.is_open for each in self.followups) or any(each.wake is not None for each in self.promises)

    @property
    def met_on(self) -> date | None:
        return max((each.on for each in self.introductions), default=None)

    @property
    def touched_on(self) -> date | None:
        """The last contact; a promise kept is one."""
        kept = (self.day_of(each.settled_at) for each in self.promises if each.state is PromiseState.KEPT)
        days = [*(each.on for each in self.contacts), *(day for day in kept if day is not None)]
        return max(days, default=None)

    def day_of(self, instant: datetime | None) -> date | None:
        return None if instant is None else local_at(instant, self.zone).date()


def suggestions(facts: Facts, today: date) -> tuple[Suggestion, ...]:
    """At most five: passed cadences, then meetings without a follow-up, then one-sided asking; longest ago first."""
    found = [each for history in _histories(facts) if not history.is_busy for each in _about(history, today)]
    order = (Reason.CADENCE, Reason.NO_FOLLOW_UP, Reason.ONLY_ASKED)
    found.sort(key=lambda each: (order.index(each.reason), each.since))
    first: dict[PersonId, Suggestion] = {}
    for each in found:
        first.setdefault(each.person.id, each)
    return tuple(first.values())[:MOST]


def _histories(facts: Facts) -> Iterable[_History]:
    introductions, contacts = by_person(facts.introductions), by_person(facts.contacts)
    followups, promises = by_person(facts.followups), by_person(facts.promises)
    for person in facts.people:
        who = person.id
        yield _History(
            person,
            introductions.get(who, ()),
            contacts.get(who, ()),
            followups.get(who, ()),
            promises.get(who, ()),
            facts.zone,
        )


def _about(history: _History, today: date) -> Iterable[Suggestion]:
    return (each for each in _ideas(history, today) if not _is_cooling(each, history, today))


def _ideas(history: _History, today: date) -> Iterable[Suggestion]:
    person, met_on, touched_on = history.person, history.met_on, history.touched_on
    if person.nudge is not None and person.nudge.local.date() <= today:
        yield Suggestion(person, Reason.CADENCE, person.seen_on or person.nudge.local.date())
    if met_on is not None and met_on < today <= met_on + FRESH and (touched_on is None or touched_on < met_on):
        yield Suggestion(person, Reason.NO_FOLLOW_UP, met_on)
    kinds = [each.kind for each in history.contacts]
    if kinds.count(ContactKind.ASKED) >= ASKED_OFTEN and ContactKind.HELPED not in kinds:
        yield Suggestion(person, Reason.ONLY_ASKED, max(each.on for each in history.contacts))


def _is_cooling(suggestion: Suggestion, history: _History, today: date) -> bool:
    """Whether a step with this person was settled since the reason arose, or the same idea was dropped lately."""
    for each in history.followups:
        settled = history.day_of(each.settled_at)
        if settled is None:
            continue
        if each.state is FollowUpState.DONE and settled >= suggestion.since and suggestion.reason is not Reason.CADENCE:
            return True
        if each.state is FollowUpState.DROPPED and today - settled < COOLDOWN:
            return True
    return False
