"""Rounds, who takes part in them, and what was drawn. Titles are for everybody; nobody writes anything else here."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, UniqueConstraint

from bot.domain.rounds.entrants import Odd
from bot.domain.rounds.records import Outcome, Place
from storage.tables.schema import community, key, metadata, refers, version
from storage.types import Choice, Instant, Key, SealedList, WallMoment

ROUND = Table(
    "round",
    metadata,
    community(),
    key("id", primary=True),
    Column("by", Key),
    Column("title", Key, nullable=False),
    Column("starts", WallMoment, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, comment="When the next draw is; none when it is over."),
    Column("size", Integer, nullable=False),
    Column("odd", Choice(Odd), nullable=False),
    version(),
    refers("community", "by", to="member"),
    Index(None, "due_at"),
)

PARTICIPATION = Table(
    "participation",
    metadata,
    community(),
    key("id", primary=True),
    key("round"),
    key("member"),
    Column("created_at", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    Column("paused_until", Instant),
    Column("is_silent", Boolean, nullable=False),
    version(),
    refers("community", "round", to="round"),
    refers("community", "member", to="member"),
    UniqueConstraint("community", "round", "member"),
    Index(None, "community", "member"),
)

DRAW = Table(
    "draw",
    metadata,
    community(),
    key("id", primary=True),
    key("round"),
    Column("key", Key, nullable=False, comment="The wall time on the calendar, or that an organiser had it made."),
    Column("created_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("by", Key),
    Column("seed", BigInteger, nullable=False),
    Column("score", Integer, nullable=False),
    Column("most", Integer, nullable=False),
    Column("groups", Integer, nullable=False),
    Column("waits", Integer, nullable=False),
    Column("repeats", Integer, nullable=False),
    version(),
    refers("community", "round", to="round"),
    refers("community", "by", to="member"),
    UniqueConstraint("community", "round", "key"),
)

SEAT = Table(
    "seat",
    metadata,
    community(),
    key("id", primary=True),
    key("draw"),
    key("round"),
    key("member"),
    Column("created_at", Instant, nullable=False),
    Column("place", Choice(Place), nullable=False),
    Column("circle", Key),
    Column("among", Integer, nullable=False),
    Column("asks", WallMoment),
    Column("asks_again", WallMoment),
    Column("answer", Choice(Outcome)),
    Column("answered_at", Instant),
    Column("begun", SealedList, comment="What of their profiles they were told to begin with."),
    version(),
    refers("community", "draw", to="draw"),
    refers("community", "member", to="member"),
    UniqueConstraint("community", "draw", "member"),
    Index(None, "community", "member"),
    Index(None, "community", "circle"),
)
