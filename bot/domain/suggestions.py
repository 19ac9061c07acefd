"""What is worth doing next, each with its reason. Pure: decided from what a member recorded, and never nagging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.followups import FollowUp, FollowUpState, Reason
from bot.domain.introductions import PromiseState
from bot.domain.people import Contact, ContactKind

if TYPE_CHECKING:
    from bot.domain.ids import PersonId
    from bot.domain.introductions import Introduction, Promise
    from bot.domain.people import Person

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
    """Everything in one notebook that suggestions rest on."""

    people: Sequence[Person]
    introductions: Sequence[Introduction]
    contacts: Sequence[Contact]
    followups: Sequence[FollowUp]
    promises: Sequence[Promise] = ()


def suggestions(facts: Facts, today: date) -> tuple[Suggestion, ...]:
    """At most five: passed cadences, then meetings without a follow-up, then one-sided asking; longest ago first."""
    met = _latest((each.person, each.on) for each in facts.introductions)
    kept = (each for each in facts.promises if each.state is PromiseState.KEPT)
    touched = _latest([*((each.person, each.on) for each in facts.contacts), *_settled(kept)])
    found = [
        suggestion
        for person in facts.people
        if not _is_busy(person.id, facts)
        for suggestion in _about(person, met, touched, facts.contacts, today)
        if not _is_cooling(suggestion, facts.followups, today)
    ]
    order = (Reason.CADENCE, Reason.NO_FOLLOW_UP, Reason.ONLY_ASKED)
    found.sort(key=lambda each: (order.index(each.reason), each.since))
    seen: dict[PersonId, Suggestion] = {}
    for each in found:
        seen.setdefault(each.person.id, each)
    return tuple(seen.values())[:MOST]


def _about(
    person: Person,
    met: Mapping[PersonId, date],
    touched: Mapping[PersonId, date],
    contacts: Iterable[Contact],
    today: date,
) -> Iterable[Suggestion]:
    if person.nudge is not None and person.nudge.local.date() <= today:
        yield Suggestion(person, Reason.CADENCE, person.seen_on or person.nudge.local.date())
    last_met = met.get(person.id)
    if last_met is not None and last_met < today and today - last_met <= FRESH:
        touch = touched.get(person.id)
        if touch is None or touch < last_met:
            yield Suggestion(person, Reason.NO_FOLLOW_UP, last_met)
    kinds = [each.kind for each in contacts if each.person == person.id]
    if kinds.count(ContactKind.ASKED) >= ASKED_OFTEN and ContactKind.HELPED not in kinds:
        yield Suggestion(person, Reason.ONLY_ASKED, touched[person.id])


def _settled(promises: Iterable[Promise]) -> Iterable[tuple[PersonId, date]]:
    return ((each.person, each.settled_at.date()) for each in promises if each.settled_at is not None)


def _latest(days: Iterable[tuple[PersonId, date]]) -> dict[PersonId, date]:
    latest: dict[PersonId, date] = {}
    for person, day in days:
        latest[person] = max(day, latest.get(person, day))
    return latest


def _is_busy(person: PersonId, facts: Facts) -> bool:
    """Whether something comes up with them anyway: a follow-up, or a promise with its day."""
    is_planned = any(each.is_open for each in facts.followups if each.person == person)
    return is_planned or any(each.wake is not None for each in facts.promises if each.person == person)


def _is_cooling(suggestion: Suggestion, followups: Iterable[FollowUp], today: date) -> bool:
    """Whether a step with this person was settled since the reason arose, or the same idea was dropped lately."""
    for each in followups:
        if each.person != suggestion.person.id or each.settled_at is None:
            continue
        settled = each.settled_at.date()
        if each.state is FollowUpState.DONE and settled >= suggestion.since and suggestion.reason is not Reason.CADENCE:
            return True
        if each.state is FollowUpState.DROPPED and today - settled < COOLDOWN:
            return True
    return False
