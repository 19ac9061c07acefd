"""How each kind of record lies in its table: the fields of the dataclass are the columns, by name.

A row, a record and a journalled image are the same values, differently dressed; this is the place that dresses them.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from sqlalchemy import Select, Table, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.engine.default import DefaultDialect

from bot.domain.blocks import Block
from bot.domain.boards import Hand, Post
from bot.domain.bulletins import Bulletin
from bot.domain.confirmations import Confirmation
from bot.domain.deeds import Deed
from bot.domain.followups import FollowUp
from bot.domain.goals import Goal
from bot.domain.hospitality import Hospitality
from bot.domain.introductions import Introduction, Promise
from bot.domain.meetups import Meetup, Override
from bot.domain.members import Member
from bot.domain.mentoring import Mentorship, Session
from bot.domain.noticeboard import Noticeboard
from bot.domain.paths import Path
from bot.domain.people import Contact, Note, Person
from bot.domain.pitches import Pitch
from bot.domain.profiles import Profile
from bot.domain.quests import Inquiry, Quest
from bot.domain.referrals import Referral, Vouch
from bot.domain.reminders import Reminder
from bot.domain.rounds.records import Draw, Participation, Round, Seat
from bot.domain.rsvps import Rsvp
from bot.domain.thanks import Thanks
from bot.domain.volunteers import Question as Asked
from bot.domain.volunteers import Volunteer, Wish
from bot.domain.warm import WarmIntroduction
from storage.tables import (
    boards,
    company,
    introducing,
    meetups,
    members,
    notebook,
    profiles,
    referrals,
    rounds,
    thanks,
    volunteers,
)
from storage.types import Sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.sql.elements import ColumnElement

    from storage.secrets import Box


class Record(Protocol):
    """What every record has, a member's own included."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


class OwnedRecord(Record, Protocol):
    """A record in somebody's notebook."""

    @property
    def owner(self) -> str: ...


R = TypeVar("R", bound=Record)
Owned = TypeVar("Owned", bound=OwnedRecord)
Question = Select[Any]

Json = dict[str, "str | int | None"]
"""An image of a record: sealed texts open, everything else as the database keeps it."""

_ANY_DATABASE = DefaultDialect()


class Shape(Generic[R]):
    """One kind of record and its table, with the statements every kind needs, built once."""

    def __init__(self, kind: type[R], table: Table) -> None:
        self.kind = kind
        self.table = table
        self.columns = tuple(table.c[field.name] for field in fields(cast("Any", kind)))
        names = [column.name for column in self.columns]
        types = ((at, name, table.c[name].type) for at, name in enumerate(names))
        self._sealed = tuple((at, name, kind) for at, name, kind in types if isinstance(kind, Sealed))
        self._owner_at, self._id_at = names.index("owner" if "owner" in names else "id"), names.index("id")
        in_place = table.c.community == bindparam("in_community")
        if "owner" in table.c:
            in_place &= table.c.owner == bindparam("of_owner")
        self.owned = select(*self.columns).where(in_place)
        self.by_id = self.owned.where(table.c.id == bindparam("with_id"))
        self.these = select(*self.columns).where(
            table.c.community == bindparam("in_community"), table.c.id.in_(bindparam("with_ids", expanding=True))
        )
        self.count = select(func.count()).select_from(table).where(in_place)
        self.newest = self.owned.order_by(table.c.get("created_at", table.c.id).desc(), table.c.id.desc())
        self.about = self.newest.where(table.c.person == bindparam("of_person")) if "person" in table.c else None
        self.insert = insert(table)
        as_it_was = in_place & (table.c.id == bindparam("with_id")) & (table.c.version == bindparam("at_version"))
        self.update = update(table).where(as_it_was)
        self.delete = delete(table).where(as_it_was)
        self._writers = tuple(_writer(column) for column in self.columns)
        self._readers = tuple(_reader(column) for column in self.columns)

    def owner_of(self, record: R) -> str:
        """Whose notebook it is in; a record of the whole community is in none, and stands for itself."""
        return cast("str", getattr(record, "owner", record.id))

    def from_row(self, row: Sequence[Any], box: Box) -> R:
        values = list(row)
        place = values[self._owner_at], values[self._id_at]
        for at, name, kind in self._sealed:
            if values[at] is not None:
                values[at] = kind.value_of(box.open(values[at], self.table.name, name, *place))
        return self.kind(*values)

    def to_row(self, record: R, box: Box) -> dict[str, Any]:
        row = {column.name: getattr(record, column.name) for column in self.columns}
        for _, name, kind in self._sealed:
            if row[name] is not None:
                text = kind.text_of(row[name])
                row[name] = box.seal(text, self.table.name, name, self.owner_of(record), record.id)
        return row

    def place(self, record: R) -> tuple[str, str, str]:
        """Table, owner and id: the record's address within a community."""
        return self.table.name, self.owner_of(record), record.id

    def to_json(self, record: R) -> Json:
        values = ((column.name, getattr(record, column.name)) for column in self.columns)
        return {name: write(value) for (name, value), write in zip(values, self._writers, strict=True)}

    def from_json(self, image: Mapping[str, Any]) -> R:
        """An image from before a field was there leaves it as it is by default."""
        pairs = zip(self.columns, self._readers, strict=True)
        return self.kind(**{each.name: read(image[each.name]) for each, read in pairs if each.name in image})


