"""Records to store: a plain one of every kind, and strategies for any that the core could make."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from bot.domain.blocks import Block
from bot.domain.changes import Change
from bot.domain.deeds import Deed
from bot.domain.followups import FollowUp, Reason
from bot.domain.goals import Goal, GoalKind
from bot.domain.ids import ChangeId, MemberId, PersonId, new_id
from bot.domain.introductions import Introduction, Promise
from bot.domain.members import QuietHours
from bot.domain.mentoring import Session
from bot.domain.paths import Path
from bot.domain.people import Contact, ContactKind, Note, Person
from bot.domain.pitches import Pitch
from bot.domain.profiles import Profile
from bot.domain.quests import Inquiry, Quest
from bot.domain.reminders import Reminder
from bot.domain.times import Cadence, Frequency, Moment, Precision, Rule, Unit, ZoneName
from tests.stores import NOW, ZONE

TOMORROW = Moment(datetime.fromisoformat("2026-03-05T09:00"), ZONE)
LATER = Moment(datetime.fromisoformat("2026-03-09T09:00"), ZONE)
DAILY = Moment(datetime.fromisoformat("2026-03-05T08:00"), ZONE, rule=Rule(Frequency.DAILY))
TODAY = NOW.date()


def person(owner: MemberId, name: str = "Bo Chen") -> Person:
    return Person(PersonId(new_id(NOW)), owner, name, NOW)


def reminder(owner: MemberId, text: str = "water the plants", moment: Moment = TOMORROW) -> Reminder:
    return Reminder(new_id(NOW), owner, text, moment, NOW)


def promise(owner: MemberId, about: PersonId, due: Moment | None = TOMORROW) -> Promise:
    return Promise(new_id(NOW), owner, about, "send the benchmark", NOW, due)


def profile(owner: MemberId) -> Profile:
    return Profile(new_id(NOW), owner, NOW, interests=("tea", "Rust, compilers"), card_since=NOW)


def change(owner: MemberId, *, minute: int = 0) -> Change:
    at = NOW + timedelta(minutes=minute)
    return Change(ChangeId(new_id(at)), owner, "met", "You met Bo Chen.", at)


@dataclass(frozen=True)
class Kind:
    """One kind of record: where a book keeps it, and how to make one for an owner and a person."""

    room: str
    plain: Callable[[MemberId, PersonId], Any]
    changed: dict[str, Any]


KINDS = [
    Kind("people", lambda owner, _: person(owner), {"name": "Bo Chen-Li"}),
    Kind("introductions", lambda owner, about: Introduction(new_id(NOW), owner, about, TODAY, NOW), {"where": "PyCon"}),
    Kind("promises", promise, {"text": "send the slides"}),
    Kind("notes", lambda owner, about: Note(new_id(NOW), owner, about, "likes tea", NOW), {"text": "likes coffee"}),
    Kind(
        "contacts",
        lambda owner, about: Contact(new_id(NOW), owner, about, ContactKind.MET, TODAY, NOW),
        {"about": "tea"},
    ),
    Kind(
        "followups",
        lambda owner, about: FollowUp(new_id(NOW), owner, about, Reason.JUST_MET, LATER, NOW),
        {"about": "tea"},
    ),
    Kind("reminders", lambda owner, _: reminder(owner), {"text": "water the garden"}),
    Kind(
        "sessions",
        lambda owner, _: Session(new_id(NOW), owner, "m", owner, TODAY, "we spoke", NOW),
        {"text": "we wrote"},
    ),
    Kind("paths", lambda owner, _: Path(new_id(NOW), owner, NOW), {"begun_at": NOW}),
    Kind("blocks", lambda owner, _: Block(new_id(NOW), owner, owner, NOW), {"created_at": NOW + timedelta(minutes=1)}),
    Kind("quests", lambda owner, _: Quest(new_id(NOW), owner, NOW, where="Acme"), {"about": "tea"}),
    Kind(
        "inquiries",
        lambda owner, about: Inquiry(new_id(NOW), owner, about, "quest", owner, NOW, NOW),
        {"ask_at": NOW + timedelta(days=1)},
    ),
    Kind("profiles", lambda owner, _: profile(owner), {"offers": ("tea", "time")}),
    Kind("pitches", lambda owner, _: Pitch(new_id(NOW), owner, NOW, "I grow tea"), {"who": "I grow coffee"}),
    Kind("goals", lambda owner, _: Goal(new_id(NOW), owner, "meet 3", GoalKind.MEET, 3, NOW), {"topic": "tea"}),
    Kind("deeds", lambda owner, _: Deed(new_id(NOW), owner, "gave a talk", TODAY, NOW), {"link": "https://x.example"}),
]

texts = st.text(st.characters(exclude_categories=("Cc", "Cs"))).map(lambda text: unicodedata.normalize("NFC", text))
OF_ONESELF = (
    "people",
    "blocks",
    "sessions",
    "paths",
    "quests",
    "inquiries",
    "reminders",
    "profiles",
    "pitches",
    "goals",
    "deeds",
)
ABOUT_A_PERSON = [kind for kind in KINDS if kind.room not in OF_ONESELF]

_FIRST, _LAST = datetime.fromisoformat("1900-01-02"), datetime.fromisoformat("9998-01-01")
instants = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))
zones = st.sampled_from(["UTC", "Europe/Lisbon", "America/St_Johns", "Australia/Lord_Howe"]).map(ZoneName)
rules = st.builds(Rule, st.sampled_from(Frequency), interval=st.integers(1, 4))
moments = st.builds(
    Moment,
    st.datetimes(_FIRST, _LAST).map(lambda at: at.replace(second=0, microsecond=0)),
    zones,
    st.sampled_from(Precision),
    st.none() | rules,
)
quiet = st.builds(QuietHours, st.times(), st.times())

_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": texts,
    "text": texts,
    "where": st.none() | texts,
    "about": st.none() | texts,
    "via": st.none() | texts,
    "note": st.none() | texts,
    "outcome": st.none() | texts,
    "on": st.dates(),
    "seen_on": st.none() | st.dates(),
    "cadence": st.none() | st.builds(Cadence, st.integers(1, 60), st.sampled_from(Unit)),
    "nudge": st.none() | moments,
    "due": moments,
    "next": st.none() | moments,
    "shared_at": st.none() | instants,
    "moment": moments,
    "digest": st.none() | moments,
    "quiet": st.none() | quiet,
    "zone": zones,
    "created_at": instants,
    "joined_at": instants,
    "settled_at": st.none() | instants,
    "budget": st.integers(0, 100),
    "gather_minutes": st.none() | st.integers(5, 10_000),
    **dict.fromkeys(("occupation", "headline", "who", "what", "proof", "ask", "topic", "link"), st.none() | texts),
    **dict.fromkeys(("interests", "offers", "asks", "links", "languages"), st.lists(texts, max_size=3).map(tuple)),
    **dict.fromkeys(("card_since", "search_since", "stopped_at", "reached_at", "dropped_at"), st.none() | instants),
    "until": st.none() | st.dates(),
    "target": st.integers(1, 1000),
}


def any_values(record: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Whatever the fields of a record like this one could hold; ids, owners and versions are left alone."""
    found: dict[str, st.SearchStrategy[Any]] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, StrEnum):
            found[field.name] = st.sampled_from(type(value))
        elif field.name in _VALUES:
            found[field.name] = _VALUES[field.name]
    return st.fixed_dictionaries(found)
