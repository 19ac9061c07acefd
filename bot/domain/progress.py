"""How far a goal is: counted from what was recorded after it was set, by the day it runs until."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.domain.goals import Goal, GoalKind
from bot.domain.introductions import Introduction, Promise, PromiseState
from bot.domain.people import Contact, ContactKind, Note
from bot.domain.times import ZoneName, local_at
from bot.domain.topics import topic_key

if TYPE_CHECKING:
    from bot.domain.deeds import Deed
    from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Recorded:
    """Everything in one notebook that goals count, and the zone of its owner's days."""

    introductions: Sequence[Introduction]
    contacts: Sequence[Contact]
    notes: Sequence[Note]
    promises: Sequence[Promise]
    deeds: Sequence[Deed]
    zone: ZoneName


@dataclass(frozen=True, slots=True)
class Progress:
    """``people`` are who counts, in the order in which they came to; none where other things are counted."""

    count: int
    people: tuple[PersonId, ...] = ()


def progress(goal: Goal, recorded: Recorded) -> Progress:
    match goal.kind:
        case GoalKind.MEET | GoalKind.TALK | GoalKind.HELP:
            people = _people(goal, recorded)
            return Progress(len(people), people)
        case GoalKind.KEEP:
            return Progress(sum(_is_kept(each, goal, recorded.zone) for each in recorded.promises))
        case GoalKind.DO:
            return Progress(sum(_is_done(each, goal, recorded.zone) for each in recorded.deeds))


def _people(goal: Goal, recorded: Recorded) -> tuple[PersonId, ...]:
    """Each once, where anything noted about them, whenever it was, speaks of the topic."""
    texts = _texts(recorded)
    touched = sorted(_touches(goal, recorded), key=lambda each: (each.created_at, each.id))
    people = dict.fromkeys(each.person for each in touched if _counts(goal, each.created_at, each.on))
    return tuple(each for each in people if _speaks_of(goal.topic, texts[each]))


def _touches(goal: Goal, recorded: Recorded) -> Iterator[Introduction | Contact]:
    if goal.kind is GoalKind.HELP:
        yield from (each for each in recorded.contacts if each.kind is ContactKind.HELPED)
        return
    yield from recorded.introductions
    yield from (each for each in recorded.contacts if goal.kind is GoalKind.TALK or each.kind is ContactKind.MET)


def _texts(recorded: Recorded) -> defaultdict[PersonId, list[str | None]]:
    texts = defaultdict["PersonId", list[str | None]](list)
    for meeting in recorded.introductions:
        texts[meeting.person] += (meeting.about, meeting.where, meeting.note)
    for contact in recorded.contacts:
        texts[contact.person].append(contact.about)
    for note in recorded.notes:
        texts[note.person].append(note.text)
    return texts


def _speaks_of(topic: str | None, texts: Iterable[str | None]) -> bool:
    """Whether every word of the topic that says something is in one of the texts."""
    return topic is None or topic_key(topic) <= topic_key(" ".join(text for text in texts if text))


def _counts(goal: Goal, recorded_at: datetime, on: date) -> bool:
    return recorded_at >= goal.created_at and (goal.until is None or on <= goal.until)


def _is_kept(promise: Promise, goal: Goal, zone: ZoneName) -> bool:
    if promise.state is not PromiseState.KEPT or promise.settled_at is None:
        return False
    is_in_time = _counts(goal, promise.settled_at, local_at(promise.settled_at, zone).date())
    return is_in_time and _speaks_of(goal.topic, (promise.text, promise.outcome))


def _is_done(deed: Deed, goal: Goal, zone: ZoneName) -> bool:
    """What was done before the goal was set may be written down later, and is no step towards it."""
    is_new = deed.on >= local_at(goal.created_at, zone).date()
    return is_new and _counts(goal, deed.created_at, deed.on) and _speaks_of(goal.topic, (deed.text,))
