"""What one member wrote down: private, and sealed wherever it is their own words.

A reference inside a notebook carries the owner, so that no record can ever hang on somebody else's.
"""

from sqlalchemy import Column, Index, Table, UniqueConstraint
from sqlalchemy.sql.schema import SchemaItem

from bot.domain.followups import FollowUpState, Reason
from bot.domain.introductions import PromiseState
from bot.domain.people import ContactKind
from bot.domain.reminders import ReminderState
from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Choice, Day, Every, Instant, Key, Sealed, WallMoment


def records(name: str, *columns: SchemaItem) -> Table:
    """A table of one kind of record in members' notebooks."""
    return Table(
        name,
        metadata,
        community(),
        key("owner", primary=True),
        key("id", primary=True),
        *columns,
        Column("created_at", Instant, nullable=False),
        version(),
    )


def _about_a_person(name: str, *columns: SchemaItem) -> Table:
    return records(
        name,
        key("person"),
        *columns,
        refers("community", "owner", "person", to="person"),
        Index(None, "community", "owner", "person"),
    )


def _found_by_id() -> UniqueConstraint:
    """For the records that deliveries speak for: a delivery names its record by id alone."""
    return UniqueConstraint("community", "id")


PERSON = records(
    "person",
    Column("name", Sealed, nullable=False),
    Column("member", Key),
    Column("cadence", Every),
    Column("seen_on", Day),
    Column("nudge", WallMoment),
    _found_by_id(),
    refers("community", "owner", to="member", name="fk_person_owner"),
    refers("community", "member", to="member", name="fk_person_member"),
    Index(None, "community", "member", "owner"),
)

INTRODUCTION = _about_a_person(
    "introduction",
    Column("on", Day, nullable=False),
    Column("where", Sealed),
    Column("about", Sealed),
    Column("via", Sealed),
    Column("note", Sealed),
)

PROMISE = _about_a_person(
    "promise",
    Column("text", Sealed, nullable=False),
    Column("due", WallMoment),
    Column("introduction", Key),
    Column("state", Choice(PromiseState), nullable=False),
    Column("outcome", Sealed),
    Column("settled_at", Instant),
    _found_by_id(),
    refers("community", "owner", "introduction", to="introduction"),
    Index(None, "community", "owner", "state"),
)

NOTE = _about_a_person("note", Column("text", Sealed, nullable=False))

CONTACT = _about_a_person(
    "contact",
    Column("kind", Choice(ContactKind), nullable=False),
    Column("on", Day, nullable=False),
    Column("about", Sealed),
)

FOLLOWUP = _about_a_person(
    "followup",
    Column("reason", Choice(Reason), nullable=False),
    Column("due", WallMoment, nullable=False),
    Column("state", Choice(FollowUpState), nullable=False),
    Column("about", Sealed),
    Column("settled_at", Instant),
    _found_by_id(),
    Index(None, "community", "owner", "state"),
)

REMINDER = records(
    "reminder",
    Column("text", Sealed, nullable=False),
    Column("moment", WallMoment, nullable=False),
    Column("state", Choice(ReminderState), nullable=False),
    _found_by_id(),
    refers("community", "owner", to="member"),
    Index(None, "community", "owner", "state"),
)