def _as_it_is(value: Any) -> Any:
    return value


def _writer(column: ColumnElement[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, Sealed):
        return column.type.text_of
    return column.type.dialect_impl(_ANY_DATABASE).bind_processor(_ANY_DATABASE) or _as_it_is


def _reader(column: ColumnElement[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, Sealed):
        return column.type.value_of
    return column.type.dialect_impl(_ANY_DATABASE).result_processor(_ANY_DATABASE, None) or _as_it_is


PERSON = Shape(Person, notebook.PERSON)
INTRODUCTION = Shape(Introduction, notebook.INTRODUCTION)
PROMISE = Shape(Promise, notebook.PROMISE)
NOTE = Shape(Note, notebook.NOTE)
CONTACT = Shape(Contact, notebook.CONTACT)
FOLLOWUP = Shape(FollowUp, notebook.FOLLOWUP)
REMINDER = Shape(Reminder, notebook.REMINDER)
MEMBER = Shape(Member, members.MEMBER)
MEETUP = Shape(Meetup, meetups.MEETUP)
OVERRIDE = Shape(Override, meetups.OVERRIDE)
RSVP = Shape(Rsvp, meetups.RSVP)
NOTICEBOARD = Shape(Noticeboard, meetups.NOTICEBOARD)
PROFILE = Shape(Profile, profiles.PROFILE)
PITCH = Shape(Pitch, profiles.PITCH)
GOAL = Shape(Goal, profiles.GOAL)
DEED = Shape(Deed, profiles.DEED)
BLOCK = Shape(Block, company.BLOCK)
POST = Shape(Post, boards.POST)
HAND = Shape(Hand, boards.HAND)
BULLETIN = Shape(Bulletin, boards.BULLETIN)
THANKS = Shape(Thanks, thanks.THANKS)
REFERRAL = Shape(Referral, referrals.REFERRAL)
VOUCH = Shape(Vouch, referrals.VOUCH)
WARM = Shape(WarmIntroduction, introducing.WARM)
CONFIRMATION = Shape(Confirmation, introducing.CONFIRMATION)
QUEST = Shape(Quest, introducing.QUEST)
INQUIRY = Shape(Inquiry, introducing.INQUIRY)

HOSPITALITY = Shape(Hospitality, volunteers.HOSPITALITY)
VOLUNTEER = Shape(Volunteer, volunteers.VOLUNTEER)
WISH = Shape(Wish, volunteers.WISH)
ASKED = Shape(Asked, volunteers.QUESTION)
MENTORSHIP = Shape(Mentorship, volunteers.MENTORSHIP)
PATH = Shape(Path, volunteers.PATH)
SESSION = Shape(Session, volunteers.SESSION)

ROUND = Shape(Round, rounds.ROUND)
PARTICIPATION = Shape(Participation, rounds.PARTICIPATION)
DRAW = Shape(Draw, rounds.DRAW)
SEAT = Shape(Seat, rounds.SEAT)

_NOTED = (PERSON, INTRODUCTION, PROMISE, NOTE, CONTACT, FOLLOWUP, REMINDER)
_ON_BOARDS = (POST, HAND, BULLETIN, THANKS, REFERRAL, VOUCH)
_OF_MEMBERS = (*_NOTED, PROFILE, PITCH, GOAL, DEED, BLOCK, SESSION, CONFIRMATION, QUEST, INQUIRY, PATH)
_OF_VOLUNTEERS = (HOSPITALITY, VOLUNTEER, WISH, ASKED, MENTORSHIP)
_OF_ROUNDS = (ROUND, PARTICIPATION, DRAW, SEAT)
_OF_EVERYBODY = (MEMBER, MEETUP, OVERRIDE, RSVP, NOTICEBOARD, *_ON_BOARDS, *_OF_VOLUNTEERS, *_OF_ROUNDS, WARM)
SHAPES: Mapping[str, Shape[Any]] = {shape.table.name: shape for shape in (*_OF_MEMBERS, *_OF_EVERYBODY)}

# What everything that follows a meetup asks of it.
RSVPS_OF_MEETUP = RSVP.owned.where(RSVP.table.c.meetup == bindparam("of_meetup"))
OVERRIDES_OF_MEETUP = OVERRIDE.owned.where(OVERRIDE.table.c.meetup == bindparam("of_meetup"))
MEETUPS_COMING = MEETUP.owned.where(
    or_(MEETUP.table.c.over_at.is_(None), MEETUP.table.c.over_at > bindparam("after"))
).order_by(MEETUP.table.c.created_at, MEETUP.table.c.id)
